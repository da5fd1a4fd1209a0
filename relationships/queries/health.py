"""Health as comparisons of stored days."""

from datetime import date
from typing import Any

from django.db.models import Q

from accounts.models import User
from contacts.models import Contact, State
from domain.health import FEW_DAYS, NEW_DAYS, Health


def with_health(rows: Any, health: Health, day: date, prefix: str = "standing__") -> Any:
    """The rows whose contact is of this health on a day: comparisons of stored days, in the order of precedence.

    `prefix` leads from the rows to the standing.
    """
    today = day.toordinal()

    def turned(name: str) -> Q:
        return Q(**{f"{prefix}{name}__lte": today})

    unknown = Q(**{f"{prefix}first_on__isnull": True})
    is_new = Q(**{f"{prefix}days__lte": FEW_DAYS, f"{prefix}first_on__gte": today - NEW_DAYS})
    if health is Health.UNKNOWN:
        return rows.filter(unknown)
    if health is Health.NEW:
        return rows.filter(is_new)
    known = rows.exclude(unknown).exclude(is_new)
    if health is Health.NEVER:
        return known.filter(turned("never_on"))
    alive = known.exclude(turned("never_on"))
    if health is Health.DORMANT:
        return alive.filter(turned("dormant_on"))
    awake = alive.exclude(turned("dormant_on"))
    return (
        awake.filter(turned("cooling_on"))
        if health is Health.COOLING
        else awake.exclude(turned("cooling_on"))
    )


def health_counts(user: User, day: date) -> dict[Health, int]:
    """How many active contacts are of each health."""
    active = Contact.objects.owned_by(user).filter(state=State.ACTIVE)
    return {health: with_health(active, health, day).count() for health in Health}
