"""Bad input: a clear word with the place of the fault, and nothing half-written."""

import io
from datetime import date
from pathlib import Path

import pytest

from accounts.models import User
from contacts.models import Contact
from tests.conftest import NOON
from tests.samples.linkedin import connections_csv, make_export, make_zip
from tests.transfer.given import ANNA, BERT, begin, book, bring_in, counts
from transfer.formats import rows
from transfer.formats.faults import BadFile
from transfer.models import ImportRun
from transfer.queries import faults_of
from transfer.services import start_import, take_turn

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"


def refused(owner: User, *files: tuple[str, bytes]) -> str:
    """Why an upload was refused on the spot."""
    with pytest.raises(BadFile) as caught:
        start_import(
            owner=owner, files=[(name, io.BytesIO(data)) for name, data in files], texts=False, now=NOON
        )
    return str(caught.value)


def bomb() -> bytes:
    return make_zip({"Connections.csv": HEADER + "\n" + "0" * 60_000_000})


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("letter.txt", b"Dear all,\nsee you\n", "letter.txt: holds nothing that can be read here"),
        ("photo.csv", b"\x89PNG\r\n\x1a\n\0\0\0", "photo.csv: holds nothing that can be read here"),
        ("empty.csv", b"", "empty.csv: is empty"),
        ("empty.zip", make_zip({}), "empty.zip: is an empty zip"),
        ("other.zip", make_zip({"Skills.doc": "Name\nTea\n"}), "holds nothing that can be read here"),
        ("cut.zip", make_export(connections=[ANNA])[:200], "cut.zip: is not a zip, or a damaged one"),
        ("bomb.zip", bomb(), "bomb.zip: unpacks to far more than it should"),
        ("up.zip", make_zip({"../Connections.csv": HEADER}), "has a file name that points outside"),
        (
            "de.zip",
            make_zip({"Connections.csv": "Vorname,Nachname,Firma,Verbunden am\n"}),
            "Connections.csv, line 1",
        ),
    ],
)
def test_what_is_no_export_is_refused_on_the_spot(
    alice: User, uploads: Path, name: str, data: bytes, reason: str
) -> None:
    assert reason in refused(alice, (name, data))
    assert ImportRun.objects.count() == 0
    assert not uploads.exists() or list(uploads.iterdir()) == []


def test_a_damaged_member_is_found_before_anything_is_written(alice: User) -> None:
    export = bytearray(make_export(connections=[ANNA, BERT]))
    export[80] ^= 0xFF

    assert "Connections.csv" in refused(alice, ("a.zip", bytes(export)))


def test_two_files_of_one_kind_and_a_zip_among_files_are_refused(alice: User) -> None:
    one = connections_csv([ANNA]).encode()

    assert (
        refused(alice, ("a.csv", one), ("b.csv", one))
        == "b.csv: is a second Connections.csv; upload one of each"
    )
    assert "is a zip among other files" in refused(alice, ("a.csv", one), ("b.zip", make_export()))


def test_ten_thousand_broken_rows_are_counted_told_and_passed_over(alice: User) -> None:
    broken = "\n".join(f"too,few,{n}" for n in range(10_000))
    good = connections_csv([ANNA]).splitlines()[-1]

    run = bring_in(
        alice, make_zip({"Connections.csv": f"{HEADER}\n{good}\n{broken}\n{good.replace('anna', 'hanna')}"})
    )

    assert run.state == "done"
    assert counts(run) == {"added": 2, "skipped": 10_000}
    assert run.counts["skips"] == {"cannot be read": 10_000}
    assert (run.counts["faults"], faults_of(run).count()) == (10_000, 1000)
    first = faults_of(run)[0]
    assert (first.file, first.line, first.reason) == (
        "Connections.csv",
        3,
        "has 3 columns where the header has 7",
    )


def test_a_name_of_five_thousand_characters_is_told_with_its_line(alice: User) -> None:
    run = bring_in(alice, connections=[ANNA, BERT | {"given": "B" * 5000}])

    assert counts(run) == {"added": 1, "skipped": 1}
    assert [(one.file, one.line, one.reason) for one in faults_of(run)] == [
        ("Connections.csv", 6, "has a name of more than 200 characters")
    ]


def test_a_day_to_come_and_one_of_1066_are_told_and_the_people_taken_without(alice: User) -> None:
    run = bring_in(alice, connections=[ANNA | {"on": date(2030, 1, 1)}, BERT | {"on": "14 Oct 1066"}])

    assert counts(run) == {"added": 2}
    assert [(one.line, one.reason) for one in faults_of(run)] == [
        (5, "the day 2030-01-01 is in the future; taken without a day"),
        (6, "the day 1066-10-14 is too long ago; taken without a day"),
    ]
    assert all(link is None for link in Contact.objects.values_list("links__since", flat=True))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_of_other_programs_are_read(alice: User, encoding: str) -> None:
    text = connections_csv([ANNA | {"given": "Zoë", "company": "Café"}])

    bring_in(alice, make_zip({"Connections.csv": text.encode(encoding)}))

    assert Contact.objects.get().display == "Zoë Bell"


def test_texts_longer_than_their_columns_are_cut(alice: User) -> None:
    bring_in(alice, connections=[ANNA | {"company": "c" * 500, "position": "p" * 500}])
    again = bring_in(alice, connections=[ANNA | {"company": "c" * 500, "position": "p" * 500}])

    assert Contact.objects.values_list("posts__organisation", "posts__title").get() == ("c" * 200, "p" * 200)
    assert counts(again) == {"unchanged": 1}


def test_a_file_that_turns_out_too_long_on_the_way_is_taken_back_whole(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_in(alice, connections=[ANNA])
    before = book(alice)
    people = [ANNA | {"given": f"A{n}", "slug": f"a-{n}"} for n in range(700)]
    run = begin(alice, make_export(connections=[ANNA | {"company": "Glacier"}, *people]))
    monkeypatch.setattr(rows, "MAX_ROWS", 650)

    take_turn(run_id=run.pk, clock=lambda: NOON)

    run.refresh_from_db()
    assert (run.state, run.problem) == ("failed", "Connections.csv, line 655: has more than 650 rows")
    assert counts(run) == {}
    assert book(alice) == before


def test_a_file_name_that_is_markup_is_shown_as_text(alice: User) -> None:
    name = "<img onerror=x>" + "n" * 300 + "\u202ecsv.exe"
    export = make_export(connections=[ANNA])

    run = start_import(owner=alice, files=[(name, io.BytesIO(export))], texts=False, now=NOON)

    assert run.file_name.startswith("<img onerror=x>nnn")
    assert len(run.file_name) <= 300
    assert "\u202e" not in run.file_name
