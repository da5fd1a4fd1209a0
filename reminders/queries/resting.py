"""Who is not brought up for now: paused by the owner, or after suggestions without an answer."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from accounts.models import User
from contacts.models import Contact, State
from domain.nudges import MOST_IGNORED
from reminders.models import Reminder
from reminders.queries.rows import Kind

RESTING_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Resting:
    """A person who is not brought up: until a day, or (None) until the owner speaks."""

    contact: Contact
    until: date | None = None


def resting_people(user: User, today: date) -> list[Resting]:
    """Whoever is not brought up for now, by name; at most fifty. One query."""
    rows = _resting(user, today).exclude(contact__deleted_at__isnull=False)
    rows = rows.filter(contact__state=State.ACTIVE, contact__never_nudge=False).select_related("contact")
    found = rows.order_by("contact__sort_name", "pk")[:RESTING_SHOWN]
    return [Resting(row.contact, _until(row, today)) for row in found if row.contact]


def resting_of(contact: Contact, today: date) -> Resting | None:
    """Whether and until when a person is not brought up; None for somebody who is. One query."""
    row = _resting(contact.owner, today).filter(contact=contact).first()
    return Resting(contact, _until(row, today)) if row else None


def _resting(user: User, today: date) -> QuerySet[Reminder]:
    rests = Q(paused_until__gt=today) | Q(ignored__gte=MOST_IGNORED)
    return Reminder.objects.owned_by(user).filter(rests, kind=Kind.KEEP_IN_TOUCH)


def _until(row: Reminder, today: date) -> date | None:
    return row.paused_until if row.paused_until and row.paused_until > today else None
