"""How a relationship stood on days gone by: its strength and its health as they would have been read then.

A touch counts from its day on and a rating from its own, so that the past is told without hindsight. Days are
ordinals (date.toordinal()).
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from math import exp, floor, inf
from typing import NamedTuple

from domain import health as rules
from domain import state as model
from domain.health import Health
from domain.state import Rating
from domain.touches import Touch


class Past(NamedTuple):
    """All with one person: the heaviest touch of each day, and the interaction-days; both in order of days."""

    weights: Mapping[int, float]
    counted: Sequence[int]


def past_of(touches: Iterable[Touch]) -> Past:
    """The past that touches make, given in any order, any number on a day."""
    found = list(touches)
    weights = dict(sorted((touch.day, touch.weight) for touch in found))
    return Past(weights, sorted({touch.day for touch in found if touch.counted}))


def course(
    touches: Iterable[Touch], days: Sequence[int], rating: Rating | None = None, frozen_on: int | None = None
) -> list[float]:
    """The strength (0 to 10) as it stood on each of the days, which must rise.

    Equal to strength(replay(the touches up to the day, the rating if it was given by then, frozen_on), day),
    in one pass over touches and days.
    """
    return course_of(past_of(touches), days, rating, frozen_on)


def course_of(
    past: Past, days: Sequence[int], rating: Rating | None = None, frozen_on: int | None = None
) -> list[float]:
    """As course(), of a past already put in order: on local floats, a million touches in about a second."""
    e7 = e90 = long = short = 0.0
    touched = iter(past.weights.items())
    day, weight = next(touched, (inf, 0.0))
    before = day
    found = []
    for asked in days:
        last = asked if frozen_on is None else min(asked, frozen_on)
        while day <= last:
            e7, e90, long, short = model._update(e7, e90, long, short, int(day - before), weight, weight)
            before = day
            day, weight = next(touched, (inf, 0.0))
        silence = max(0, last - before)  # before the first touch all sums are 0
        evidence = model._evidence(
            e7 * 2.0 ** (-silence / model.WEEK),
            e90 * 2.0 ** (-silence / model.QUARTER),
            long * 2.0 ** (-silence / model.TWO_YEARS),
        )
        is_rated = rating is not None and rating.day <= asked
        found.append(_rated(evidence, rating, past.counted, last) if is_rated else model._score(evidence))
    return found


def _rated(evidence: float, rating: Rating | None, counted: Sequence[int], last: int) -> float:
    if rating is None:
        return model._score(evidence)
    rated_days = max(0, bisect_right(counted, last) - bisect_right(counted, rating.day))
    strength = model._score(evidence + model._offset(rating, rated_days, last))
    return strength if rating.floor is None else max(strength, rating.floor)


def health_course(
    touches: Iterable[Touch],
    days: Sequence[int],
    wished_days: int | None = None,
    frozen_on: int | None = None,
) -> list[Health]:
    """The health as it stood on each of the days, which must rise, by today's wished cadence.

    Equal to health(replay(the touches up to the day, None, frozen_on), day, wished_days).
    """
    return health_course_of(past_of(touches), days, wished_days, frozen_on)


def health_course_of(
    past: Past, days: Sequence[int], wished_days: int | None = None, frozen_on: int | None = None
) -> list[Health]:
    """As health_course(), of a past already put in order."""
    counted = past.counted
    after, before, number, log_gap = iter(counted), 0, 0, 0.0
    day = next(after, inf)
    turns: _Turns = (-inf, inf, inf, inf)
    found = []
    for asked in days:
        last = asked if frozen_on is None or asked < frozen_on else frozen_on
        if day <= last:
            while day <= last:
                if number:
                    log_gap = model._gap_mean(log_gap, number, int(day) - before)
                before, number = int(day), number + 1
                day = next(after, inf)
            turns = _turns(counted[0], before, number, log_gap, wished_days)
        found.append(_health(turns, last) if number else Health.UNKNOWN)
    return found


_Turns = tuple[float, float, float, float]
"""The last day of being new, and the first of cooling, dormant and never; what never comes is infinite."""


def _turns(first: int, last: int, number: int, log_gap: float, wished: int | None) -> _Turns:
    """What health() and turning_days() reach, without a frozen value for each of a million days."""
    is_few = number <= rules.FEW_DAYS
    usual = max(1.0, wished or rules.USUAL_DAYS) if is_few else max(1.0, round(exp(log_gap), 9))
    cooling_on = max(last + floor(rules.THRIVING_RHYTHMS * usual), first + rules.NEW_DAYS + 1)
    dormant_on = max(last + floor(rules.COOLING_RHYTHMS * usual), cooling_on)
    if not is_few:
        return -inf, cooling_on, dormant_on, inf
    never_on = last + max(rules.NEVER_DAYS, 2 * (wished or 0) + 1)
    return first + rules.NEW_DAYS, cooling_on, dormant_on, never_on


def _health(turns: _Turns, day: int) -> Health:
    new_until, cooling_on, dormant_on, never_on = turns
    if day <= new_until:
        return Health.NEW
    if day >= never_on:
        return Health.NEVER
    if day >= dormant_on:
        return Health.DORMANT
    return Health.COOLING if day >= cooling_on else Health.THRIVING
