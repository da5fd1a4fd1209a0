"""Who is expected at an event: put on the list, taken off it, said who it is, and taken into the book."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from accounts import bulk
from accounts.services import hold_book
from contacts.models import Contact, Post
from contacts.services import new_identity, save_contact
from domain.guests.read import MOST_GUESTS, GuestSaid, fold_same
from interactions.models import Event, Guest
from interactions.queries.events import guests_of, logged_as
from interactions.services.guesttraces import keep_guest_traces
from interactions.services.ticking import log_event
from reminders.services import add_person

PARTS = ("name", "title", "company", "email", "address")
LISTED = ("id", "contact_id", "place", *PARTS)


@dataclass(frozen=True, slots=True)
class Expected:
    """A guest as a list tells it, and the id of who in the book that surely is."""

    said: GuestSaid
    contact_id: int | None = None


def new_guests(*, event: Event, said: Sequence[GuestSaid]) -> list[GuestSaid]:
    """Those who are not on the list of the event yet. Raises ValueError for more than a list holds."""
    listed = [GuestSaid(0, *values) for values in guests_of(event).values_list(*PARTS)]
    fresh = [one for one in fold_same([*listed, *said]) if one.line]
    if len(listed) + len(fresh) > MOST_GUESTS:
        words = f"{len(listed):,} are on the list already, and {len(fresh):,} would come to it."
        raise ValueError(f"{words} An event takes {MOST_GUESTS:,} guests.")
    return fresh


@transaction.atomic
def add_guests(*, event: Event, guests: Sequence[Expected]) -> list[Guest]:
    """Put guests on the list, behind those on it, and let strangers leave a trace. One short transaction.

    Somebody of the book is on a list once: a second guest who is taken for them stays a stranger. Who came onto it
    meanwhile just so, by the same list sent twice, is left out.
    """
    hold_book(owner=event.owner)
    rows = guests_of(event)
    listed = set(rows.values_list(*PARTS))
    place = rows.aggregate(last=Max("place"))["last"] or 0
    taken = set(rows.filter(contact__isnull=False).values_list("contact_id", flat=True))
    made = []
    for one in guests:
        told = {name: getattr(one.said, name) for name in PARTS}
        if tuple(told.values()) in listed:
            continue
        contact_id = one.contact_id if one.contact_id not in taken else None
        taken |= {contact_id} if contact_id else set()
        place += 1
        made.append(Guest(owner=event.owner, event=event, contact_id=contact_id, place=place, **told))
    ids = bulk.reserve_ids(Guest, len(made))
    for pk, row in zip(ids, made, strict=True):
        row.pk = pk
    values = [tuple(getattr(row, name) for name in LISTED) for row in made]
    bulk.insert(Guest, LISTED, values, {"owner_id": event.owner_id, "event_id": event.pk})
    keep_guest_traces(owner=event.owner, guests=[row for row in made if row.contact_id is None])
    return made


@transaction.atomic
def remove_guest(*, guest: Guest, now: datetime) -> None:
    """Take somebody off the list; a logged event is logged again without them.

    Raises ValueError for one who is off it already.
    """
    _hold(guest)
    event = guest.event
    _leave_log(guest, now)
    ghost = Guest(owner=event.owner, name=guest.name, email=guest.email, address=guest.address)
    guest.delete()
    keep_guest_traces(owner=event.owner, guests=[ghost])


@transaction.atomic
def say_guest(*, guest: Guest, contact: Contact | None, now: datetime) -> None:
    """Say who a guest is: somebody of the book, or (None) nobody in it. A logged event follows.

    Raises ValueError when they are on the list already, and when the guest was taken off it.
    """
    _hold(guest)
    event = guest.event
    if contact is not None and guests_of(event).filter(contact=contact).exclude(pk=guest.pk).exists():
        raise ValueError(f"{contact.display} is on this list already.")
    was_logged = _leave_log(guest, now)
    guest.contact = contact
    guest.said = Guest.Said.NOBODY if contact is None else Guest.Said.THEM
    guest.save(update_fields=["contact", "said"])
    keep_guest_traces(owner=event.owner, guests=[guest])
    if was_logged:
        log_event(event=event, now=now)


@transaction.atomic
def add_guest_to_book(*, guest: Guest, now: datetime) -> Contact:
    """A new person with what the list says of a guest, and where and when you met. A logged event takes them in.

    Raises ValueError for who is in the book already, and for a guest without a name.
    """
    _hold(guest)
    if guest.contact is not None and guest.contact.deleted_at is None:
        raise ValueError("That guest is in your book already.")
    if not guest.name.strip():
        raise ValueError("This guest has no name. Add the person by hand.")
    event = guest.event
    contact = add_person(owner=event.owner, name=guest.name, now=now)
    contact.met_on, contact.met_where, contact.met_how = event.day.isoformat(), event.place, event.name
    if guest.title or guest.company:
        Post.objects.create(owner=event.owner, contact=contact, title=guest.title, organisation=guest.company)
    for kind, text in (("email", guest.email), ("profile", guest.address)):
        _add_identity(contact, kind, text)
    save_contact(contact=contact)
    say_guest(guest=guest, contact=contact, now=now)
    return contact


def _hold(guest: Guest) -> None:
    """Wait for our turn to write, and look again who they are: the same may have been said at the same moment."""
    hold_book(owner=guest.event.owner)
    try:
        guest.refresh_from_db()
    except Guest.DoesNotExist:
        raise ValueError("That guest is off the list already.") from None


def _add_identity(contact: Contact, kind: str, text: str) -> None:
    if not text:
        return
    try:
        new_identity(contact=contact, kind=kind, text=text).save()
    except ValueError:  # an address of another kind says nothing of the person; the list keeps it
        return


def _leave_log(guest: Guest, now: datetime) -> bool:
    """Take whom a guest is said to be out of the interaction; whether the event is logged."""
    if logged_as(guest.event) is None:
        return False
    if guest.contact_id is not None:
        was_absent = guest.absent
        Guest.objects.owned_by(guest.event.owner).filter(pk=guest.pk).update(absent=True)
        log_event(event=guest.event, now=now)
        Guest.objects.owned_by(guest.event.owner).filter(pk=guest.pk).update(absent=was_absent)
    return True
