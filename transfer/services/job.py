"""What the steps of an import share: the owner's day and zone, the open upload, the book, the pace."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from django.db import connection

from accounts.models import User
from transfer.formats.container import Upload
from transfer.formats.faults import Fault
from transfer.formats.kinds import Format
from transfer.formats.linkedin import Parts
from transfer.formats.values import Asked
from transfer.queries.book import Book, Person
from transfer.queries.everyone import Everyone
from transfer.services.tally import Tally

SHORTEST, LONGEST = 50.0, 1000.0
T = TypeVar("T")
ALIVE_EVERY = 2_000
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


class Row(NamedTuple):
    """What became of one row of the file, for the report: `act` is one of RunRows.Act, `words` tell why or how.

    `person` is whom of the book it is about. `shown` is the name or title in the file: a preview tells it, and it
    is not stored. So `words` hold no names of people who may be deleted later.
    """

    file: str
    line: int
    act: str
    words: str
    person: Person | None = None
    shown: str = ""


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
    rows: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class Job:
    """One import at work. `alive` is to be called now and then where much is read and nothing written.

    `parts` are the files of a LinkedIn export, which has steps of its own beside those that all share.
    """

    owner: User
    source: str
    upload: Upload
    asked: Asked
    format: Format
    parts: Parts = field(default_factory=Parts)
    pace: Pace = field(default_factory=Pace)
    alive: Callable[[], None] = lambda: None
    known: Book | None = None
    people: Everyone | None = None
    read: set[type] | None = None

    @property
    def today(self) -> date:
        return self.asked.today

    @property
    def texts(self) -> bool:
        return self.asked.texts

    @property
    def zone(self) -> ZoneInfo:
        return self.asked.zone

    @property
    def book(self) -> Book:
        """Everyone in the book as an import of links knows them, read when it is first asked for."""
        if self.known is None:
            self.known = Book(self.owner, self.source)
        return self.known

    @property
    def everyone(self) -> Everyone:
        """Everyone in the book by all their identities, read when it is first asked for."""
        if self.people is None:
            self.people = Everyone(self.owner, self.source)
        return self.people

    def items(self, *types: type[T]) -> Iterator[T]:
        """The items of these types in the order of the upload. Nothing is read again for types it does not have."""
        if self.read is not None and not self.read & set(types):
            return
        read = set[type]()
        for number, item in enumerate(self.format.read(self.upload, self.asked)):
            if number % ALIVE_EVERY == 0:
                self.alive()
            read.add(type(item))
            if isinstance(item, types):
                yield item
        self.read = read


def writing(write: Callable[..., None], **given: object) -> Callable[[], Callable[..., None]]:
    """The `prepare` of a chunk where nothing is worked out: `write` is called with what is given."""
    return lambda: partial(write, **given)


Step = Callable[[Job, int], Iterator[Chunk]]
"""Gives the chunks of one part of the upload, those up to a cursor left out. Raises BadFile."""
