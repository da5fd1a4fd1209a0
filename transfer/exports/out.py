"""The ways out of a book, one name for each, for pages and the command line."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from accounts.models import User
from transfer.exports.archive import write_archive
from transfer.exports.calendars import write_calendar
from transfer.exports.markdown import write_markdown
from transfer.exports.tables import write_tables
from transfer.exports.vcards import vcards

Write = Callable[[User, BinaryIO, datetime], int]


@dataclass(frozen=True, slots=True)
class Out:
    """One format: what it is called, what it is good for, how its files end, and what writes one.

    `write` takes the owner, a binary file and the moment in the owner's zone; it says how many things it wrote.
    """

    label: str
    words: str
    ending: str
    kind: str
    things: str
    write: Write


def _archive(owner: User, target: BinaryIO, now: datetime) -> int:
    return sum(write_archive(owner=owner, target=target, now=now).values())


def _tables(owner: User, target: BinaryIO, now: datetime) -> int:
    return write_tables(owner=owner, target=target, today=now.date())


def _calendar(owner: User, target: BinaryIO, now: datetime) -> int:
    return write_calendar(owner=owner, target=target, now=now)


def _markdown(owner: User, target: BinaryIO, now: datetime) -> int:
    return write_markdown(owner=owner, target=target, today=now.date())


def _vcards(version: str) -> Write:
    return lambda owner, target, now: write_vcards(owner, target, version)


def write_vcards(
    owner: User, target: BinaryIO, version: str, contact_ids: Collection[int] | None = None
) -> int:
    """Write vCards of a version ("3.0", "4.0"), of everybody or of these contacts; how many."""
    count = 0
    for card in vcards(owner, version, contact_ids):
        target.write(card)
        count += 1
    return count


FORMATS: Mapping[str, Out] = {
    "archive": Out(
        "Everything",
        "The whole book as one archive: restore it here or on another Rapport, or read it with any program.",
        ".zip",
        "application/zip",
        "rows",
        _archive,
    ),
    "vcard3": Out(
        "vCard 3.0",
        "All people with their pictures, for phones, Google, Outlook and most address books.",
        ".vcf",
        "text/vcard",
        "people",
        _vcards("3.0"),
    ),
    "vcard4": Out(
        "vCard 4.0",
        "The same for programs that ask for 4.0. Some others refuse it.",
        ".vcf",
        "text/vcard",
        "people",
        _vcards("4.0"),
    ),
    "csv": Out(
        "Tables (CSV)",
        "People and what happened, for spreadsheets. No cell can act as a formula.",
        ".zip",
        "application/zip",
        "people",
        _tables,
    ),
    "ics": Out(
        "Calendar (ICS)",
        "Birthdays, other dates and what happened, for calendars. Sensitive texts stay out.",
        ".ics",
        "text/calendar",
        "events",
        _calendar,
    ),
    "markdown": Out(
        "Markdown",
        "A page for each person with card, notes and timeline, for your own notes.",
        ".zip",
        "application/zip",
        "people",
        _markdown,
    ),
}
