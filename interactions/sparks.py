"""The last twelve months of many people's strength, for the small lines in lists."""

from collections.abc import Iterable
from datetime import date
from operator import attrgetter
from typing import Any

from django.core.cache import cache

from accounts.models import User
from contacts.models import Contact
from contacts.queries import shows_strength
from domain.history import Past, course_of
from domain.months import months_before
from domain.strength import Rating
from interactions.pasts import weights_of

MONTHS = 12
KEPT_SECONDS = 24 * 60 * 60
FINGERPRINT = (
    *("as_of", "e7", "e90", "long", "days"),
    *("rating_day", "rating_delta", "rating_half_life", "rating_floor", "frozen_on"),
)
"""What changes in a standing when a touch, the rating or the freezing does."""
_fingerprint = attrgetter(*FINGERPRINT)
Prints = dict[int, tuple[Any, ...]]


def sparks_of(user: User, people: Iterable[Contact], today: date) -> dict[int, list[float]]:
    """The strengths (0 to 10) at 13 points, a month apart and ending today, by contact id.

    Of contacts that were read with their standings, up to a hundred. Those whose strength is hidden, and those whom one
    was never in touch with, are left out. One query for the touches of those whose standing changed since they were
    last drawn; none where nothing changed.
    """
    known = (person for person in people if hasattr(person, "standing") and person.standing.days)
    shown = [person for person in known if shows_strength(user, person)]
    return sparks_by_print(user, {person.pk: _fingerprint(person.standing) for person in shown}, today)


def sparks_by_print(user: User, prints: Prints, today: date) -> dict[int, list[float]]:
    """As sparks_of(), by contact id and what FINGERPRINT's columns hold: no query where nothing changed."""
    keys = {pk: f"spark:{pk}:{today.isoformat()}" for pk in prints}
    kept = cache.get_many(keys.values())
    known = {
        pk: kept.get(key, (None, []))[1]
        for pk, key in keys.items()
        if kept.get(key, (None,))[0] == prints[pk]
    }
    missing = {pk: row for pk, row in prints.items() if pk not in known}
    if missing:
        drawn = _drawn(user, missing, today)
        cache.set_many({keys[pk]: (missing[pk], points) for pk, points in drawn.items()}, KEPT_SECONDS)
        known |= drawn
    return known


def _drawn(user: User, prints: Prints, today: date) -> dict[int, list[float]]:
    days = months_before(today.toordinal(), MONTHS)
    people = Contact.objects.owned_by(user)
    weights = dict(weights_of(people.filter(pk__in=prints)))
    rated = [pk for pk, row in prints.items() if row[-5] is not None]
    counted = dict(weights_of(people.filter(pk__in=rated), participations__counted=True)) if rated else {}
    return {
        pk: [
            round(point, 2)
            for point in course_of(Past(weights.get(pk, {}), list(counted.get(pk, ()))), days, *_rating(row))
        ]
        for pk, row in prints.items()
    }


def _rating(row: tuple[Any, ...]) -> tuple[Rating | None, int | None]:
    day, delta, half_life, floor, frozen_on = row[-5:]
    return (None if day is None else Rating(day, delta, half_life, floor)), frozen_on
