"""Any table of people, as CSV or with tabs: its columns are guessed, and its owner may say what they stand for."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from domain.formulae import unguarded
from transfer.formats.columnguess import UNNAMED, guess, looks_like_data, meant, names_a_column
from transfer.formats.columnwords import FIELDS, NAMING, OURS, OURS_LEFT_OUT
from transfer.formats.container import Upload
from transfer.formats.faults import BadFile, Fault, shown
from transfer.formats.rows import Header, Row
from transfer.formats.said import DAYS, Reading, card_items, say, values_in
from transfer.formats.tables import (
    DELIMITERS,
    MAX_COLUMNS,
    Column,
    at_least_one,
    header_at,
    is_table,
    reading_of,
    rows_below,
    rows_of,
    top_lines,
)
from transfer.formats.values import Asked, Item

__all__ = [
    "FIELDS",
    "KIND",
    "LABEL",
    "Table",
    "UnknownColumns",
    "columns_of",
    "guess",
    "parse_map",
    "read",
    "sniff",
    "wanted",
]

KIND, LABEL = "csv", "CSV table"
SAMPLES = 5
ROWS_GUESSED_BY = 30
MUCH = 0.5
STARTS_OF_OTHERS = ("<", "{", "[", "BEGIN:", "%PDF", "From ")
MOST_MAPPED = 100_000


class UnknownColumns(BadFile):
    """No column is known to tell who a row is about; its owner can say what the columns stand for."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table for its owner to look at: its columns, the first rows, and what the columns are likely to be."""

    columns: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]
    guessed: Mapping[str, str]
    header: Header


def wanted(path: str) -> bool:
    """Any table."""
    return is_table(path)


def sniff(upload: Upload) -> bool:
    """Whether there is a table by its name, or a text that looks like a table of people."""
    for name in upload.names:
        if not (upload.single or is_table(name)) or _is_something_else(upload, name):
            continue
        table = _table(upload, name)
        if is_table(name) or (table and _names_people(table.guessed)):
            return True
    return False


def columns_of(upload: Upload) -> Table:
    """The table of an upload, of several the first that names people. BadFile where there is none."""
    tables = _tables(upload)
    return next((table for table in tables if _names_people(table.guessed)), tables[0])


def read(upload: Upload, asked: Asked) -> Iterator[Item]:
    """Everybody in the tables, by what the owner said of the columns, or else by what is guessed.

    Raises UnknownColumns when no column tells who a row is about.
    """
    tables = _tables(upload)
    named = [(table, fields) for table in tables if _names_people(fields := _fields(table, asked.columns))]
    if not named:
        raise _nobody_named(tables[0])
    people = (_cards(upload, table, fields, asked) for table, fields in named)
    yield from at_least_one(chain.from_iterable(people), tables[0].header.file)


def _fields(table: Table, said: Mapping[str, str]) -> Mapping[str, str]:
    """What the columns of a table stand for: as the owner said, if anything was said, else as guessed."""
    if said:
        return {column: said.get(column, "ignore") for column in table.columns}
    if set(table.columns) >= OURS:
        return {**table.guessed, **dict.fromkeys(OURS_LEFT_OUT, "ignore")}
    return table.guessed


def _nobody_named(table: Table) -> UnknownColumns:
    names = ", ".join(f"“{shown(column, 30)}”" for column in table.columns[:8])
    return UnknownColumns(
        f"has no column known to hold names, e-mail addresses or numbers; its columns are {names}. "
        "Say what each column stands for",
        table.header.file,
        table.header.line or None,
    )


def parse_map(text: str) -> dict[str, str]:
    """Columns to fields, from `Column=field,Column 2=field` or the same as a JSON object.

    Raises ValueError with a clear word. Column names with commas or equals signs need the JSON.
    """
    if len(text) > MOST_MAPPED:
        raise ValueError("That is too long to say what columns stand for.")
    pairs = _json_pairs(text) if text.lstrip().startswith("{") else _plain_pairs(text)
    known = {field for field, _ in FIELDS}
    for column, field in pairs.items():
        if field not in known:
            raise ValueError(
                f"“{shown(field, 40)}” for “{shown(column, 40)}” is no field; they are {', '.join(sorted(known))}."
            )
    if not pairs:
        raise ValueError("Say what the columns stand for, like this: Column=email,Column 2=name")
    return pairs


def _plain_pairs(text: str) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for piece in text.split(","):
        column, equals, field = piece.rpartition("=")
        if not equals or not column.strip():
            raise ValueError(f"“{shown(piece, 40)}” is not of the form Column=field.")
        pairs[column.strip()] = field.strip().lower()
    return pairs


def _json_pairs(text: str) -> dict[str, str]:
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError("That is no JSON object.") from None
    return {str(column).strip(): str(field).strip().lower() for column, field in said.items()}


def _names_people(fields: Mapping[str, str]) -> bool:
    return any(field in NAMING for field in fields.values())


def _is_something_else(upload: Upload, name: str) -> bool:
    """Whether the first bytes are those of no table: other formats, or no text at all."""
    with upload.open(name) as raw:
        start = raw.peek(2_000)[:2_000]
    text = start.decode("utf-8-sig", "replace").lstrip()
    is_utf16 = start[:2] in (b"\xff\xfe", b"\xfe\xff") or not any(start[1:64:2])
    odd = sum(not (letter.isprintable() or letter.isspace()) for letter in text)
    return text.startswith(STARTS_OF_OTHERS) or (not is_utf16 and odd > len(text) / 20)


def _tables(upload: Upload) -> list[Table]:
    names = [name for name in upload.names if upload.single or is_table(name)]
    tables = [table for name in names if (table := _table(upload, name))]
    if not tables:
        raise BadFile("holds no table with columns", names[0] if names else "")
    return tables


def _table(upload: Upload, name: str) -> Table | None:
    found = _layout(top_lines(upload, name))
    if found is None:
        return None
    delimiter, line, cells, rows = found
    columns = _unique_names(cells)
    shown_rows = tuple(tuple(map(unguarded, row[: len(cells)])) for row in rows[:ROWS_GUESSED_BY])
    header = header_at(name, line, delimiter, cells)
    return Table(columns, shown_rows[:SAMPLES], guess(columns, shown_rows), header)


def _layout(lines: Sequence[str]) -> tuple[str, int, list[str], list[list[str]]] | None:
    """The delimiter, the line of the header (0 without one), its cells, and rows below it."""
    said, lines = _said_delimiter(lines)
    rows: list[tuple[int, list[str]]] = []
    best = (0.0, 0)
    chosen = ","
    for delimiter in (said,) if said else DELIMITERS:
        some = [(line, cells) for line, cells in rows_of(lines, delimiter) if any(cells)]
        width, count = _usual_width(some)
        score = (round(count / len(some), 1) * min(width, 2), width) if some else (0.0, 0)
        if score > best:
            best, rows, chosen = score, some, delimiter
    if not rows:
        return None
    place = _header_place(rows, best[1])
    if place is None:
        cells = [f"{UNNAMED}{number}" for number in range(1, min(best[1], MAX_COLUMNS + 1) + 1)]
        return chosen, 0, cells, [row for _, row in rows]
    line, cells = rows[place]
    return chosen, line, cells, [row for _, row in rows[place + 1 :]]


def _said_delimiter(lines: Sequence[str]) -> tuple[str, Sequence[str]]:
    """Excel may say the delimiter on a first line of its own, `sep=;`, which then is blanked."""
    first = lines[0].strip().lower() if lines else ""
    if first.startswith("sep=") and len(first) <= 5:
        return (first[4:] or "\t"), ["\n", *lines[1:]]
    return "", lines


def _usual_width(rows: Sequence[tuple[int, list[str]]]) -> tuple[int, int]:
    """The most frequent number of cells, of equally frequent ones the higher, and how many rows have it."""
    widths = Counter(len(cells) for _, cells in rows)
    return max(
        ((width, count) for width, count in widths.items()), key=lambda pair: pair[::-1], default=(0, 0)
    )


def _header_place(rows: Sequence[tuple[int, list[str]]], width: int) -> int | None:
    """Which row names the columns: one with known names, else the first full one that is unlike those below."""
    for place, (_, cells) in enumerate(rows):
        filled = [cell for cell in cells if cell]
        known = sum(map(names_a_column, filled))
        is_plain = not any(map(looks_like_data, filled))
        if is_plain and known and (known >= MUCH * len(filled) or known > 1) and len(cells) >= min(width, 2):
            return place
    full = [place for place, (_, cells) in enumerate(rows) if len(cells) >= width]
    if not full or any(map(looks_like_data, rows[full[0]][1])):
        return None
    return full[0]


def _unique_names(cells: Sequence[str]) -> tuple[str, ...]:
    """A name for each column: its own, numbered where several have the same, or its place."""
    names: dict[str, None] = {}
    for place, cell in enumerate(cells, 1):
        name = plain = unguarded(shown(cell, 100)) or f"{UNNAMED}{place}"
        again = 1
        while name in names:
            again += 1
            name = f"{plain} ({again})"
        names[name] = None
    return tuple(names)


def _cards(upload: Upload, table: Table, fields: Mapping[str, str], asked: Asked) -> Iterator[Item]:
    columns = [meant(column, fields[column]) for column in table.columns]
    days = [place for place, column in enumerate(columns) if column.field in (*DAYS, "met_on")]
    reading = reading_of(upload, table.header, asked, days)
    for row in rows_below(upload, table.header):
        if isinstance(row, Fault):
            yield row
        else:
            yield from _person(row, columns, reading)


def _person(row: Row, columns: Sequence[Column], reading: Reading) -> Iterator[Item]:
    said = say()
    for cell, column in zip(map(unguarded, row.cells), columns, strict=True):
        if cell and column.field:
            said[column] += values_in(cell) if column.field == "tag" else [cell]
    yield from card_items(said, row.line, reading)
