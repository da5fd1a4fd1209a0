"""Events: who was there, and which requests followed them."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from accounts.models import User
from interactions.models import Interaction, Kind, Participation, Precision
from network.models import LinkRequest

DAYS_AFTER = 14
DATED = (Precision.DAY, Precision.WEEK)
"""An event of which only the month is known is nobody's last fortnight."""


def events_before(user: User, requests: Iterable[LinkRequest]) -> dict[int, Interaction]:
    """For each request that came in within 14 days after an event, the newest such event, by request id.

    Days are the owner's. One query, however many requests.
    """
    zone = ZoneInfo(user.time_zone)
    days = {
        row.pk: row.sent_at.astimezone(zone).date()
        for row in requests
        if row.incoming and row.sent_at is not None
    }
    if not days:
        return {}
    span = timedelta(days=DAYS_AFTER)
    events = list(_events(user).filter(day__gte=min(days.values()) - span, day__lte=max(days.values())))
    found = {
        pk: next((one for one in events if sent - span <= one.day <= sent), None) for pk, sent in days.items()
    }
    return {pk: event for pk, event in found.items() if event is not None}


def _events(user: User) -> QuerySet[Interaction]:
    dated = Interaction.objects.owned_by(user).filter(kind=Kind.EVENT, precision__in=DATED)
    return dated.order_by("-day", "-pk")


def shared_events(user: User, contact_ids: Collection[int]) -> dict[int, list[tuple[int, str]]]:
    """The events that each contact took part in, talked or present: (day as an ordinal, words), newest first.

    The words are such as "the event on 3 March 2026 at Riverside Hall". One query.
    """
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    if not contact_ids:
        return {}
    rows = Participation.objects.owned_by(user).filter(
        contact__in=contact_ids,
        interaction__kind=Kind.EVENT,
        interaction__precision__in=DATED,
        interaction__deleted_at=None,
    )
    days = rows.order_by("-interaction__day", "-interaction_id").values_list(
        "contact_id", "interaction__day", "interaction__place"
    )
    for contact_id, day, place in days:
        where = f" at {place}" if place else ""
        found[contact_id].append((day.toordinal(), f"the event on {day.day} {day:%B %Y}{where}"))
    return dict(found)
