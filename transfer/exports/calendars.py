"""Birthdays, other dates and what happened, as one calendar file (RFC 5545) that any calendar program reads.

Dates come back yearly. What happened is an event of its day, or of its time where that is known; what is known no
better than by its month, and links that imports found, are left out. Sensitive texts stay at home: a calendar is shown
to others sooner than one thinks.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import BinaryIO

from accounts.clock import zone_of
from accounts.models import User
from contacts.models import ImportantDate
from domain.icsrules import yearly
from domain.recurrence import day_of_year
from interactions.models import Interaction, Kind, Precision
from transfer.exports.happened import Happened, happened
from transfer.exports.icslines import escaped, folded
from transfer.exports.uids import Uids

AT_ONCE = 1_000
USUAL_MINUTES = 60
UNKNOWN_YEAR = 2000
TEXT = 2_000
Lines = Iterator[str]


def write_calendar(*, owner: User, target: BinaryIO, now: datetime) -> int:
    """Write the calendar of an owner; how many events there are. The same book and moment give the same bytes."""
    stamp, count = _moment(now), 0
    _write(target, ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Rapport//Rapport//EN", "CALSCALE:GREGORIAN"])
    for event in chain(_dates(owner), _happened(owner)):
        _write(target, ["BEGIN:VEVENT", f"DTSTAMP:{stamp}", *event, "CLASS:PRIVATE", "END:VEVENT"])
        count += 1
    _write(target, ["END:VCALENDAR"])
    return count


def _write(target: BinaryIO, lines: Iterable[str]) -> None:
    target.write(b"".join(map(folded, lines)))


def _dates(owner: User) -> Iterator[list[str]]:
    rows = ImportantDate.objects.owned_by(owner).filter(contact__deleted_at=None).select_related("contact")
    for row in rows.order_by("pk").iterator(AT_ONCE):
        first = day_of_year(row.month, row.day, row.year or UNKNOWN_YEAR)
        rule = ";".join(f"{name}={value}" for name, value in yearly(row.month, row.day).items())
        yield [
            f"UID:date-{row.pk}@rapport",
            f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
            f"RRULE:{rule}",
            f"SUMMARY:{escaped(_words(row), TEXT)}",
            f"CATEGORIES:{row.get_kind_display()}",
            "TRANSP:TRANSPARENT",
        ]


def _words(row: ImportantDate) -> str:
    year = f" ({row.year})" if row.year else ""
    if row.kind == ImportantDate.Kind.BIRTHDAY:
        return f"{row.contact.display}’s birthday{year}"
    return f"{row.contact.display}: {row}{year}"


def _happened(owner: User) -> Iterator[list[str]]:
    """In the order of their ids, the deleted counted: so are uids told."""
    uids = Uids(Interaction)
    for row in happened(owner, "pk"):
        uid = uids.next(row._asdict())
        if row.deleted_at is None and row.kind != Kind.LINKED and row.precision == Precision.DAY:
            yield [f"UID:{uid}@rapport", *_event(owner, row)]


def _event(owner: User, row: Happened) -> list[str]:
    summary = f"{row.kind_words} with {', '.join(row.names)}" if row.names else row.kind_words
    place = [] if row.sensitive or not row.place else [f"LOCATION:{escaped(row.place, TEXT)}"]
    note = [] if row.sensitive or not row.note else [f"DESCRIPTION:{escaped(row.note, TEXT)}"]
    return [*_when(owner, row), f"SUMMARY:{escaped(summary, TEXT)}", *place, *note]


def _when(owner: User, row: Happened) -> list[str]:
    if row.at is None:
        return [f"DTSTART;VALUE=DATE:{row.day:%Y%m%d}", "TRANSP:TRANSPARENT"]
    start = datetime.combine(row.day, row.at, zone_of(owner))
    end = start + timedelta(minutes=row.minutes or USUAL_MINUTES)
    return [f"DTSTART:{_moment(start)}", f"DTEND:{_moment(end)}"]


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
