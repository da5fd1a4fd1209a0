"""Connections.csv: who one is linked to, since when."""

from collections.abc import Iterator
from datetime import date
from urllib.parse import quote

from domain.identity import email_key
from transfer.formats.container import Upload
from transfer.formats.dates import implausible, parse_day
from transfer.formats.faults import Fault, shown
from transfer.formats.linkedin.values import Connection, Hidden, slug_of
from transfer.formats.names import MAX_NAME, clean, tidy_name
from transfer.formats.rows import Row, read_rows

REQUIRED = ("First Name", "Connected On")
CELLS = ("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On")


def read_connections(upload: Upload, name: str, *, today: date) -> Iterator[Connection | Hidden | Fault]:
    """The rows of a Connections.csv of any era, in order.

    A row without a usable name is a Fault; one with a bad address or day is given without it, followed by a
    Fault that is `kept`. `today` is the owner's: no later day is believed. Raises BadFile like `read_rows`.
    """
    with upload.open(name) as raw:
        for row in read_rows(raw, file=name, required=REQUIRED, columns=CELLS):
            if isinstance(row, Fault):
                yield row
            else:
                yield from _connection(row, name, today)


def _connection(row: Row, file: str, today: date) -> Iterator[Connection | Hidden | Fault]:
    given, family, url, email, company, position, day_text = row.cells
    day, flaw = _day(day_text, today)
    if not any(row.cells[:-1]):
        yield Hidden(row.line) if day else Fault(file, row.line, flaw)
        return
    given, family, no_name = _name(given, family)
    if no_name:
        yield Fault(file, row.line, no_name)
        return
    slug = slug_of(url)
    yield Connection(
        row.line,
        given,
        family,
        slug,
        f"https://www.linkedin.com/in/{quote(slug)}" if slug else "",
        (email_key(email) or "") if email else "",
        clean(company),
        clean(position),
        day,
    )
    if url and not slug:
        yield Fault(
            file, row.line, f"“{shown(url, 60)}” is not a LinkedIn profile; taken without it", kept=True
        )
    if flaw:
        yield Fault(file, row.line, f"{flaw}; taken without a day", kept=True)


def _day(text: str, today: date) -> tuple[date | None, str]:
    """The day, or none and why."""
    day = parse_day(text)
    if day is None:
        return None, f"“{shown(text, 40)}” is not a day" if text else "has no day"
    flaw = implausible(day, today)
    return (None, flaw) if flaw else (day, "")


def _name(given: str, family: str) -> tuple[str, str, str]:
    """The tidy given and family name, or why there are none."""
    if max(len(given), len(family)) > MAX_NAME:
        return "", "", f"has a name of more than {MAX_NAME} characters"
    tidy_given, tidy_family = tidy_name(given), tidy_name(family)
    if not tidy_given and not tidy_family:
        tidy_given, tidy_family = clean(given), clean(family)
    return tidy_given, tidy_family, "" if tidy_given or tidy_family else "has no name"
