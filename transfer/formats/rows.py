"""Rows of a delimited text file, one at a time, with their true line numbers.

The header is found by what it says, the delimiter with it. A broken row becomes a Fault and reading goes on.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from transfer.formats.faults import BadFile, Fault, shown

MAX_BEFORE = 5_000
MAX_ROWS = 250_000
MAX_COLUMNS = 100
MAX_CELL = 100_000
MAX_LINE = 1_000_000
MAX_LINES = 8_000_000  # a row may have many lines and blank ones are no rows, but there is an end to it
DELIMITERS = (",", ";", "\t")
UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NO_LETTER = re.compile(r"[\W_]+")
LOOKS_LIKE_COLUMNS = 4  # cells in a line that may be a header in words we do not know


@dataclass(frozen=True, slots=True)
class Header:
    """Where the columns are: their places by plain name, and how few cells a row may have."""

    file: str
    line: int
    delimiter: str
    places: dict[str, int]
    width: int
    least: int


@dataclass(slots=True)
class Row:
    """The cells asked for of one row, which starts at `line`."""

    line: int
    cells: list[str]


def read_rows(
    raw: io.BufferedReader, *, file: str, required: Sequence[str], columns: Sequence[str]
) -> Iterator[Row | Fault]:
    """The rows below the first line that names all `required` columns, and a Fault for each broken one.

    A Row holds the cells of `columns` in that order, without space around them; cells that are not there are
    empty. Column names are compared by `plain_column`. Blank rows are passed over. Text is UTF-8 with or
    without a mark, UTF-16 with one, and line by line Windows-1252 where it is not valid UTF-8.
    Raises BadFile when no such header line is there, or beyond MAX_ROWS rows or MAX_COLUMNS columns.
    """
    lines = _Lines(raw, file)
    header = _find_header(lines, file, required)
    places = [header.places.get(plain_column(name), header.width) for name in columns]
    for count, row in enumerate(_rows(lines, header)):
        if count >= MAX_ROWS:
            raise BadFile(f"has more than {MAX_ROWS:,} rows", file, row.line)
        if isinstance(row, Row):
            cells = row.cells
            cells += [""] * (header.width + 1 - len(cells))
            row.cells = [cells[place].strip() for place in places]
        yield row


def find_columns(raw: io.BufferedReader, *, file: str, choices: Sequence[Sequence[str]]) -> int:
    """Which of several sets of column names the file's header has, as its place in `choices`.

    Raises BadFile, naming the first line that looks like a header, when it has none of them.
    """
    seen, lines = _Seen(), _Lines(raw, file)
    for number, line in _before_rows(lines):
        seen.note(number, line)
        for place, required in enumerate(choices):
            if _header(line, file, number, required):
                return place
    raise seen.no_header(file, choices)


def first_lines(raw: io.BufferedReader, *, file: str, count: int) -> list[str]:
    """The first lines of a text, at most `count` of them, with their ends: what a header is looked for in."""
    taken, size = list[str](), 0
    for line in islice(_Lines(raw, file), count):
        taken.append(line)
        size += len(line)
        if size > MAX_LINE:
            break
    return taken


def read_below(raw: io.BufferedReader, *, header: Header) -> Iterator[Row | Fault]:
    """All cells of the rows below a header that was found before, as `read_rows` gives those it is asked for."""
    lines = _Lines(raw, header.file)
    for _ in islice(lines, header.line):
        lines.settle()
    for count, row in enumerate(_rows(lines, header)):
        if count >= MAX_ROWS:
            raise BadFile(f"has more than {MAX_ROWS:,} rows", header.file, row.line)
        if isinstance(row, Row):
            row.cells = [cell.strip() for cell in row.cells[: header.width]]
            row.cells += [""] * (header.width - len(row.cells))
        yield row


def plain_column(name: str) -> str:
    """A column's name for comparing: only its letters and digits, in lower case."""
    return _NO_LETTER.sub("", name.lower())


def _windows_1252_to_line_end(error: UnicodeError) -> tuple[str, int]:
    """Read the rest of a line that is not valid UTF-8 as Windows-1252: what Excel saves."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    end = error.object.find(b"\n", error.start)
    end = len(error.object) if end < 0 else end
    return error.object[error.start : end].decode("cp1252", "replace"), end


codecs.register_error("windows_1252_to_line_end", _windows_1252_to_line_end)


def _text(raw: io.BufferedReader) -> io.TextIOWrapper:
    start = raw.peek(2)
    if start.startswith(UTF16_MARKS):
        return io.TextIOWrapper(raw, encoding="utf-16", errors="replace", newline="")
    if (
        start[1:64:2] and not any(start[1:64:2]) and all(start[:64:2])
    ):  # Latin letters in UTF-16 without a mark
        return io.TextIOWrapper(raw, encoding="utf-16-le", errors="replace", newline="")
    return io.TextIOWrapper(raw, encoding="utf-8-sig", errors="windows_1252_to_line_end", newline="")


class _Seen:
    """What a search for a header came across: the first line that looks like one."""

    def __init__(self) -> None:
        self.first = ""
        self.first_number: int | None = None
        self.is_columns = False

    def note(self, number: int, line: str) -> None:
        if self.is_columns or not line.strip():
            return
        is_columns = any(len(_cells(line, delimiter)) >= LOOKS_LIKE_COLUMNS for delimiter in DELIMITERS)
        if is_columns or self.first_number is None:
            self.first, self.first_number, self.is_columns = line, number, is_columns

    def no_header(self, file: str, choices: Sequence[Sequence[str]]) -> BadFile:
        wanted = " or ".join(", ".join(required) for required in choices)
        if self.first_number is None:
            return BadFile(f"has no text in it; looked for a line with the columns {wanted}", file)
        line = shown(self.first, 100)
        return BadFile(
            f"has no line with the columns {wanted}; its first line is “{line}”", file, self.first_number
        )


class _Lines:
    """The physical lines of a file without NULs; `taken` are those read since the last `settle`."""

    def __init__(self, raw: io.BufferedReader, file: str) -> None:
        self.file = file
        self.number = 0
        self.taken: list[str] = []
        self.text = _text(raw)
        self.lines = self._lines()

    def __iter__(self) -> Iterator[str]:
        return self.lines

    def settle(self) -> int:
        """Forget what was taken and give the number of the last line of it, from 1."""
        self.number += len(self.taken)
        self.taken.clear()
        if self.number > MAX_LINES:
            raise BadFile(f"has more than {MAX_LINES:,} lines", self.file, self.number)
        return self.number

    def _lines(self) -> Iterator[str]:
        """A line beyond MAX_LINE loses its end: what is left of it is no row any more."""
        readline, take = self.text.readline, self.taken.append
        while line := readline(MAX_LINE):
            if len(line) == MAX_LINE and not line.endswith(("\n", "\r")):
                self._pass_over_rest()
            if "\0" in line:
                line = line.replace("\0", "")
            take(line)
            yield line

    def _pass_over_rest(self) -> None:
        while (rest := self.text.readline(MAX_LINE)) and not rest.endswith(("\n", "\r")):
            pass


def _before_rows(lines: _Lines) -> Iterator[tuple[int, str]]:
    """The lines that may be a header, numbered: programs put a few words before it, no more."""
    for line in islice(lines, MAX_BEFORE):
        yield lines.settle(), line


def _find_header(lines: _Lines, file: str, required: Sequence[str]) -> Header:
    seen = _Seen()
    for number, line in _before_rows(lines):
        seen.note(number, line)
        header = _header(line, file, number, required)
        if header:
            return header
    raise seen.no_header(file, [required])


def _header(line: str, file: str, number: int, required: Sequence[str]) -> Header | None:
    wanted = [plain_column(name) for name in required]
    whole = plain_column(line)
    if not all(name in whole for name in wanted):
        return None
    for delimiter in DELIMITERS:
        columns = [plain_column(cell) for cell in _cells(line, delimiter)]
        if set(wanted) <= set(columns):
            if len(columns) > MAX_COLUMNS:
                raise BadFile(f"has more than {MAX_COLUMNS} columns", file, number)
            places = {name: columns.index(name) for name in columns if name}
            least = 1 + max(places[name] for name in wanted)
            return Header(file, number, delimiter, places, len(columns), least)
    return None


def _cells(line: str, delimiter: str) -> list[str]:
    """One line read by itself; no cells when it cannot be."""
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _rows(lines: _Lines, header: Header) -> Iterator[Row | Fault]:
    reader = csv.reader(lines, delimiter=header.delimiter, strict=True)
    while True:
        start = lines.settle() + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield from _salvaged(lines.taken, start, header, str(error))
            continue
        if not "".join(cells).strip():
            continue
        flaw = _flaw(cells, header)
        if flaw:
            yield from _salvaged(lines.taken, start, header, flaw)
        else:
            yield Row(start, cells)


def _flaw(cells: list[str], header: Header) -> str:
    if len(cells) < header.least or any(cells[header.width :]):
        return f"has {len(cells)} columns where the header has {header.width}"
    if max(map(len, cells)) > MAX_CELL:
        return f"has a cell of more than {MAX_CELL:,} characters"
    return ""


def _salvaged(taken: list[str], start: int, header: Header, flaw: str) -> Iterator[Row | Fault]:
    """A broken row may have swallowed whole rows after a stray quote: read each of its lines by itself.

    Lines that are complete rows are rows; the first line, when it is none, stands for what is lost.
    """
    for offset, line in enumerate(taken or [""]):
        cells = _cells(line, header.delimiter)
        if cells and not _flaw(cells, header):
            yield Row(start + offset, cells)
        elif offset == 0:
            yield Fault(header.file, start, flaw)
