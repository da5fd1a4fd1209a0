"""Calendars (iCalendar, RFC 5545): what was in them, with whom, is a happening."""

from collections import Counter
from collections.abc import Iterator

from domain.identity import email_key
from transfer.formats.container import Upload
from transfer.formats.faults import BadFile
from transfer.formats.ics.events import Reading, moved_from, read_event
from transfer.formats.ics.guests import addresses_of
from transfer.formats.ics.lines import Component, read_components
from transfer.formats.ics.moments import Zones
from transfer.formats.ics.rules import Budget
from transfer.formats.values import Asked, Item

__all__ = ["KIND", "LABEL", "read", "sniff", "wanted", "who"]

KIND, LABEL = "ics", "Calendar (iCalendar)"
ENDINGS = (".ics", ".ical", ".icalendar", ".ifb")
STARTS = (b"BEGIN:VCALENDAR", b"BEGIN:VEVENT")
EVENTS = ("VEVENT", "VTODO", "VJOURNAL")
MOST_EVENTS = 100_000
SEEN_OFTEN = 3
PROPERTIES = """
    UID DTSTART DTEND DURATION SUMMARY LOCATION DESCRIPTION STATUS ATTENDEE ORGANIZER RRULE RDATE EXDATE URL
    RECURRENCE-ID X-GOOGLE-CONFERENCE CONFERENCE X-MICROSOFT-SKYPETEAMSMEETINGURL METHOD X-WR-CALNAME X-OWNER
    X-MICROSOFT-ONLINEMEETINGCONFLINK TZID X-LIC-LOCATION TZOFFSETTO
"""
WANTED = frozenset(PROPERTIES.split())


def wanted(path: str) -> bool:
    """Whether a file name is that of a calendar."""
    return path.lower().endswith(ENDINGS)


def sniff(upload: Upload) -> bool:
    """Whether a calendar is there, by its first letters."""
    return any(_is_calendar(upload, name) for name in upload.names if upload.single or wanted(name))


def read(upload: Upload, asked: Asked) -> Iterator[Item]:
    """The meetings of all calendars in it, and what is left out; a broken event is a Fault."""
    names = [name for name in upload.names if (upload.single or wanted(name)) and _is_calendar(upload, name)]
    if not names:
        raise BadFile("holds no calendar: none of its files begins with BEGIN:VCALENDAR")
    seen: set[str] = set()
    for name in names:
        yield from _read_calendar(upload, name, asked, seen)


def who(upload: Upload, asked: Asked) -> list[str]:
    """The addresses that are most likely the owner's, most likely first: whose calendar it is, who is always there."""
    counts: Counter[str] = Counter()
    for name in upload.names:
        if (upload.single or wanted(name)) and _is_calendar(upload, name):
            seen, owner = _looked_through(upload, name, _reading(name, asked))
            counts += seen
            if owner:
                counts[owner] += 1 + sum(seen.values())
    return [email for email, _count in counts.most_common(10)]


def _is_calendar(upload: Upload, name: str) -> bool:
    with upload.open(name) as raw:
        start = raw.peek(4096)[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return start[:15].upper().startswith(STARTS)


def _read_calendar(upload: Upload, name: str, asked: Asked, seen: set[str]) -> Iterator[Item]:
    reading = _reading(name, asked)
    counts, owner = _looked_through(upload, name, reading)
    reading.seen = seen
    reading.is_anothers = bool(owner and asked.own_emails) and owner not in asked.own_emails
    if not asked.own_emails:
        reading.own_emails = frozenset({owner or _always_there(counts)} - {""})
    with upload.open(name) as raw:
        for component in read_components(raw, WANTED):
            if component.name in EVENTS:
                yield from read_event(component, reading)


def _reading(name: str, asked: Asked) -> Reading:
    budget = Budget()
    return Reading(name, asked, asked.own_emails, Zones(asked.zone, budget), budget)


def _looked_through(upload: Upload, name: str, reading: Reading) -> tuple[Counter[str], str]:
    """What must be known before the events are read: zones, moved instances, and who is in how many events."""
    counts, owner, events = Counter[str](), "", 0
    with upload.open(name) as raw:
        for component in read_components(raw, WANTED):
            if component.name == "VCALENDAR":
                owner = owner or _owner_of(component)
                reading.is_cancelling = component.text("METHOD").upper() == "CANCEL"
            elif component.name == "VTIMEZONE":
                reading.zones.tell(component)
            elif component.name == "VEVENT":
                events += 1
                counts.update(addresses_of(component))
                moved = moved_from(component, reading.zones)
                reading.moved |= {moved} if moved else set()
            if events > MOST_EVENTS:
                raise BadFile(f"has more than {MOST_EVENTS:,} events", name, component.line)
    return counts, owner


def _owner_of(calendar: Component) -> str:
    """Google names a calendar by its owner's address."""
    return email_key(calendar.text("X-OWNER")) or email_key(calendar.text("X-WR-CALNAME")) or ""


def _always_there(counts: Counter[str]) -> str:
    """Who is in more events than anybody else, if it is clear: at least three times and twice as often."""
    first, second = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    return first[0] if first[1] >= max(SEEN_OFTEN, 2 * second[1]) else ""
