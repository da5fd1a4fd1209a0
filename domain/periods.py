"""Days known only to the week, month or year count at the middle of the period, never after today."""

from datetime import date, timedelta


def counting_day(day: date, precision: str, today: date, first_weekday: int = 0) -> date:
    """The day an interaction counts on. `precision` is day, week, month, year or sometime; `first_weekday` 0 is Monday.

    Asking again with the answer gives the answer. Example: 3 March 2024, "month" → 15 March 2024.
    """
    if precision == "week":
        start = day - timedelta(days=(day.weekday() - first_weekday) % 7)
        return min(start + timedelta(days=3), today)
    if precision == "month":
        return min(day.replace(day=15), today)
    if precision == "year":
        return min(date(day.year, 7, 1), today)
    return day
