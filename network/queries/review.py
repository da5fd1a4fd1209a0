"""Whom to let go and whom to nurture: one card at a time, evidence first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from accounts.clock import zone_of
from accounts.models import User
from contacts.models import Contact, ContactQuerySet
from domain.health import Health
from domain.suggest import LINKED_LONG_DAYS
from network.models import Link, Network, PolicyVersion, ReviewChoice
from network.queries import sources
from network.queries.accepted import accepted_ids, accepted_lately
from network.queries.undecided import newest_choices
from relationships.models import Standing

SITTING = 50
"""Up to this many cards are counted; a longer list is not a sum to work off."""
FEW_UNKNOWN = 1000
AT_HAND = 200
"""So many more than are asked for are read at once of those of health never."""


@dataclass(frozen=True, slots=True)
class ReviewQueue:
    """Whom to decide about, from all sources, lazily: nothing is read but as far as asked for.

    Of those of health `never` the `linked` come before the rest; `silent` are links with nothing recorded, apart.
    With `is_whole` the links that fail their policy are looked at too, and whom a policy accepts is read anew.
    """

    user: User
    today: date
    never: QuerySet[Any]
    linked: QuerySet[Standing]
    silent: QuerySet[Link]
    links: QuerySet[Link]
    is_whole: bool = False

    def count(self, limit: int) -> int:
        """How many people wait, counted up to a limit: as many queries as next_ids()."""
        return len(self.next_ids(limit))

    def next_ids(self, limit: int = SITTING + 1) -> list[int]:
        """The ids of those whose cards come next, in order, up to a limit: some seven queries, nine in a large book.

        Where policies hold, whom they accept is left out of what follows from health and silence alone.
        """
        has_policies = PolicyVersion.objects.owned_by(self.user).exists()
        reach = max(limit, sources.LOOKED_AT) if has_policies else limit
        found: dict[int, None] = {}
        for ids, is_weighed in self._parts(limit, reach):
            kept = self._unaccepted(ids) if has_policies and is_weighed else ids
            found |= dict.fromkeys(kept)
            if len(found) >= limit:
                break
        return list(found)[:limit]

    def _parts(self, limit: int, reach: int) -> Iterator[tuple[list[int], bool]]:
        """One source after the other; with each whether a policy that accepts the link is reason enough to keep it."""
        yield sources.blamed(self.user, self.today, limit), False
        linked, apart = self._never_ids(reach)
        yield linked, True
        yield sources.unanswered(self.user, self.today, limit), False
        yield self._proposed(sources.silent_since(self.user, self.today)), True
        yield self._proposed(sources.taking(self.user, self.today, limit)), True
        if self.is_whole:
            yield self._proposed(sources.failing(self.user, self.today)), True
        yield apart, False
        yield list(self.silent.values_list("contact", flat=True)[: max(reach, limit * len(Network))]), True

    def _proposed(self, ids: list[int]) -> list[int]:
        """Those whom the owner does not want otherwise, and has not decided about."""
        if not ids:
            return []
        people = to_decide(self.user, self.today).filter(pk__in=ids)
        proposed = set(people.values_list("pk", flat=True))
        return [pk for pk in ids if pk in proposed]

    def _unaccepted(self, ids: list[int]) -> list[int]:
        accepts = accepted_ids if self.is_whole else accepted_lately
        accepted = accepts(self.user, ids, self.today)
        return [pk for pk in ids if pk not in accepted]

    def _never_ids(self, limit: int) -> tuple[list[int], list[int]]:
        """The linked and the others. If those at hand may not be the first linked, these are looked for among all."""
        rows = list(self.never.values_list("pk", "is_linked")[: AT_HAND + limit])
        linked = [pk for pk, is_linked in rows if is_linked]
        if len(linked) < limit and len(rows) == AT_HAND + limit:
            few = list(self.links.values_list("contact", flat=True)[: AT_HAND + 1])
            among = self.never.filter(pk__in=few) if len(few) <= AT_HAND else self.linked
            linked = list(among.values_list("pk", flat=True)[:limit])
        apart = [pk for pk, is_linked in rows if not is_linked]
        return linked[:limit], apart[:limit]


def review_queue(user: User, today: date, *, is_whole: bool = False) -> ReviewQueue:
    """The people to decide about, lazily; nobody whom the owner wants, nor one decided about lately.

    First bad conduct and denied claims. Of health never the linked, the longest silent first; then questions without
    an answer, accepted requests without a word since, who only took favours, with `is_whole` links that fail their
    policy, the others of health never, and links older than a year with nothing recorded, the oldest first. Each list
    is read along an index.
    """
    turned = Standing.objects.owned_by(user).filter(never_on__lte=today.toordinal(), is_listed=True)
    people = to_decide(user, today)
    is_proposed = Exists(people.filter(pk=OuterRef("pk")))
    links = Link.objects.owned_by(user).filter(until=None)
    is_linked = Exists(links.filter(contact=OuterRef("pk")))
    # For those without a wish the day of turning follows that of the last contact, always a year later.
    never = turned.order_by("never_on", "pk").annotate(is_linked=is_linked).filter(is_proposed)
    linked = turned.order_by("never_on", "pk").filter(is_linked).filter(is_proposed)
    return ReviewQueue(user, today, never, linked, _silent(user, people, today), links, is_whole)


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


def to_decide(user: User, today: date) -> ContactQuerySet:
    """Active people in no circle, without a wished cadence, pin or floor, and not decided about lately."""
    found: ContactQuerySet = (
        Contact.objects.owned_by(user)
        .active()
        .filter(circle="", cadence_days=None, is_family=False, is_pinned=False)
        .filter(standing__frozen_on=None, standing__rating_floor=None)
        .filter(~decided(user, today))
    )
    return found


def decided(user: User, today: date) -> Exists:
    """Whether the newest choice about the contact, or about the one of the standing, rests on this day."""
    return Exists(newest_choices(user).filter(contact=OuterRef("pk"), again_on__gt=today))


def done_today(user: User, today: date) -> int:
    """How many choices the owner made since local midnight and did not take back."""
    midnight = datetime.combine(today, time.min, zone_of(user))
    return ReviewChoice.objects.owned_by(user).filter(undone_at=None, made_at__gte=midnight).count()


def choice_or_404(user: User, pk: int) -> ReviewChoice:
    """One choice of this owner about a live contact; anything else raises Http404."""
    choices = ReviewChoice.objects.owned_by(user).filter(contact__deleted_at=None)
    found: ReviewChoice | None = choices.filter(pk=pk).select_related("contact__owner").first()
    if found is None:
        raise Http404
    return found
