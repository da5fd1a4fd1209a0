"""Whom a message would do most good."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, Q, QuerySet, Value, When, prefetch_related_objects

from accounts.models import User
from contacts.models import Contact
from domain.health import FEW_DAYS, MANY_DAYS, STRONG_PEAK
from domain.suggest import Kind, Suggestion
from interactions.sparks import sparks_of
from network.models import Link
from network.queries.cards import Card, card_of
from network.queries.links import active_links
from network.queries.review import decided
from network.queries.standings import standings_by_contact
from network.queries.suggestions import suggestions_for
from relationships.models import Standing

SHOWN = 20
STEP = 60
"""So many are weighed at first: nearly always all it takes."""
WEIGHED = 1000
"""So many are weighed at most."""

Weighed = tuple[float, str, int, Contact, Suggestion]
"""The priority, negative, then name and id: what the list is ordered by; and the person with the suggestion."""


def nurture_cards(user: User, today: date, limit: int = SHOWN) -> list[Card]:
    """Whom a message would do most good, the dormant who were once strong first. Six queries, seldom more.

    While its anchor holds, no suggestion is of a higher priority than a standing's `worth`. So people are weighed
    from the most worth on, until nobody who follows can be among the first; and all besides whose anchor does not
    hold. A thousand are weighed at most of each. That is everybody in small books; of more people who are worth
    the same, it is the newest, and of more whose anchor does not hold, the once strong, the wanted and those of
    the highest peak.
    """
    first = _first(user, today, limit)
    people = [contact for *_, contact, _ in first]
    prefetch_related_objects(people, "posts")
    links: dict[int, list[Link]] = {one.pk: [] for one in people}
    for link in active_links(user).filter(contact__in=list(links)).order_by("network"):
        links[link.contact_id].append(link)
    lines = sparks_of(user, people, today)
    cards = [card_of(user, one, suggestion, links[one.pk], today) for *_, one, suggestion in first]
    return [replace(card, line=lines.get(card.contact.pk, ())) for card in cards]


def _first(user: User, today: date, limit: int) -> list[Weighed]:
    found = _weigh(user, _doubtful(user, today), today)
    sure = _sure(user, today)
    for start in range(0, WEIGHED, STEP):
        rows = list(sure[start : start + STEP])
        found = sorted([*found, *_weigh(user, [row.contact for row in rows], today)], key=_order)[:limit]
        if len(rows) < STEP or (len(found) == limit and rows[-1].worth < -found[-1][0]):
            break
    return found


def _order(row: Weighed) -> tuple[float, str, int]:
    return row[:3]


def _weigh(user: User, people: Sequence[Contact], today: date) -> list[Weighed]:
    """Those of these people whom to nurture; for that links do not matter."""
    suggestions = suggestions_for(user, people, standings_by_contact(people), today, links=())
    weighed = ((one, suggestions[one.pk]) for one in people)
    return [
        (-found.priority, one.sort_name, one.pk, one, found)
        for one, found in weighed
        if found.kind is Kind.NURTURE
    ]


def _sure(user: User, today: date) -> "QuerySet[Standing]":
    """Those there may be something to nurture in, whose anchor holds, the most worth first."""
    day = today.toordinal()
    rows = Standing.objects.owned_by(user).filter(is_listed=True, worth__gt=0, contact__never_nudge=False)
    undecided = rows.filter(~decided(user, today))
    holding = undecided.filter(anchored_on__lte=day, stale_on__gt=day)
    return holding.select_related("contact").order_by("-worth", "-pk")


def _doubtful(user: User, today: date) -> list[Contact]:
    """Those whom there may be something to nurture in, by their turning days, whose anchor does not hold."""
    day = today.toordinal()
    doubt = Q(anchored_on__gt=day) | Q(stale_on__lte=day)
    rows = Standing.objects.owned_by(user).filter(doubt, is_listed=True)
    ids = list(rows.values_list("pk", flat=True)[: WEIGHED + 1])
    if not ids:
        return []
    if len(ids) <= WEIGHED:
        rows = rows.filter(pk__in=ids)
    found = rows.filter(_is_to_nurture(day), contact__never_nudge=False, frozen_on=None)
    found = found.filter(~decided(user, today)).select_related("contact")
    return [row.contact for row in found.order_by(*_likely_first(day))[:WEIGHED]]


WANTED = ~Q(contact__circle="") | Q(contact__cadence_days__isnull=False) | Q(rating_floor__isnull=False)


def _is_to_nurture(day: int) -> Q:
    is_never = Q(never_on__isnull=False, never_on__lte=day)
    return (Q(cooling_on__lte=day) & ~is_never) | (WANTED & (is_never | Q(days=0)))


def _likely_first(day: int) -> tuple[Any, ...]:
    was_strong = Q(days__gte=MANY_DAYS) | Q(days__gt=FEW_DAYS, peak__gte=STRONG_PEAK)
    return _flag(was_strong & Q(dormant_on__lte=day)).desc(), _flag(WANTED).desc(), "-peak", "pk"


def _flag(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())
