"""The days of one round of a repeating rule: every n-th day, week or month, some weekdays of it, or its nth Monday.

Rounds are counted from the one that holds the first day, number 0. Days are ordinals (date.toordinal());
those before year 1 or after year 9999 do not exist and are left out.
"""

from calendar import monthrange
from datetime import MAXYEAR, date

WEEK = 7
LAST = -1
LATEST = date.max.toordinal()


def chosen(weekdays: int) -> list[int]:
    """The weekdays whose bit is set, Monday being 0 and the lowest bit."""
    return [weekday for weekday in range(WEEK) if weekdays >> weekday & 1]


def day_round(start: date, step: int, number: int) -> list[int]:
    """The one day `number` times `step` days after the first."""
    day = start.toordinal() + number * step
    return [day] if day <= LATEST else []


def week_round(start: date, every: int, weekdays: int, number: int) -> list[int]:
    """The chosen weekdays of a week, which begins on Monday; none before the first day."""
    first = start.toordinal()
    monday = first - start.weekday() + number * every * WEEK
    days = (monday + weekday for weekday in chosen(weekdays))
    return [day for day in days if first <= day <= LATEST]


def month_round(start: date, step: int, number: int) -> list[int]:
    """The day of the month of the first day, or the last one where the month is too short."""
    year, month = _month(start, step * number)
    if year > MAXYEAR:
        return []
    return [date(year, month, min(start.day, monthrange(year, month)[1])).toordinal()]


def nth_round(start: date, step: int, weekdays: int, nth: int, number: int) -> list[int]:
    """The nth (1 to 4, -1 the last) of each chosen weekday of a month; none before the first day."""
    year, month = _month(start, step * number)
    if year > MAXYEAR:
        return []
    begins_with, length = monthrange(year, month)
    before = date(year, month, 1).toordinal() - 1
    days = (before + _nth(weekday - begins_with, nth, length) for weekday in chosen(weekdays))
    return sorted(day for day in days if day >= start.toordinal())


def _month(start: date, later: int) -> tuple[int, int]:
    """Year and month so many months after that of the first day."""
    years, month = divmod(start.month - 1 + later, 12)
    return start.year + years, month + 1


def _nth(offset: int, nth: int, length: int) -> int:
    """The day of the month of the nth weekday that lies `offset` days after the weekday of the first."""
    day = offset % WEEK + 1
    if nth != LAST:
        return day + (nth - 1) * WEEK
    return day + (length - day) // WEEK * WEEK
