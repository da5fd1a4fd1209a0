"""Days as people write them: "yesterday", "last Friday", "12 March", "two weeks ago", "in 3w".

A day without a year is the most recent one, or with `ahead` the next one. `days_in` gives all days of a text,
from left to right, none within another; the caller decides which counts. What looks like a date but is not in
the calendar (31 April) is none, and hides the parts it is made of.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from dateutil.relativedelta import relativedelta

from domain.quickkinds import MONTHS, WEEKDAYS

Precision = Literal["day", "week", "month", "year", "sometime"]
Known = tuple[date, Precision]


@dataclass(frozen=True, slots=True)
class Calendar:
    """How to read a date: the moment in the owner's zone, their habits, and whether days lie ahead."""

    now: datetime
    day_first: bool = True
    first_weekday: int = 0
    ahead: bool = False

    @property
    def today(self) -> date:
        """The owner's day."""
        return self.now.date()


@dataclass(frozen=True, slots=True)
class When:
    """Characters `start` to `end` of a text name a day, known to a precision."""

    start: int
    end: int
    day: date
    precision: Precision


NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            "a an one ein eine einem einer",
            "two zwei couple",
            "three drei few",
            "four vier",
            "five fünf",
            "six sechs",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ),
        start=1,
    )
    for word in words.split()
}
_COARSER: dict[str, Precision] = {"d": "week", "w": "month", "m": "year", "y": "sometime"}
_SPANS: dict[str, Precision] = {"w": "week", "m": "month", "y": "year"}

_NUMBER = rf"(?:a )?(?P<n>\d{{1,3}}|{'|'.join(NUMBERS)})(?: of)?"
_UNIT = (
    r"(?P<unit>days?|d|tag(?:en?)?|weeks?|wks?|w|wochen?"
    r"|months?|mos?|mths?|monat(?:en?)?|years?|yrs?|y|jahr(?:en?)?)"
)
_SHORT_UNIT = r"(?P<unit>hours?|hrs?|h|minutes?|mins?|stunden?|minuten?)"
_WEEKDAY = rf"(?P<weekday>{'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})"
_MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})"
_PART = (
    r"(?: (?:in the )?(?:early )?"
    r"(?:morning|afternoon|evening|night|lunchtime|morgen|nachmittag|abend|nacht)s?)?"
)
_ON = rf"(?:(?:on|am|by) )?(?:(?:{'|'.join(WEEKDAYS)})\.?,? )?(?:the )?"
_DAY = r"(?P<day>\d{1,2})"
_YEAR = r"(?P<year>\d{4})"
_LAST = r"(?P<how>last|past|letzte[nrs]?|this|diese[nrs]?|next|coming|nächste[nrs]?)"


def days_in(text: str, calendar: Calendar) -> list[When]:
    """The days a text names, from left to right. With `ahead` none lies before today."""
    found: list[When] = []
    end = 0
    for match, rule in _shapes(text):
        if match.start() < end:
            continue
        known = _read(rule, match, calendar)
        end = match.end()
        if known and not (calendar.ahead and known[0] < calendar.today):
            found.append(When(match.start(), match.end(), *known))
    return found


Rule = Callable[[re.Match[str], Calendar], Known | None]


def _shapes(text: str) -> Iterator[tuple[re.Match[str], Rule]]:
    """All that looks like a date, the leftmost and then the longest first."""
    matches = [(match, rule) for pattern, rule in _RULES for match in pattern.finditer(text)]
    return iter(sorted(matches, key=lambda pair: (pair[0].start(), -pair[0].end())))


def _read(rule: Rule, match: re.Match[str], calendar: Calendar) -> Known | None:
    try:
        return rule(match, calendar)
    except (ValueError, OverflowError):  # not in the calendar
        return None


def _iso(match: re.Match[str], calendar: Calendar) -> Known:
    return date(int(match["year"]), int(match["number"]), int(match["day"])), "day"


def _slashed(match: re.Match[str], calendar: Calendar) -> Known | None:
    first, second = int(match["first"]), int(match["second"])
    day, month = (first, second) if calendar.day_first else (second, first)
    return _dated(day, month, match["year"], calendar)


def _dotted(match: re.Match[str], calendar: Calendar) -> Known | None:
    return _dated(int(match["first"]), int(match["second"]), match["year"], calendar)


def _named(match: re.Match[str], calendar: Calendar) -> Known | None:
    return _dated(int(match["day"]), MONTHS[match["month"].lower()], match["year"], calendar)


def _dated(day: int, month: int, year: str | None, calendar: Calendar) -> Known | None:
    if year:
        return date(_century(int(year), calendar) if len(year) == 2 else int(year), month, day), "day"
    today = calendar.today
    step = 1 if calendar.ahead else -1
    for number in range(today.year, today.year + 9 * step, step):
        found = _real(number, month, day)
        if found and (found >= today if calendar.ahead else found <= today):
            return found, "day"
    return None


def _century(year: int, calendar: Calendar) -> int:
    return 2000 + year if 2000 + year <= calendar.today.year + 10 else 1900 + year


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day_of_month(match: re.Match[str], calendar: Calendar) -> Known | None:
    today, day = calendar.today, int(match["day"])
    for step in range(3):
        first = today.replace(day=1) + relativedelta(months=step if calendar.ahead else -step)
        found = _real(first.year, first.month, day)
        if found and (found >= today if calendar.ahead else found <= today):
            return found, "day"
    return None


def _moved(days: int) -> Rule:
    return lambda match, calendar: (calendar.today + timedelta(days=days), "day")


def _ago(match: re.Match[str], calendar: Calendar) -> Known | None:
    amount, unit = _number(match["n"]), match["unit"][0].lower().translate(_GERMAN)
    day = calendar.today - _length(amount, unit)
    if day.year < 1900:
        return None
    if match["n"].lower() == "few":
        return day, _COARSER[unit]
    return day, _SPANS[unit] if unit in "my" else "day"


def _hours_ago(match: re.Match[str], calendar: Calendar) -> Known:
    amount = _number(_part(match, "n") or "1")
    hours = match["unit"][0].lower() in "hs"
    moment = calendar.now.astimezone(UTC) - (timedelta(hours=amount) if hours else timedelta(minutes=amount))
    return moment.astimezone(calendar.now.tzinfo).date(), "day"


def _in(match: re.Match[str], calendar: Calendar) -> Known:
    unit = match["unit"][0].lower().translate(_GERMAN)
    return calendar.today + _length(_number(match["n"]), unit), "day"


def _in_months(match: re.Match[str], calendar: Calendar) -> Known | None:
    """ "in 3m" is three months ahead; of something past it can only mean minutes."""
    return (calendar.today + relativedelta(months=int(match["n"])), "day") if calendar.ahead else None


_GERMAN = str.maketrans("tj", "dy")


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else NUMBERS[text.lower()]


def _length(amount: int, unit: str) -> relativedelta:
    if unit in "dw":
        return relativedelta(days=amount if unit == "d" else 7 * amount)
    return relativedelta(months=amount) if unit == "m" else relativedelta(years=amount)


def _weekday(match: re.Match[str], calendar: Calendar) -> Known | None:
    """The most recent one, today too; "last" is before today, "next" after it, "this" of this week."""
    name, how = match["weekday"], _part(match, "how")
    if not (how or match["on"] or name[0].isupper()) and name in ("sat", "sun", "wed", "mon"):
        return None
    behind = (calendar.today.weekday() - WEEKDAYS[name.lower()]) % 7
    if calendar.ahead or how.startswith(("next", "coming", "näch")):
        return calendar.today + timedelta(days=7 - behind), "day"
    if how.startswith(("this", "dies")):
        gone = (WEEKDAYS[name.lower()] - calendar.first_weekday) % 7
        return _week_start(calendar) + timedelta(days=gone), "day"
    return calendar.today - timedelta(days=behind or (7 if how else 0)), "day"


def _week_start(calendar: Calendar) -> date:
    return calendar.today - timedelta(days=(calendar.today.weekday() - calendar.first_weekday) % 7)


def _weekend(match: re.Match[str], calendar: Calendar) -> Known:
    """A weekend is its Saturday. "last" is over; otherwise it may be today."""
    how = _part(match, "how")
    if calendar.ahead or how == "next":
        return calendar.today + timedelta(days=(5 - calendar.today.weekday()) % 7 or 7), "day"
    least = 2 if how == "last" else 0
    behind = (calendar.today.weekday() - 5) % 7
    return calendar.today - timedelta(days=behind if behind >= least else behind + 7), "week"


def _span(match: re.Match[str], calendar: Calendar) -> Known:
    """Last, this or next week, month or year: the middle of it, or with "next" its first day."""
    how, unit = _part(match, "how"), match["span"][0].lower().translate(_GERMAN)
    starts = {
        "w": _week_start(calendar),
        "m": calendar.today.replace(day=1),
        "y": calendar.today.replace(month=1, day=1),
    }
    if how.startswith(("next", "coming", "näch")):
        return starts[unit] + _length(1, unit), _SPANS[unit]
    if how.startswith(("this", "dies")):
        return _middle(starts[unit], unit, calendar)
    return _middle(starts[unit] - _length(1, unit), unit, calendar)


def _middle(start: date, unit: str, calendar: Calendar) -> Known:
    """The middle of a week, month or year that begins on `start`, never after today unless all of it is."""
    middle = (
        start + {"w": relativedelta(days=3), "m": relativedelta(days=14), "y": relativedelta(months=6)}[unit]
    )
    return max(start, min(middle, calendar.today)), _SPANS[unit]


def _month(match: re.Match[str], calendar: Calendar) -> Known:
    """ "in March", "last March", "March 2025"; ahead, the first day of the next one."""
    number, today = MONTHS[match["month"].lower()], calendar.today
    how = _part(match, "how")
    year = _part(match, "year")
    if year:
        start = date(int(year), number, 1)
    elif calendar.ahead or how.startswith(("next", "coming")):
        start = date(today.year + (date(today.year, number, 1) < today), number, 1)
    else:
        is_last = how.startswith(("last", "past", "letzt")) and number == today.month
        start = date(today.year - (number > today.month or is_last), number, 1)
    return (start, "day") if calendar.ahead else _middle(start, "m", calendar)


def _year(match: re.Match[str], calendar: Calendar) -> Known:
    start = date(int(match["year"]), 1, 1)
    return (start, "day") if calendar.ahead else _middle(start, "y", calendar)


def _sometime(match: re.Match[str], calendar: Calendar) -> Known | None:
    return None if calendar.ahead else (calendar.today, "sometime")


def _pattern(text: str) -> re.Pattern[str]:
    """A pattern that stands between blanks or marks; a blank in it is any run of blanks."""
    text = text.replace(" ?", r"\s*").replace(" ", r"\s+")
    return re.compile(rf"(?<![\w@/.-])(?:{text})(?![\w@]|[-/.]\w)", re.IGNORECASE)


def _part(match: re.Match[str], name: str) -> str:
    """What a part of a pattern matched, in small letters; "" when the pattern has no such part."""
    return (match.groupdict().get(name) or "").lower()


_RULES: tuple[tuple[re.Pattern[str], Rule], ...] = tuple(
    (_pattern(text), rule)
    for text, rule in (
        (rf"{_ON}{_YEAR}-(?P<number>\d{{1,2}})-{_DAY}", _iso),
        (rf"{_ON}{_YEAR}/(?P<number>\d{{1,2}})/{_DAY}", _iso),
        (rf"{_ON}(?P<first>\d{{1,2}})/(?P<second>\d{{1,2}})(?:/(?P<year>\d{{4}}|\d\d))?", _slashed),
        (rf"{_ON}(?P<first>\d{{1,2}})\.(?P<second>\d{{1,2}})\.(?P<year>\d{{4}}|\d\d)?", _dotted),
        (rf"{_ON}{_DAY}(?:st|nd|rd|th|\.)?(?: of)? {_MONTH}\.?(?:,? {_YEAR})?{_PART}", _named),
        (rf"{_ON}{_MONTH}\.? (?:the )?{_DAY}(?:st|nd|rd|th)?(?:,? {_YEAR})?{_PART}", _named),
        (rf"(?:on )?the {_DAY}(?:st|nd|rd|th)", _day_of_month),
        (rf"{_NUMBER} ?{_UNIT} ago", _ago),
        (rf"vor {_NUMBER} {_UNIT}", _ago),
        (rf"{_NUMBER} ?{_SHORT_UNIT} ago", _hours_ago),
        (r"half an (?P<unit>hour) ago", _hours_ago),
        (rf"(?:the )?day before yesterday{_PART}|vorgestern{_PART}", _moved(-2)),
        (rf"yesterday{_PART}|last (?:night|evening)|gestern{_PART}", _moved(-1)),
        (
            r"(?:earlier )?today|(?:earlier )?this (?:morning|afternoon|evening|noon)|tonight|just now"
            rf"|in the (?:morning|afternoon|evening)|heute{_PART}",
            _moved(0),
        ),
        (rf"tomorrow{_PART}|morgen", _moved(1)),
        (rf"(?:the )?day after tomorrow{_PART}|übermorgen", _moved(2)),
        (rf"in {_NUMBER} ?{_UNIT}(?: time)?", _in),
        (r"in (?P<n>\d{1,3})m", _in_months),
        (rf"(?P<on>(?:on|am|by) )?(?:{_LAST} )?{_WEEKDAY}\.?{_PART}", _weekday),
        (r"(?:(?:at|on|over) )?(?:(?P<how>last|this|next|the) )weekend", _weekend),
        (rf"(?:in |for )?{_LAST} (?P<span>week|month|year|woche|monat|jahr)", _span),
        (rf"(?:in|im|{_LAST}) {_MONTH}", _month),
        (rf"(?:(?:in|im) )?{_MONTH} (?P<year>(?:19|20)\d\d)", _month),
        (r"(?:back )?in (?P<year>(?:19|20)\d\d)", _year),
        (
            r"(?<!for\s)some ?time(?: ago)?|(?:a (?:long )?while|ages|a long time|long) (?:ago|back)",
            _sometime,
        ),
    )
)
