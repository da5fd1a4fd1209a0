"""Laws that hold for files of every kind: again adds nothing, taken back leaves nothing, in turns as at once."""

import io
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from accounts.models import Owned, User
from contacts.models import Contact
from interactions.models import Interaction
from tests.conftest import NOON
from tests.samples.files import files
from tests.transfer.archives import archive_of
from transfer.models import ImportRun
from transfer.services import take_turn, undo_run
from transfer.services.merging import merge_people, undo_merge
from transfer.services.restoring import restore_archive
from transfer.services.runs import open_run
from transfer.services.uploads import store_files

FILES = files()
KINDS = sorted(FILES)
OF_RUNS = {"ImportRun", "RunRows", "RunChange", "RunFault", "RunNews"}
"""What runs tell of themselves: stays when the run is taken back."""
DERIVED = {"Spelling", "NameKey", "SearchText"}
"""Worked out anew from the other tables whenever these change."""
UNLIKE = {"created_at", "updated_at", "row", "external_key"}
"""Moments, and what names rows by their ids."""


def begin(owner: User, kind: str, **options: Any) -> ImportRun:
    name, data = FILES[kind]
    stored = store_files([(name, io.BytesIO(data))], kind=kind)
    return open_run(owner=owner, stored=stored, texts=True, now=NOON, queued=False, options=options)


def bring_in(owner: User, kind: str, **options: Any) -> ImportRun:
    run = begin(owner, kind, **options)
    assert take_turn(run_id=run.pk, clock=lambda: NOON)
    run.refresh_from_db()
    assert (run.state, run.problem) == ("done", "")
    return run


def tables() -> list[type[models.Model]]:
    """Every table of an owner but those of the runs."""
    return [one for one in apps.get_models() if issubclass(one, Owned) and one.__name__ not in OF_RUNS]


def whole(owner: User) -> dict[str, list[Any]]:
    """All rows of an owner that say something, with their ids where these are told apart by them."""
    found = {
        one.__name__: list(one._base_manager.filter(owner=owner).order_by("pk").values()) for one in tables()
    }
    found |= {name: sorted(map(_derived, found[name])) for name in DERIVED}
    found["AboutMe"] = [
        row for row in found["AboutMe"] if any(row[name] for name in set(row) - {"id", "owner_id"})
    ]
    return found


def _derived(row: dict[str, Any]) -> str:
    words = sorted(row.get("words", "").split(" | "))
    return repr([(name, value) for name, value in row.items() if name not in ("id", "words")] + words)


def unlike(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """The tables that are not the same."""
    return {name: (rows, after[name]) for name, rows in before.items() if rows != after[name]}


def told(owner: User) -> dict[str, Counter[str]]:
    """All rows of an owner without ids, people by their names."""
    names = dict(Contact._base_manager.filter(owner=owner).values_list("pk", "display"))
    return {one.__name__: Counter(_row(one, row, names) for row in one._base_manager.filter(owner=owner).values())
            for one in tables()}  # fmt: skip


def _row(model: type[models.Model], row: dict[str, Any], names: dict[int, str]) -> str:
    columns = {one.attname: one for one in model._meta.concrete_fields}
    plain = {name: value for name, value in row.items() if name not in UNLIKE and _tells(columns[name])}
    if "contact_id" in row:
        plain["contact"] = names.get(row["contact_id"], row["contact_id"])
    return repr(sorted(plain.items()))


def _tells(column: Any) -> bool:
    return not column.primary_key and not column.is_relation


@pytest.mark.parametrize("kind", KINDS)
def test_d9_the_same_file_again_adds_no_row_to_any_table(alice: User, kind: str) -> None:
    bring_in(alice, kind)
    before = whole(alice)

    bring_in(alice, kind)

    assert unlike(before, whole(alice)) == {}


@pytest.mark.parametrize("kind", KINDS)
def test_taken_back_it_leaves_every_table_as_it_was(alice: User, kind: str) -> None:
    bring_in(alice, "vcard" if kind != "vcard" else "google")
    before = whole(alice)
    run = bring_in(alice, kind)

    undo_run(run=run, now=NOON)

    assert (run.state, run.kept) == ("undone", [])
    assert unlike(before, whole(alice)) == {}


@pytest.mark.parametrize("kind", KINDS)
def test_taken_back_it_can_come_again(alice: User, kind: str) -> None:
    run = bring_in(alice, kind)
    before = told(alice)
    undo_run(run=run, now=NOON)

    again = bring_in(alice, kind)

    assert again.counts == run.counts
    assert unlike(before, told(alice)) == {}


@pytest.mark.parametrize("kind", KINDS)
def test_in_the_shortest_turns_it_comes_to_the_same_as_at_once(alice: User, bob: User, kind: str) -> None:
    at_once = bring_in(alice, kind)
    run = begin(bob, kind)

    while not take_turn(run_id=run.pk, clock=lambda: NOON, seconds=0):
        pass

    run.refresh_from_db()
    assert (run.state, run.counts) == ("done", at_once.counts)
    assert unlike(told(alice), told(bob)) == {}


@pytest.mark.parametrize("kind", KINDS)
def test_runs_of_two_owners_at_the_same_time_do_not_see_each_other(alice: User, bob: User, kind: str) -> None:
    runs = [begin(alice, kind), begin(bob, kind)]
    runs_left = runs

    while runs_left := [
        run for run in runs_left if not take_turn(run_id=run.pk, clock=lambda: NOON, seconds=0)
    ]:
        pass

    counts = [ImportRun.objects.get(pk=run.pk).counts for run in runs]
    assert counts[0] == counts[1]
    assert unlike(told(alice), told(bob)) == {}
    before = whole(bob)
    undo_run(run=ImportRun.objects.get(pk=runs[0].pk), now=NOON)
    assert unlike(before, whole(bob)) == {}


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_owner_deleted_does_not_come_again(alice: User, kind: str) -> None:
    bring_in(alice, kind)
    Interaction.objects.filter(owner=alice).update(deleted_at=NOON + timedelta(hours=1))
    before = whole(alice)

    bring_in(alice, kind)

    assert before["Interaction"] == whole(alice)["Interaction"]


@pytest.mark.parametrize("kind", KINDS)
def test_people_whom_the_owner_merged_can_be_taken_back_apart(alice: User, kind: str) -> None:
    before = whole(alice)
    run = bring_in(alice, kind)
    people = list(Contact.objects.owned_by(alice).order_by("pk")[:2])
    if len(people) == 2:
        undo_merge(
            merge=merge_people(owner=alice, kept=people[0], gone=people[1], chosen={}, now=NOON), now=NOON
        )

    undo_run(run=run, now=NOON)

    assert {name: rows for name, (_, rows) in unlike(before, whole(alice)).items() if name != "Merge"} == {}


@pytest.mark.parametrize("kind", KINDS)
def test_in_a_book_that_was_restored_the_same_file_adds_nobody_and_can_be_taken_back(
    alice: User, bob: User, kind: str, now: datetime
) -> None:
    bring_in(alice, kind)
    restore_archive(owner=bob, source=io.BytesIO(archive_of(alice, now)), now=now)
    before = whole(bob)
    people, days = ({row["id"] for row in before[table]} for table in ("Contact", "Interaction"))

    run = bring_in(bob, kind)

    after = whole(bob)
    assert {row["id"] for row in after["Contact"]} == people
    assert {row["id"] for row in after["Interaction"]} == days
    undo_run(run=run, now=NOON)
    assert unlike(before, whole(bob)) == {}
