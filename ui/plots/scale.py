"""Axes: where a value lies, and which values are worth a line. Days are ordinals (date.toordinal())."""

from dataclasses import dataclass
from datetime import date

from domain.partial import MONTHS

MONTH_DAYS = 30.44
STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600)
"""Months between two labels of a time axis."""
NICE = (1, 2, 5, 10)


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight line from values to places; values beyond its ends are held at them."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Where a value lies, to a tenth."""
        span = (self.high - self.low) or 1
        share = min(1.0, max(0.0, (value - self.low) / span))
        return round(self.start + share * (self.end - self.start), 1)


def round_ticks(top: float, wanted: int = 4) -> list[int]:
    """Whole round numbers from 0 to the first that reaches `top`, about `wanted` steps."""
    step, magnitude = 1, 1
    while step * wanted < top:
        magnitude = magnitude * 10 if step == magnitude * 10 else magnitude
        step = next(size * magnitude for size in NICE if size * magnitude > step)
    last = max(step, -(-int(top) // step) * step)
    return list(range(0, last + 1, step))


def month_ticks(first: int, last: int, most: int = 8) -> list[tuple[int, str]]:
    """First days of months between two days, with a label each: "Apr", "Jan 2026", or the year alone."""
    step = next((size for size in STEPS if (last - first) / (MONTH_DAYS * size) <= most), STEPS[-1])
    start, end = date.fromordinal(first), date.fromordinal(last)
    numbers = range(start.year * 12 + start.month, end.year * 12 + end.month)
    days = [date(number // 12, number % 12 + 1, 1) for number in numbers if number % step == 0]
    return [(day.toordinal(), _label(day, step, is_first=day == days[0])) for day in days]


def _label(day: date, step: int, *, is_first: bool) -> str:
    if step >= 12:
        return str(day.year)
    month = MONTHS[day.month - 1][:3]
    return f"{month} {day.year}" if is_first or day.month == 1 else month
