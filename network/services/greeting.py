"""Saying hello after an acceptance: a reminder within a week, never more on one day than the owner wants."""

from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from accounts.models import User
from contacts.models import Contact
from reminders.models import Reminder
from reminders.services import add_follow_up

WITHIN_DAYS = 7


def remind_to_greet(*, contact: Contact, now: datetime) -> Reminder | None:
    """A follow-up on the first of the next seven days that has room for one more.

    None when all are full, and where one waits for this person already: they were accepted on two networks.
    """
    owner = contact.owner
    day = _free_day(owner, now.date())
    if day is None or _greetings(owner).filter(contact=contact).exists():
        return None
    text = f"Say hello to {contact.display}"
    return add_follow_up(owner=owner, contact=contact, text=text, on=day, now=now)


def _free_day(owner: User, today: date) -> date | None:
    days = [today + timedelta(days=ahead) for ahead in range(1, WITHIN_DAYS + 1)]
    waiting = list(_greetings(owner).filter(starts_on__in=days).values_list("starts_on", flat=True))
    return next((day for day in days if waiting.count(day) < owner.people_a_day), None)


def _greetings(owner: User) -> QuerySet[Reminder]:
    """The greetings that wait, of decisions that stand."""
    greetings = Reminder.objects.owned_by(owner).filter(
        decisions__undone_at=None, decisions__isnull=False, finished_at=None
    )
    return greetings
