"""The archive: everything of a book goes out and comes back, deep-equal but for ids."""

import io
import json
import os
from datetime import date, datetime, timedelta
from hashlib import sha256

import pytest

from accounts.models import User
from contacts.models import Contact
from contacts.services import index_contacts
from interactions.models import Interaction
from network.models import PublicPage
from relationships.models import Standing
from reminders.models import Agenda, Channel, Reminder
from tests.factories import log, make_contact
from tests.network.asking import rules
from tests.transfer.accounts_made import everything_of, make_account
from tests.transfer.archives import archive_of, as_version_1, files_in, manifest_in, rewritten, rows_in
from transfer.exports.plan import LEFT_OUT, owned_models, tables
from transfer.models import ImportRun, Merge
from transfer.services.restoring import restore_archive

KEPT = tuple(table.model for table in tables())
SEEDS = range(int(os.environ.get("RAPPORT_ACCOUNTS", "10")))


@pytest.mark.parametrize("seed", SEEDS)
def test_p1_what_went_out_comes_back_deep_equal(seed: int, alice: User, bob: User, now: datetime) -> None:
    make_account(alice, seed, now)
    before, file = everything_of(alice, KEPT), archive_of(alice, now)
    alice.delete()

    restored = restore_archive(owner=bob, source=io.BytesIO(file), now=now)

    assert everything_of(bob, KEPT) == before
    assert restored.told == []
    assert restored.counts == {table.name: len(before[table.model._meta.label]) for table in tables()}


def test_p1_the_second_archive_is_the_first_but_for_the_date(alice: User, bob: User, now: datetime) -> None:
    make_account(alice, 4, now)
    first, later = archive_of(alice, now), archive_of(alice, now + timedelta(days=3))
    alice.delete()
    restore_archive(owner=bob, source=io.BytesIO(first), now=now)

    for other in (later, archive_of(bob, now)):
        files, others = files_in(first), files_in(other)
        del files["rapport.json"], others["rapport.json"]
        assert others == files
        assert manifest_in(other)["files"] == manifest_in(first)["files"]


def test_every_table_of_an_owner_is_in_it_or_left_out_for_a_reason() -> None:
    assert {model._meta.label for model in owned_models()} == {model._meta.label for model in KEPT} | set(
        LEFT_OUT
    )
    assert all(LEFT_OUT.values())
    assert len({table.file for table in tables()}) == len(tables())


def test_every_reference_stays_within_the_archive() -> None:
    targets = {column.points_to for table in tables() for column in table.columns if column.points_to}
    assert targets <= {table.model for table in tables() if table.has_id}


def test_the_manifest_tells_of_every_file(alice: User, now: datetime) -> None:
    make_account(alice, 1, now)
    archive = archive_of(alice, now)
    manifest, files = manifest_in(archive), files_in(archive)

    assert (manifest["format"], manifest["version"]) == ("rapport", 2)
    assert manifest["exported_at"] == "2026-03-12T12:00:00+00:00"
    assert {one["name"]: one["sha256"] for one in manifest["files"]} == {
        name: sha256(data).hexdigest() for name, data in files.items() if name != "rapport.json"
    }
    assert [one["rows"] for one in manifest["files"] if one["name"].endswith(".jsonl")] == [
        len(data.splitlines()) for name, data in files.items() if name.endswith(".jsonl")
    ]


def test_the_readme_tells_a_stranger_of_every_file_and_of_what_is_missing(alice: User, now: datetime) -> None:
    readme = files_in(archive_of(alice, now))["README.md"].decode()

    assert [table.file for table in tables() if f"### {table.file}\n" not in readme] == []
    assert [why for why in LEFT_OUT.values() if why not in readme] == []


def test_nobody_else_is_in_it(alice: User, bob: User, now: datetime) -> None:
    make_account(bob, 3, now)
    make_contact(alice, "Ada Lindqvist", now)

    assert [row["display"] for row in rows_in(archive_of(alice, now), "contacts.jsonl")] == ["Ada Lindqvist"]


def test_secrets_stay_at_home(alice: User, now: datetime) -> None:
    Channel.objects.create(owner=alice, kind="ntfy", settings={"topic": "Canarytopic"})
    files = files_in(archive_of(alice, now))

    assert b"Canarytopic" not in b"".join(files.values())
    assert alice.password.encode() not in b"".join(files.values())


def test_who_was_deleted_comes_back_deleted(alice: User, bob: User, now: datetime) -> None:
    make_contact(alice, "Ada Lindqvist", now, deleted_at=now)
    restore_archive(owner=bob, source=io.BytesIO(archive_of(alice, now)), now=now)

    assert list(Contact.objects.removed_by(bob).values_list("display", "deleted_at")) == [
        ("Ada Lindqvist", now)
    ]


def test_names_are_found_and_lists_are_in_order_at_once(alice: User, bob: User, now: datetime) -> None:
    make_account(alice, 7, now)
    restore_archive(owner=bob, source=io.BytesIO(archive_of(alice, now)), now=now)
    before = everything_of(bob, KEPT)

    index_contacts(
        owner=bob, contact_ids=Contact.objects.filter(owner=bob, deleted_at=None).values_list("pk", flat=True)
    )

    assert everything_of(bob, KEPT) == before
    assert not Standing.objects.filter(owner=bob, as_of__isnull=False, anchored_on=0).exists()


def test_the_next_tick_looks_at_the_new_owner(alice: User, bob: User, now: datetime) -> None:
    Agenda.objects.create(owner=bob, next_at=now + timedelta(days=1))
    restore_archive(owner=bob, source=io.BytesIO(archive_of(alice, now)), now=now)

    assert Agenda.objects.get(owner=bob).next_at == now


def test_the_digest_of_every_account_is_no_reason_to_refuse(alice: User, bob: User, now: datetime) -> None:
    for owner in (alice, bob):
        Reminder.objects.create(owner=owner, kind="digest")
    restore_archive(owner=bob, source=io.BytesIO(archive_of(alice, now)), now=now)

    assert Reminder.objects.filter(owner=bob, kind="digest").count() == 1


def test_a_public_address_that_is_taken_is_exchanged_and_told(alice: User, bob: User, now: datetime) -> None:
    rules(alice, "coffee-meal-beer", now)
    PublicPage.objects.create(owner=alice, network="linkedin", address="ada", changed_at=now)

    restored = restore_archive(owner=bob, source=io.BytesIO(archive_of(alice, now)), now=now)

    assert PublicPage.objects.get(owner=bob).address != "ada"
    assert restored.told == [
        "public-pages.jsonl, line 1: the address ada is taken here; it got a new one",
    ]


def test_an_archive_of_version_1_comes_back(alice: User, bob: User, now: datetime) -> None:
    make_account(alice, 2, now)
    new = {"contacts.Photo", "contacts.Address", "contacts.KeptLines", "transfer.Brought", "transfer.NotSame"}
    before, old = everything_of(alice, KEPT), as_version_1(archive_of(alice, now))
    alice.delete()

    restored = restore_archive(owner=bob, source=io.BytesIO(old), now=now)

    after = everything_of(bob, KEPT)
    assert {label: rows for label, rows in after.items() if label not in new} == {
        label: rows for label, rows in before.items() if label not in new
    }
    assert all(after[label] == [] for label in new)
    assert restored.told == []


def test_a_column_that_is_not_known_is_told_and_left_away(alice: User, bob: User, now: datetime) -> None:
    make_contact(alice, "Ada Lindqvist", now)

    def add(rows: list[dict[str, object]]) -> None:
        rows[0]["shoe_size"] = 41

    changed = rewritten(archive_of(alice, now), "contacts.jsonl", add)

    assert restore_archive(owner=bob, source=io.BytesIO(changed), now=now).told == [
        "contacts.jsonl: “shoe_size” is not known here and was left away"
    ]


def test_what_no_form_would_take_is_left_away_and_told(alice: User, bob: User, now: datetime) -> None:
    log(make_contact(alice, "Ada Lindqvist", now), date(2026, 3, 1), now, minutes=30)

    def stretch(rows: list[dict[str, object]]) -> None:
        rows[0]["minutes"] = 10**6

    changed = rewritten(archive_of(alice, now), "interactions.jsonl", stretch)

    told = restore_archive(owner=bob, source=io.BytesIO(changed), now=now).told
    assert [words.split(",")[:2] for words in told] == [
        ["interactions.jsonl", " line 1: minutes was left away"]
    ]
    assert Interaction.objects.get(owner=bob).minutes is None


def test_what_takes_back_a_merge_or_an_import_stays_at_home(alice: User, bob: User, now: datetime) -> None:
    kept, gone = make_contact(alice, "Ada Lindqvist", now), make_contact(alice, "Ada L", now)
    Merge.objects.create(owner=alice, kept=kept, gone=gone, made_at=now)
    ImportRun.objects.create(owner=alice, kind="csv", file_name="a", state="done", created_at=now)

    restore_archive(owner=bob, source=io.BytesIO(archive_of(alice, now)), now=now)

    assert not Merge.objects.filter(owner=bob).exists()
    assert not ImportRun.objects.filter(owner=bob).exists()


def test_lines_hold_nothing_that_is_usual(alice: User, now: datetime) -> None:
    log(make_contact(alice, "Ada Lindqvist", now), date(2026, 3, 1), now)
    row = rows_in(archive_of(alice, now), "interactions.jsonl")[0]

    assert sorted(row) == ["created_at", "day", "id", "kind", "uid", "updated_at"]
    assert json.dumps(row["day"]) == '"2026-03-01"'
