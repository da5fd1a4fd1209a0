"""Our own archive as a file that is taken into a book in use."""

import io
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from accounts.models import User
from contacts.models import Address, Contact, ImportantDate, Note, Photo, Post
from contacts.services import new_identity, tags_named
from network.services.links import link_contact
from reminders.services import add_follow_up, remove_person
from tests.factories import log, make_contact
from tests.transfer.accounts_made import PHOTO, make_account
from tests.transfer.archives import archive_of, replaced, rewritten, told_otherwise, zipped
from transfer.formats import rapport
from transfer.formats.container import open_upload
from transfer.formats.faults import BadFile, Fault
from transfer.formats.values import (
    AddressSaid,
    Asked,
    Card,
    DateSaid,
    Happening,
    Item,
    LinkSaid,
    Party,
    PostSaid,
    Task,
)
from transfer.services.restoring import restore_archive

ASKED = Asked(today=date(2026, 3, 12), zone=ZoneInfo("Europe/Berlin"))


def items(archive: bytes) -> list[Item]:
    with open_upload(io.BytesIO(archive), wanted=rapport.wanted, filename="a.zip") as upload:
        assert rapport.sniff(upload)
        return list(rapport.read(upload, ASKED))


def is_ours(archive: bytes) -> bool:
    with open_upload(io.BytesIO(archive), wanted=rapport.wanted, filename="a.zip") as upload:
        return rapport.sniff(upload)


def test_a_person_comes_with_everything(alice: User, now: datetime) -> None:
    ada = make_contact(
        alice, "Ada Lindqvist", now, circle="close", place="Köln", met_on="2019-05", is_pinned=True
    )
    same = {"owner": alice, "contact": ada}
    new_identity(contact=ada, kind="email", text="ada@example.org").save()
    Post.objects.create(**same, organisation="Ørsted", title="Engineer", since="2019")
    ImportantDate.objects.create(**same, month=2, day=29)
    Address.objects.create(**same, label="Home", city="Köln")
    Photo.objects.create(**same, data=PHOTO, small=b"", digest="0" * 64, changed_at=now)
    Note.objects.create(**same, text="Likes *radio*.")
    ada.tags.set(tags_named(owner=alice, text="choir"))
    link_contact(owner=alice, contact=ada, network="xing", since=date(2020, 1, 1), address="")

    card = items(archive_of(alice, now))[0]

    assert isinstance(card, Card)
    assert (card.given, card.family, card.display, card.circle) == (
        "Ada",
        "Lindqvist",
        "Ada Lindqvist",
        "close",
    )
    assert (card.place, card.met_on, card.is_pinned, card.is_family) == ("Köln", "2019-05", True, False)
    assert (card.emails, card.tags, card.photo) == (("ada@example.org",), ("choir",), PHOTO)
    assert card.posts == (PostSaid("Ørsted", "Engineer", "2019"),)
    assert card.dates == (DateSaid("birthday", 2, 29),)
    assert card.addresses == (AddressSaid("Home", city="Köln"),)
    assert card.links == (LinkSaid("xing", date(2020, 1, 1)),)
    assert [note.text for note in card.notes] == ["Likes *radio*."]


def test_what_happened_and_what_is_to_be_done_name_the_person_by_key(alice: User, now: datetime) -> None:
    ada = make_contact(alice, "Ada Lindqvist", now)
    log(ada, date(2026, 3, 1), now, minutes=45, place="Kaffa", note="radio")
    add_follow_up(owner=alice, contact=ada, text="send it", on=date(2026, 4, 1), now=now)

    card, happening, task = items(archive_of(alice, now))

    assert isinstance(card, Card)
    assert isinstance(happening, Happening)
    assert happening.people == (Party(key=card.key),)
    assert (happening.kind, happening.day, happening.minutes) == ("coffee", date(2026, 3, 1), 45)
    assert (happening.place, happening.note, len(happening.key)) == ("Kaffa", "radio", 36)
    assert isinstance(task, Task)
    assert (task.text, task.on, task.party) == ("send it", date(2026, 4, 1), Party(key=card.key))


def test_keys_stay_the_same_in_later_archives_and_where_a_book_was_restored(
    alice: User, bob: User, now: datetime
) -> None:
    make_account(alice, 5, now)
    first = archive_of(alice, now)
    Contact.objects.filter(owner=alice).update(place="elsewhere")
    make_contact(alice, "Later Person", now)
    restore_archive(owner=bob, source=io.BytesIO(first), now=now)

    keys = [item.key for item in items(first) if isinstance(item, Card | Happening)]
    later = [item.key for item in items(archive_of(alice, now)) if isinstance(item, Card | Happening)]

    assert len(set(keys)) == len(keys) > 3
    assert set(keys) < set(later)
    assert [item.key for item in items(archive_of(bob, now)) if isinstance(item, Card | Happening)] == keys


def test_who_was_deleted_is_left_out_with_what_happened(alice: User, now: datetime) -> None:
    ada = make_contact(alice, "Ada Lindqvist", now)
    log(ada, date(2026, 3, 1), now)
    remove_person(contact=ada, now=now)

    assert items(archive_of(alice, now)) == []


def test_a_broken_line_is_a_fault_and_reading_goes_on(alice: User, now: datetime) -> None:
    for name in ("Ada Lindqvist", "Bert Quint"):
        log(make_contact(alice, name, now), date(2026, 3, 1), now)

    def spoil(rows: list[dict[str, object]]) -> None:
        rows[0]["id"] = [1]

    found = items(rewritten(archive_of(alice, now), "contacts.jsonl", spoil))

    assert [type(item) for item in found] == [Fault, Card, Happening]
    assert found[0] == Fault("contacts.jsonl", 1, "is no card of a person")


def test_other_zips_are_not_ours() -> None:
    assert not is_ours(zipped({"Connections.csv": b"a,b"}))
    assert not is_ours(zipped({"rapport.json": b"{}"}))


def test_a_newer_or_damaged_archive_is_refused(alice: User, now: datetime) -> None:
    archive = archive_of(alice, now)
    with pytest.raises(BadFile, match="newer Rapport"):
        items(told_otherwise(archive, version=9))
    with pytest.raises(BadFile, match="no line of JSON"):
        items(replaced(archive, {"contacts.jsonl": b"{"}, {"contacts.jsonl": 1}))


@pytest.mark.parametrize("seed", range(4))
def test_every_made_up_book_is_read_without_a_fault(seed: int, alice: User, now: datetime) -> None:
    make_account(alice, seed, now)
    assert [item for item in items(archive_of(alice, now)) if isinstance(item, Fault)] == []
