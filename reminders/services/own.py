"""Opening follow-ups and own reminders whose day has come. `now` is aware, in the owner's zone."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.clock import zone_of
from accounts.models import User
from domain.recurrence import Rule, due_at, last_day
from reminders.models import Occurrence, Reminder
from reminders.queries import BY_HAND, GONE
from reminders.services.due import Wanted, make_in_batches
from reminders.services.people import BATCH

Kind, State = Reminder.Kind, Occurrence.State


def open_reminders(*, owner: User, now: datetime) -> int:
    """Open follow-ups and own reminders whose day has come; how many were opened.

    Of a repeating one only the newest missed day is opened and takes the place of what was open before.
    """
    today = now.date()
    snoozed = Occurrence.objects.owned_by(owner).open().filter(snoozed_until__gt=today).values("reminder")
    rules = (
        Reminder.objects.owned_by(owner)
        .filter(kind__in=BY_HAND, finished_at__isnull=True, starts_on__lte=today)
        .exclude(contact__deleted_at__isnull=False)
        .exclude(contact__state__in=GONE)
        .exclude(pk__in=snoozed)
    )
    wanted = [(rule, day) for rule in rules if (day := _day_due(rule, today)) is not None]
    made = make_in_batches(owner, wanted)
    if made:
        _supersede(owner, [(rule, day) for rule, day in wanted if rule.every], now)
    return made


def _day_due(reminder: Reminder, today: date) -> date | None:
    if reminder.starts_on is None or reminder.every is None:
        return reminder.starts_on
    unit: Any = reminder.unit
    day = last_day(Rule(reminder.starts_on, reminder.every, unit), today)
    is_missed = day is not None and day >= min(reminder.counts_from or today, today)
    return day if is_missed else None


def _supersede(owner: User, repeating: Sequence[Wanted], now: datetime) -> None:
    for rule, day in repeating:
        older = Occurrence.objects.owned_by(owner).open().filter(reminder=rule, due_on__lt=day)
        older.update(state=State.SETTLED, acted_at=now)


@transaction.atomic
def reschedule(*, owner: User, now: datetime) -> None:
    """After the owner moved to another zone: the moments of what is open are those of the new one."""
    zone = zone_of(owner)
    rows = list(Occurrence.objects.owned_by(owner).open().exclude(kind=Kind.DIGEST))
    for row in rows:
        row.due_at = due_at(row.due_on, 0, zone)
    Occurrence.objects.bulk_update(rows, ["due_at"], batch_size=BATCH)
