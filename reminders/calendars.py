"""Events as a calendar file (RFC 5545): the same rows give the same bytes, so that a program can ask for news only."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from urllib.parse import urlsplit

import icalendar
from django.conf import settings
from django.core.cache import cache
from icalendar import Calendar, Event

from reminders.models import Feed
from reminders.queries.feeds import CalendarEvent

REFRESH = timedelta(hours=6)
KEPT_SECONDS = 600
"""Writing thousands of events takes seconds; who asks again soon gets the same bytes."""


def mark_of(feed: Feed, events: Sequence[CalendarEvent]) -> str:
    """A mark that changes when the file would: known without writing the file."""
    facts = (icalendar.__version__, _host(), feed.scope, feed.made_at.isoformat(), list(events))
    return sha256(repr(facts).encode()).hexdigest()


def calendar_file(feed: Feed, events: Sequence[CalendarEvent], mark: str) -> bytes:
    """The file with this mark, written anew only when it was not written within ten minutes."""
    key = f"calendar:{mark}"
    found: bytes | None = cache.get(key)
    if found is None:
        found = as_calendar(feed, events)
        cache.set(key, found, KEPT_SECONDS)
    return found


def as_calendar(feed: Feed, events: Iterable[CalendarEvent]) -> bytes:
    """The file that a calendar program reads. All-day events without alarms; folding and escaping are the library's."""
    made_at = feed.made_at.astimezone(UTC).replace(microsecond=0)
    host = _host()
    calendar = Calendar()
    calendar.add("prodid", "-//Rapport//Rapport//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", Feed.Scope(feed.scope).label)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    for event in events:
        calendar.add_component(_component(event, made_at, host))
    return bytes(calendar.to_ical())


def _host() -> str:
    return urlsplit(settings.BASE_URL).hostname or "localhost"


def _component(event: CalendarEvent, made_at: datetime, host: str) -> Event:
    found = Event()
    found.add("uid", f"{event.uid}@{host}")
    found.add("dtstamp", made_at)
    found.add("dtstart", event.day)
    found.add("summary", event.summary)
    if event.description:
        found.add("description", event.description)
    if event.rule is not None:
        found.add("rrule", dict(event.rule))
    found.add("class", "PRIVATE")
    found.add("transp", "TRANSPARENT")
    return found
