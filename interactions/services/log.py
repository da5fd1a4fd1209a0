"""Writing what happened: one straight line from an entry to two standings and a settled nudge."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from contacts.models import Contact
from domain.quicklog import Entry
from domain.strength import Touch
from interactions.models import Attendee, Interaction
from interactions.queries import touches_with
from interactions.services.rows import fill, write_participations
from interactions.services.scale import hold_scale
from relationships.services import absorb, rescore
from reminders.models import Reminder
from reminders.queries import everybody
from reminders.services import add_follow_up, settle


@transaction.atomic
def log_interaction(
    *, owner: User, attendees: Sequence[Attendee], entry: Entry, now: datetime, crowd: int = 0
) -> Interaction:
    """Record one interaction, with its consequences: standings, nudges, a follow-up.

    `now` is aware, in the owner's zone. `crowd` is how many were there beside the owner, where that is more.
    Raises ValueError for a day after today or for nobody at all.
    """
    if entry.day > now.date():
        raise ValueError("That day is still to come. Make it a reminder instead.")
    if not attendees:
        raise ValueError("Say with whom.")
    scale = hold_scale(owner)
    interaction = Interaction(owner=owner, created_at=now, crowd=crowd)
    fill(interaction, entry, now)
    interaction.follow_up = _follow_up(owner, attendees, entry, now)
    interaction.save()
    rows = write_participations(interaction, attendees, scale)

    for row in rows:
        if row.touch_weight is not None and row.touch_day is not None:
            touch = Touch(row.touch_day, row.touch_weight, row.counted, interaction.kind)
            absorb_or_rescore(contact=row.contact, touch=touch, today=now.date())
    settle(contacts=[row.contact for row in rows], now=now, spoken=everybody)
    return interaction


def absorb_or_rescore(*, contact: Contact, touch: Touch, today: date) -> None:
    """Take a touch in: in constant time when it is the newest, else by replaying all of them."""
    try:
        absorb(contact=contact, touch=touch, today=today)
    except ValueError:
        rescore(contact=contact, touches=touches_with(contact), today=today)


def _follow_up(owner: User, attendees: Sequence[Attendee], entry: Entry, now: datetime) -> Reminder | None:
    if entry.follow_up is None:
        return None
    return add_follow_up(
        owner=owner,
        contact=attendees[0].contact,
        text=entry.follow_up.text,
        on=entry.follow_up.day,
        now=now,
    )
