"""What the steps of an import share: the owner's day and zone, the open upload, the book, the pace."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection

from accounts.clock import zone_of
from accounts.models import User
from transfer.formats.container import Upload
from transfer.formats.faults import Fault
from transfer.formats.linkedin import Parts
from transfer.queries.book import Book
from transfer.services.tally import Tally

SHORTEST, LONGEST = 50.0, 1000.0
ONE_WRITER = connection.vendor == "sqlite"
LOCK_SECONDS = 0.12
"""How long a chunk should hold its lock: below what anybody notices who waits for it, on slower machines too."""


@dataclass(slots=True)
class Pace:
    """How much goes into one chunk: more where writing is quick, less where it is slow."""

    size: float = 200.0
    longest: float = 0.0

    def note(self, seconds: float) -> None:
        """A chunk of the present size held the lock for so long."""
        self.longest = max(self.longest, seconds)
        wanted = self.size * LOCK_SECONDS / max(seconds, 0.001)
        self.size = min(LONGEST, max(SHORTEST, self.size / 2, min(wanted, self.size * 1.25)))


@dataclass(slots=True)
class Chunk:
    """What is written in one transaction, and where the step stands after it.

    `prepare` works out what to write, before the lock is taken; what it returns is called under the lock with
    `journal` and `now`. A rehearsal calls neither.
    """

    cursor: int
    tally: Tally = field(default_factory=Tally)
    faults: list[Fault] = field(default_factory=list)
    prepare: Callable[[], Callable[..., None]] | None = None
    total: int | None = None


@dataclass(slots=True)
class Job:
    """One import at work. `alive` is to be called now and then where much is read and nothing written."""

    owner: User
    source: str
    upload: Upload
    parts: Parts
    today: date
    texts: bool = False
    pace: Pace = field(default_factory=Pace)
    alive: Callable[[], None] = lambda: None
    known: Book | None = None

    @property
    def zone(self) -> ZoneInfo:
        return zone_of(self.owner)

    @property
    def book(self) -> Book:
        """Everyone in the book, read when it is first asked for."""
        if self.known is None:
            self.known = Book(self.owner, self.source)
        return self.known


def writing(write: Callable[..., None], **given: Any) -> Callable[[], Callable[..., None]]:
    """The `prepare` of a chunk where nothing is worked out: `write` is called with what is given."""
    return lambda: partial(write, **given)


Step = Callable[[Job, int], Iterator[Chunk]]
"""Gives the chunks of one part of the upload, those up to a cursor left out. Raises BadFile."""
