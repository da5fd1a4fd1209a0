"""Which due day of a rule is to be told today, and when to look again: asked anew from the rule each time."""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.recurrence import Rule, last_day, next_day, next_yearly

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Turn:
    """`due`: the day that is due by now, if any; `look_on`: the day on which to look again, None for never."""

    due: date | None = None
    look_on: date | None = None


def turn_of_rule(
    rule: Rule, today: date, *, since: date | None = None, paused_until: date | None = None
) -> Turn:
    """What a reminder brings today.

    Of a repeating one the newest day up to today, unless it lies before `since` (when the rule was set) or in a
    pause. One that comes once comes when its day or its pause is over, however long ago that is.
    """
    if paused_until is not None and today < paused_until:
        return Turn(look_on=paused_until)
    if rule.every is None:
        return Turn(due=rule.start) if rule.start <= today else Turn(look_on=rule.start)
    due = last_day(rule, today)
    begins = max(since or date.min, paused_until or date.min)
    return Turn(due if due and due >= min(begins, today) else None, next_day(rule, today + ONE_DAY))


def turn_of_date(
    month: int, day: int, today: date, *, lead: int, missed_days: int, since: date | None = None
) -> Turn:
    """What a yearly date brings today, with its notice of `lead` days: due is the day on which the notice begins.

    An event up to `missed_days` days ago is still told, one before `since` (when it was written down) is not.
    """
    event = next_yearly(month, day, today - timedelta(days=missed_days))
    begins = event - timedelta(days=lead)
    if begins > today:
        return Turn(look_on=begins)
    after = next_yearly(month, day, event + ONE_DAY) - timedelta(days=lead)
    return Turn(begins if event >= min(since or today, today) else None, max(after, today + ONE_DAY))
