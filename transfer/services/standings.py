"""Standings of many contacts at once.

The sums are worked out before the write lock is taken, from what the book says then. Under the lock it is only
looked whether that still holds; whoever was changed in between is worked out anew.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db.models import Count, Max, Sum

from accounts import bulk
from accounts.models import User
from contacts.models import Contact, State
from domain.strength import Rating, Touch, replay
from interactions.models import Participation
from interactions.queries import spoken_since
from relationships.models import Standing
from relationships.services import FIELDS, write_state
from reminders.models import Occurrence
from reminders.services import look_again, settle

SCORED = tuple(
    name
    for name in FIELDS
    if not name.startswith("rating_") and name not in ("rated_value", "rated_half_life")
)
WISHES = ("circle", "cadence_days", "circle_since", "state", "deleted_at")
RATINGS = ("rating_day", "rating_delta", "rating_half_life", "rating_floor", "frozen_on")
NEW: tuple[Any, ...] = ("", None, None, State.ACTIVE, None)
UNRATED: tuple[Any, ...] = (None, None, None, None, None)
BATCH = 500


@dataclass(frozen=True, slots=True)
class Basis:
    """What a standing rests on: the owner's wishes and rating (None without a standing), and the touches in sum."""

    wishes: tuple[Any, ...]
    ratings: tuple[Any, ...] | None
    touches: tuple[Any, ...]


@dataclass(slots=True)
class Scores:
    """New standings by contact id, in the order of SCORED, and what of the book they rest on."""

    rows: dict[int, list[Any]] = field(default_factory=dict)
    basis: dict[int, Basis] = field(default_factory=dict)


class Scorer:
    """Works standings out on two scratch rows: making so many rows would take longer than the sums."""

    def __init__(self, owner: User, today: date) -> None:
        self.contact, self.standing, self.today = Contact(owner=owner), Standing(owner=owner), today

    def values(
        self, touches: Iterable[Touch], wishes: Sequence[Any] = NEW, ratings: Sequence[Any] = UNRATED
    ) -> list[Any]:
        """The values of SCORED after all touches, in any order."""
        for name, value in zip(WISHES, wishes, strict=True):
            setattr(self.contact, name, value)
        day, delta, half_life, floor, frozen_on = ratings
        rating = None if day is None else Rating(day, delta, half_life, floor)
        state = replay(touches, rating=rating, frozen_on=frozen_on)
        write_state(self.standing, state, self.contact, self.today)
        return [getattr(self.standing, name) for name in SCORED]


@lru_cache(maxsize=20_000)
def first_values(day: int | None, weight: float, today: date) -> Sequence[Any]:
    """The values of SCORED of somebody new after one uncounted touch, or none; many have the same."""
    return _first_scorer(today).values([Touch(day, weight, counted=False)] if day else [])


@lru_cache(maxsize=1)
def _first_scorer(today: date) -> Scorer:
    """Of nobody yet: nothing of the owner is looked at."""
    return Scorer(User(), today)


def work_out(
    *,
    owner: User,
    contact_ids: Collection[int],
    today: date,
    coming: Mapping[int, Sequence[Touch]] | None = None,
) -> Scores:
    """The standings of contacts from what the book says, and the touches that are about to be written."""
    scorer, ids = Scorer(owner, today), list(contact_ids)
    found = Scores(basis=basis_of(owner, ids))
    touches = _touches(owner, ids)
    for pk, basis in found.basis.items():
        all_touches = [*touches[pk], *(coming or {}).get(pk, ())]
        found.rows[pk] = scorer.values(all_touches, basis.wishes, basis.ratings or UNRATED)
    return found


def write_scores(*, owner: User, scores: Scores, before: Mapping[int, Basis], now: datetime) -> None:
    """Write what `work_out` found, and settle nudges.

    `before` is what `basis_of` says under the lock, before the coming touches were written: whose basis has
    changed is worked out anew.
    """
    stale = [pk for pk, basis in before.items() if scores.basis.get(pk) != basis]
    rows = {pk: row for pk, row in scores.rows.items() if pk in before}
    if stale:
        rows |= work_out(owner=owner, contact_ids=stale, today=now.date()).rows
    made = [(pk, *row) for pk, row in rows.items() if before[pk].ratings is None]
    bulk.insert(Standing, ("contact_id", *SCORED), made, {"owner_id": owner.pk})
    bulk.update(Standing, SCORED, [(*row, pk) for pk, row in rows.items() if before[pk].ratings is not None])
    watched = Occurrence.objects.owned_by(owner).filter(reminder__contact__in=list(rows))
    people = Contact.objects.owned_by(owner).filter(pk__in=watched.values("reminder__contact"))
    settle(contacts=list(people), now=now, spoken=spoken_since)
    look_again(owner=owner, now=now)


def rescore(*, owner: User, contact_ids: Collection[int], now: datetime) -> None:
    """Replay contacts from what the book says now; to be called under the lock."""
    scores = work_out(owner=owner, contact_ids=contact_ids, today=now.date())
    write_scores(owner=owner, scores=scores, before=scores.basis, now=now)


def basis_of(owner: User, contact_ids: Collection[int]) -> dict[int, Basis]:
    """What the standings of these contacts rest on, the deleted among them too. Three queries for 500."""
    found: dict[int, Basis] = {}
    ids = sorted(contact_ids)
    for start in range(0, len(ids), BATCH):
        some = ids[start : start + BATCH]
        people = Contact.objects.filter(owner=owner, pk__in=some).values_list("pk", *WISHES)
        standings = (
            Standing.objects.owned_by(owner).filter(contact__in=some).values_list("contact_id", *RATINGS)
        )
        ratings = {pk: tuple(row) for pk, *row in standings}
        parts = Participation.objects.owned_by(owner).filter(contact__in=some, touch_weight__isnull=False)
        sums = parts.values_list("contact_id").annotate(
            Count("pk"), Max("pk"), Sum("touch_day"), Sum("touch_weight")
        )
        touches = {pk: tuple(row) for pk, *row in sums.order_by()}
        found |= {pk: Basis(tuple(row), ratings.get(pk), touches.get(pk, ())) for pk, *row in people}
    return found


def _touches(owner: User, contact_ids: Collection[int]) -> dict[int, list[Touch]]:
    """All that counts, by contact; read from the index alone, as labels do not matter here."""
    found: dict[int, list[Touch]] = defaultdict(list)
    ids = sorted(contact_ids)
    for start in range(0, len(ids), BATCH):
        rows = Participation.objects.owned_by(owner).filter(
            contact__in=ids[start : start + BATCH], touch_weight__isnull=False
        )
        columns = ("contact_id", "touch_day", "touch_weight", "counted")
        for pk, day, weight, counted in rows.values_list(*columns):
            found[pk].append(Touch(day or 0, weight or 0.0, counted))
    return found
