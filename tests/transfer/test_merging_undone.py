"""A merge taken back: exactly as it was, but for what the owner did since."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from contacts.models import Contact, Note, Photo
from contacts.services import index_contacts, save_contact
from interactions.services import hold_contact, leave, rate_contact
from network.services import link_contact
from relationships.models import Standing
from reminders.services import add_follow_up, change_person, remove_person, sync_dates
from tests.factories import log, make_contact
from tests.transfer.merged import everything, furnish, together
from transfer.models import ImportRun, Merge
from transfer.services.merging import Refused, merge_people, undo_merge


def act(owner: User, people: list[Contact], what: str, who: int, number: int, now: datetime) -> None:
    """Something in a book of three people."""
    contact = people[who]
    contact.refresh_from_db()
    day = date(2026, 2, 20) - timedelta(days=number)
    if what == "together":
        together(owner, people[: number % 3 + 1], day, now, present=[contact], notes={contact.pk: "tall"})
    elif what == "through":
        other = people[(who + number) % 3]
        Contact.objects.filter(pk=contact.pk).exclude(pk=other.pk).update(met_through=other)
    elif what == "circle":
        before = Contact.objects.get(pk=contact.pk)
        contact.circle = ("inner", "close", "friends", "network")[number - 1]
        contact.save()
        change_person(contact=contact, before=before, now=now)
    else:
        ALONE[what](contact, number, day, now)


def furnished(contact: Contact, number: int, _day: date, now: datetime) -> None:
    if not contact.identities.filter(key=f"a{number}@example.org").exists():
        furnish(contact, number)
        sync_dates(contact=contact, now=now)
        index_contacts(owner=contact.owner, contact_ids=[contact.pk])


def linked(contact: Contact, _number: int, day: date, _now: datetime) -> None:
    if not contact.links.filter(network="xing").exists():
        link_contact(owner=contact.owner, contact=contact, network="xing", since=day, address="")


def pictured(contact: Contact, number: int, _day: date, now: datetime) -> None:
    photo = {"data": b"x" * number, "small": b"s", "digest": str(number), "changed_at": now}
    Photo.objects.update_or_create(contact=contact, owner=contact.owner, defaults=photo)


ALONE: dict[str, Callable[[Contact, int, date, datetime], Any]] = {
    "furnish": furnished,
    "talk": lambda contact, number, day, now: log(contact, day, now, note="tea"),
    "rate": lambda contact, number, day, now: rate_contact(
        contact=contact, value=number * 2, half_life=365, day=day, now=now
    ),
    "pin": lambda contact, number, day, now: hold_contact(contact=contact, is_pinned=True, now=now),
    "leave": lambda contact, number, day, now: leave(contact=contact, how="moved", on=day, now=now),
    "link": linked,
    "follow up": lambda contact, number, day, now: add_follow_up(
        owner=contact.owner, contact=contact, text="Ask", on=day, now=now
    ),
    "photo": pictured,
}
ACTS = ("together", "through", "circle", *ALONE)
acts = st.tuples(st.sampled_from(ACTS), st.integers(0, 2), st.integers(1, 4))
CHOSEN = st.sampled_from(("name", "circle", "state", "is_pinned", "photo"))


@given(
    book=st.lists(acts, max_size=12),
    chosen=st.dictionaries(CHOSEN, st.sampled_from(("kept", "gone"))),
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_merging_and_undoing_leaves_every_table_as_it_was(
    alice: User, now: datetime, book: list[tuple[str, int, int]], chosen: dict[str, str]
) -> None:
    with transaction.atomic():
        people = [make_contact(alice, name, now) for name in ("Ada Lund", "Adda Lundt", "Olaf Berg")]
        for what, who, number in book:
            act(alice, people, what, who, number, now)
        before = everything(alice)

        merge = merge_people(owner=alice, kept=people[0], gone=people[1], chosen=chosen, now=now)
        stayed = undo_merge(merge=merge, now=now)

        assert (everything(alice), stayed) == (before, [])
        transaction.set_rollback(True)


def merged(owner: User, now: datetime) -> tuple[Contact, Contact, Merge]:
    kept, gone = make_contact(owner, "Ada Lund", now), make_contact(owner, "Adda Lundt", now, place="Graz")
    merge = merge_people(owner=owner, kept=kept, gone=gone, chosen={"name": "gone"}, now=now)
    kept.refresh_from_db()
    return kept, gone, merge


def test_what_was_added_and_edited_since_stays_and_is_told(alice: User, now: datetime) -> None:
    kept, gone, merge = merged(alice, now)
    kept.place = "Wien"
    save_contact(contact=kept)
    Note.objects.create(owner=alice, contact=kept, text="New.")
    log(kept, date(2026, 3, 10), now)

    stayed = undo_merge(merge=merge, now=now)

    kept.refresh_from_db()
    assert stayed == ["1 note", "1 participation", "contact: place"]
    assert (kept.display, kept.place) == ("Ada Lund", "Wien")
    assert [note.text for note in kept.notes.all()] == ["New."]
    assert kept.participations.count() == 1
    assert Standing.objects.get(pk=kept.pk).days == 1
    assert Contact.objects.owned_by(alice).get(pk=gone.pk).display == "Adda Lundt"


def test_a_rating_given_since_stays(alice: User, now: datetime) -> None:
    kept, _gone, merge = merged(alice, now)
    rate_contact(contact=kept, value=6, half_life=365, day=now.date(), now=now)

    assert undo_merge(merge=merge, now=now) == ["your rating"]
    assert Standing.objects.get(pk=kept.pk).rated_value == 6


def test_a_picture_changed_since_stays(alice: User, now: datetime) -> None:
    kept, gone = make_contact(alice, "Ada Lund", now), make_contact(alice, "Adda Lundt", now)
    Photo.objects.create(owner=alice, contact=gone, data=b"one", small=b"s", digest="1", changed_at=now)
    merge = merge_people(owner=alice, kept=kept, gone=gone, chosen={}, now=now)
    Photo.objects.filter(contact=kept).update(data=b"two", digest="2")

    assert undo_merge(merge=merge, now=now) == ["the photo"]
    assert list(Photo.objects.values_list("contact", "digest")) == [(kept.pk, "2")]


def test_a_second_time_is_refused(alice: User, now: datetime) -> None:
    _kept, _gone, merge = merged(alice, now)
    undo_merge(merge=merge, now=now)

    with pytest.raises(Refused, match="taken back already"):
        undo_merge(merge=merge, now=now)


def test_after_thirty_days_it_is_too_late(alice: User, now: datetime) -> None:
    _kept, _gone, merge = merged(alice, now)

    with pytest.raises(Refused, match="30 days"):
        undo_merge(merge=merge, now=now + timedelta(days=31))


def test_the_last_of_several_merges_is_taken_back_first(alice: User, now: datetime) -> None:
    kept, gone, merge = merged(alice, now)
    olaf, una = make_contact(alice, "Olaf Berg", now), make_contact(alice, "Una Berg", now)
    into = merge_people(owner=alice, kept=kept, gone=una, chosen={}, now=now)
    away = merge_people(owner=alice, kept=olaf, gone=kept, chosen={}, now=now)

    for earlier, words in ((merge, "merged with Olaf Berg"), (into, "merged with Olaf Berg")):
        with pytest.raises(Refused, match=words):
            undo_merge(merge=earlier, now=now)
    undo_merge(merge=away, now=now)
    with pytest.raises(Refused, match="Una Berg was merged into"):
        undo_merge(merge=merge, now=now)
    undo_merge(merge=into, now=now)
    undo_merge(merge=merge, now=now)

    assert set(Contact.objects.owned_by(alice)) == {kept, gone, olaf, una}


def test_nothing_is_taken_back_while_an_import_writes(alice: User, now: datetime) -> None:
    _kept, _gone, merge = merged(alice, now)
    ImportRun.objects.create(owner=alice, kind="vcard", file_name="a.vcf", state="running", created_at=now)

    with pytest.raises(Refused, match="An import is at work"):
        undo_merge(merge=merge, now=now)


def test_who_was_deleted_since_is_brought_back_first(alice: User, now: datetime) -> None:
    kept, _gone, merge = merged(alice, now)
    remove_person(contact=kept, now=now)

    with pytest.raises(Refused, match="was deleted since"):
        undo_merge(merge=merge, now=now)
