"""When a rule falls due: local days counted from its first day each time, and the moment a day begins.

Nothing is ever counted on from the last run, so that nothing drifts: the 31st is the last day of a shorter
month and the 31st again after it; 29 February is the 28th in common years and the 29th again in leap years.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Literal

from dateutil.relativedelta import relativedelta

Unit = Literal["day", "week", "month", "year"]
_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "year": 12}
MOST_DAYS_ASKED = 1000
"""No question answers more days than this."""


@dataclass(frozen=True, slots=True)
class Rule:
    """The first day, and how often again: every `every` units, or once when `every` is None.

    Raises ValueError for a rule that does not move on.
    """

    start: date
    every: int | None = None
    unit: Unit | None = None

    def __post_init__(self) -> None:
        if self.every is None and self.unit is None:
            return
        if self.every is None or self.every < 1 or self.unit not in (*_DAYS, *_MONTHS):
            raise ValueError("A rule repeats every 1 or more days, weeks, months or years.")


def day_number(rule: Rule, number: int) -> date | None:
    """The due day after `number` repetitions, 0 being the first; None when there is none in the calendar."""
    if rule.every is None or rule.unit is None:
        return rule.start if number == 0 else None
    try:
        if rule.unit in _DAYS:
            return rule.start + timedelta(days=number * rule.every * _DAYS[rule.unit])
        return rule.start + relativedelta(months=number * rule.every * _MONTHS[rule.unit])
    except (OverflowError, ValueError):
        return None


def last_day(rule: Rule, day: date) -> date | None:
    """The newest due day that is not after `day`; None before the first."""
    number = _repetitions(rule, day)
    return None if number is None else day_number(rule, number)


def next_day(rule: Rule, day: date) -> date | None:
    """The first due day that is not before `day`; None when the rule has ended."""
    if day <= rule.start:
        return rule.start
    before = _repetitions(rule, day - timedelta(days=1))
    return None if before is None else day_number(rule, before + 1)


def days_between(rule: Rule, first: date, last: date) -> list[date]:
    """Every due day from `first` to `last`, both included; at most a thousand."""
    found: list[date] = []
    due = next_day(rule, first)
    while due is not None and due <= last and len(found) < MOST_DAYS_ASKED:
        found.append(due)
        due = next_day(rule, due + timedelta(days=1)) if due < date.max else None
    return found


def _repetitions(rule: Rule, day: date) -> int | None:
    """How many repetitions lie up to a day, in constant time; None before the start."""
    if day < rule.start:
        return None
    if rule.every is None or rule.unit is None:
        return 0
    if rule.unit in _DAYS:
        return (day - rule.start).days // (rule.every * _DAYS[rule.unit])
    months = (day.year - rule.start.year) * 12 + day.month - rule.start.month
    number = months // (rule.every * _MONTHS[rule.unit])
    reached = day_number(rule, number)
    return number if reached is not None and reached <= day else number - 1


def day_of_year(month: int, day: int, year: int) -> date:
    """A yearly date in one year; a day that the month lacks is its last (29 February → the 28th)."""
    return date(year, month, 1) + relativedelta(day=day)


def next_yearly(month: int, day: int, since: date) -> date:
    """The first such date that is not before `since`."""
    this_year = day_of_year(month, day, since.year)
    return this_year if this_year >= since else day_of_year(month, day, since.year + 1)


def due_at(day: date, at: int | time, zone: tzinfo) -> datetime:
    """The moment, in UTC, of a local time on a local day; `at` is an hour or a time.

    A time that the clocks skip is the first minute after the gap; one that comes twice is the first.
    """
    wanted = datetime.combine(day, time(at) if isinstance(at, int) else at.replace(tzinfo=None, fold=0))
    moment = wanted.replace(tzinfo=zone).astimezone(UTC)
    if _local(moment, zone) == wanted:
        return moment
    return _end_of_gap(wanted, zone)


def _local(moment: datetime, zone: tzinfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None, fold=0)


def _end_of_gap(wanted: datetime, zone: tzinfo) -> datetime:
    """Halve the time around the skipped moment until the minute is found at which the clocks had jumped."""
    early = wanted.replace(tzinfo=zone, fold=1).astimezone(UTC)
    late = wanted.replace(tzinfo=zone, fold=0).astimezone(UTC)
    minutes = round((late - early) / timedelta(minutes=1))
    low, high = 0, minutes
    while low + 1 < high:
        middle = (low + high) // 2
        if _local(early + timedelta(minutes=middle), zone) > wanted:
            high = middle
        else:
            low = middle
    return early + timedelta(minutes=high)
