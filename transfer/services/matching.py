"""Whom in the book a row of connections is about. Rather two contacts for one person than one for two."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from domain.names import fold
from transfer.formats.container import Upload
from transfer.formats.linkedin import Connection, read_connections
from transfer.queries.book import Book, Person
from transfer.services.tally import DELETED, TWICE

KEY_LENGTH = 300


@dataclass(slots=True)
class Census:
    """What is in the whole file: how many rows, names borne by several, all slugs, the newest day."""

    rows: int = 0
    shared_names: set[str] = field(default_factory=set)
    slugs: set[str] = field(default_factory=set)
    newest: date | None = None


@dataclass(slots=True)
class Found:
    """A row and its person: in the book, or new. `why_not` tells why the row is left out, if it is."""

    row: Connection
    person: Person
    key: str
    is_new: bool = False
    why_not: str = ""
    reason: str = ""


def take_census(upload: Upload, name: str, today: date) -> Census:
    """Read through a file of connections once. Raises BadFile."""
    census, names = Census(), Counter[str]()
    for item in read_connections(upload, name, today=today):
        census.rows += 1
        if isinstance(item, Connection):
            names[full_name(item)] += 1
            census.slugs.add(item.slug)
            if item.connected_on and (census.newest is None or item.connected_on > census.newest):
                census.newest = item.connected_on
    census.shared_names = {text for text, times in names.items() if times > 1}
    return census


def count_lines(upload: Upload, name: str) -> Census:
    """What to know of a file for an empty book, in which nobody can be taken for somebody else: its length."""
    with upload.open(name) as raw:
        return Census(rows=sum(1 for _ in raw))


def full_name(row: Connection) -> str:
    """The folded full name of a row."""
    return fold(f"{row.given} {row.family}")


class Matching:
    """Finds the person of each row of one file, in the order of the file."""

    def __init__(self, book: Book, census: Census) -> None:
        self.book, self.census = book, census
        self.seen: dict[str, tuple[int, str, str, str, str]] = {}

    def find(self, row: Connection) -> Found:
        """The person of a row; somebody not in the book is new, and known from now on.

        By slug; else by e-mail; else by name and day, as files without addresses had it; else by the full name
        alone if nobody else bears it, or works at the same place.
        """
        name = full_name(row)
        key, first_line = self._key(row, name)
        person = self._person(row, name, key)
        if person is None and not first_line:
            return self._new(row, name, key)
        found = Found(row, person or Person(), key)
        if first_line or found.person.line:
            found.why_not = TWICE
            found.reason = f"is the same person as line {first_line or found.person.line}"
        elif found.person.is_gone:
            found.why_not, found.reason = DELETED, "is somebody you deleted; left out"
        else:
            found.person.line, found.person.is_linked = row.line, True
            self.book.add(found.person, slug=row.slug, email=row.email, key=key, names=())
        return found

    def _new(self, row: Connection, name: str, key: str) -> Found:
        person = Person(line=row.line, is_linked=True)
        names = (name, fold(f"{row.family} {row.given}"))
        self.book.add(person, slug=row.slug, email=row.email, key=key, names=names)
        return Found(row, person, key, is_new=True)

    def _key(self, row: Connection, name: str) -> tuple[str, int]:
        """The name and day of a row, numbered where the file has several; and the line of which it is a copy."""
        day = row.connected_on.isoformat() if row.connected_on else ""
        told = (row.slug, row.company, row.position, row.email)
        number = 1
        while (key := f"{name[: KEY_LENGTH - 30]}|{day}|{number}") in self.seen:
            line, *rest = self.seen[key]
            if not row.slug and tuple(rest) == told:
                return key, line
            number += 1
        self.seen[key] = (row.line, *told)
        return key, 0

    def _person(self, row: Connection, name: str, key: str) -> Person | None:
        book = self.book
        if row.slug in book.by_slug:
            return book.by_slug[row.slug]
        person = book.by_email.get(row.email) if row.email else None
        if person and (not row.slug or not person.slugs or person in book.by_name.get(name, ())):
            return person
        person = book.by_key.get(key)
        if person and (not row.slug or not person.slugs & self.census.slugs):
            return person
        return self._namesake(row, name)

    def _namesake(self, row: Connection, name: str) -> Person | None:
        """Somebody written in by hand with this name; who came from such a file is known by other things."""
        called = self.book.called(name) if name else []
        free = [one for one in called if not one.line and not one.is_told and not (row.slug and one.slugs)]
        if len(called) == 1 and free and name not in self.census.shared_names:
            return free[0]
        there = [one for one in free if self.book.works_at(one, row.company)]
        return there[0] if len(there) == 1 else None
