"""The one walk through all touches of the book that several pictures share."""

from dataclasses import dataclass, field
from datetime import date

from accounts.models import User
from contacts.models import Contact
from domain.circles import wished_days
from domain.health import Health
from domain.history import Past, course_of, health_course_of
from domain.months import month_ends
from interactions.pasts import pasts_of, ratings_of

MONTHS = 24
QUARTER_DAYS = 90
YEAR_DAYS = 365
NO_RATING = (None, None)


@dataclass(slots=True)
class Walk:
    """What was met on the way. `ends` are the last days of the months, the last one today.

    `healths` counts the people of each health for each of the `ends`; `strengths` has what a contact's strength
    was a quarter ago and is today; `attention` the sum of a contact's interaction-days of the last year, by
    weight.
    """

    ends: list[int]
    healths: list[dict[Health, int]]
    strengths: list[tuple[int, float, float]] = field(default_factory=list)
    attention: list[tuple[int, float]] = field(default_factory=list)


def walk(user: User, today: date) -> Walk:
    """Read the touches of everyone active, once, from the oldest on: about five seconds for a million."""
    day = today.toordinal()
    ends = month_ends(day, MONTHS)
    found = Walk(ends, [dict.fromkeys(Health, 0) for _ in ends])
    people = Contact.objects.owned_by(user).active()
    ratings, wishes = ratings_of(user), _wishes(user)
    for pk, past in pasts_of(people):
        rating, frozen_on = ratings.get(pk, NO_RATING)
        before, now = course_of(past, (day - QUARTER_DAYS, day), rating, frozen_on)
        found.strengths.append((pk, before, now))
        if attention := _attention(past, day):
            found.attention.append((pk, attention))
        for column, health in zip(
            found.healths, health_course_of(past, ends, wishes.get(pk), frozen_on), strict=True
        ):
            column[health] += 1
    return found


def _wishes(user: User) -> dict[int, int | None]:
    people = Contact.objects.owned_by(user).active()
    rows = people.exclude(circle="", cadence_days=None).values_list("pk", "circle", "cadence_days")
    return {pk: wished_days(circle, cadence) for pk, circle, cadence in rows}


def _attention(past: Past, today: int) -> float:
    """What the interaction-days of the last year weigh together; a link alone is no attention."""
    total = 0.0
    for day in reversed(past.counted):
        if day <= today - YEAR_DAYS:
            break
        total += past.weights[day]
    return total
