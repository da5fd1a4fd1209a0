"""Notes.csv: what the owner noted on profiles. It tells of people, and makes none."""

from collections.abc import Iterator
from datetime import datetime

from transfer.formats.container import Upload
from transfer.formats.dates import implausible, parse_moment
from transfer.formats.faults import Fault
from transfer.formats.linkedin.values import slug_of
from transfer.formats.names import MAX_NAME, clean, tidy_name
from transfer.formats.rows import Row, read_rows
from transfer.formats.values import Asked, Card, Item, NoteSaid

REQUIRED = ("Connection First Name", "Note")
CELLS = (
    "Connection First Name",
    "Connection Last Name",
    "Connection Profile URL",
    "Note",
    "Created On",
    "Edited On",
)
LONGEST = 20_000


def read_notes(upload: Upload, name: str, asked: Asked) -> Iterator[Item]:
    """One card for each note, in the order of the file. Raises BadFile like `read_rows`."""
    with upload.open(name) as raw:
        for row in read_rows(raw, file=name, required=REQUIRED, columns=CELLS):
            yield row if isinstance(row, Fault) else _card(row, name, asked)


def _card(row: Row, file: str, asked: Asked) -> Card | Fault:
    given, family, address, text, created, edited = row.cells
    if max(len(given), len(family)) > MAX_NAME:
        return Fault(file, row.line, f"has a name of more than {MAX_NAME} characters")
    slug = slug_of(address)
    given, family = tidy_name(given) or clean(given), tidy_name(family) or clean(family)
    if not text:
        return Fault(file, row.line, "has no text")
    if not (given or family or slug):
        return Fault(file, row.line, "names nobody")
    return Card(
        row.line,
        file,
        given=given,
        family=family,
        profiles=(address,) if slug else (),
        notes=(NoteSaid(text[:LONGEST], _at(created, asked) or _at(edited, asked)),),
        makes=False,
    )


def _at(text: str, asked: Asked) -> datetime | None:
    at = parse_moment(text)
    if at is None or implausible(at.date(), asked.today):
        return None
    return at if at.tzinfo else at.replace(tzinfo=asked.zone)
