"""The days of a recurrence rule (RFC 5545) between two days, looked at day by day: no rule can run away.

Only rules that come daily or less often are read. A Budget is the number of days that may be looked at for one file.
"""

import re
from calendar import isleap, monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MOST_BY_PARTS = 4
MOST_VALUES = 62
MOST_DAYS = 30_000  # looked at for one rule
MOST_LETTERS = 500
EACH_GIVEN = 4  # a day that is given costs as much as so many that are looked at
NUMBERS = {"BYMONTH": 12, "BYMONTHDAY": 31, "BYYEARDAY": 366, "BYWEEKNO": 53, "BYSETPOS": 366}
TIMES = ("BYHOUR", "BYMINUTE", "BYSECOND")
FIRST, LAST = date.min.toordinal() + 400, date.max.toordinal() - 400
_BYDAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")


class Unreadable(ValueError):
    """The rule cannot be read, or asks for more than any calendar of meetings does."""


class Budget:
    """How many days may still be looked at."""

    def __init__(self, days: int = 250_000) -> None:
        self.days = days

    def take(self, days: int) -> None:
        """Raises Unreadable when nothing is left."""
        self.days -= days
        if self.days < 0:
            raise Unreadable("the calendar has too many recurring events")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule taken apart. `by` has the numbers of each BY part, `weekdays` pairs of place (0 for every) and day."""

    frequency: str
    interval: int = 1
    count: int | None = None
    until: str = ""
    by: dict[str, frozenset[int]] = field(default_factory=dict)
    weekdays: tuple[tuple[int, int], ...] = ()
    week_start: int = 0

    @property
    def until_day(self) -> date | None:
        """The last day the rule may fall on."""
        return _day(self.until) if self.until else None


def parse_rule(text: str) -> Rule:
    """Raises Unreadable, with a word for the owner."""
    if len(text) > MOST_LETTERS:
        raise Unreadable("the rule is too long")
    parts = dict(part.upper().split("=", 1) for part in text.split(";") if "=" in part)
    if sum(name.startswith("BY") for name in parts) > MOST_BY_PARTS:
        raise Unreadable("the rule has too many parts")
    if parts.get("FREQ") not in FREQUENCIES:
        raise Unreadable("only daily, weekly, monthly and yearly rules are read")
    if any("," in parts.get(name, "") for name in TIMES):
        raise Unreadable("it comes several times a day")
    if parts.get("UNTIL"):
        _day(parts["UNTIL"])
    return Rule(
        parts["FREQ"],
        _number(parts.get("INTERVAL", "1"), 1_000),
        _number(parts["COUNT"], 10**12) if "COUNT" in parts else None,
        parts.get("UNTIL", ""),
        {name: _numbers(parts[name], most) for name, most in NUMBERS.items() if name in parts},
        _weekdays(parts.get("BYDAY", "")),
        WEEKDAYS.index(parts["WKST"]) if parts.get("WKST") in WEEKDAYS else 0,
    )


def days_of(rule: Rule, start: date, first: date, last: date, budget: Budget) -> Iterator[date]:
    """The days of the rule from `first` to `last`, none before `start`, which is one of them itself.

    Raises Unreadable beyond the budget. A count is counted from the start, so that an old one may be beyond it.
    """
    last = min(last, rule.until_day or last)
    given, looked = 0, 0
    for days, size in _periods(rule, start, start if rule.count is not None else first, last):
        looked += size
        budget.take(size)
        if looked > MOST_DAYS:
            raise Unreadable("the rule reaches too far back to be counted")
        for day in days:
            if day < start or day > last:
                continue
            given += 1
            if rule.count is not None and given > rule.count:
                return
            if day >= first:
                budget.take(EACH_GIVEN)
                yield day


def _periods(rule: Rule, start: date, since: date, last: date) -> Iterator[tuple[list[date], int]]:
    """The days of each period that the rule counts by, and how many days were looked at for them."""
    bounds = _BOUNDS[rule.frequency]
    fits = _filters(rule, start)
    number = max(0, _period_of(rule, since) - _period_of(rule, start) - 1) // rule.interval
    while True:
        begin, end = bounds(rule, start, number * rule.interval)
        if begin > min(last.toordinal(), LAST):
            return
        number += 1
        days = [date.fromordinal(day) for day in range(max(begin, FIRST), end)]
        found = [day for day in days if all(fit(day) for fit in fits)]
        yield _placed(found, rule.by.get("BYSETPOS")), max(1, len(days))


def _period_of(rule: Rule, day: date) -> int:
    if rule.frequency == "DAILY":
        return day.toordinal()
    if rule.frequency == "WEEKLY":
        return (day.toordinal() - 1 - rule.week_start) // 7
    return day.year * 12 + day.month if rule.frequency == "MONTHLY" else day.year


def _of_day(rule: Rule, start: date, steps: int) -> tuple[int, int]:
    day = start.toordinal() + steps
    return day, day + 1


def _of_week(rule: Rule, start: date, steps: int) -> tuple[int, int]:
    monday = start.toordinal() - (start.weekday() - rule.week_start) % 7 + 7 * steps
    return monday, monday + 7


def _of_month(rule: Rule, start: date, steps: int) -> tuple[int, int]:
    year, month = divmod(start.year * 12 + start.month - 1 + steps, 12)
    if year >= date.max.year:
        return LAST + 1, LAST + 1
    begin = date(year, month + 1, 1).toordinal()
    return begin, begin + monthrange(year, month + 1)[1]


def _of_year(rule: Rule, start: date, steps: int) -> tuple[int, int]:
    year = start.year + steps
    if year >= date.max.year:
        return LAST + 1, LAST + 1
    begin = date(year, 1, 1).toordinal()
    return begin, begin + 365 + isleap(year)


_BOUNDS: dict[str, Callable[[Rule, date, int], tuple[int, int]]] = {
    "DAILY": _of_day, "WEEKLY": _of_week, "MONTHLY": _of_month, "YEARLY": _of_year,
}  # fmt: skip


def _filters(rule: Rule, start: date) -> list[Callable[[date], bool]]:
    """What a day has to be; where the rule leaves a part open it is that of the start."""
    by, fits = rule.by, list[Callable[[date], bool]]()
    if "BYMONTH" in by:
        fits.append(lambda day: day.month in by["BYMONTH"])
    if "BYMONTHDAY" in by:
        fits.append(lambda day: _is_in(by["BYMONTHDAY"], day.day, monthrange(day.year, day.month)[1]))
    if "BYYEARDAY" in by:
        fits.append(lambda day: _is_in(by["BYYEARDAY"], _year_day(day), 365 + isleap(day.year)))
    if "BYWEEKNO" in by:
        fits.append(lambda day: day.isocalendar().week in by["BYWEEKNO"])
    if rule.weekdays:
        fits.append(lambda day: _is_weekday(rule, day))
    return fits + _of_start(rule, start)


def _of_start(rule: Rule, start: date) -> list[Callable[[date], bool]]:
    """What the start tells where the rule says nothing: its weekday, its day of the month, its month."""
    by = rule.by
    has_day = bool(rule.weekdays) or "BYMONTHDAY" in by or "BYYEARDAY" in by
    if has_day or rule.frequency == "DAILY":
        return []
    if rule.frequency == "WEEKLY" or "BYWEEKNO" in by:
        return [lambda day: day.weekday() == start.weekday()]
    if rule.frequency == "MONTHLY" or "BYMONTH" in by:
        return [lambda day: day.day == start.day]
    return [lambda day: (day.month, day.day) == (start.month, start.day)]


def _is_weekday(rule: Rule, day: date) -> bool:
    """Whether the day is one of BYDAY; a numbered one counts within its month or year."""
    for place, weekday in rule.weekdays:
        if weekday != day.weekday():
            continue
        if not place or rule.frequency in ("DAILY", "WEEKLY"):
            return True
        in_year = rule.frequency == "YEARLY" and "BYMONTH" not in rule.by
        at = _year_day(day) if in_year else day.day
        size = 365 + isleap(day.year) if in_year else monthrange(day.year, day.month)[1]
        if place in ((at - 1) // 7 + 1, -((size - at) // 7) - 1):
            return True
    return False


def _is_in(wanted: frozenset[int], number: int, size: int) -> bool:
    return number in wanted or number - size - 1 in wanted


def _year_day(day: date) -> int:
    return day.toordinal() - date(day.year, 1, 1).toordinal() + 1


def _placed(days: list[date], places: frozenset[int] | None) -> list[date]:
    if not places:
        return days
    return [day for at, day in enumerate(days, start=1) if _is_in(places, at, len(days))]


def _number(text: str, most: int) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > 12 or not 1 <= int(text) <= most:
        raise Unreadable("the rule has a number that cannot be meant")
    return int(text)


def _numbers(text: str, most: int) -> frozenset[int]:
    found = set()
    for part in text.split(",")[: MOST_VALUES + 1]:
        digits = part.strip().lstrip("+-")
        number = _number(digits, most)
        found.add(-number if part.strip().startswith("-") else number)
    if len(found) > MOST_VALUES:
        raise Unreadable("the rule has too many numbers")
    return frozenset(found)


def _weekdays(text: str) -> tuple[tuple[int, int], ...]:
    found = []
    for part in [part.strip() for part in text.split(",")[:MOST_VALUES] if part.strip()]:
        match = _BYDAY.fullmatch(part)
        if not match:
            raise Unreadable("the rule names a day that is none")
        found.append((int(match[1] or 0), WEEKDAYS.index(match[2])))
    return tuple(found)


def _day(text: str) -> date:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:8])) if text[:8].isdigit() else _dashed(text)
    except ValueError as error:
        raise Unreadable("the rule ends on a day that is none") from error


def _dashed(text: str) -> date:
    return date.fromisoformat(text[:10])
