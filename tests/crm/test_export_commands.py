"""export and restore: one file, never half of one; whole, or not at all."""

import csv
import json
import os
import zipfile
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from contacts.models import Contact
from tests.factories import log, make_contact
from transfer.exports.out import FORMATS

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def ada(alice: User, now: datetime) -> Contact:
    found = make_contact(alice, "Ada Lindqvist", now)
    log(found, date(2026, 3, 1), now)
    return found


def run(name: str, *arguments: object, owner: str = "alice@example.org") -> Any:
    out = StringIO()
    call_command(name, *map(str, arguments), "--owner", owner, "--json", stdout=out)
    return json.loads(out.getvalue())


def test_a_book_goes_out_and_comes_back(ada: Contact, bob: User, tmp_path: Path) -> None:
    path = tmp_path / "book.zip"
    answer = run("export", path)
    assert (answer["path"], answer["format"], answer["bytes"]) == (str(path), "archive", path.stat().st_size)

    restored = run("restore", path, owner="bob@example.org")

    assert restored["told"] == []
    assert (restored["counts"]["contacts"], restored["counts"]["interactions"]) == (1, 1)
    assert Contact.objects.owned_by(bob).get().display == "Ada Lindqvist"


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written(name: str, ada: Contact, tmp_path: Path) -> None:
    path = tmp_path / "out"
    assert run("export", path, "--format", name)["count"] >= 1
    files = list(path.iterdir()) if path.is_dir() else [path]
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    assert sorted(tmp_path.iterdir()) == [path]


def test_markdown_goes_into_a_folder_or_a_zip(ada: Contact, tmp_path: Path) -> None:
    folder, packed = tmp_path / "people", tmp_path / "people.zip"
    for path in (folder, packed):
        assert run("export", path, "--format", "markdown")["count"] == 1

    assert [file.name for file in folder.iterdir()] == ["Ada Lindqvist.md"]
    assert (folder / "Ada Lindqvist.md").read_text().startswith("# Ada Lindqvist\n")
    assert zipfile.ZipFile(packed).namelist() == ["Ada Lindqvist.md"]
    with pytest.raises(CommandError, match="--force adds to them"):
        run("export", folder, "--format", "markdown")
    assert run("export", folder, "--format", "markdown", "--force")["count"] == 1
    with pytest.raises(CommandError, match="is a file"):
        run("export", folder / "Ada Lindqvist.md", "--format", "markdown")


def test_tables_of_people_and_of_what_happened_go_into_a_zip(ada: Contact, tmp_path: Path) -> None:
    run("export", tmp_path / "tables.zip", "--format", "csv")
    assert sorted(zipfile.ZipFile(tmp_path / "tables.zip").namelist()) == ["interactions.csv", "people.csv"]


def test_a_path_that_does_not_end_in_zip_gets_the_table_of_people_alone(ada: Contact, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    run("export", path, "--format", "csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert [row["Name"] for row in csv.DictReader(file)] == ["Ada Lindqvist"]


def test_standard_output_takes_it_too(ada: Contact, capfdbinary: Any) -> None:
    call_command("export", "-", "--owner", "alice@example.org", "--format", "ics")
    assert capfdbinary.readouterr().out.startswith(b"BEGIN:VCALENDAR\r\n")


def test_a_file_that_is_there_is_not_written_over_unasked(ada: Contact, tmp_path: Path) -> None:
    path = tmp_path / "book.zip"
    path.write_text("mine")
    with pytest.raises(CommandError, match="--force writes over it"):
        run("export", path)
    assert path.read_text() == "mine"

    run("export", path, "--force")
    assert zipfile.is_zipfile(path)


def test_half_a_file_is_never_seen(ada: Contact, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "book.zip"
    path.write_text("the one of yesterday")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CommandError, match="No space left on device"):
        run("export", path, "--force")
    assert sorted(tmp_path.iterdir()) == [path]
    assert path.read_text() == "the one of yesterday"


@pytest.mark.parametrize("where", ["", "missing/book.zip"])
def test_a_place_that_cannot_be_written_is_told(where: str, ada: Contact, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"is a folder|cannot be written"):
        run("export", tmp_path / where)


def test_a_restore_that_cannot_be_is_told_in_one_line(ada: Contact, tmp_path: Path) -> None:
    path = tmp_path / "book.zip"
    run("export", path)
    with pytest.raises(CommandError, match=r"Nothing was restored. This account is not empty: 1 in contacts"):
        run("restore", path)
    with pytest.raises(CommandError, match=r"nothing.zip: there is no such file"):
        run("restore", tmp_path / "nothing.zip")


@pytest.mark.parametrize("name", ["export", "restore"])
def test_an_unknown_owner_is_told(name: str, db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no account for nobody@example.org"):
        run(name, tmp_path / "x", owner="nobody@example.org")
