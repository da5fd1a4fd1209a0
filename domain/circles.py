"""How close the owner wants someone: four circles, each with a wished cadence in days."""

CIRCLE_DAYS = {"inner": 7, "close": 30, "friends": 182, "network": 365}
"""Wished days between contacts, by circle (Dunbar's layers as everyday rhythms)."""

CIRCLE_CARE = {"inner": 4.0, "close": 3.0, "friends": 2.0, "network": 1.2, "": 1.0}
"""How much an expected gain counts when people are ranked for a message, by circle."""


def wished_days(circle: str, cadence_days: int | None) -> int | None:
    """The wished cadence of one person: their own if given, else the circle's, else none."""
    return cadence_days or CIRCLE_DAYS.get(circle)
