"""Days of the year in cards: with a year, or without one in the several ways of leaving it out."""

import re
from datetime import date
from typing import NamedTuple

from domain.cards.values import Property

YEARS = range(1850, 2201)
NO_YEAR = 1604
"""What stands for no year in 3.0, after a program that cannot leave it out (X-APPLE-OMIT-YEAR)."""
LEAP = 2000
_WHOLE = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:$|[T ].*)")
_NO_YEAR = re.compile(r"--(\d\d)-?(\d\d)(?:$|[T ].*)")


class Day(NamedTuple):
    """A day of the year; `year` is None where nobody knows."""

    month: int
    day: int
    year: int | None = None


def read_day(prop: Property) -> Day | None:
    """The day that BDAY and its like tell: `1985-12-15`, `19851215`, `--1215`, with or without a time of day.

    A year beyond a life's reach (1604, 0000) is none. None for anything else, also for nothing.
    """
    text = prop.value.strip()[:40]
    if whole := _WHOLE.match(text):
        year, month, day = map(int, whole.groups())
    elif short := _NO_YEAR.match(text):
        year, (month, day) = 0, map(int, short.groups())
    else:
        return None
    left_out = prop.param("X-APPLE-OMIT-YEAR")
    is_known = year in YEARS and left_out != str(year)
    try:
        date(year if is_known else LEAP, month, day)
    except ValueError:
        return None
    return Day(month, day, year if is_known else None)


def day_property(name: str, day: Day, version: str, group: str = "") -> Property:
    """The property that tells a day in a version: the basic form of 4.0, the dashes of 3.0."""
    if version == "4.0":
        year = f"{day.year:04d}" if day.year else "--"
        return Property(name, f"{year}{day.month:02d}{day.day:02d}", (), group)
    params = () if day.year else (("X-APPLE-OMIT-YEAR", (str(NO_YEAR),)),)
    return Property(name, f"{day.year or NO_YEAR:04d}-{day.month:02d}-{day.day:02d}", params, group)
