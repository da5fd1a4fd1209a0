"""Reading the touches of many people at once, as plain values in order."""

from collections.abc import Iterator

from accounts.models import User
from contacts.models import ContactQuerySet
from domain.history import Past
from domain.strength import Rating
from relationships.models import Standing

CHUNK = 5_000
TOUCH = ("pk", "participations__touch_day", "participations__touch_weight")


def pasts_of(people: ContactQuerySet) -> Iterator[tuple[int, Past]]:
    """Contact id and past of everyone with a touch: two queries, streamed in the order of an index."""
    uncounted = dict(weights_of(people, participations__counted=False))
    for pk, weights in weights_of(people, participations__counted=True):
        days = list(weights)
        yield pk, Past(_merged(weights, uncounted.pop(pk, {})), days)
    for pk, weights in uncounted.items():
        yield pk, Past(weights, [])


def weights_of(people: ContactQuerySet, **which: bool) -> Iterator[tuple[int, dict[int, float]]]:
    """Contact id and heaviest touch of each day, in order, of everyone with a touch: one query, streamed."""
    # All conditions stand in one filter: a second one would join the touches once more.
    touched = people.filter(participations__touch_weight__isnull=False, **which)
    who, weights = 0, dict[int, float]()
    for pk, day, weight in touched.order_by(*TOUCH).values_list(*TOUCH).iterator(CHUNK):
        if pk != who:
            if weights:
                yield who, weights
            who, weights = pk, {}
        weights[day] = weight  # the rows of a day come with rising weights: the heaviest stays
    if weights:
        yield who, weights


def _merged(weights: dict[int, float], others: dict[int, float]) -> dict[int, float]:
    if not others:
        return weights
    return {day: max(weights.get(day, 0), others.get(day, 0)) for day in sorted(weights.keys() | others)}


def ratings_of(user: User) -> dict[int, tuple[Rating | None, int | None]]:
    """Own rating and day of freezing, by contact id, of those who have either."""
    columns = ("pk", "rating_day", "rating_delta", "rating_half_life", "rating_floor", "frozen_on")
    mine = Standing.objects.owned_by(user)
    rows = mine.filter(rating_day__isnull=False) | mine.filter(frozen_on__isnull=False)
    return {
        pk: (None if day is None else Rating(day, delta, half_life, floor), frozen_on)
        for pk, day, delta, half_life, floor, frozen_on in rows.values_list(*columns)
    }
