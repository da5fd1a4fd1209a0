"""Days on which an owner is left alone: quiet weekdays and a holiday. What falls on them is told after them."""

from dataclasses import dataclass
from datetime import date, timedelta

WEEK = 7


@dataclass(frozen=True, slots=True)
class Rest:
    """Quiet weekdays as bits (Monday is 1, Sunday 64) and a holiday from its first to its last day.

    Raises ValueError where every weekday is quiet: nothing would ever be told.
    """

    weekdays: int = 0
    holiday_from: date | None = None
    holiday_until: date | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.weekdays < 2**WEEK - 1:
            raise ValueError("At least one weekday is not quiet.")

    def is_on_holiday(self, day: date) -> bool:
        """Whether a day lies in the holiday; one without an end lasts for its first day."""
        if self.holiday_from is None:
            return False
        return self.holiday_from <= day <= (self.holiday_until or self.holiday_from)

    def covers(self, day: date) -> bool:
        """Whether nothing is sent and nobody new is brought up on a day."""
        return bool(self.weekdays >> day.weekday() & 1) or self.is_on_holiday(day)


def told_on(day: date, rest: Rest) -> date:
    """The first day from `day` on that is not a day of rest: when what falls due then is told."""
    while rest.covers(day):
        last = rest.holiday_until if rest.is_on_holiday(day) else day
        day = (last or day) + timedelta(days=1)
    return day
