"""Archives that are damaged, hostile, newer or not for this account: refused whole, in clear words."""

import io
import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from accounts.models import User
from contacts.models import Contact
from tests.factories import log, make_contact
from tests.network.asking import rules
from tests.transfer.accounts_made import PHOTO, everything_of, make_account
from tests.transfer.archives import (
    archive_of,
    files_in,
    manifest_in,
    replaced,
    rewritten,
    rows_in,
    told_otherwise,
    zipped,
)
from transfer.exports.plan import tables
from transfer.formats.faults import BadFile
from transfer.services.emptiness import NotEmpty
from transfer.services.restoring import restore_archive

KEPT = tuple(table.model for table in tables())
Rows = list[dict[str, Any]]


@pytest.fixture
def archive(alice: User, now: datetime) -> bytes:
    """A book of two people and a coffee, with a policy."""
    ada = make_contact(alice, "Ada Lindqvist", now)
    make_contact(alice, "Bert Quint", now, met_through=ada)
    log(ada, date(2026, 3, 1), now, note="the radio fair")
    rules(alice, "coffee-meal-beer", now)
    return archive_of(alice, now)


def refusal(owner: User, archive: bytes, now: datetime) -> str:
    """Why an archive is refused; nothing of it is written."""
    before = everything_of(owner, KEPT)
    with pytest.raises((BadFile, NotEmpty)) as caught:
        restore_archive(owner=owner, source=io.BytesIO(archive), now=now)
    assert everything_of(owner, KEPT) == before
    return str(caught.value)


def put(number: int, **values: Any) -> Callable[[Rows], None]:
    """Says other things in one line."""
    return lambda rows: rows[number].update(values)


HOSTILE = {
    "an id that is not the line’s": ("contacts.jsonl", put(1, id=1)),
    "an id of another kind": ("contacts.jsonl", put(0, id="1")),
    "a contact that is not there": ("participations.jsonl", put(0, contact=99)),
    "a contact below the first": ("participations.jsonl", put(0, contact=0)),
    "a contact that is no number": ("participations.jsonl", put(0, contact={"a": 1})),
    "a contact that is true": ("participations.jsonl", put(0, contact=True)),
    "nobody where somebody must be": ("participations.jsonl", put(0, contact=None)),
    "a name that is a list": ("contacts.jsonl", put(0, given=["Ada"])),
    "a name that is too long": ("contacts.jsonl", put(0, given="x" * 201)),
    "no name at all": ("contacts.jsonl", put(0, display="")),
    "a NUL": ("contacts.jsonl", put(0, given="A\0da")),
    "half a letter": ("contacts.jsonl", put(0, given="A\ud800da")),
    "a kind that there is none": ("interactions.jsonl", put(0, kind="duel")),
    "a day that there is none": ("interactions.jsonl", put(0, day="2026-02-30")),
    "a day that is a number": ("interactions.jsonl", put(0, day=20260301)),
    "a day in the year 1": ("interactions.jsonl", put(0, day="0001-01-01")),
    "a moment without a zone": ("interactions.jsonl", put(0, created_at="2026-03-12T12:00:00")),
    "a number too large": ("interactions.jsonl", put(0, minutes=10**30)),
    "a weight beyond all": ("participations.jsonl", put(0, touch_weight=1e300)),
    "a weight below nothing": ("participations.jsonl", put(0, touch_weight=-5)),
    "a day that no calendar counts": ("participations.jsonl", put(0, touch_day=10**8)),
    "yes as a text": ("participations.jsonl", put(0, talked="yes")),
    "tags that are not there": ("contacts.jsonl", put(0, tags=[7])),
    "tags that are no list": ("contacts.jsonl", put(0, tags="choir")),
    "a policy that is none": ("policy-versions.jsonl", put(0, plain={"rules": 7})),
    "two rows where one may be": ("participations.jsonl", lambda rows: rows.append(rows[0] | {"id": 2})),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_line_is_refused_with_its_file(case: str, archive: bytes, bob: User, now: datetime) -> None:
    file, change = HOSTILE[case]
    words = refusal(bob, rewritten(archive, file, change), now)
    assert words.startswith(f"{file}, line ")


def test_circles_of_people_who_met_through_each_other_are_fine(
    archive: bytes, bob: User, now: datetime
) -> None:
    circle = rewritten(archive, "contacts.jsonl", put(0, met_through=2))
    restore_archive(owner=bob, source=io.BytesIO(circle), now=now)
    ada, bert = Contact.objects.filter(owner=bob).order_by("pk")
    assert (ada.met_through, bert.met_through) == (bert, ada)


def test_an_owner_or_an_id_of_the_database_cannot_be_smuggled_in(
    archive: bytes, alice: User, bob: User, now: datetime
) -> None:
    mine = set(Contact.objects.filter(owner=alice).values_list("pk", flat=True))
    smuggled = rewritten(
        archive, "contacts.jsonl", put(0, owner=alice.pk, owner_id=alice.pk, pk=min(mine), is_staff=True)
    )
    told = restore_archive(owner=bob, source=io.BytesIO(smuggled), now=now).told

    assert len(told) == 4
    assert set(Contact.objects.filter(owner=alice).values_list("pk", flat=True)) == mine
    assert Contact.objects.filter(owner=bob).count() == 2


def test_bytes_that_are_not_those_written_are_refused(archive: bytes, bob: User, now: datetime) -> None:
    files = files_in(archive)
    files["interactions.jsonl"] = files["interactions.jsonl"].replace(b"coffee", b"dinner")
    assert "interactions.jsonl" in refusal(bob, zipped(files), now)

    files = files_in(archive)
    files["contacts.jsonl"] = files["contacts.jsonl"].replace(b"Quint", b"Quant")
    assert refusal(bob, zipped(files), now) == (
        "contacts.jsonl: is damaged: its bytes are not those that were written"
    )


def test_a_missing_file_is_refused(archive: bytes, bob: User, now: datetime) -> None:
    files = files_in(archive)
    del files["identities.jsonl"]
    assert refusal(bob, zipped(files), now) == "identities.jsonl: is missing from the archive"


def test_a_table_that_nobody_writes_is_refused(archive: bytes, bob: User, now: datetime) -> None:
    listed = [*manifest_in(archive)["files"], {"name": "users.jsonl", "rows": 0, "sha256": "0" * 64}]
    assert "users.jsonl" in refusal(bob, told_otherwise(archive, files=listed), now)


def test_a_newer_archive_is_refused_kindly(archive: bytes, bob: User, now: datetime) -> None:
    assert refusal(bob, told_otherwise(archive, version=3, app="9.1"), now) == (
        "rapport.json: is of a newer Rapport (9.1) than this one. Update Rapport first, then try again"
    )


@pytest.mark.parametrize(
    "words",
    [
        {"format": "monica"}, {"version": 0}, {"version": "2"}, {"version": None}, {"files": {}}, {"files": [7]},
        {"files": [{"name": "contacts.jsonl"}]}, {"files": [{"name": "contacts.jsonl", "sha256": "x"}]},
        {"files": [{"name": "contacts.jsonl", "sha256": "0" * 64, "rows": -1}]},
        {"files": [{"name": "contacts.jsonl", "sha256": "0" * 64, "rows": 10**12}]},
        {"files": [{"name": "contacts.jsonl", "sha256": "0" * 64, "rows": 1, "usual": []}]},
        {"files": [{"name": "tags.jsonl", "sha256": "0" * 64}] * 2},
    ],
)  # fmt: skip
def test_a_false_manifest_is_refused(words: dict[str, Any], archive: bytes, bob: User, now: datetime) -> None:
    assert refusal(bob, told_otherwise(archive, **words), now).startswith("rapport.json: ")


@pytest.mark.parametrize("text", [b"", b"[]", b"{", b'{"a": NaN}', b"[" * 100_000, b"\xff\xfe", b"null"])
def test_a_manifest_that_is_none_is_refused(text: bytes, archive: bytes, bob: User, now: datetime) -> None:
    files = files_in(archive) | {"rapport.json": text}
    assert refusal(bob, zipped(files), now).startswith("rapport.json: ")


@pytest.mark.parametrize(
    "line", [b"[]", b"{", b"nothing", b'{"id": Infinity}', b'{"a":' * 50_000, b"\xff", b"7"]
)
def test_a_line_that_is_none_is_refused(line: bytes, archive: bytes, bob: User, now: datetime) -> None:
    changed = replaced(archive, {"contacts.jsonl": line + b"\n"}, {"contacts.jsonl": 1})
    assert refusal(bob, changed, now).startswith("contacts.jsonl, line 1: ")


def test_a_picture_that_is_none_is_refused(alice: User, bob: User, now: datetime) -> None:
    make_account(alice, 1, now)
    archive = archive_of(alice, now)
    name = next(name for name in files_in(archive) if name.startswith("media/"))

    assert refusal(bob, replaced(archive, {name: b"<svg onload=alert(1)>"}), now) == f"{name}: is no picture"
    assert files_in(archive)[name] == PHOTO


def test_a_zip_that_is_no_archive_is_refused(bob: User, now: datetime) -> None:
    assert refusal(bob, zipped({"Connections.csv": b"a,b\n"}), now) == (
        "holds no rapport.json, so it is no archive of Rapport"
    )


def test_half_an_archive_is_refused(archive: bytes, bob: User, now: datetime) -> None:
    assert "zip" in refusal(bob, archive[: len(archive) // 2], now)


def test_an_account_with_people_is_refused_and_told_what_is_there(
    archive: bytes, alice: User, now: datetime
) -> None:
    assert refusal(alice, archive, now).startswith("This account is not empty: 2 in contacts")


@pytest.mark.parametrize("until", [None, "2026-02-01"])
def test_settings_that_contradict_each_other_are_refused(
    until: str | None, archive: bytes, bob: User, now: datetime
) -> None:
    changed = rewritten(archive, "owner.jsonl", put(0, holiday_from="2026-03-01", holiday_until=until))
    assert refusal(bob, changed, now) == "owner.jsonl, line 1: holds settings that contradict each other"


def test_a_time_zone_that_nobody_knows_is_left_away(archive: bytes, bob: User, now: datetime) -> None:
    changed = rewritten(archive, "owner.jsonl", put(0, time_zone="Moon/Base"))
    told = restore_archive(owner=bob, source=io.BytesIO(changed), now=now).told
    bob.refresh_from_db()
    assert (len(told), bob.time_zone) == (1, User().time_zone)


def test_an_archive_in_a_folder_of_its_zip_is_found(archive: bytes, bob: User, now: datetime) -> None:
    packed = zipped({f"rapport-2026/{name}": data for name, data in files_in(archive).items()})
    restored = restore_archive(owner=bob, source=io.BytesIO(packed), now=now)
    assert restored.counts["contacts"] == len(rows_in(archive, "contacts.jsonl")) == 2
    assert json.loads(files_in(packed)["rapport-2026/rapport.json"])["version"] == 2
