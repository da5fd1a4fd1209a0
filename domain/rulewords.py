"""How often again, in one line of plain words, both ways: "every 2 weeks on Monday and Thursday".

What is read comes back in the words of `again_words`, and what those say is read as exactly that.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple, NoReturn

from domain.patterns import LAST, chosen
from domain.recurrence import MOST_EVERY, Rule, Unit
from domain.wording import NUMBERS

MOST_LETTERS = 200
EXAMPLES = (
    "every day", "weekdays", "every week on Monday and Thursday", "every 2 weeks", "every month",
    "every month on the first Monday", "every month on the last Friday", "every 3 months", "every year",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONDAY_TO_FRIDAY = 31

_NTH_WORDS = {1: "first", 2: "second", 3: "third", 4: "fourth", LAST: "last"}
_NTHS = {word: nth for nth, word in _NTH_WORDS.items()} | {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_NUMBERS = {word: number for number, word in enumerate(NUMBERS) if number} | {
    "other": 2,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
}
_DAYS: dict[str, int] = {
    form: 1 << number
    for number, name in enumerate(WEEKDAYS)
    for short in (name.lower(), name.lower()[:3])
    for form in (short, f"{short}s")
} | {"tues": 2, "thur": 8, "thurs": 8, "weekdays": 31, "weekday": 31, "weekends": 96, "weekend": 96}
_ONCE = ("", "never", "once", "just once", "no")
_SAME = {
    "daily": "every day", "weekly": "every week", "fortnightly": "every 2 weeks", "monthly": "every month",
    "quarterly": "every 3 months", "half-yearly": "every 6 months", "yearly": "every year",
    "annually": "every year", "each": "every",
}  # fmt: skip
_TOO_SHORT = re.compile(r"\b(second|minute|hour|moment)s?$|\b(hourly|minutely|secondly)\b")
_MACHINE = re.compile(r"\b(rrule|freq|byday|dtstart)\b|[*=]|^[\d,/-]+( [\d,/-]+){3,5}$")
_MONTHS = re.compile(r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b")
_LONGEST = {"jan": 31, "feb": 29, "apr": 30, "jun": 30, "sep": 30, "nov": 30}
_FIFTH = re.compile(r"\b(5th|fifth) (?!of\b|day\b|week\b|month\b|year\b)[a-z]")
_DAY_OF_MONTH = re.compile(r"\b\d+(st|nd|rd|th)\b")
_NTH_WEEKDAY = re.compile(r"\b(1st|2nd|3rd|4th) (?!of\b|day\b)[a-z]")
_EVERY_NTH = re.compile(r"^(?:every|each) (\d+)(?:st|nd|rd|th) (day|week|month|year)$")
_EVERY = re.compile(r"every (?:(\S+) )?(day|week|month|quarter|year)s?(?: on (.+))?")
_OF_MONTH = re.compile(r"(?:on )?(?:the )?(.+?) (?:of|in) (?:the|every|each) ((?:\S+ )?months?)")


class Again(NamedTuple):
    """How often again, in the words of `Rule`: nothing of it for once."""

    every: int | None = None
    unit: Unit | None = None
    weekdays: int = 0
    nth: int | None = None


def read_again(text: str) -> Again:
    """Read "every 2 weeks on mon, thu", "weekdays", "every month on the last Friday", "" or "never".

    Raises ValueError, with words for the owner and a way on, for anything else.
    """
    if len(text) > MOST_LETTERS:
        raise ValueError("That is too long. Try “every 2 weeks on Monday”.")
    line = " ".join(text.lower().replace(",", " ").split()).rstrip(".")
    if line in _ONCE:
        return Again()
    line = _EVERY_NTH.sub(r"every \1 \2", line)
    _refuse_known(line)
    line = " ".join(_SAME.get(word, word) for word in line.split())
    if of_month := _OF_MONTH.fullmatch(line):
        line = f"every {of_month[2]} on the {of_month[1].removeprefix('every ')}"
    found = _EVERY.fullmatch(line)
    if found is None:
        return _weekly(text, line)
    every, unit = _number(text, found[1]), found[2]
    if unit == "quarter":
        every, unit = every * 3, "month"
    return _checked(every, unit, found[3], text)


def again_words(rule: Rule | Again) -> str:
    """A rule in words that `read_again` reads back as exactly that; nothing for one that comes once."""
    if rule.every is None:
        return ""
    if (rule.every, rule.weekdays, rule.nth) == (1, MONDAY_TO_FRIDAY, None):
        return "every weekday"
    words = f"every {rule.unit}" if rule.every == 1 else f"every {rule.every} {rule.unit}s"
    if not rule.weekdays:
        return words
    days = _listed([WEEKDAYS[number] for number in chosen(rule.weekdays)])
    return f"{words} on {days}" if rule.nth is None else f"{words} on the {_NTH_WORDS[rule.nth]} {days}"


def _listed(words: Sequence[str]) -> str:
    """Such as "Monday", "Monday and Friday", "Monday, Tuesday and Friday"."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _refuse_known(line: str) -> None:
    """What people and machines write that is no rule of days, each with its own word."""
    if _MACHINE.search(line):
        raise ValueError("Plain words, please, such as “every 2 weeks on Monday”.")
    if _TOO_SHORT.search(line):
        raise ValueError("The shortest is a day: “every day”.")
    if month := _MONTHS.search(line):
        _refuse_date(line, month)
    if _FIFTH.search(line):
        raise ValueError("Not every month has a fifth one. Write the first to the fourth, or the last.")
    if _DAY_OF_MONTH.search(line) and not _NTH_WEEKDAY.search(line):
        raise ValueError("Set the first day to that day, and write “every month” here.")


def _refuse_date(line: str, month: re.Match[str]) -> NoReturn:
    day = re.search(r"\d+", line)
    if day and not 1 <= int(day[0]) <= _LONGEST.get(month[1], 31):
        raise ValueError(f"No year has a day {day[0]} {month[0].capitalize()}.")
    raise ValueError("Set the first day to that date, and write “every year” here.")


def _number(text: str, word: str | None) -> int:
    if word is None:
        return 1
    number = int(word) if word.isascii() and word.isdigit() else _NUMBERS.get(word)
    if number is None:
        _refuse(text)
    if number < 1:
        raise ValueError("Every 1 or more: “every 2 weeks”. Leave it empty for once.")
    return number


def _weekly(text: str, line: str) -> Again:
    """Weekdays alone: "weekdays", "every Monday", "on mon and thu"."""
    words = line.removeprefix("every ").removeprefix("on ").removeprefix("at ").split()
    if len(words) > 1 and words[0] in (*_NTHS, "other") and words[1] in _DAYS:
        raise ValueError(
            f"“every 2 weeks on {_named(words[1])}”, or “every month on the first {_named(words[1])}”?"
        )
    return Again(1, "week", _days(text, words))


def _checked(every: int, unit: str, on: str | None, text: str) -> Again:
    """The rule, if its parts go together."""
    if every > MOST_EVERY:
        raise ValueError(f"Every {MOST_EVERY} at most.")
    if on is None:
        return Again(every, _unit(unit))
    words = on.removeprefix("the ").split()
    nth = _NTHS.get(words[0])
    days = _days(text, words if nth is None else words[1:])
    if unit == "week" and nth is None:
        return Again(every, "week", days)
    if unit == "month" and nth is not None:
        return Again(every, "month", days, nth)
    if unit == "month":
        raise ValueError("Which one of the month? Write “every month on the first Monday”, or “the last”.")
    raise ValueError("Weekdays go with weeks, or with months: “every month on the first Monday”.")


def _unit(word: str) -> Unit:
    units: dict[str, Unit] = {"day": "day", "week": "week", "month": "month", "year": "year"}
    return units[word]


def _days(text: str, words: Sequence[str]) -> int:
    """The bits of the weekdays named, "and" between them or not."""
    found = 0
    for word in words:
        if word not in ("and", "&", "the", "on"):
            found |= _DAYS.get(word) or _refuse(text)
    return found or _refuse(text)


def _named(word: str) -> str:
    return _listed([WEEKDAYS[number] for number in chosen(_DAYS[word])])


def _refuse(text: str) -> NoReturn:
    asked = " ".join(text.split())
    asked = asked if len(asked) <= 40 else f"{asked[:39]}…"
    raise ValueError(f"“{asked}” is not understood. Try “every 2 weeks on Monday” or “every year”.")
