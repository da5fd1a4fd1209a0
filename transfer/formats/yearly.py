"""Days of the year as address books write them: with or without a year, in several orders and languages."""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from domain.names import fold

EARLIEST = 1850
NO_YEAR = (0, 1604)
"""Written by programs that cannot leave the year out."""
NEVER = 4500
"""Years from here on stand for no day in Outlook."""
LEAP = 2000
LONGEST = 60
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan jän janv janvier january januar januari enero ene gennaio gen janeiro",
            "feb fev febr fevr february februar februari fevrier febrero febbraio fevereiro",
            "mar mär mars march märz maart mrt marzo março mrz",
            "apr abr avr april avril abril aprile",
            "may mai mei mayo maggio mag maio",
            "jun june juni juin junio giugno giu junho",
            "jul july juli juil juillet julio luglio lug julho",
            "aug ago aout august augustus agosto",
            "sep sept set september septembre septiembre settembre setembro",
            "oct okt ott out october oktober octobre octubre ottobre outubro",
            "nov november novembre noviembre novembro",
            "dec dez dic december dezember decembre diciembre dicembre dezembro",
        ),
        start=1,
    )
    for name in names.split()
}
MONTHS = {fold(name): number for name, number in MONTHS.items()}
_TIME = re.compile(r"(?:T|,? )\d{1,2}:\d\d.*$")
_NO_YEAR = re.compile(r"-{1,2}(\d\d)-?(\d\d)")
_YEAR_FIRST = re.compile(r"(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})([-/.] ?)(\d{1,2})(?:\2(\d{4}|\d\d))?\.?")
_NAMED = re.compile(
    r"(?:(\d{1,2})[a-z]* )?(?:de |of )?([a-z]+) ?(?:(\d{1,2})[a-z]*)?(?:(?:^| )(?:de |of )?(\d{4}))?"
)


class Yearly(NamedTuple):
    """A day of the year; `year` is None where nobody knows."""

    month: int
    day: int
    year: int | None = None


def parse_yearly(text: str, *, day_first: bool, today: date) -> Yearly | None:
    """A day from `1985-05-09`, `--05-09`, `5/9/85`, `9.5.1985`, `9 May 1985`, `9. Mai`, … None for anything else.

    `day_first` tells how `5/9` is meant; where one of the two cannot be a month it is the day. Two digits of a
    year are of the last hundred years. A day that has not come yet, or is before EARLIEST, is none.
    """
    plain = _TIME.sub("", " ".join(text[: LONGEST + 1].split()))
    if not plain or len(plain) > LONGEST:
        return None
    return _checked(_parts(plain, day_first), today)


def says_no_day(text: str) -> bool:
    """Whether a text stands for no day at all: blank, `0/0/00`, `1/1/4501`."""
    numbers = [int(number) for number in re.findall(r"\d{1,8}", text[:LONGEST])]
    if not numbers:
        return not text.strip(" -/.")
    return all(number == 0 for number in numbers) or max(numbers) in range(NEVER, 9999)


def prefers_day_first(texts: Iterable[str]) -> bool | None:
    """Whether days written with two numbers in front have the day first, or None where they do not tell.

    Dots are only ever written with the day first; else a number above 12 settles it for the whole column.
    """
    for text in texts:
        match = _NUMBERS.fullmatch(_TIME.sub("", text[:LONGEST].strip()))
        if match is None:
            continue
        first, second = int(match[1]), int(match[3])
        if first > 12 or match[2].startswith("."):
            return True
        if second > 12:
            return False
    return None


def _parts(text: str, day_first: bool) -> tuple[int, int, str] | None:
    """Month, day and the year as written."""
    if match := _NO_YEAR.fullmatch(text):
        return int(match[1]), int(match[2]), ""
    if match := _YEAR_FIRST.fullmatch(text):
        return (int(match[3]), int(match[4]), match[1]) if match[2] or len(text) == 8 else None
    if match := _NUMBERS.fullmatch(text):
        first, second = int(match[1]), int(match[3])
        is_day_first = first > 12 or (second <= 12 and (day_first or match[2].startswith(".")))
        month, day = (second, first) if is_day_first else (first, second)
        return month, day, match[4] or ""
    return _named(text)


def _named(text: str) -> tuple[int, int, str] | None:
    match = _NAMED.fullmatch(fold(text))
    if match is None:
        return None
    before, name, after, year = match.groups()
    month = MONTHS.get(name)
    if month is None or (before and after) or not (before or after):
        return None
    return month, int(before or after), year or ""


def _checked(parts: tuple[int, int, str] | None, today: date) -> Yearly | None:
    if parts is None:
        return None
    month, day, written = parts
    year = _year(written, today)
    try:
        whole = date(year or LEAP, month, day)
    except ValueError:
        return None
    if year is None:
        return Yearly(month, day)
    return Yearly(month, day, year) if year >= EARLIEST and whole <= today else None


def _year(written: str, today: date) -> int | None:
    if not written:
        return None
    year = int(written)
    if len(written) == 4:
        return None if year in NO_YEAR else year
    return year + 100 * ((today.year - year) // 100)
