"""What a start warns about: a database that is too old to be trusted fully, or slower than it could be."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import connections

WAL_RESET_FIXED = (3, 51, 3)


def database_warnings(alias: str = "default") -> list[CheckMessage]:
    """What is worth knowing about this database, and how to change it; empty for PostgreSQL."""
    connection = connections[alias]
    if connection.vendor != "sqlite":
        return []
    found: list[CheckMessage] = []
    if sqlite3.sqlite_version_info < WAL_RESET_FIXED and settings.SQLITE_JOURNAL == "wal":
        found.append(
            Warning(
                f"SQLite {sqlite3.sqlite_version} can damage a write-ahead log in rare cases; "
                "3.51.3 repairs this.",
                hint="Update SQLite, or set CRM_SQLITE_JOURNAL=delete (slower), and keep backups.",
                id="crm.W001",
            )
        )
    if not _has_native_exp(connection):
        found.append(
            Warning(
                "This SQLite is built without mathematical functions.",
                hint="Reckoning the whole book takes longer; another build of SQLite is quicker.",
                id="crm.W002",
            )
        )
    return found


def _has_native_exp(connection: Any) -> bool:
    with connection.cursor() as cursor:
        return bool(cursor.execute("SELECT sqlite_compileoption_used('ENABLE_MATH_FUNCTIONS')").fetchone()[0])


@register(Tags.database)
def check_database(databases: Sequence[str] | None, **_: Any) -> list[CheckMessage]:
    """Run by `check --database default`; each start prints the same words."""
    return [message for alias in databases or [] for message in database_warnings(alias)]
