"""What a run counts, chunk by chunk."""

from collections import Counter
from dataclasses import dataclass, field, fields
from typing import Any, Self

BROKEN = "cannot be read"
TWICE = "the same person twice in the file"
DELETED = "you deleted this person"
STRANGER = "not a connection"
ONESELF = "from you to yourself"
DRAFT = "a draft"
ADVERTISEMENT = "an advertisement"


@dataclass(slots=True)
class Tally:
    """Rows by what became of them. `faults` counts rows that are told one by one, `skips` the left-out by why.

    `interactions` counts (contact, day) pairs with messages new to the book, `requests` incoming ones still open,
    `waits` those about whom the owner is asked.
    """

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    hidden: int = 0
    skipped: int = 0
    interactions: int = 0
    requests: int = 0
    faults: int = 0
    waits: int = 0
    skips: Counter[str] = field(default_factory=Counter)

    def skip(self, reason: str, rows: int = 1) -> None:
        """Count rows that were left out."""
        if rows:
            self.skipped += rows
            self.skips[reason] += rows

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))

    def as_counts(self) -> dict[str, Any]:
        """The plain form that is stored with the run."""
        return {one.name: getattr(self, one.name) for one in fields(self)} | {"skips": dict(self.skips)}

    @classmethod
    def of(cls, counts: dict[str, Any]) -> Self:
        """What `as_counts` stored."""
        return cls(**{**counts, "skips": Counter(counts.get("skips", {}))})
