"""What is planned, as a plain value: an appointment with somebody, or an event."""

from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True, slots=True)
class Plan:
    """Something on a day, to come or past; `until` is the last day where it takes several. `kind` is a log's."""

    name: str
    day: date
    kind: str = "event"
    until: date | None = None
    at: time | None = None
    minutes: int | None = None
    place: str = ""
    note: str = ""
    sensitive: bool = False

    def check(self) -> None:
        """Raises ValueError, in words for the owner, for days that cannot be."""
        if self.day.year < 1900:
            raise ValueError("That is before 1900.")
        if self.until is not None and self.until < self.day:
            raise ValueError("The last day is before the first.")
        if not self.name.strip():
            raise ValueError("Give it a name.")


def name_of(label: str, people: list[str]) -> str:
    """How an appointment is called that nobody gave a name: "Coffee with Ada Lund and Ben Cole"."""
    if not people:
        return label
    first = ", ".join(people[:3] if len(people) > 3 else people[:-1] or people)
    if len(people) == 1:
        return f"{label} with {people[0]}"
    rest = f"{len(people) - 3} more" if len(people) > 3 else people[-1]
    return f"{label} with {first} and {rest}"
