"""A run is claimed, worked on in turns, resumed where it broke off, and leaves nothing behind."""

import io
import json
import logging
import os
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django_q.models import OrmQ

from accounts.jobs import JobFailed
from accounts.models import User
from contacts.models import Contact
from tests.conftest import NOON
from tests.samples.linkedin import HIDDEN, make_export
from tests.transfer.given import ANNA, BERT, ME, asks, at, begin, book, bring_in, counts, wrote
from transfer.models import ImportRun, RunChange
from transfer.services import Busy, resume_stalled, start_import, take_turn
from transfer.services.runs import LEASE, Overtaken, claim, write_down
from transfer.tasks import work_on


def crowd() -> bytes:
    """An export of several chunks: people, threads, strangers, requests, faults."""
    people = [
        {"given": f"Ada{n}", "family": f"Person{n}", "slug": f"ada-{n}", "company": f"Mill {n % 7}",
         "on": date(2020, 1, 1) + timedelta(days=n)}
        for n in range(420)
    ]  # fmt: skip
    messages = []
    for n in range(300):
        one, two = (f"Ada{n} Person{n}", f"ada-{n}"), (f"Stranger {n}", f"stranger-{n}")
        when = at(2025, 1, 1, 12, 0) + timedelta(days=n)
        messages += [
            wrote(one, ME, when, body=f"Hello {n}"),
            wrote(ME, one, when + timedelta(hours=1), body="Hi"),
        ]
        messages += [wrote(two, ME, when), wrote(one, ME, when) | {"conversation": "all", "to": [ME, two]}]
    broken = [ANNA | {"given": "", "family": "", "slug": "nameless"}, HIDDEN]
    return make_export(
        connections=[*people[:200], *broken, *people[200:]],
        messages=messages,
        invitations=[asks(f"Asker {n}", f"asker-{n}") for n in range(30)],
    )


def to_the_end(run: ImportRun, now: datetime = NOON) -> int:
    """Work in the shortest turns there are; how many it took."""
    turns = 1
    while not take_turn(run_id=run.pk, clock=lambda: now, seconds=0):
        turns += 1
    run.refresh_from_db()
    return turns


def test_a_run_broken_off_after_every_chunk_ends_as_an_unbroken_one(alice: User, bob: User) -> None:
    export = crowd()
    whole = bring_in(bob, export, texts=True)
    run = begin(alice, export, texts=True)

    turns = to_the_end(run)

    assert turns > 10
    assert (run.state, run.counts) == ("done", whole.counts)
    assert book(alice) == book(bob)
    assert run.faults.count() == whole.faults.count() == 1


def test_a_worker_that_dies_between_two_chunks_is_followed_by_the_next(alice: User, bob: User) -> None:
    export = crowd()
    bring_in(bob, export)
    run = begin(alice, export)
    moments: list[datetime] = []

    def failing_clock() -> datetime:
        moments.append(NOON)
        if len(moments) % 4 == 0:
            raise SystemExit
        return NOON

    deaths = 0
    while True:
        try:
            if take_turn(run_id=run.pk, clock=failing_clock):
                break
        except SystemExit:
            deaths += 1

    run.refresh_from_db()
    assert (deaths > 3, run.state) == (True, "done")
    assert book(alice) == book(bob)


def test_who_holds_a_run_holds_it_alone_for_a_minute(alice: User) -> None:
    run = begin(alice, make_export(connections=[ANNA]))

    assert claim(run_id=run.pk, now=NOON) == run
    assert claim(run_id=run.pk, now=NOON + LEASE) is None
    assert take_turn(run_id=run.pk, clock=lambda: NOON)
    assert Contact.objects.count() == 0


def test_a_worker_that_lost_its_run_writes_nothing_more(alice: User) -> None:
    run = begin(alice, make_export(connections=[ANNA]))
    slow = claim(run_id=run.pk, now=NOON)
    claim(run_id=run.pk, now=NOON + 2 * LEASE)

    assert slow is not None
    with pytest.raises(Overtaken):
        write_down(run=slow, now=NOON, cursor=7)
    run.refresh_from_db()
    assert run.cursor == 0


def test_a_run_that_leads_nowhere_five_times_is_stopped_and_shown(alice: User, uploads: Path) -> None:
    run = begin(alice, make_export(connections=[ANNA]))

    for n in range(6):
        claim(run_id=run.pk, now=NOON + 2 * n * LEASE)

    run.refresh_from_db()
    assert (run.state, run.problem) == ("failed", "The import broke off five times in the same place.")
    assert list(uploads.iterdir()) == []


def test_one_import_at_a_time_for_each_owner(alice: User, bob: User, uploads: Path) -> None:
    export = make_export(connections=[ANNA])
    begin(alice, export)
    begin(bob, export)

    with pytest.raises(Busy, match="still under way"):
        begin(alice, export)
    with pytest.raises(Busy, match="still under way"):
        start_import(owner=alice, files=[("a.zip", io.BytesIO(export))], texts=False, now=NOON)

    assert ImportRun.objects.count() == 2
    assert len(list(uploads.iterdir())) == 2


def test_an_upload_is_kept_under_a_number_for_nobody_else_and_only_until_it_is_read(
    alice: User, uploads: Path
) -> None:
    begin_export = make_export(connections=[ANNA])
    run = begin(alice, begin_export)
    (stored,) = uploads.iterdir()

    assert stored.name == str(run.stored_as)
    assert (stored.stat().st_mode & 0o777, uploads.stat().st_mode & 0o777) == (0o600, 0o700)
    assert stored.read_bytes() == begin_export

    to_the_end(run)
    assert list(uploads.iterdir()) == []


def test_single_files_are_kept_together_whatever_they_are_called(alice: User, uploads: Path) -> None:
    from_zip = {"a.csv": "Connections", "b.csv": "messages"}
    parts = {
        "a.csv": "First Name,Last Name,URL,Connected On\nAnna,Bell,https://www.linkedin.com/in/anna-bell,08 Feb 2024\n",
        "b.csv": "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,DATE\n1,Anna Bell,https://www.linkedin.com/in/anna-bell,"
        "Owen Reed,2025-06-01 14:03:22 UTC\n",
    }

    run = start_import(
        owner=alice,
        files=[(name, io.BytesIO(parts[name].encode())) for name in from_zip],
        texts=False,
        now=NOON,
    )

    folder = uploads / str(run.stored_as)
    assert sorted(path.name for path in folder.iterdir()) == ["0", "1", "names.json"]
    assert json.loads((folder / "names.json").read_text()) == ["Connections.csv", "messages.csv"]
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    assert run.file_name == "a.csv, b.csv"
    to_the_end(run)
    assert counts(run) == {"added": 1, "interactions": 1}
    assert list(uploads.iterdir()) == []


def test_a_started_import_is_queued_once_committed(
    alice: User, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        run = start_import(
            owner=alice, files=[("a.zip", io.BytesIO(make_export(connections=[ANNA])))], texts=True, now=NOON
        )

    job = OrmQ.objects.get().task
    assert (job["func"], job["args"]) == ("transfer.tasks.work_on", (run.pk,))
    assert (run.state, run.wants_texts, run.kind) == ("waiting", True, "linkedin")


def test_the_job_takes_a_number_and_works(alice: User) -> None:
    run = begin(alice, make_export(connections=[ANNA, BERT]))

    work_on(run.pk)
    work_on(run.pk)

    run.refresh_from_db()
    assert (run.state, counts(run)) == ("done", {"added": 2})


def test_the_job_refuses_work_for_a_closed_account(alice: User) -> None:
    run = begin(alice, make_export(connections=[ANNA]))
    User.objects.update(is_active=False)

    work_on(run.pk)

    assert Contact.objects.count() == 0


def test_an_error_is_logged_by_its_place_and_the_run_may_be_tried_again(
    alice: User, caplog: pytest.LogCaptureFixture
) -> None:
    run = begin(alice, make_export(connections=[ANNA]))
    ImportRun.objects.update(counts={"Anna Bell": 1})

    with caplog.at_level(logging.ERROR), pytest.raises(JobFailed, match=r"^work_on: TypeError at transfer/"):
        work_on(run.pk)

    assert "TypeError" in caplog.text
    assert "Anna" not in caplog.text
    run.refresh_from_db()
    assert (run.state, run.attempt, run.lease_until) == ("running", 1, None)


def test_runs_without_a_worker_are_queued_again(
    alice: User, bob: User, django_capture_on_commit_callbacks: Any
) -> None:
    left = begin(alice, make_export(connections=[ANNA]))
    claim(run_id=left.pk, now=NOON)
    begin(bob, make_export(connections=[ANNA]))

    with django_capture_on_commit_callbacks(execute=True):
        assert resume_stalled(now=NOON + timedelta(seconds=30)) == 0
        assert resume_stalled(now=NOON + timedelta(minutes=3)) == 2

    assert OrmQ.objects.count() == 2


def test_uploads_that_broke_off_are_swept_away(alice: User, uploads: Path) -> None:
    run = begin(alice, make_export(connections=[ANNA]))
    left = uploads / str(uuid4())
    left.write_bytes(b"half")
    other = uploads / "something else"
    other.write_bytes(b"")
    old = (NOON - timedelta(hours=2)).timestamp()
    for path in (left, other, uploads / str(run.stored_as)):
        os.utime(path, (old, old))

    resume_stalled(now=NOON)

    assert sorted(path.name for path in uploads.iterdir()) == sorted([str(run.stored_as), "something else"])


def test_what_a_run_notes_for_undo_is_little(alice: User) -> None:
    run = bring_in(alice, crowd())

    assert (
        RunChange.objects.filter(run=run).count() < 200
    )  # of some thousand rows, whatever the pace of the chunks
