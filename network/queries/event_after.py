"""After an event: the requests that followed it, with what the policy says to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from accounts.clock import zone_of
from accounts.models import User
from domain.linking import IN_WORDS
from domain.names import fold
from interactions.models import Event
from interactions.queries.events import guests_of
from network.models import LinkRequest
from network.queries.events import DAYS_AFTER
from network.queries.triage import triage

MOST_REQUESTS = 50


@dataclass(frozen=True, slots=True)
class Followed:
    """A request that followed an event; `verdict` in words, empty where no policy tells. `was_guest`: on its list."""

    request: LinkRequest
    verdict: str
    was_guest: bool


def requests_after(user: User, event: Event, today: date) -> Sequence[Followed]:
    """The requests of the 14 days from the first day of an event on, those of guests first; at most 50.

    Days are the owner's. As many queries for many as for one.
    """
    zone, last = zone_of(user), event.until or event.day
    if event.day > today:
        return []
    since = datetime.combine(event.day, time.min, zone)
    until = datetime.combine(last + timedelta(days=DAYS_AFTER + 1), time.min, zone)
    rows = LinkRequest.objects.owned_by(user).filter(incoming=True, sent_at__gte=since, sent_at__lt=until)
    triaged = triage(user, list(rows.order_by("-sent_at", "-pk")[:MOST_REQUESTS]), today)
    listed = guests_of(event).values_list("name", "contact_id")
    names, ids = set[str](), set[int]()
    for name, contact_id in listed if triaged else ():
        names.add(fold(name))
        ids |= {contact_id} if contact_id else set()
    found = [
        Followed(
            one.request,
            IN_WORDS[one.verdict.verdict] if one.verdict else "",
            fold(one.request.name) in names or one.contact_id in ids,
        )
        for one in triaged
    ]
    return sorted(found, key=lambda one: not one.was_guest)
