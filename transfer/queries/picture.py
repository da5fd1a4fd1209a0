"""What a network looks like now: how many of each health, and the lists worth a look."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from accounts.models import User
from contacts.models import Contact, State
from contacts.queries import shows_strength
from domain.health import FEW_DAYS, MANY_DAYS, STRONG_PEAK, Health
from interactions.sparks import sparks_of
from network.queries import active_links, waiting_count
from relationships.models import Standing
from relationships.queries import health_counts, with_health

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Faded:
    """Somebody who was close once: the standing, and unless hidden the strength (0-10) today and the last year's."""

    standing: Standing
    strength: float | None
    line: Sequence[float]


@dataclass(frozen=True, slots=True)
class Picture:
    """Counts by health, those dormant but once strong, links with nothing recorded, requests that wait."""

    healths: Sequence[tuple[Health, int]]
    faded: Sequence[Faded]
    unrecorded: int
    requests: int

    @property
    def people(self) -> int:
        return sum(count for _health, count in self.healths)


def picture(user: User, today: date) -> Picture:
    """The network of an owner on a day."""
    return Picture(
        healths=list(health_counts(user, today).items()),
        faded=_faded(user, today),
        unrecorded=_unrecorded(user),
        requests=waiting_count(user, today),
    )


def _faded(user: User, today: date) -> list[Faded]:
    """Dormant, but strong once: the most at their best first."""
    active = Contact.objects.owned_by(user).filter(state=State.ACTIVE)
    once_strong = Q(standing__days__gte=MANY_DAYS) | Q(
        standing__days__gt=FEW_DAYS, standing__peak__gte=STRONG_PEAK
    )
    people = with_health(active, Health.DORMANT, today).filter(once_strong).select_related("standing")
    found = list(people.order_by("-standing__peak", "sort_name")[:SHOWN])
    lines = sparks_of(user, found, today)
    return [_faded_one(user, contact, today, lines.get(contact.pk, ())) for contact in found]


def _faded_one(user: User, contact: Contact, today: date, line: Sequence[float]) -> Faded:
    standing: Standing = contact.standing
    return Faded(standing, standing.strength_on(today) if shows_strength(user, contact) else None, line)


def _unrecorded(user: User) -> int:
    """Active people who are linked somewhere and with whom nothing is recorded."""
    links = active_links(user).filter(contact__state=State.ACTIVE)
    nothing = Q(contact__standing__isnull=True) | Q(contact__standing__days=0)
    return links.filter(nothing).values("contact").distinct().count()
