"""When something is: days and moments as calendars write them, in the zones that they name or describe."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from transfer.formats.ics.lines import Component, Said
from transfer.formats.ics.rules import Budget, Unreadable, days_of, parse_rule

_MOMENT = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d):?(\d\d)?(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?)?")
_DURATION = re.compile(
    r"([+-]?)P(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?)?"
)
_OFFSET = re.compile(r"([+-]?)(\d\d):?(\d\d)(?::?\d\d)?")
_ZONE_NAME = re.compile(r"[A-Za-z0-9_+-]{1,40}(?:/[A-Za-z0-9_+-]{1,40}){0,2}")
MOST_ZONES = 500
YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, and the time of day unless the whole day is meant. `zone` is None for UTC offsets already applied."""

    day: date
    at: time | None
    zone: tzinfo

    @property
    def instant(self) -> datetime:
        """As an aware moment; whole days begin at midnight."""
        return datetime.combine(self.day, self.at or time(), self.zone)

    @property
    def stamp(self) -> str:
        """A text that is the same for one moment however it is written: in UTC, or the mere day."""
        if self.at is None:
            return self.day.strftime("%Y%m%d")
        return self.instant.astimezone(UTC).strftime("%Y%m%dT%H%M")

    def on(self, day: date) -> "Moment":
        """The same time of another day."""
        return replace(self, day=day)


class Zones:
    """The zones of one file: known ones by name, others by what the file tells of them."""

    def __init__(self, own: ZoneInfo, budget: Budget) -> None:
        self.own, self.budget = own, budget
        self.told: dict[str, Component] = {}
        self.known: dict[str, tzinfo | None] = {"": own, "UTC": UTC, "GMT": UTC}
        self.offsets: dict[tuple[str, int], list[tuple[datetime, timezone]]] = {}

    def tell(self, component: Component) -> None:
        """Take in a VTIMEZONE."""
        if len(self.told) < MOST_ZONES:
            self.told.setdefault(component.text("TZID"), component)
            self.known.pop(component.text("TZID"), None)

    def moment(self, said: Said, shift: int = 0) -> Moment:
        """The moment a property tells. Raises ValueError or OverflowError for what is none."""
        match = _MOMENT.fullmatch(said.value.split(",")[shift].strip())
        if not match:
            raise ValueError(said.value)
        day = date(int(match[1]), int(match[2]), int(match[3]))
        if match[4] is None or said.params.get("VALUE", "").upper() == "DATE":
            return Moment(day, None, UTC)
        at = time(min(int(match[4]), 23), int(match[5]), min(int(match[6] or 0), 59))
        if match[7]:
            return Moment(day, at, UTC if match[7] == "Z" else _fixed(match[7]))
        return Moment(day, at, self._zone(said.params.get("TZID", ""), datetime.combine(day, at)))

    def _zone(self, name: str, local: datetime) -> tzinfo:
        if name not in self.known and len(self.known) < MOST_ZONES:
            self.known[name] = _named(name) or _named(self._place_of(name))
        zone = self.known.get(name)
        if zone is None and name in self.told:
            return self._described(name, local)
        return zone or self.own

    def _place_of(self, name: str) -> str:
        component = self.told.get(name)
        return component.text("X-LIC-LOCATION") if component else ""

    def _described(self, name: str, local: datetime) -> tzinfo:
        """The offset that a VTIMEZONE gives for a local time: of its latest change before."""
        key = (name, local.year)
        if key not in self.offsets:
            changes = [change for part in self.told[name].parts[:20] for change in self._changes(part, local)]
            self.offsets[key] = sorted(changes, key=lambda change: change[0])
        found = self.offsets[key]
        before = [offset for since, offset in found if since <= local]
        return before[-1] if before else found[0][1] if found else self.own

    def _changes(self, part: Component, local: datetime) -> Iterable[tuple[datetime, timezone]]:
        """When the clocks change to what a part describes: its start, and each time of its rule lately."""
        begins, to = part.first("DTSTART"), part.first("TZOFFSETTO")
        try:
            start = datetime.combine(*_plain(begins.value if begins else ""))
            offset = _fixed(to.value if to else "")
        except ValueError:
            return
        yield start, offset
        year_end = datetime(min(local.year, 9000), 12, 31)  # noqa: DTZ001  # local times of the zone
        for said in part.said.get("RDATE", [])[:50]:
            yield from _dates_of(said, offset)
        for said in part.said.get("RRULE", [])[:1]:
            try:
                rule, since = parse_rule(said.value), max(year_end - 2 * YEAR, start)
                for day in days_of(rule, start.date(), since.date(), year_end.date(), self.budget):
                    yield datetime.combine(day, start.time()), offset
            except Unreadable:
                continue


def minutes_between(start: Moment, end: Moment | None, duration: str) -> int | None:
    """How long something took, from its end or an RFC 5545 duration; None for days and what cannot be."""
    if start.at is None:
        return None
    has_end = end is not None and end.at is not None
    length = end.instant - start.instant if end and has_end else read_duration(duration)
    minutes = int(length.total_seconds() // 60)
    return minutes if 0 < minutes <= 60 * 24 * 14 else None


def read_duration(text: str) -> timedelta:
    """A duration such as PT1H30M; nothing for what is none."""
    match = _DURATION.fullmatch(text.strip().upper())
    if not match:
        return timedelta()
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in match.groups()[1:])
    try:
        return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    except OverflowError:
        return timedelta()


def _dates_of(said: Said, offset: timezone) -> Iterable[tuple[datetime, timezone]]:
    for text in said.value.split(",")[:50]:
        try:
            yield datetime.combine(*_plain(text)), offset
        except ValueError:
            continue


def _plain(text: str) -> tuple[date, time]:
    match = _MOMENT.fullmatch(text.strip())
    if not match:
        raise ValueError(text)
    day = date(max(int(match[1]), 2), int(match[2]), int(match[3]))
    return day, time(int(match[4] or 0) % 24, int(match[5] or 0), 0)


def _fixed(text: str) -> timezone:
    match = _OFFSET.fullmatch(text.strip())
    if not match:
        raise ValueError(text)
    offset = timedelta(hours=int(match[2]), minutes=int(match[3]))
    return timezone(-offset if match[1] == "-" else offset)


def _named(name: str) -> ZoneInfo | None:
    """A zone by its name, its Windows name, or the end of a longer path such as /mozilla.org/2005/Europe/Berlin."""
    parts = name.strip("/").split("/")
    for text in (name, WINDOWS_TO_OLSON.get(name, ""), "/".join(parts[-2:]), "/".join(parts[-3:])):
        if text and _ZONE_NAME.fullmatch(text):
            try:
                return ZoneInfo(text)
            except (ValueError, OSError, KeyError):  # no such zone, or a folder of zones
                continue
    return None
