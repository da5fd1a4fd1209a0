import sqlite3

import pytest
from django.db import connection
from pytest_django.fixtures import Settings

from crm.checks import check_database, database_warnings

sqlite_only = pytest.mark.skipif(connection.vendor != "sqlite", reason="about SQLite")


def names() -> list[str | None]:
    return [warning.id for warning in database_warnings() if warning.id == "crm.W001"]


@sqlite_only
@pytest.mark.parametrize(
    ("version", "journal", "warned"),
    [
        ((3, 51, 2), "wal", ["crm.W001"]),
        ((3, 40, 1), "wal", ["crm.W001"]),
        ((3, 51, 3), "wal", []),
        ((3, 40, 1), "delete", []),
    ],
)
def test_s6_an_old_sqlite_with_a_write_ahead_log_is_warned_about(
    db: None,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    version: tuple[int, ...],
    journal: str,
    warned: list[str],
) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
    settings.SQLITE_JOURNAL = journal

    assert names() == warned


@sqlite_only
def test_the_warning_tells_the_way_out(db: None, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 40, 1))
    settings.SQLITE_JOURNAL = "wal"

    hints = [warning.hint for warning in database_warnings() if warning.id == "crm.W001"]

    assert hints == ["Update SQLite, or set CRM_SQLITE_JOURNAL=delete (slower), and keep backups."]


def test_only_a_check_of_databases_looks_at_them(db: None) -> None:
    assert check_database(databases=None) == []
    assert check_database(databases=["default"]) == database_warnings()
