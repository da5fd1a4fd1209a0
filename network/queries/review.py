"""Whom to let go and whom to nurture: one card at a time, evidence first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import (
    BooleanField,
    Case,
    Exists,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
    prefetch_related_objects,
)
from django.http import Http404

from accounts.models import User
from contacts.models import Contact, ContactQuerySet
from contacts.queries import shows_strength
from domain.health import FEW_DAYS, MANY_DAYS, STRONG_PEAK, Health
from domain.state import EMPTY, strength
from domain.suggest import LINKED_LONG_DAYS, Kind, Suggestion
from domain.touches import LINKED
from interactions.models import Interaction
from interactions.queries import timeline_rows
from network.models import Link, ReviewChoice
from network.queries.links import active_links
from network.queries.suggestions import standing_of, standings_by_contact, suggestions_for
from relationships.models import Standing

TALKS_SHOWN = 3
SITTING = 50
"""Up to this many cards are counted; a longer list is not a sum to work off."""
FEW_UNKNOWN = 1000
NURTURE_SHOWN = 20
NURTURE_WEIGHED = 1000
"""Of more people than this, only the once strong, the wanted and those of the highest peak are weighed."""


@dataclass(frozen=True, slots=True)
class Card:
    """One person as review shows them; `talks` are the last interactions, newest first.

    Without the strength where the owner hides it.
    """

    contact: Contact
    standing: Standing | None
    strength: float | None
    health: Health
    suggestion: Suggestion
    links: Sequence[Link]
    talks: Sequence[Interaction] = ()

    @property
    def why(self) -> str:
        """The reason, in which a hidden strength is not told."""
        return self.suggestion.quiet_reason if self.strength is None else self.suggestion.reason

    @property
    def can_unlink(self) -> bool:
        """Whether unlinking is offered: there is a link, and what is missing is not just not written down."""
        return bool(self.links) and (self.suggestion.ground is None or self.suggestion.can_unlink)


@dataclass(frozen=True, slots=True)
class ReviewQueue:
    """Whom to decide about: `never` first, and apart, `silent` links with nothing recorded."""

    never: ContactQuerySet
    silent: QuerySet[Link]

    def count(self, limit: int) -> int:
        """How many people wait, counted up to a limit: two queries that stop there."""
        never = self.never.order_by().values("pk")[:limit].count()
        if never == limit:
            return never
        silent = self.silent.order_by().values("contact").distinct()[: limit - never].count()
        return never + silent

    def next_ids(self, limit: int = SITTING + 1) -> list[int]:
        """The ids of those whose cards come next, in order, up to a limit: two queries."""
        found = list(self.never.values_list("pk", flat=True)[:limit])
        if len(found) < limit:
            silent = self.silent.values_list("contact", flat=True)[: limit - len(found)]
            found += dict.fromkeys(silent)
        return found


def review_queue(user: User, today: date) -> ReviewQueue:
    """The people to decide about, lazily; nobody whom the owner wants, nor one decided about lately.

    Those of health never come first: the linked before the others, the longest silent before the rest.
    Then links older than a year with nothing recorded, the oldest first. Counting and paging happen in SQL.
    """
    people = _to_decide(user, today)
    turned = Standing.objects.owned_by(user).filter(never_on__lte=today.toordinal())
    is_linked = Exists(active_links(user).filter(contact=OuterRef("pk")))
    never = (
        people.filter(pk__in=turned.values("pk"))
        .annotate(is_linked=is_linked)
        .order_by("-is_linked", "standing__last_on", "pk")
    )
    return ReviewQueue(never, _silent(user, people, today))


def _silent(user: User, people: ContactQuerySet, today: date) -> QuerySet[Link]:
    """The old links to those of these people about whom nothing is recorded, the oldest first.

    Where these are few they are asked for their links, else the links for whether something is recorded:
    either way little is looked at in vain.
    """
    long_ago = today - timedelta(days=LINKED_LONG_DAYS)
    links = Link.objects.owned_by(user).filter(until=None, since__lt=long_ago).order_by("since", "pk")
    unknown = Standing.objects.owned_by(user).filter(is_listed=True, health_then=Health.UNKNOWN, days=0)
    few = list(unknown.values_list("pk", flat=True)[: FEW_UNKNOWN + 1])
    if len(few) <= FEW_UNKNOWN:
        return links.filter(contact__in=people.filter(pk__in=few).values("pk")) if few else links.none()
    return links.filter(Exists(people.filter(standing__days=0, pk=OuterRef("contact"))))


def review_count(user: User, today: date) -> int:
    """How many people wait for a decision, counted up to one sitting."""
    return review_queue(user, today).count(SITTING)


def _to_decide(user: User, today: date) -> ContactQuerySet:
    """Active people in no circle, without a wished cadence, pin or floor, and not decided about lately."""
    found: ContactQuerySet = (
        Contact.objects.owned_by(user)
        .active()
        .filter(circle="", cadence_days=None, is_family=False, is_pinned=False)
        .filter(standing__frozen_on=None, standing__rating_floor=None)
        .exclude(pk__in=_decided(user, today))
    )
    return found


def _decided(user: User, today: date) -> "QuerySet[ReviewChoice, Any]":
    """The ids of those whose newest choice rests on this day."""
    choices = ReviewChoice.objects.owned_by(user).filter(undone_at=None)
    newest = choices.order_by().values("contact").annotate(newest=Max("pk")).values("newest")
    return choices.filter(again_on__gt=today, pk__in=newest).values("contact")


def nurture_cards(user: User, today: date, limit: int = NURTURE_SHOWN) -> list[Card]:
    """Whom a message would do most good, the dormant who were once strong first: four queries."""
    people = list(_to_nurture(user, today)[:NURTURE_WEIGHED])
    suggestions = suggestions_for(user, people, standings_by_contact(people), today)
    worth = [one for one in people if suggestions[one.pk].kind is Kind.NURTURE]
    worth.sort(key=lambda one: (-suggestions[one.pk].priority, one.sort_name, one.pk))
    return _cards(user, worth[:limit], suggestions, today)


def _cards(
    user: User, people: Sequence[Contact], suggestions: Mapping[int, Suggestion], today: date
) -> list[Card]:
    prefetch_related_objects(people, "posts")
    links: dict[int, list[Link]] = {one.pk: [] for one in people}
    for link in active_links(user).filter(contact__in=list(links)).order_by("network"):
        links[link.contact_id].append(link)
    return [_card(user, one, suggestions[one.pk], links[one.pk], today) for one in people]


def _to_nurture(user: User, today: date) -> ContactQuerySet:
    day = today.toordinal()
    never = Q(standing__never_on__lte=day)
    wanted = ~Q(circle="") | Q(cadence_days__isnull=False) | Q(standing__rating_floor__isnull=False)
    quiet = Q(standing__cooling_on__lte=day) & ~never
    missed = wanted & (never | Q(standing__days=0) | Q(standing__isnull=True))
    once_strong = Q(standing__days__gte=MANY_DAYS) | Q(
        standing__days__gt=FEW_DAYS, standing__peak__gte=STRONG_PEAK
    )
    found: ContactQuerySet = (
        Contact.objects.owned_by(user)
        .active()
        .filter(quiet | missed, never_nudge=False, standing__frozen_on=None)
        .exclude(pk__in=_decided(user, today))
        .annotate(
            is_wanted=_flag(wanted),
            was_strong=_flag(once_strong & Q(standing__dormant_on__lte=day)),
        )
        .select_related("standing")
        .order_by("-was_strong", "-is_wanted", "-standing__peak", "pk")
    )
    return found


def _flag(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def review_card(user: User, contact_id: int, today: date) -> Card:
    """The card of one live contact with its last interactions; Http404 if it is not this owner's.

    Six queries at most.
    """
    contact = Contact.objects.owned_by(user).filter(pk=contact_id).select_related("standing").first()
    if contact is None:
        raise Http404
    contact.owner = user
    links = list(active_links(user).filter(contact=contact).order_by("network"))
    since = [(link.contact_id, link.since) for link in links]
    suggestions = suggestions_for(user, [contact], standings_by_contact([contact]), today, since)
    prefetch_related_objects([contact], "posts")
    talks = timeline_rows(contact).exclude(kind=LINKED).order_by("-day", "-at", "-pk")[:TALKS_SHOWN]
    card = _card(user, contact, suggestions[contact.pk], links, today)
    return replace(card, talks=list(talks))


def _card(user: User, contact: Contact, suggestion: Suggestion, links: Sequence[Link], today: date) -> Card:
    standing = standing_of(contact)
    read = standing.strength_on(today) if standing else strength(EMPTY, today.toordinal())
    health = standing.health_on(today) if standing else Health.UNKNOWN
    shown = read if shows_strength(user, contact) else None
    return Card(contact, standing, shown, health, suggestion, links)


def done_today(user: User, today: date) -> int:
    """How many choices the owner made since local midnight and did not take back."""
    midnight = datetime.combine(today, time.min, ZoneInfo(user.time_zone))
    return ReviewChoice.objects.owned_by(user).filter(undone_at=None, made_at__gte=midnight).count()


def choice_or_404(user: User, pk: int) -> ReviewChoice:
    """One choice of this owner about a live contact; anything else raises Http404."""
    choices = ReviewChoice.objects.owned_by(user).filter(contact__deleted_at=None)
    found: ReviewChoice | None = choices.filter(pk=pk).select_related("contact__owner").first()
    if found is None:
        raise Http404
    return found
