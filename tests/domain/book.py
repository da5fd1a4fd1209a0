"""A small book of invented people, some of them called like days, for the tests of the quick log."""

from datetime import datetime
from zoneinfo import ZoneInfo

from domain.names import Named, spellings
from domain.quicklog import Entry, parse

NOW = datetime(2026, 11, 21, 14, 0, tzinfo=ZoneInfo("Europe/Stockholm"))
"""A Saturday."""
PEOPLE = (
    ("Ada", "Lindqvist", "", ()),
    ("Ada", "Moor", "", ()),
    ("Carl", "Babic", "", ()),
    ("Åsa", "Öberg", "Ossi", ("Countess",)),
    ("Bo", "Rask", "", ()),
    ("Jean-Luc", "Pré", "JL", ()),
    ("Wei", "Long", "", ()),
    ("An", "Tran", "", ()),
    ("May", "Chen", "", ()),
    ("June", "Park", "", ()),
    ("April", "Holm", "", ()),
    ("Sat", "Nam", "", ()),
    ("Will", "Stone", "", ()),
    ("Monday", "Okoro", "", ()),
)


def read_book() -> dict[str, list[Named]]:
    """Each spelling of these people, as a book stores them."""
    book: dict[str, list[Named]] = {}
    for number, (given, family, nickname, aliases) in enumerate(PEOPLE, start=1):
        display = f"{given} {family}"
        found = spellings(given=given, family=family, display=display, nickname=nickname, aliases=aliases)
        for key, rank in found.items():
            book.setdefault(key, []).append(Named(number, display, rank))
    return book


BOOK = read_book()


def called(*spelled: str) -> tuple[Named, ...]:
    """The one person behind each folded spelling."""
    return tuple(min(BOOK[key], key=lambda person: person.rank) for key in spelled)


def read(line: str, now: datetime = NOW, *, day_first: bool = True, first_weekday: int = 0) -> Entry:
    """Parse a line with this book, on Saturday, 21 November 2026, unless told otherwise."""
    return parse(line, names=BOOK, now=now, day_first=day_first, first_weekday=first_weekday)
