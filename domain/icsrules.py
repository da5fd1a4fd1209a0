"""Our rules in the words of calendars (RFC 5545), so that any calendar program finds the same days.

A month without the day has its last one instead: "the last of the 28th, 29th and 30th" says so to a calendar.
Weeks begin on Monday, as everywhere in RFC 5545 unless told otherwise.
"""

from calendar import monthrange
from collections.abc import Mapping

from domain.recurrence import Rule

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
SHORTEST_MONTH = 28
Part = str | int | list[int] | list[str]
Parts = Mapping[str, Part]


def rrule(rule: Rule) -> Parts | None:
    """The recurrence rule of a reminder, as the parts of an RRULE; None for one that comes once."""
    if rule.every is None or rule.unit is None:
        return None
    if rule.unit == "day":
        return {"FREQ": "DAILY"} | _interval(rule.every)
    if rule.unit == "week":
        on = {"BYDAY": _days(rule.weekdays)} if rule.weekdays else {}
        return {"FREQ": "WEEKLY"} | _interval(rule.every) | on
    if rule.unit == "month":
        return {"FREQ": "MONTHLY"} | _interval(rule.every) | _of_month(rule)
    return yearly(rule.start.month, rule.start.day) | _interval(rule.every)


def yearly(month: int, day: int) -> dict[str, Part]:
    """The rule of a yearly date; a day that the month has not, or not every year, is its last one."""
    if day <= _shortest(month):
        return {"FREQ": "YEARLY"}
    return {"FREQ": "YEARLY", "BYMONTH": month, "BYMONTHDAY": -1}


def _shortest(month: int) -> int:
    return monthrange(2001, month)[1]


def _interval(every: int) -> dict[str, Part]:
    return {"INTERVAL": every} if every > 1 else {}


def _of_month(rule: Rule) -> dict[str, Part]:
    if rule.nth is not None:
        return {"BYDAY": [f"{rule.nth}{day}" for day in _days(rule.weekdays)]}
    day = rule.start.day
    if day <= SHORTEST_MONTH:
        return {"BYMONTHDAY": day}
    return {"BYMONTHDAY": list(range(SHORTEST_MONTH, day + 1)), "BYSETPOS": -1}


def _days(bits: int) -> list[str]:
    return [name for number, name in enumerate(DAYS) if bits >> number & 1]
