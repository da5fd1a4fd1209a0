"""Whether the owner is away."""

from datetime import date

from accounts.models import User
from reminders.queries.rows import rest_of


def holiday_end(user: User, today: date) -> date | None:
    """The last day of the holiday that lasts today, if one does."""
    return user.holiday_until if rest_of(user).is_on_holiday(today) else None
