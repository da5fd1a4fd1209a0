"""Days as people say them. Plain functions; `today` always comes from the caller."""

from datetime import date

from domain.partial import MONTHS

NEARBY_DAYS = 6
SAME_SEASON_DAYS = 330
"""Within this many days a day and a month name one day only, so the year is left out."""


def near(day: date, today: date) -> str:
    """The shortest clear words: "yesterday", "in 6 days", "11 Sep", "March 2024"."""
    distance = (day - today).days
    if distance in (-1, 0, 1):
        return ("yesterday", "today", "tomorrow")[distance + 1]
    if abs(distance) <= NEARBY_DAYS:
        return f"in {distance} days" if distance > 0 else f"{-distance} days ago"
    if abs(distance) <= SAME_SEASON_DAYS:
        return f"{day.day} {_month(day)[:3]}"
    return f"{_month(day)} {day.year}"


def in_order(day: date, order: str) -> str:
    """The whole date as the owner writes it: `order` is "dmy", "mdy" or "ymd"; all else reads as "dmy"."""
    if order == "ymd":
        return day.isoformat()
    if order == "mdy":
        return f"{_month(day)} {day.day}, {day.year}"
    return f"{day.day} {_month(day)} {day.year}"


def as_known(day: date | None, precision: str, today: date) -> str:
    """A day no more exactly than it is known: `precision` is day, week, month or year; else "some time"."""
    if day is None:
        return "some time"
    if precision == "day":
        return near(day, today)
    if precision == "week":
        return f"week of {near(day, today)}"
    if precision == "month":
        return _month(day) if day.year == today.year else f"{_month(day)} {day.year}"
    return str(day.year) if precision == "year" else "some time"


def _month(day: date) -> str:
    return MONTHS[day.month - 1]
