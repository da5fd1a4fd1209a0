"""When a rule falls due: local days counted from its first day each time, and the moment a day begins.

Nothing is ever counted on from the last run, so that nothing drifts: the 31st is the last day of a shorter
month and the 31st again after it; 29 February is the 28th in common years and the 29th again in leap years.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import islice, takewhile
from typing import Literal

from dateutil.relativedelta import relativedelta

from domain.patterns import LAST, WEEK, day_round, month_round, nth_round, week_round

Unit = Literal["day", "week", "month", "year"]
_DAYS = {"day": 1, "week": WEEK}
_MONTHS = {"month": 1, "year": 12}
MOST_EVERY = 1000
"""No rule repeats less often than every so many of its units."""
MOST_DAYS_ASKED = 1000
"""No question answers more days than this."""
NTHS = (1, 2, 3, 4, LAST)


@dataclass(frozen=True, slots=True)
class Rule:
    """The first day, and how often again: every `every` units, or once when `every` is None.

    `weekdays` are bits, Monday the lowest. Of weeks they are the days of every n-th week, counted from the
    Monday of the first day's; of months, with `nth`, the nth such weekday of every n-th month, -1 being the
    last. A rule with weekdays need not fall on its first day, and never falls before it.
    Raises ValueError for a rule that does not move on, or whose weekdays make no sense.
    """

    start: date
    every: int | None = None
    unit: Unit | None = None
    weekdays: int = 0
    nth: int | None = None

    def __post_init__(self) -> None:
        is_once = self.every is None and self.unit is None
        if not is_once and (self.every is None or self.unit not in (*_DAYS, *_MONTHS)):
            raise ValueError("A rule repeats every 1 or more days, weeks, months or years.")
        if self.every is not None and not 1 <= self.every <= MOST_EVERY:
            raise ValueError(
                f"A rule repeats every 1 or more days, weeks, months or years, {MOST_EVERY} at most."
            )
        if not 0 <= self.weekdays < 2**WEEK:
            raise ValueError("Weekdays are seven bits, Monday the lowest.")
        if self.weekdays and not (self.unit == "week" or self.unit == "month" and self.nth is not None):
            raise ValueError(
                "Weekdays belong to weeks, or to months with the first to the fourth, or the last."
            )
        if self.nth is not None and not (self.nth in NTHS and self.weekdays and self.unit == "month"):
            raise ValueError("Only of months, the first to the fourth weekday or the last.")


def last_day(rule: Rule, day: date) -> date | None:
    """The newest due day that is not after `day`; None before the first. In constant time."""
    number, asked = _round_of(rule, day), day.toordinal()
    for candidate in range(number, max(-1, number - 2), -1):
        found = [due for due in _days_of(rule, candidate) if due <= asked]
        if found:
            return date.fromordinal(found[-1])
    return None


def next_day(rule: Rule, day: date) -> date | None:
    """The first due day that is not before `day`; None when the rule has ended. In constant time."""
    number, asked = max(0, _round_of(rule, day)), day.toordinal()
    for candidate in (number, number + 1):
        found = [due for due in _days_of(rule, candidate) if due >= asked]
        if found:
            return date.fromordinal(found[0])
    return None


def days_between(rule: Rule, first: date, last: date) -> list[date]:
    """Every due day from `first` to `last`, both included; at most a thousand."""
    low, high = first.toordinal(), last.toordinal()
    due = takewhile(lambda day: day <= high, _days_from(rule, first))
    return [date.fromordinal(day) for day in islice((day for day in due if day >= low), MOST_DAYS_ASKED)]


def next_days(rule: Rule, first: date, count: int) -> list[date]:
    """The next so many due days that are not before `first`; fewer when the rule ends."""
    due = (day for day in _days_from(rule, first) if day >= first.toordinal())
    return [date.fromordinal(day) for day in islice(due, count)]


def _days_from(rule: Rule, first: date) -> Iterator[int]:
    """The due days of the round of `first`, and of those after it; only at the end of the calendar is one empty."""
    number = max(0, _round_of(rule, first))
    yield from _days_of(rule, number)
    while rule.every is not None and (days := _days_of(rule, number := number + 1)):
        yield from days


def _round_of(rule: Rule, day: date) -> int:
    """Which round has begun last on a day; -1 before the first."""
    if day < rule.start:
        return -1
    if rule.every is None or rule.unit is None:
        return 0
    if rule.unit in _MONTHS:
        months = (day.year - rule.start.year) * 12 + day.month - rule.start.month
        return months // (rule.every * _MONTHS[rule.unit])
    begins = rule.start.toordinal() - (rule.start.weekday() if rule.weekdays else 0)
    return (day.toordinal() - begins) // (rule.every * _DAYS[rule.unit])


def _days_of(rule: Rule, number: int) -> list[int]:
    """The due days of one round, as ordinals in order."""
    if rule.every is None or rule.unit is None:
        return [rule.start.toordinal()] if number == 0 else []
    if rule.nth is not None:
        return nth_round(rule.start, rule.every, rule.weekdays, rule.nth, number)
    if rule.weekdays:
        return week_round(rule.start, rule.every, rule.weekdays, number)
    if rule.unit in _MONTHS:
        return month_round(rule.start, rule.every * _MONTHS[rule.unit], number)
    return day_round(rule.start, rule.every * _DAYS[rule.unit], number)


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
