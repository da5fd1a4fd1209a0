"""Events as happenings: which of them, on which days, and what is left out."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from itertools import islice

from transfer.formats.dates import EARLIEST
from transfer.formats.faults import Fault, shown
from transfer.formats.ics.guests import Guests, guests_of
from transfer.formats.ics.lines import Component
from transfer.formats.ics.moments import Moment, Zones, minutes_between
from transfer.formats.ics.rules import Budget, Unreadable, days_of, parse_rule
from transfer.formats.ics.titles import is_video, kind_of, people_in
from transfer.formats.names import clean
from transfer.formats.values import Asked, Coming, Happening, Item, LeftOut, Party

CROWD = 20
"""With more guests than this nobody can have talked with all of them."""
MANY = 5
"""With more guests than this a meeting of no known kind is an event."""
HORIZON = timedelta(days=400)
MOST_INSTANCES = 500
MOST_COMING = 3
"""So many of the next instances of a series are told."""
MOST_DATES = 2_000
MOST_DAYS = 60
"""What takes longer is a season or a mistake: only its first day is told."""
MAX_KEY = 200
MAX_PLACE = 200
MAX_NOTE = 10_000
AGAIN = "the same meeting again"
NOT_YOURS = "somebody else’s meeting, without you"
NOBODY = "nobody is named"
TO_COME = "more than 400 days ahead"
CANCELLED = "cancelled"
DECLINED = "you declined"
NO_EVENT = "a task or note of the calendar, no meeting"
EMPTY_RULE = "recurring, but not once in the last 400 days"


@dataclass
class Reading:
    """What the events of one file are read with.

    `moved` are instances of a series that have an event of their own, `seen` the keys told so far, `is_anothers`
    tells of a calendar that somebody else shared with the owner.
    """

    file: str
    asked: Asked
    own_emails: frozenset[str]
    zones: Zones
    budget: Budget
    moved: set[tuple[str, str]] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    is_cancelling: bool = False
    is_anothers: bool = False


def read_event(event: Component, reading: Reading) -> Iterator[Item]:
    """The happenings of one event and what is to come of it, or why there is nothing."""
    if not event.is_whole:
        yield Fault(reading.file, event.line, "this event breaks off before its end")
        return
    if event.name != "VEVENT":
        yield LeftOut(event.line, NO_EVENT, reading.file)
        return
    if _is_called_off(event, reading):
        yield from _off(event, reading)
        return
    try:
        span = _span(event, reading.zones)
    except (ValueError, OverflowError, IndexError):
        yield Fault(reading.file, event.line, _flaw(event))
        return
    guests = guests_of(event, reading.asked, reading.own_emails)
    if why := _no_meeting(event, span[0], guests, reading):
        yield LeftOut(event.line, why, reading.file)
        return
    yield from _happenings(event, span, guests, reading)


def _off(event: Component, reading: Reading) -> Iterator[Item]:
    """A cancelled event, and (where it was still to come) which one that is."""
    yield LeftOut(event.line, CANCELLED, reading.file)
    with suppress(
        ValueError, OverflowError, IndexError
    ):  # a moment that cannot be read is nobody's appointment
        start, _end = _span(event, reading.zones)
        if start.day > reading.asked.today or event.first("RRULE"):
            key = _key(event, start, reading.zones)
            yield Coming(event.line, key, "", "other", start.day, (), reading.file, is_off=True)


def _is_called_off(event: Component, reading: Reading) -> bool:
    return event.text("STATUS").upper() == "CANCELLED" or reading.is_cancelling


def _no_meeting(event: Component, start: Moment, guests: Guests, reading: Reading) -> str:
    """Why an event is none of the owner's meetings; "" where it is one."""
    if guests.owner_declined:
        return DECLINED
    if reading.is_anothers and not guests.has_owner:
        return NOT_YOURS
    if start.day > reading.asked.today + HORIZON:
        return TO_COME
    if not guests.people and not people_in(event.text("SUMMARY"), reading.asked.own_names):
        return NOBODY
    return ""


def _span(event: Component, zones: Zones) -> tuple[Moment, Moment | None]:
    """Start and end in the owner's zone. Raises ValueError where there is no start."""
    begins, ends = event.first("DTSTART"), event.first("DTEND")
    if begins is None:
        raise ValueError("no start")
    start, end = zones.moment(begins), None
    if ends is not None:
        try:
            end = zones.moment(ends)
        except (ValueError, OverflowError, IndexError):
            end = None
    _local(start, zones)
    if not EARLIEST <= start.day.year <= 9000:
        raise ValueError("no year of a meeting")
    return start, end


def _flaw(event: Component) -> str:
    said = event.first("DTSTART")
    return f"“{shown(said.value, 40)}” is not a moment" if said else "has no start"


def _local(moment: Moment, zones: Zones) -> Moment:
    if moment.at is None:
        return moment
    there = moment.instant.astimezone(zones.own)
    return Moment(there.date(), there.time().replace(tzinfo=None), zones.own)


def _happenings(
    event: Component, span: tuple[Moment, Moment | None], guests: Guests, reading: Reading
) -> Iterator[Item]:
    """One for each instance of the event in the past, and for the next ones."""
    flaw, given = "", False
    start = span[0]
    pattern = _pattern(event, span, guests, reading)
    try:
        for moment in [*_instances(event, start, reading), *_to_come(event, start, reading)]:
            given = True
            yield _once(_at(pattern, moment, event, reading), reading)
    except Unreadable as error:
        flaw = str(error)
    if flaw:
        yield _once(_at(pattern, start, event, reading), reading)
        yield Fault(reading.file, event.line, f"only its first day was taken: {flaw}", kept=True)
    elif not given:
        yield LeftOut(event.line, EMPTY_RULE, reading.file)


def _instances(event: Component, start: Moment, reading: Reading) -> list[Moment]:
    """When the event was: once, or by its rule and further dates, without those taken out or moved."""
    rule, more = event.first("RRULE"), event.said.get("RDATE", [])
    if event.first("RECURRENCE-ID") or not (rule or more):
        return [start]
    today = reading.asked.today
    is_told = start.day <= today and (start.day >= today - HORIZON or not rule)
    found = {start.stamp: start} if is_told else {}
    if rule:
        days = days_of(parse_rule(rule.value), start.day, today - HORIZON, today, reading.budget)
        found |= {moment.stamp: moment for moment in map(start.on, days)}
    found |= {moment.stamp: moment for moment in _dates(event, "RDATE", reading) if moment.day <= today}
    kept = _held(event, found.values(), reading)
    return sorted(kept, key=lambda moment: moment.stamp)[-MOST_INSTANCES:]


def _to_come(event: Component, start: Moment, reading: Reading) -> list[Moment]:
    """The next few instances of a series; of one with too much to count none."""
    rule, more = event.first("RRULE"), event.said.get("RDATE", [])
    if event.first("RECURRENCE-ID") or not (rule or more):
        return []
    first, last = reading.asked.today + timedelta(days=1), reading.asked.today + HORIZON
    found = {
        moment.stamp: moment for moment in _dates(event, "RDATE", reading) if first <= moment.day <= last
    }
    found |= {start.stamp: start} if start.day >= first else {}
    if rule:
        days = days_of(parse_rule(rule.value), start.day, first, last, reading.budget)
        try:
            found |= {
                moment.stamp: moment
                for moment in islice(_held(event, map(start.on, days), reading), MOST_COMING)
            }
        except Unreadable:
            return []
    return sorted(_held(event, found.values(), reading), key=lambda moment: moment.stamp)[:MOST_COMING]


def _held(event: Component, moments: Iterable[Moment], reading: Reading) -> Iterator[Moment]:
    """Those of the moments of a series that were neither taken out nor moved."""
    out = {moment.stamp for moment in _dates(event, "EXDATE", reading)}
    uid = event.text("UID")
    for one in moments:
        is_out = one.stamp in out or one.day.strftime("%Y%m%d") in out
        if not is_out and (uid, one.stamp) not in reading.moved:
            yield one


def _dates(event: Component, name: str, reading: Reading) -> Iterator[Moment]:
    """The moments of RDATE or EXDATE lines that can be read; of a period its start."""
    for said in event.said.get(name, [])[:MOST_DATES]:
        for value in said.value.split(",")[:MOST_DATES]:
            try:
                yield reading.zones.moment(said._replace(value=value.split("/")[0]))
            except (ValueError, OverflowError, IndexError):
                continue


def moved_from(event: Component, zones: Zones) -> tuple[str, str] | None:
    """Which instance of which series an event stands in for; None for events of their own."""
    said = event.first("RECURRENCE-ID")
    if said is None:
        return None
    try:
        return event.text("UID"), zones.moment(said).stamp
    except (ValueError, OverflowError, IndexError):
        return None


def _pattern(
    event: Component, span: tuple[Moment, Moment | None], guests: Guests, reading: Reading
) -> Happening:
    """What all instances have in common."""
    title = clean(event.text("SUMMARY")[:MAX_NOTE])
    place = clean(event.text("LOCATION")[:1_000])
    people = guests.people or tuple(Party(name=name) for name in people_in(title, reading.asked.own_names))
    is_crowd = guests.asked > CROWD
    if is_crowd:
        people = tuple(replace(party, talked=False) for party in people)
    return Happening(
        line=event.line,
        file=reading.file,
        key="",
        kind=_kind(event, title, place, len(people)),
        day=span[0].day,
        people=people,
        minutes=minutes_between(*span, event.text("DURATION")),
        place="" if _is_link(place) else place[:MAX_PLACE],
        note=_note(event, title, reading.asked),
        crowd=guests.asked if is_crowd else 0,
    )


def _note(event: Component, title: str, asked: Asked) -> str:
    text = event.text("DESCRIPTION").strip() if asked.texts else ""
    return f"{title}\n\n{text}".strip()[:MAX_NOTE]


def _kind(event: Component, title: str, place: str, count: int) -> str:
    """By the title; else by the room, unless it is a place one goes to; a crowd makes an event of anything."""
    if count > CROWD:
        return "event"
    named = kind_of(title)
    if named:
        return named
    rooms = (event.text("URL"), event.text("X-GOOGLE-CONFERENCE"), event.text("CONFERENCE"), _teams(event))
    if is_video(place) or (not place and any(map(is_video, rooms))):
        return "video"
    return "event" if count > MANY else "other"


def _teams(event: Component) -> str:
    return event.text("X-MICROSOFT-SKYPETEAMSMEETINGURL") or event.text("X-MICROSOFT-ONLINEMEETINGCONFLINK")


def _is_link(place: str) -> bool:
    return place.lower().startswith(("http://", "https://"))


def _at(pattern: Happening, moment: Moment, event: Component, reading: Reading) -> Happening | Coming:
    """The pattern at one of its moments, in the owner's zone."""
    local = _local(moment, reading.zones)
    at = local.at.replace(second=0) if local.at else None
    told = replace(pattern, day=local.day, at=at, key=_key(event, moment, reading.zones))
    if local.day <= reading.asked.today:
        return told
    days = _days_more(event, reading.zones)
    until = local.day + timedelta(days=days) if days else None
    return _coming(told, clean(event.text("SUMMARY")[:MAX_NOTE]), until)


def _days_more(event: Component, zones: Zones) -> int:
    """How many days an event goes on after its first. The end is the first moment that is no part of it."""
    start, end = _span(event, zones)
    if end is None:
        return 0
    local = _local(end, zones)
    is_over_before = local.at is None or local.at == time()
    days = (local.day - _local(start, zones).day).days - is_over_before
    return days if 0 < days <= MOST_DAYS else 0


def _coming(told: Happening, title: str, until: date | None) -> Coming:
    """The same as still to come: the title is its name, what follows it in the note its note."""
    return Coming(
        line=told.line,
        file=told.file,
        key=told.key,
        name=title[:MAX_PLACE],
        kind=told.kind,
        day=told.day,
        people=told.people,
        at=told.at,
        minutes=told.minutes,
        place=told.place,
        note=told.note.removeprefix(title).strip(),
        until=until,
    )


def _once(happening: Happening | Coming, reading: Reading) -> Item:
    """The same event stands in several calendars of one export; it is told once."""
    if happening.key in reading.seen:
        return LeftOut(happening.line, AGAIN, reading.file)
    reading.seen.add(happening.key)
    return happening


def _key(event: Component, moment: Moment, zones: Zones) -> str:
    """A series and the instance of it; one that was moved keeps the key of its first place."""
    moved = moved_from(event, zones)
    stamp = moved[1] if moved else moment.stamp
    uid = event.text("UID").strip() or "-" + _hashed(f"{event.text('SUMMARY')}|{moment.stamp}")
    key = f"{uid}/{stamp}"
    return key if len(key) <= MAX_KEY else _hashed(uid) + "/" + stamp[:40]


def _hashed(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
