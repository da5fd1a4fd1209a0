"""Events, and which requests followed them."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import QuerySet

from accounts.clock import zone_of
from accounts.models import User
from interactions.models import Event, Interaction, Kind, Precision
from interactions.queries.events import NOT_LOGGED
from network.models import LinkRequest

DAYS_AFTER = 14
DATED = (Precision.DAY, Precision.WEEK)
"""An event of which only the month is known is nobody's last fortnight."""


def events_before(user: User, requests: Iterable[LinkRequest]) -> dict[int, Interaction | Event]:
    """For each request that came in within 14 days after an event, the newest such event, by request id.

    What is logged, and what was planned and is not logged yet. Days are the owner's. Two queries, however many
    requests.
    """
    zone = zone_of(user)
    days = {
        row.pk: row.sent_at.astimezone(zone).date()
        for row in requests
        if row.incoming and row.sent_at is not None
    }
    if not days:
        return {}
    span = timedelta(days=DAYS_AFTER)
    first, last = min(days.values()) - span, max(days.values())
    events: list[Interaction | Event] = list(_events(user).filter(day__gte=first, day__lte=last))
    planned = Event.objects.owned_by(user).filter(NOT_LOGGED, kind=Kind.EVENT, day__gte=first, day__lte=last)
    events = sorted([*events, *planned.order_by("-day", "-pk")], key=lambda one: one.day, reverse=True)
    found = {
        pk: next((one for one in events if sent - span <= one.day <= sent), None) for pk, sent in days.items()
    }
    return {pk: event for pk, event in found.items() if event is not None}


def _events(user: User) -> QuerySet[Interaction]:
    dated = Interaction.objects.owned_by(user).filter(kind=Kind.EVENT, precision__in=DATED)
    return dated.order_by("-day", "-pk")
