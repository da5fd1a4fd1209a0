"""What our tables told is read again as it was."""

import io
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from accounts.models import User
from contacts.models import Address, Contact, ImportantDate, Note, Post
from contacts.services import new_identity, tags_named
from tests.factories import log, make_contact
from transfer.exports.tables import write_tables
from transfer.formats import anycsv
from transfer.formats.container import open_upload
from transfer.formats.values import AddressSaid, Asked, Card, DateSaid, Item, PostSaid

ASKED = Asked(today=date(2026, 3, 12), zone=ZoneInfo("Europe/Berlin"))


def read_again(owner: User) -> list[Item]:
    file = io.BytesIO()
    write_tables(owner=owner, target=file, today=ASKED.today)
    with open_upload(file, wanted=anycsv.wanted, filename="rapport-csv.zip") as upload:
        assert anycsv.sniff(upload)
        return list(anycsv.read(upload, ASKED))


def test_a_row_of_ours_is_the_same_person_again(alice: User, now: datetime) -> None:
    ada = make_contact(alice, "Ada Lindqvist", now, nickname="Addie", circle="close", place="Köln")
    same = {"owner": alice, "contact": ada}
    for kind, text in (
        ("email", "ada@example.org"),
        ("email", "a@example.net"),
        ("phone", "+49 221 4710815"),
    ):
        new_identity(contact=ada, kind=kind, text=text).save()
    Post.objects.create(**same, organisation="Ørsted", title="Engineer")
    ImportantDate.objects.create(**same, month=2, day=29)
    Address.objects.create(**same, street="Domplatz 1", postal_code="50667", city="Köln", country="Germany")
    Note.objects.create(**same, text="Likes radio.")
    ada.tags.set(tags_named(owner=alice, text="choir, old team"))
    log(ada, date(2026, 3, 1), now, place="Kaffa")

    (card,) = read_again(alice)

    assert isinstance(card, Card)
    assert (card.shown, card.given, card.family, card.nickname) == (
        "Ada Lindqvist",
        "Ada",
        "Lindqvist",
        "Addie",
    )
    assert (card.circle, card.place, card.tags) == ("close", "Köln", ("choir", "old team"))
    assert (card.emails, card.phones) == (("ada@example.org", "a@example.net"), ("+49 221 4710815",))
    assert card.posts == (PostSaid("Ørsted", "Engineer"),)
    assert card.dates == (DateSaid("birthday", 2, 29),)
    assert card.addresses == (
        AddressSaid(street="Domplatz 1", postal_code="50667", city="Köln", country="Germany"),
    )
    assert [note.text for note in card.notes] == ["Likes radio."]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＠", "'=", "''+"])
def test_c8_what_was_guarded_is_read_exactly(start: str, alice: User, now: datetime) -> None:
    name = f"{start}Ada"
    told = f"met\n{start}1+1|cmd"
    make_contact(alice, "Ada Lindqvist", now, display=name)
    Note.objects.create(owner=alice, contact=Contact.objects.get(), text=told)

    (card,) = read_again(alice)

    assert isinstance(card, Card)
    assert (card.display, [note.text for note in card.notes]) == (name, [told])
