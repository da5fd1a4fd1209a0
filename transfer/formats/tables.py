"""Tables of people: their header, wherever it is near the top, and the cards below it."""

from collections.abc import Callable, Iterator, Sequence
from csv import Error, reader
from itertools import islice
from typing import NamedTuple

from transfer.formats.container import Upload
from transfer.formats.faults import BadFile, Fault
from transfer.formats.names import clean
from transfer.formats.rows import Header, Row, first_lines, read_below
from transfer.formats.said import DAYS, Reading, Said, card_items, say, values_in
from transfer.formats.values import Asked, Item
from transfer.formats.yearly import prefers_day_first

DELIMITERS = (",", ";", "\t", "|")
ENDINGS = (".csv", ".tsv", ".tab")
MAX_COLUMNS = 500
"""An address book with many addresses and days for each person needs some hundred."""
LINES_BEFORE = 40
ROWS_ASKED_FOR_DAYS = 5_000


class Column(NamedTuple):
    """What a column stands for: a field and the label of what is in it; an empty field is passed over."""

    field: str = ""
    label: str = ""


class Found(NamedTuple):
    """A header, and its cells as they are written."""

    header: Header
    cells: list[str]


def is_table(path: str) -> bool:
    """Whether a file is a table by its name."""
    return path.lower().endswith(ENDINGS)


def find_header(upload: Upload, name: str, knows: Callable[[list[str]], bool]) -> Found | None:
    """The first line near the top whose cells the caller knows as a header; None without one.

    Raises BadFile when that header has more than MAX_COLUMNS columns.
    """
    lines = top_lines(upload, name)
    for delimiter in DELIMITERS:
        for number, cells in rows_of(lines, delimiter):
            if knows(cells):
                return Found(header_at(name, number, delimiter, cells), cells)
    return None


def first_found(upload: Upload, knows: Callable[[list[str]], bool]) -> Iterator[Found]:
    """The header of each file of an upload that has one which the caller knows."""
    for name in upload.names:
        if upload.single or is_table(name):
            found = find_header(upload, name, knows)
            if found:
                yield found


def top_lines(upload: Upload, name: str) -> list[str]:
    """The lines in which a header is looked for."""
    with upload.open(name) as raw:
        return first_lines(raw, file=name, count=LINES_BEFORE)


def rows_of(lines: Sequence[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The rows in some lines and the number of the last line of each; ends at the first that cannot be read."""
    rows = reader(lines, delimiter=delimiter)
    try:
        for cells in rows:
            yield rows.line_num, [clean(cell) for cell in cells[: MAX_COLUMNS + 1]]
    except Error:
        return


def header_at(file: str, line: int, delimiter: str, cells: Sequence[str]) -> Header:
    """A header that ends at a line; BadFile when it has more than MAX_COLUMNS columns."""
    if len(cells) > MAX_COLUMNS:
        raise BadFile(f"has more than {MAX_COLUMNS} columns", file, line)
    return Header(file, line, delimiter, {}, len(cells), 1)


def rows_below(upload: Upload, header: Header) -> Iterator[Row | Fault]:
    """The rows below a header, with all their cells."""
    with upload.open(header.file) as raw:
        yield from read_below(raw, header=header)


def reading_of(upload: Upload, header: Header, asked: Asked, days: Sequence[int]) -> Reading:
    """How the days in the columns at these places are written: as they show, else as the owner writes days."""
    rows = islice(rows_below(upload, header), ROWS_ASKED_FOR_DAYS if days else 0)
    cells = (row.cells[place] for row in rows if isinstance(row, Row) for place in days)
    day_first = prefers_day_first(cells)
    return Reading(header.file, asked.today, asked.day_first if day_first is None else day_first)


def cards_below(upload: Upload, header: Header, columns: Sequence[Column], asked: Asked) -> Iterator[Item]:
    """The cards of a table of which every column stands for something fixed."""
    days = [place for place, column in enumerate(columns) if column.field in DAYS]
    reading = reading_of(upload, header, asked, days)
    for row in rows_below(upload, header):
        if isinstance(row, Fault):
            yield row
        else:
            yield from card_items(_said_in(row.cells, columns), row.line, reading)


def at_least_one(items: Iterator[Item], file: str) -> Iterator[Item]:
    """The items of a table; BadFile when there is none at all."""
    is_any = False
    for item in items:
        is_any = True
        yield item
    if not is_any:
        raise BadFile("has the names of columns, but no rows below them", file)


def _said_in(cells: Sequence[str], columns: Sequence[Column]) -> Said:
    said = say()
    for cell, column in zip(cells, columns, strict=True):
        if cell and column.field:
            said[column] += values_in(cell) if column.field == "tag" else [cell]
    return said
