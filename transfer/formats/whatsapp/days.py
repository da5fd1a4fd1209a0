"""In which order a chat writes day, month and year: worked out from all of its lines."""

from datetime import date, timedelta

ORDERS = {"dmy": (0, 1, 2), "mdy": (1, 0, 2), "ymd": (2, 1, 0), "ydm": (1, 2, 0)}
"""Where day, month and year stand."""
EARLIEST = 2009
BUDDHIST = 543
Numbers = tuple[int, int, int]


class DayOrder:
    """Watches the days of a chat go by: an order that fits them runs forwards and has no month 13."""

    def __init__(self, today: date) -> None:
        self.latest = today + timedelta(days=1)
        self.faults = dict.fromkeys(ORDERS, 0)
        self.before: dict[str, date | None] = dict.fromkeys(ORDERS)
        self.last: tuple[Numbers, Numbers] | None = None
        self.has_dots = False

    def see(self, numbers: Numbers, digits: Numbers, *, has_dots: bool = False) -> None:
        """Take in one day, with how many digits each of its numbers has; with dots the day comes first."""
        self.has_dots = self.has_dots or has_dots
        if (numbers, digits) == self.last:
            return
        self.last = (numbers, digits)
        for order in ORDERS:
            day = day_of(numbers, digits, order)
            if day is None or day > self.latest:
                self.faults[order] += 100
                continue
            before = self.before[order]
            self.faults[order] += before is not None and day < before
            self.before[order] = day

    def best(self, day_first: bool) -> str:
        """The order with the fewest faults; where several fit, the one the owner writes."""
        liked = ["dmy", "mdy", "ymd", "ydm"] if day_first or self.has_dots else ["mdy", "dmy", "ymd", "ydm"]
        return min(liked, key=lambda order: (self.faults[order], liked.index(order)))


def day_of(numbers: Numbers, digits: Numbers, order: str) -> date | None:
    """The day that three numbers mean in an order; None for none. Buddhist years are known by their size."""
    at_day, at_month, at_year = ORDERS[order]
    year = numbers[at_year]
    if digits[at_year] == 2:
        year += 2000
    elif digits[at_year] != 4 or digits[at_day] > 2 or digits[at_month] > 2:
        return None
    if year > 2400:
        year -= BUDDHIST
    try:
        return date(year, numbers[at_month], numbers[at_day]) if year >= EARLIEST else None
    except ValueError:
        return None
