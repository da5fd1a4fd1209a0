"""Planning what is to come, and changing it."""

from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from contacts.models import Contact
from domain.plans import Plan
from domain.quicklog import Entry
from interactions.models import Event, Guest, Interaction, Kind
from interactions.queries.events import logged_as
from interactions.services.change import change_interaction
from interactions.services.guesttraces import keep_guest_traces
from interactions.services.ticking import attendees_of, day_of, entry_of

CARRIED = ("kind", "day", "until", "at", "minutes", "place", "sensitive")
"""What a logged event's interaction follows."""
SAID_AS = {"at": "clock"}


@transaction.atomic
def plan_event(*, owner: User, plan: Plan, now: datetime, contacts: Sequence[Contact] = ()) -> Event:
    """An appointment or event on a day, past days allowed, with these people of the book as its guests.

    Raises ValueError for days that cannot be, no name, and a kind that is not the owner's to log.
    """
    event = Event(owner=owner, created_at=now)
    _fill(event, plan)
    event.save()
    once = {contact.pk: contact for contact in contacts}
    Guest.objects.bulk_create(
        Guest(owner=owner, event=event, contact=contact, name=contact.display[:200], place=place)
        for place, contact in enumerate(once.values(), start=1)
    )
    return event


@transaction.atomic
def change_event(*, event: Event, plan: Plan, now: datetime) -> Event:
    """Say otherwise what an event is. The interaction it was logged as follows in day, kind, time and place.

    Raises ValueError as plan_event does, and for a logged event that would be still to come.
    """
    before = {name: getattr(event, name) for name in CARRIED}
    _fill(event, plan)
    row = logged_as(event)
    changed = {name for name in CARRIED if before[name] != getattr(event, name)}
    if row is not None and event.day > now.date():
        raise ValueError("It is logged already; that day is still to come.")
    event.save()
    if changed & {"day", "until"}:
        keep_guest_traces(owner=event.owner, guests=event.guests.filter(contact=None))
    if row is not None and changed:
        change_interaction(
            interaction=row,
            attendees=attendees_of(event, row),
            entry=_followed(event, row, changed, now),
            now=now,
        )
    return event


@transaction.atomic
def remove_event(*, event: Event, now: datetime) -> None:
    """Hide an event with its list; what it was logged as stays. `restore_event` is the way back.

    Who was seen on this list alone is seen nowhere any more.
    """
    event.deleted_at = now
    event.save(update_fields=["deleted_at"])
    keep_guest_traces(owner=event.owner, guests=event.guests.filter(contact=None))


@transaction.atomic
def restore_event(*, event: Event) -> Event:
    """Bring a removed event back, with what its list told of strangers."""
    event.deleted_at = None
    event.save(update_fields=["deleted_at"])
    keep_guest_traces(owner=event.owner, guests=event.guests.filter(contact=None))
    return event


def _followed(event: Event, row: Interaction, changed: Set[str], now: datetime) -> Entry:
    """What an interaction says, with what was changed of its event."""
    values: dict[str, Any] = {SAID_AS.get(name, name): getattr(event, name) for name in changed - {"until"}}
    if changed & {"day", "until"}:
        values["day"] = day_of(event, now.date())
    return replace(entry_of(row), **values)


def _fill(event: Event, plan: Plan) -> None:
    plan.check()
    if plan.kind not in Kind.values or plan.kind == Kind.LINKED:
        raise ValueError("Say what it is.")
    event.name, event.kind = plan.name.strip()[:200], Kind(plan.kind)
    event.day, event.until = plan.day, plan.until if plan.until != plan.day else None
    event.at, event.minutes = plan.at, plan.minutes
    event.place, event.note, event.sensitive = plan.place.strip()[:200], plan.note[:10_000], plan.sensitive
