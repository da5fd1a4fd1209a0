"""Interaction logs on disk: <set>/interactions.csv.gz, or .csv, or <set>.csv.gz, with ego, alter and t in days.

The columns may stand in any order, and there may be others.
"""

import csv
import gzip
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from math import isfinite
from pathlib import Path
from typing import TextIO

COLUMNS = ("ego", "alter", "t")
ENDINGS = (".csv.gz", ".csv")
MOST_DAYS = 10_000_000
"""No log of people reaches this far; a larger t is in another unit."""
BROKEN = (ValueError, csv.Error, EOFError, OSError, zlib.error)

Times = Mapping[tuple[str, str], list[float]]
"""The moments (days) of every tie, an (ego, alter)."""


class BadLog(Exception):
    """A log that cannot be read; the message names the file, the line and what is wrong there."""


def find(folder: Path) -> dict[str, Path]:
    """The file of each set by its name; of a packed and a plain file the packed one."""
    found: dict[str, Path] = {}
    for ending in ENDINGS:
        for path in folder.glob(f"*/interactions{ending}"):
            found.setdefault(path.parent.name, path)
        for path in folder.glob(f"*{ending}"):
            name = path.name.removesuffix(ending)
            found.setdefault(folder.resolve().name if name == "interactions" else name, path)
    return dict(sorted(found.items()))


def read(path: Path) -> Times:
    """Every row of a log; empty for an empty file. Raises BadLog."""
    line = 0
    try:
        with _open(path) as file:
            rows = csv.reader(file)
            try:
                return _times(rows)
            finally:
                line = rows.line_num
    except BROKEN as problem:
        raise BadLog(f"{path}:{max(1, line)}: {problem}") from problem


def _open(path: Path) -> TextIO:
    opened = gzip.open if path.suffix == ".gz" else open
    return opened(path, "rt", newline="", encoding="utf-8-sig")


def _times(rows: Iterator[list[str]]) -> Times:
    header = [name.strip().lower() for name in next(rows, [])]
    missing = [column for column in COLUMNS if column not in header]
    if header and missing:
        raise ValueError(f"there is no column {' and no column '.join(missing)}")
    times: dict[tuple[str, str], list[float]] = defaultdict(list)
    ego, alter, t = map(header.index, COLUMNS) if header else (0, 0, 0)
    for row in filter(None, rows):
        if len(row) != len(header):
            raise ValueError(f"{len(row)} fields, where the header has {len(header)}")
        if not (row[ego] and row[alter]):
            raise ValueError("ego and alter must not be empty")
        times[row[ego], row[alter]].append(_day(row[t]))
    return times


def _day(text: str) -> float:
    try:
        day = float(text)
    except ValueError:
        day = float("nan")
    if not (isfinite(day) and abs(day) <= MOST_DAYS):
        raise ValueError(f"t must be a number of days, not {text!r}")
    return day
