"""Outlook's contacts as CSV: the columns of its English, German, French and Spanish exports.

Some of them stand for no person's own way to be reached (a fax, the company's number, an assistant): these become
lines of a note, so that nobody is recognised by a number that a whole office shares.
"""

from collections.abc import Iterator, Sequence
from itertools import chain

from domain.names import fold
from transfer.formats.container import Upload
from transfer.formats.faults import BadFile
from transfer.formats.outlookwords import COLUMNS
from transfer.formats.tables import Column, at_least_one, cards_below, first_found, is_table
from transfer.formats.values import Asked, Item

KIND, LABEL = "outlook", "Outlook"
LEAST_KNOWN = 10
MOST_OF_THEM = 0.6
NAMES, REACHED = {"given", "family"}, {"email", "phone"}


def wanted(path: str) -> bool:
    """Any table: whether it is Outlook's only its header tells."""
    return is_table(path)


def sniff(upload: Upload) -> bool:
    """Whether one of the tables has so many of Outlook's columns that no other table would."""
    return next(first_found(upload, _is_ours), None) is not None


def read(upload: Upload, asked: Asked) -> Iterator[Item]:
    """Everybody in the tables."""
    tables = list(first_found(upload, _is_ours))
    if not tables:
        raise BadFile("has none of the columns of an Outlook export")
    cards = (cards_below(upload, found.header, _columns(found.cells), asked) for found in tables)
    yield from at_least_one(chain.from_iterable(cards), tables[0].header.file)


def _columns(cells: Sequence[str]) -> list[Column]:
    return [COLUMNS.get(fold(cell).replace(" ", ""), Column()) for cell in cells]


def _is_ours(cells: Sequence[str]) -> bool:
    names = [fold(cell).replace(" ", "") for cell in cells]
    known = sum(name in COLUMNS for name in names)
    fields = {COLUMNS[name].field for name in names if name in COLUMNS}
    is_most = known >= max(LEAST_KNOWN, MOST_OF_THEM * sum(map(bool, names)))
    return is_most and fields >= NAMES and bool(fields & REACHED)
