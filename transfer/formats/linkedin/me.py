"""Profile.csv, Positions.csv, Education.csv and Email Addresses.csv: what the export says about its owner."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from domain.identity import email_key
from transfer.formats.container import Upload
from transfer.formats.dates import MONTHS, parse_day
from transfer.formats.faults import Fault, shown
from transfer.formats.names import MAX_NAME, clean, tidy_name
from transfer.formats.rows import Row, read_rows
from transfer.formats.values import Asked, Item, OwnerSaid, StaySaid

PROFILE = ("First Name", "Last Name")
POSITIONS = ("Company Name", "Started On")
EDUCATION = ("School Name", "Start Date")
EMAILS = ("Email Address", "Confirmed")
MOST, LONGEST = 100, 200
EARLIEST, LATEST = 1900, 2200
_MONTH_YEAR = re.compile(r"([A-Za-z]{3,9})\.? (\d{4})")
_YEAR_MONTH = re.compile(r"(\d{4})-(\d{1,2})")


@contextmanager
def _rows(
    upload: Upload, name: str, required: tuple[str, ...], columns: tuple[str, ...]
) -> Iterator[Iterator[Row | Fault]]:
    with upload.open(name) as raw:
        yield read_rows(raw, file=name, required=required, columns=columns)


def read_profile(upload: Upload, name: str, _asked: Asked) -> Iterator[Item]:
    """The owner's name and place. Raises BadFile like `read_rows`."""
    with _rows(upload, name, PROFILE, (*PROFILE, "Geo Location")) as rows:
        for row in rows:
            if isinstance(row, Fault):
                yield row
                continue
            given, family, place = row.cells
            if max(len(given), len(family)) > MAX_NAME:
                yield Fault(name, row.line, f"has a name of more than {MAX_NAME} characters")
                continue
            called = f"{tidy_name(given)} {tidy_name(family)}".strip()
            if called or place:
                yield OwnerSaid(row.line, name, called[:LONGEST], clean(place)[:LONGEST])
            return


def read_positions(upload: Upload, name: str, _asked: Asked) -> Iterator[Item]:
    """Where the owner worked and works, all in one. Raises BadFile like `read_rows`."""
    columns = ("Company Name", "Started On", "Finished On")
    with _rows(upload, name, POSITIONS, columns) as rows:
        stays, line, faults = _stays(rows, name)
    yield from faults
    if stays:
        yield OwnerSaid(line, name, employers=stays)


def read_education(upload: Upload, name: str, _asked: Asked) -> Iterator[Item]:
    """Where the owner learned, all in one. Raises BadFile like `read_rows`."""
    columns = ("School Name", "Start Date", "End Date")
    with _rows(upload, name, EDUCATION, columns) as rows:
        stays, line, faults = _stays(rows, name)
    yield from faults
    if stays:
        yield OwnerSaid(line, name, schools=stays)


def read_own_emails(upload: Upload, name: str, _asked: Asked) -> Iterator[Item]:
    """The owner's confirmed addresses, the primary one first. Raises BadFile like `read_rows`."""
    found: dict[str, bool] = {}
    line = 1
    with _rows(upload, name, EMAILS, (*EMAILS, "Primary")) as rows:
        for row in rows:
            if isinstance(row, Fault):
                yield row
                continue
            text, confirmed, primary = row.cells
            key = email_key(text)
            if key and confirmed.lower() != "no" and len(found) < MOST:
                line = line if found else row.line
                found[key] = found.get(key, False) or primary.lower() == "yes"
    if found:
        yield OwnerSaid(line, name, emails=tuple(sorted(found, key=lambda key: not found[key])))


def _stays(rows: Iterator[Row | Fault], file: str) -> tuple[tuple[StaySaid, ...], int, list[Fault]]:
    """The stays of one file, the line of the first, and what could not be read."""
    stays: dict[StaySaid, int] = {}
    faults: list[Fault] = []
    for row in rows:
        if isinstance(row, Fault):
            faults.append(row)
            continue
        name, first, last = row.cells
        called = clean(name[: 2 * LONGEST])[:LONGEST]
        if not called:
            faults.append(Fault(file, row.line, "names nothing"))
            continue
        since, until = partial_day(first), partial_day(last)
        for text, day in ((first, since), (last, until)):
            if text and not day:
                faults.append(
                    Fault(
                        file,
                        row.line,
                        f"“{shown(text, 40)}” is not a month or year; taken without it",
                        kept=True,
                    )
                )
        if until and since > until:
            since, until = "", ""
        if len(stays) < MOST:
            stays.setdefault(StaySaid(called, since, until, bool(last)), row.line)
    return tuple(stays), min(stays.values(), default=1), faults


def partial_day(text: str) -> str:
    """ "Jan 2024", "2024", "2024-01" or a whole day as a partial day; empty for anything else."""
    text = " ".join(text[:40].split())
    if text.isdecimal() and text.isascii() and len(text) == 4:
        return text if EARLIEST <= int(text) <= LATEST else ""
    if match := _MONTH_YEAR.fullmatch(text):
        return _month(match[2], MONTHS.get(match[1].lower(), 0))
    if match := _YEAR_MONTH.fullmatch(text):
        return _month(match[1], int(match[2]))
    day = parse_day(text)
    return day.isoformat() if day and EARLIEST <= day.year <= LATEST else ""


def _month(year: str, month: int) -> str:
    return f"{year}-{month:02d}" if 1 <= month <= 12 and EARLIEST <= int(year) <= LATEST else ""
