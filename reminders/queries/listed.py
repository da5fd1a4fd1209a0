"""The owner's own reminders as their list shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from domain.recurrence import next_day
from domain.rulewords import again_words
from reminders.models import Occurrence, Reminder
from reminders.queries.rows import rule_of


@dataclass(frozen=True, slots=True)
class Listed:
    """A reminder, the next day it comes (none: it waits), how often again in words, its pause and its snooze."""

    reminder: Reminder
    coming: date | None
    again: str
    paused_until: date | None
    snoozed_until: date | None


def listed(user: User, reminders: Sequence[Reminder], today: date) -> list[Listed]:
    """An owner's reminders as lines of a list. One that came once and is not done keeps its day. One query."""
    rows = Occurrence.objects.owned_by(user).open().filter(reminder__in=reminders, snoozed_until__gt=today)
    snoozed: dict[int, date | None] = dict(rows.values_list("reminder_id", "snoozed_until"))
    return [_line(row, today, snoozed.get(row.pk)) for row in reminders]


def _line(reminder: Reminder, today: date, snooze: date | None) -> Listed:
    pause = reminder.paused_until if reminder.paused_until and reminder.paused_until > today else None
    if reminder.starts_on is None:
        return Listed(reminder, None, "", pause, snooze)
    try:
        rule = rule_of(reminder)
    except ValueError:
        return Listed(reminder, reminder.starts_on, "", pause, snooze)
    if rule.every is None:
        return Listed(reminder, max(rule.start, pause or rule.start), "", pause, snooze)
    return Listed(reminder, next_day(rule, pause or today), again_words(rule), pause, snooze)
