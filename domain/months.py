"""Months counted back from a day. Days are ordinals (date.toordinal())."""

from calendar import monthrange
from datetime import date


def months_before(today: int, count: int) -> list[int]:
    """The same day of each of the `count` months before, and today, the oldest first: count + 1 days.

    A month that is too short gives its last day.
    """
    end = date.fromordinal(today)
    return [_in_month(_number(end) - back, end.day) for back in range(count, 0, -1)] + [today]


def month_ends(today: int, count: int) -> list[int]:
    """The last days of the `count` − 1 months before this one, and today: the oldest first."""
    this = _number(date.fromordinal(today))
    return [_in_month(this - back, 31) for back in range(count - 1, 0, -1)] + [today]


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _in_month(number: int, day: int) -> int:
    year, month = divmod(number, 12)
    if year < 1:
        return 1
    return date(year, month + 1, min(day, monthrange(year, month + 1)[1])).toordinal()
