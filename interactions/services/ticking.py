"""After an event: whom I met, in one pass, logged as one interaction."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db import transaction

from accounts.services import hold_book
from domain.plans import name_of
from domain.quicklog import Entry
from interactions.models import Attendee, Event, Guest, Interaction
from interactions.queries.events import guests_of, known_guests, logged_as
from interactions.services.change import change_interaction, remove_interaction, restore_interaction
from interactions.services.log import log_interaction

MOST_CROWD = 10_000


@transaction.atomic
def tick_met(
    *, event: Event, shown: Collection[int], talked: Collection[int], absent: Collection[int], now: datetime
) -> Interaction | None:
    """Note of the guests `shown` (ids) with whom I talked and who did not come, and log the event accordingly.

    One interaction of the event's kind, whatever is ticked how often: who is ticked talked, the other known guests
    who came were merely present, and earn nothing. None, and nothing logged, where nobody of the book came.
    Raises ValueError for an event still to come.
    """
    if event.day > now.date():
        raise ValueError("It is still to come. Tick whom you met when you have been there.")
    hold_book(owner=event.owner)
    event.refresh_from_db()  # the same ticks may have come at the same moment, and have logged it
    rows = list(guests_of(event).filter(pk__in=shown))
    for row in rows:
        row.talked = row.pk in talked
        row.absent = row.pk in absent and not row.talked
    Guest.objects.bulk_update(rows, ["talked", "absent"], batch_size=500)
    return log_event(event=event, now=now)


@transaction.atomic
def log_event(*, event: Event, now: datetime) -> Interaction | None:
    """Log an event by what is ticked: again and again the same interaction. None where nobody of the book came."""
    logged = logged_as(event)
    attendees = attendees_of(event, logged)
    if not attendees:
        if logged is not None:
            remove_interaction(interaction=logged, now=now)
        return None
    if event.interaction is None:
        return _log_first(event, attendees, now)
    row = logged or restore_interaction(interaction=event.interaction, now=now)
    row.crowd = _crowd(event, len(attendees))
    return change_interaction(interaction=row, attendees=attendees, entry=entry_of(row), now=now)


def _log_first(event: Event, attendees: Sequence[Attendee], now: datetime) -> Interaction:
    entry = Entry(
        kind=event.kind,  # type: ignore[arg-type]  # a text of the choices
        day=day_of(event, now.date()),
        clock=event.at,
        place=event.place,
        minutes=event.minutes,
        note=note_of(event),
        sensitive=event.sensitive,
    )
    crowd = _crowd(event, len(attendees))
    row = log_interaction(owner=event.owner, attendees=attendees, entry=entry, now=now, crowd=crowd)
    if event.external_key and not _is_known(event):
        row.source, row.external_key = event.source, event.external_key
        row.save(update_fields=["source", "external_key", "updated_at"])
    event.interaction = row
    event.save(update_fields=["interaction"])
    return row


def _is_known(event: Event) -> bool:
    rows = Interaction.objects.filter(owner=event.owner, source=event.source)
    return rows.filter(external_key=event.external_key).exists()


def attendees_of(event: Event, logged: Interaction | None) -> list[Attendee]:
    """Everybody of the book who came, and who was added to the interaction by hand; side notes stay."""
    rows = logged.participations.select_related("contact__owner").order_by("pk") if logged else ()
    there = {row.contact_id: row for row in rows}
    guests = list(known_guests([event]).order_by("place", "pk"))
    listed = {guest.contact_id for guest in guests}
    found = [
        Attendee(
            guest.contact,
            guest.talked,
            there[guest.contact_id].side_note if guest.contact_id in there else "",
        )
        for guest in guests
        if guest.contact is not None and not guest.absent
    ]
    return found + [
        Attendee(row.contact, row.talked, row.side_note) for pk, row in there.items() if pk not in listed
    ]


def _crowd(event: Event, known: int) -> int:
    """How many were there, strangers of the list included; 0 where they are all in the book."""
    came = guests_of(event).filter(absent=False).count()
    return min(MOST_CROWD, came) if came > known else 0


def day_of(event: Event, today: date) -> date:
    """The day that an event is logged on: its last one so far."""
    return min(event.until or event.day, max(today, event.day))


def note_of(event: Event) -> str:
    """Its note, after its name where that says more than one word and with whom."""
    people = [
        guest.contact.display for guest in known_guests([event]).order_by("place", "pk") if guest.contact
    ]
    first, _with, whom = event.name.partition(" with ")
    is_plain = not event.source and " " not in first and f"{first} with {whom}" == name_of(first, people)
    return event.note if is_plain else f"{event.name}\n\n{event.note}".strip()


def entry_of(row: Interaction) -> Entry:
    """What an interaction says, as it is logged."""
    return Entry(
        kind=row.kind,  # type: ignore[arg-type]  # a text of the choices
        day=row.day,
        precision=row.precision,  # type: ignore[arg-type]  # a text of the choices
        clock=row.at,
        place=row.place,
        minutes=row.minutes,
        began=row.began or None,  # type: ignore[arg-type]  # a text of the choices
        note=row.note,
        sensitive=row.sensitive,
    )
