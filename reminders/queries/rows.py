"""Single rows, and the due dates an owner sees."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from accounts.models import User
from contacts.models import State
from domain.recurrence import Rule
from domain.rest import Rest
from reminders.models import Occurrence, Reminder

Kind = Reminder.Kind
BY_HAND = (Kind.OWN, Kind.FOLLOW_UP)
GONE = (State.LEFT, State.DECEASED, State.ARCHIVED)
UNDATED = (*GONE, State.FADED)
"""Whoever is let fade or unlinked has no birthdays any more."""
MISSED_DAYS = 7
"""What fell due while nothing ran is told up to so many days later; what is older is only on the pages."""
PAST_DATE_DAYS = 2
WAITING_COUNTED = 100
MOST_LEAD_DAYS = 30


def rule_of(reminder: Reminder) -> Rule:
    """The rule of a reminder that has a first day. Raises ValueError for one that has none or does not move on."""
    if reminder.starts_on is None:
        raise ValueError("A reminder without a day has no rule.")
    unit: Any = reminder.unit or None
    return Rule(reminder.starts_on, reminder.every, unit, reminder.weekdays, reminder.nth)


def rest_of(user: User) -> Rest:
    """The days on which an owner is left alone."""
    return Rest(user.quiet_weekdays, user.holiday_from, user.holiday_until)


def reminder_or_404(user: User, pk: int) -> Reminder:
    """One live reminder that the owner made; anything else raises Http404."""
    found: Reminder = _or_404(Reminder.objects.owned_by(user).filter(pk=pk, kind__in=BY_HAND))
    return found


def gone_reminder_or_404(user: User, pk: int) -> Reminder:
    """One reminder that the owner made, deleted or finished; anything else raises Http404."""
    rows = Reminder.objects.filter(owner=user, pk=pk, kind__in=BY_HAND)
    found: Reminder = _or_404(rows.exclude(deleted_at__isnull=True, finished_at__isnull=True))
    return found


def occurrence_or_404(user: User, pk: int) -> Occurrence:
    """One due date that the owner may act on, open or not; anything else raises Http404."""
    messages = (Kind.DIGEST, Kind.REVIEW, Kind.BRIEF)
    rows = of_those_there(Occurrence.objects.owned_by(user)).exclude(kind__in=messages).filter(pk=pk)
    found: Occurrence = _or_404(rows.select_related("reminder__contact", "reminder__date", "owner"))
    return found


def _or_404(rows: QuerySet[Any]) -> Any:
    found = rows.first()
    if found is None:
        raise Http404
    return found


def of_those_there(rows: Any) -> Any:
    """Leaves out what belongs to deleted reminders, and to people who are deleted or gone."""
    of_somebody_gone = Q(reminder__contact__deleted_at__isnull=False) | Q(reminder__contact__state__in=GONE)
    return rows.filter(reminder__deleted_at__isnull=True).exclude(of_somebody_gone)


def in_view(user: User, today: date, kinds: Iterable[str]) -> Any:
    """Open due dates of these kinds that the owner sees on a day."""
    rows = of_those_there(Occurrence.objects.owned_by(user).open().filter(kind__in=kinds, due_on__lte=today))
    return rows.filter(Q(snoozed_until__isnull=True) | Q(snoozed_until__lte=today))
