"""The list beside the card: who else waits, and after which event."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator

from accounts.models import User
from domain.wording import day_in_words
from interactions.models import Event, Interaction
from network.models import LinkRequest
from network.queries.events import events_before
from network.queries.waiting import waiting

ROWS_A_PAGE = 50
Rows = Sequence[LinkRequest]


@dataclass(frozen=True, slots=True)
class Inbox:
    """Who waits. `at` is the place of the request that is shown, 0 for one that does not wait; `after` the next one.

    `groups` are the requests of the page, each with the event that it followed or "". `back` tells why some came
    back, `met_since` what happened since with people whom the owner declined.
    """

    current: int | None
    at: int
    of: int
    after: int | None
    back: Mapping[int, str]
    page: Page[Any]
    groups: Sequence[tuple[str, Rows]]
    met_since: Mapping[int, str]


def inbox(user: User, today: date, current: int | None, page: str | None = None) -> Inbox:
    """The inbox around a request; around the first one that waits where none is named."""
    found = waiting(user, today)
    ids = list(found.requests.values_list("pk", flat=True))
    current = current if current is not None else next(iter(ids), None)
    at = ids.index(current) + 1 if current in ids else 0
    after = ids[at] if 0 < at < len(ids) else None
    pages = Paginator(found.requests, ROWS_A_PAGE)
    shown = pages.get_page(page or (max(at, 1) - 1) // ROWS_A_PAGE + 1)
    rows: Rows = list(shown.object_list)
    groups = _groups(rows, events_before(user, rows), today)
    return Inbox(current, at, len(ids), after, found.back, shown, groups, found.met_since)


def _groups(rows: Rows, events: Mapping[int, Interaction | Event], today: date) -> list[tuple[str, Rows]]:
    """Those after an event under its words, in the order of their newest; those after none at last."""
    found: dict[str, list[LinkRequest]] = {}
    for row in rows:
        event = events.get(row.pk)
        found.setdefault(_after(event, today) if event else "", []).append(row)
    return sorted(found.items(), key=lambda group: not group[0])


def _after(event: Interaction | Event, today: date) -> str:
    name = event.name if isinstance(event, Event) else event.place or event.note[:60].strip() or "an event"
    return f"After {name}, {day_in_words(event.day.toordinal(), today.toordinal())}"
