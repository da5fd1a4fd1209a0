"""import_file and undo_import: JSON out, one clear line when it fails."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from contacts.models import Contact
from tests.conftest import NOON
from tests.factories import log, make_contact
from tests.samples.linkedin import connections_csv, make_export
from tests.transfer.given import ANNA, BERT, CARA, ME, asks, at, begin, book, contact, wrote
from transfer.models import ImportRun
from transfer.services.runs import claim

pytestmark = pytest.mark.usefixtures("now")
STRANGER = ("Nobody Known", "nobody")


@pytest.fixture(autouse=True)
def uploads(settings: Any, tmp_path: Path) -> Path:
    settings.UPLOAD_DIR = tmp_path / "uploads"
    return settings.UPLOAD_DIR


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "Basic_LinkedInDataExport.zip"
    path.write_bytes(
        make_export(
            connections=[ANNA, BERT | {"on": "soon"}, CARA],
            messages=[
                wrote(("Anna Bell", "anna-bell"), ME, at(2025, 6, 1, 9, 30)),
                wrote(STRANGER, ME, at(2025, 6, 1, 9, 30)),
            ],
            invitations=[asks("Rita Asks", "rita")],
        )
    )
    return path


def run(name: str, *arguments: object) -> Any:
    out = StringIO()
    call_command(name, *map(str, arguments), "--owner", "alice@example.org", "--json", stdout=out)
    return json.loads(out.getvalue())


def test_a_zip_is_imported_to_its_end(alice: User, export: Path, uploads: Path) -> None:
    answer = run("import_file", export)

    seconds = answer.pop("seconds")
    assert answer == {
        "run": ImportRun.objects.get().pk,
        "kind": "linkedin",
        "added": 3,
        "updated": 0,
        "unchanged": 0,
        "hidden": 0,
        "skipped": 1,
        "interactions": 1,
        "requests": 1,
        "errors": [
            {"file": "Connections.csv", "line": 6, "reason": "“soon” is not a day; taken without a day"}
        ],
    }
    assert 0 <= seconds < 60
    assert Contact.objects.owned_by(alice).count() == 3
    assert list(uploads.iterdir()) == []


def test_a_folder_and_a_single_file_are_imported_too(alice: User, tmp_path: Path) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "Connections.csv").write_text(connections_csv([ANNA, BERT]))
    (folder / "Skills.csv").write_text("Name\nTea\n")
    single = tmp_path / "saved as.csv"
    single.write_text(connections_csv([ANNA, CARA]))

    assert run("import_file", folder)["added"] == 2
    answer = run("import_file", single)
    assert (answer["added"], answer["unchanged"]) == (1, 1)


def test_a_dry_run_counts_the_same_and_writes_nothing_at_all(
    alice: User, export: Path, uploads: Path
) -> None:
    make_contact(alice, "Cara Zoll", NOON)
    before = book(alice)
    with CaptureQueriesContext(connection) as queries:
        dry = run("import_file", export, "--dry-run")
    written = [one["sql"] for one in queries if not one["sql"].startswith(("SELECT", "PRAGMA", "DECLARE"))]
    assert written == []
    assert book(alice) == before
    assert (ImportRun.objects.count(), uploads.exists()) == (0, False)

    wet = run("import_file", export)
    assert dry.pop("run") is None
    for answer in (dry, wet):
        answer.pop("seconds")
    wet.pop("run")
    assert dry == wet
    assert (dry["added"], dry["updated"]) == (2, 1)


def test_without_json_it_says_so_in_a_line(alice: User, export: Path) -> None:
    out = StringIO()

    call_command("import_file", str(export), "--owner", "alice@example.org", stdout=out)

    assert out.getvalue().startswith(
        "3 added, 0 updated, 0 unchanged, 0 hidden, 1 skipped, 1 interactions, 1 requests"
    )


@pytest.mark.parametrize("flags", [[], ["--dry-run"]])
def test_what_is_no_export_is_one_clear_line(alice: User, tmp_path: Path, flags: list[str]) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear all")

    for path, reason in (
        (letter, "letter.txt: holds nothing that can be read here"),
        (tmp_path / "nowhere.zip", "no such file"),
    ):
        with pytest.raises(CommandError, match=reason):
            run("import_file", path, *flags)

    assert ImportRun.objects.count() == 0


def test_an_import_beside_another_is_refused(alice: User, export: Path, uploads: Path) -> None:
    running = begin(alice, export.read_bytes())
    claim(run_id=running.pk, now=NOON)

    with pytest.raises(CommandError, match="still under way"):
        run("import_file", export)

    assert len(list(uploads.iterdir())) == 1


def test_an_import_that_broke_off_long_ago_is_ended_first(alice: User, export: Path) -> None:
    left = begin(alice, make_export(connections=[ANNA]), now=NOON.replace(hour=9))

    answer = run("import_file", export)

    left.refresh_from_db()
    assert (left.state, left.counts["added"]) == ("done", 1)
    assert (answer["added"], answer["unchanged"]) == (2, 1)


def test_an_import_is_taken_back(alice: User, export: Path) -> None:
    number = run("import_file", export)["run"]
    log(contact(alice, "Anna Bell"), NOON.date(), NOON)

    answer = run("undo_import", number)

    kept = [{"contact": "Anna Bell", "reason": "you logged something with them"}]
    assert answer == {"run": number, "state": "undone", "kept": kept}
    assert run("undo_import", number) == answer
    assert Contact.objects.count() == 1


def test_of_others_nothing_is_taken_back(alice: User, bob: User) -> None:
    theirs = begin(bob, make_export(connections=[ANNA]))

    with pytest.raises(CommandError, match=f"You have no import {theirs.pk}."):
        run("undo_import", theirs.pk)
