"""Who is in the graph, in which ring and of which health."""

from datetime import date
from typing import Any

from django.db.models import Case, IntegerField, QuerySet, Value, When

from accounts.models import User
from contacts.models import Circle, Contact, ContactQuerySet, State
from dashboard.graph.by import By
from dashboard.graph.clusters import clusters_of
from domain import circles
from domain.graph.data import Dot
from domain.graph.rings import NOT_SHOWN, ring_of_strength
from domain.health import TurningDays, health
from domain.state import State as Standing
from relationships.queries import strength_expression

MOST_PEOPLE = 10_000
CIRCLES = tuple(circle.value for circle in Circle)
NO_CIRCLE = len(CIRCLES)
STANDING = ("as_of", "last_on", "first_on", "days", "log_gap", "frozen_on")
TURNS = ("cooling_on", "dormant_on", "never_on")
COLUMNS = (
    *("pk", "display", "state", "circle", "cadence_days", "hides_strength"),
    *(f"standing__{name}" for name in (*STANDING, *TURNS)),
)


def graph_people(user: User) -> ContactQuerySet:
    """Everybody of the book but the archived; those let go and the deceased are in it."""
    found: ContactQuerySet = Contact.objects.owned_by(user).exclude(state=State.ARCHIVED)
    return found


def by_ring(people: QuerySet[Any], user: User, today: date, *, is_descending: bool) -> QuerySet[Any]:
    """From the innermost ring outwards if descending: by strength, or by circle where the owner hides strength."""
    if user.shows_strength:
        strength = strength_expression(today)
        return people.order_by(strength.desc() if is_descending else strength.asc(), "pk")
    ranks = [When(circle=circle, then=Value(rank)) for rank, circle in enumerate(CIRCLES)]
    rank = Case(*ranks, default=Value(NO_CIRCLE), output_field=IntegerField())
    return people.order_by(rank.asc() if is_descending else rank.desc(), "sort_name", "pk")


def dots(user: User, today: date, by: By) -> list[Dot]:
    """The people of the graph, from the innermost ring; one more than MOST_PEOPLE where there are more.

    Two queries. Nobody's ring tells a strength that is hidden.
    """
    people = by_ring(graph_people(user), user, today, is_descending=True)
    strength = {"exact": strength_expression(today)} if user.shows_strength else {"exact": Value(0.0)}
    rows = people.annotate(**strength).values_list(*COLUMNS, "exact")[: MOST_PEOPLE + 1]
    clusters = dict(clusters_of(user, by))
    return [dot_of(user, row, clusters.get(row[0], ""), today.toordinal()) for row in rows]


def dot_of(user: User, row: tuple[Any, ...], cluster: str, day: int) -> Dot:
    """The person of a row of COLUMNS and the strength, on a day (an ordinal)."""
    pk, name, state, circle, cadence, hides = row[:6]
    as_of, last_on, first_on, days, log_gap, frozen_on, *turns, strength = row[6:]
    standing = Standing(
        as_of=as_of,
        last_on=last_on,
        first_on=first_on,
        days=days or 0,
        log_gap=log_gap or 0.0,
        frozen_on=frozen_on,
    )
    if not user.shows_strength:
        ring = CIRCLES.index(circle) if circle else NO_CIRCLE
    else:
        ring = NOT_SHOWN if hides else ring_of_strength(strength)
    does = health(standing, day, circles.wished_days(circle, cadence), TurningDays(*turns))
    return Dot(pk, name, ring, does, cluster, state == State.DECEASED)
