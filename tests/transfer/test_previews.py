"""An upload is looked at before anything is written, waits for its owner's word, and can be left alone."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from contacts.models import Contact
from network.models import AboutMe
from tests.conftest import NOON
from tests.factories import make_contact
from tests.samples.linkedin import connections_csv, make_export
from tests.transfer.given import ANNA, BERT, CARA, ME, at, begin, bring_in, wrote
from transfer.models import ImportRun, RunFault, RunRows, Told
from transfer.services import (
    Busy,
    begin_undo,
    cancel,
    go_ahead,
    look_again_at,
    remember_own,
    resume_stalled,
    start_import,
    start_look,
    take_turn,
)
from transfer.services.runs import MOST_READY, READY_FOR, claim

pytestmark = pytest.mark.usefixtures("now")
THREE = make_export(connections=[ANNA, BERT, CARA])
SAID = make_export(
    connections=[ANNA], messages=[wrote(("Anna Bell", "anna-bell"), ME, at(2025, 6, 1, 9, 30), body="Hi")]
)


def look(owner: User, export: bytes = THREE) -> ImportRun:
    return start_look(owner=owner, files=[("export.zip", io.BytesIO(export))], texts=False, now=NOON)


def work(run: ImportRun) -> ImportRun:
    take_turn(run_id=run.pk, clock=lambda: NOON)
    run.refresh_from_db()
    return run


def written() -> list[int]:
    return [model.objects.count() for model in (Contact, Told, RunRows, RunFault)]


def page(client: Client, run: ImportRun) -> str:
    return " ".join(client.get(f"/import/{run.pk}/").content.decode().split())


def post(client: Client, run: ImportRun, what: str, **data: Any) -> Any:
    return client.post(f"/import/{run.pk}/{what}/", data)


def test_looking_counts_and_writes_nothing(alice: User) -> None:
    make_contact(alice, "Anna Bell", NOON)
    before = written()

    run = work(look(alice))

    assert run.state == "ready"
    assert (run.found["counts"]["added"], run.found["counts"]["updated"]) == (2, 1)
    assert [name for _line, name, _words in run.found["rows"]["added"]] == ["Bert Quint", "Cara Zoll"]
    assert run.found["is_whole"]
    assert written() == before


def test_what_was_looked_at_comes_in_when_its_owner_says_so(as_alice: Client, alice: User) -> None:
    run = work(look(alice))
    shown = page(as_alice, run)
    assert "<dt>New people</dt><dd>3</dd>" in shown
    assert "Bert Quint" in shown

    assert post(as_alice, run, "go").status_code == 302
    run.refresh_from_db()
    assert (run.state, run.found) == ("waiting", {})
    work(run)

    assert run.state == "done"
    assert Contact.objects.owned_by(alice).count() == 3


def test_what_was_looked_at_can_be_left_alone(as_alice: Client, alice: User, uploads: Any) -> None:
    run = work(look(alice))

    answer = post(as_alice, run, "cancel")

    assert answer["Location"] == "/import/"
    run.refresh_from_db()
    assert (run.state, Contact.objects.count(), list(uploads.iterdir())) == ("undone", 0, [])
    assert "Left alone" in page(as_alice, run)
    assert not go_ahead(run=run, now=NOON)


def test_the_upload_page_looks_first_and_takes_in_at_once_if_asked(as_alice: Client) -> None:
    def upload(**data: str) -> str:
        file = SimpleUploadedFile("export.zip", THREE)
        assert as_alice.post("/import/", {"export": file, **data}).status_code == 302
        return ImportRun.objects.latest("pk").state

    assert [upload(), upload(at_once="1")] == ["looking", "waiting"]


def test_looking_may_happen_while_another_import_is_under_way(alice: User) -> None:
    going = begin(alice, THREE)

    run = work(look(alice))

    assert (run.state, run.found["counts"]["added"]) == ("ready", 3)
    with pytest.raises(Busy):
        go_ahead(run=run, now=NOON)
    work(going)
    assert go_ahead(run=run, now=NOON)
    assert work(run).counts["added"] == 0


def test_an_import_is_cancelled_midway_and_taken_back(alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("transfer.services.connections.BLOCK", 1)
    run = begin(alice, THREE)
    mine = claim(run_id=run.pk, now=NOON)
    assert mine
    assert cancel(run=mine, now=NOON)

    assert work(run).state == "undone"
    assert Contact.objects.count() == 0


@pytest.mark.parametrize("written_first", [False, True])
def test_cancelling_takes_back_what_was_written(alice: User, written_first: bool) -> None:
    run = begin(alice, THREE)
    if written_first:
        take_turn(run_id=run.pk, clock=lambda: NOON, seconds=0.0)
        run.refresh_from_db()
        assert (run.state, Contact.objects.count()) == ("running", 3)

    assert cancel(run=run, now=NOON)
    work(run)

    assert (run.state, Contact.objects.count()) == ("undone", 0)
    assert not cancel(run=run, now=NOON)


def test_a_finished_run_is_not_cancelled_but_taken_back(alice: User) -> None:
    run = bring_in(alice, THREE)

    assert not cancel(run=run, now=NOON)
    run.refresh_from_db()
    assert run.state == "done"
    assert begin_undo(run=run, now=NOON)


def test_who_one_is_in_the_file_is_asked_and_remembered(as_alice: Client, alice: User) -> None:
    run = work(look(alice, SAID))

    post(as_alice, run, "own", own="Owen Reed, owen@example.org", remember="on")

    run.refresh_from_db()
    assert (run.state, run.options["own"]) == ("looking", ["Owen Reed", "owen@example.org"])
    about = AboutMe.objects.get()
    assert (about.emails, about.other_names) == (["owen@example.org"], ["Owen Reed"])
    remember_own(owner=alice, own=["OWEN@example.org", "O. Reed"])
    about.refresh_from_db()
    assert (about.emails, about.other_names) == (["owen@example.org"], ["Owen Reed", "O. Reed"])
    assert work(run).state == "ready"
    assert not look_again_at(run=bring_in(alice, THREE), options={})


def test_a_file_that_cannot_be_read_is_told_when_it_is_looked_at(alice: User, uploads: Any) -> None:
    run = look(alice)
    next(uploads.iterdir()).write_bytes(b"PK\x03\x04 damaged")

    assert work(run).state == "failed"
    assert "damaged" in run.problem
    assert list(uploads.iterdir()) == []


def test_a_look_that_broke_off_is_taken_up_again(alice: User) -> None:
    run = look(alice)
    claim(run_id=run.pk, now=NOON)

    assert resume_stalled(now=NOON + timedelta(minutes=2)) == 1
    take_turn(run_id=run.pk, clock=lambda: NOON + timedelta(minutes=2))

    run.refresh_from_db()
    assert run.state == "ready"


def test_uploads_wait_for_two_days_and_only_five_of_them(alice: User, uploads: Any) -> None:
    runs = [work(look(alice)) for _ in range(MOST_READY + 1)]
    states = list(ImportRun.objects.order_by("pk").values_list("state", flat=True))
    assert states == ["undone", *["ready"] * MOST_READY]

    resume_stalled(now=NOON + READY_FOR + timedelta(minutes=1))

    assert set(ImportRun.objects.values_list("state", flat=True)) == {"undone"}
    assert list(uploads.iterdir()) == []
    assert len(runs) == MOST_READY + 1


def test_what_became_of_each_row_can_be_downloaded(as_alice: Client, alice: User) -> None:
    run = bring_in(alice, make_export(connections=[ANNA, BERT, ANNA]))
    Contact.objects.filter(display="Bert Quint").update(display="=Bert")

    answer = as_alice.get(f"/import/{run.pk}/rows/")

    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode())))
    assert rows[0] == ["File", "Line", "What became of it", "Why", "Person"]
    assert [(row[2], row[4]) for row in rows[1:] if row[0] == "Connections.csv"] == [
        ("Added", "Anna Bell"),
        ("Added", "'=Bert"),
        ("Left out", "Anna Bell"),
    ]
    assert f"/import/{run.pk}/rows/" in page(as_alice, run)


def test_two_imports_at_once_of_one_owner_are_refused_and_of_two_do_no_harm(alice: User, bob: User) -> None:
    mine, theirs = begin(alice, THREE), begin(bob, THREE)
    with pytest.raises(Busy):
        start_import(owner=alice, files=[("a.zip", io.BytesIO(THREE))], texts=False, now=NOON)

    assert [work(mine).counts["added"], work(theirs).counts["added"]] == [3, 3]
    assert [Contact.objects.owned_by(one).count() for one in (alice, bob)] == [3, 3]


def test_a_single_file_keeps_its_own_name_and_a_folder_the_paths(alice: User) -> None:
    file = io.BytesIO(connections_csv([ANNA]).encode())

    run = start_look(owner=alice, files=[("../../etc/Ünï (1).csv", file)], texts=False, now=NOON)

    assert (run.file_name, run.kind) == ("../../etc/Ünï (1).csv", "linkedin")
    assert work(run).found["counts"]["added"] == 1
