"""Contacts.csv and ImportedContacts.csv: address books that were handed to LinkedIn once. They are no links."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from domain.identity import ProfileKey, email_key, profile_key
from transfer.formats.container import Upload
from transfer.formats.dates import implausible, parse_moment
from transfer.formats.faults import Fault
from transfer.formats.names import MAX_NAME, clean, tidy_name
from transfer.formats.rows import Row, read_rows

REQUIRED = ("FirstName", "LastName", "Emails", "CreatedAt")
CELLS = ("FirstName", "LastName", "FullName", "Emails", "Profiles", "CreatedAt")
KEYS_READ = 2_000
_BETWEEN = re.compile(r"[,;\s]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of an address book: a name, the e-mail addresses and profiles, and the day it was handed over."""

    line: int
    name: str
    emails: tuple[str, ...]
    profiles: tuple[ProfileKey, ...]
    on: date | None


def read_uploads(upload: Upload, name: str, *, today: date) -> Iterator[Entry | Fault]:
    """The entries in order; one without a name and an address, or with an endless name, is a Fault.

    A day that cannot be read or meant is left out. Raises BadFile like `read_rows`.
    """
    with upload.open(name) as raw:
        for row in read_rows(raw, file=name, required=REQUIRED, columns=CELLS):
            yield row if isinstance(row, Fault) else _entry(row, name, today)


def _entry(row: Row, file: str, today: date) -> Entry | Fault:
    given, family, full, emails, profiles, moment = row.cells
    if max(len(given), len(family), len(full)) > MAX_NAME:
        return Fault(file, row.line, f"has a name of more than {MAX_NAME} characters")
    named = f"{tidy_name(given)} {tidy_name(family)}".strip() or tidy_name(full) or clean(full)
    entry = Entry(
        row.line,
        "" if email_key(named) else named,
        tuple(key for part in _parts(emails) if (key := email_key(part))),
        tuple(page for part in _parts(profiles) if (page := profile_key(part))),
        _day(moment, today),
    )
    has_any = entry.name or entry.emails or entry.profiles
    return entry if has_any else Fault(file, row.line, "names nobody")


def _parts(text: str) -> list[str]:
    return [part for part in _BETWEEN.split(text[:KEYS_READ]) if part]


def _day(text: str, today: date) -> date | None:
    moment = parse_moment(text)
    day = moment.date() if moment else None
    return None if day is None or implausible(day, today) else day
