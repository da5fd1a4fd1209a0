"""Rescoring a whole book from what was logged, a chunk of contacts at a time."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from time import monotonic
from typing import Any

from django.db import transaction

from accounts import bulk
from accounts.models import User
from accounts.services import hold_book
from contacts.models import State
from domain import circles
from domain.health import turning_days
from domain.replays import FREE, Hold, replay_many
from domain.strength import EMPTY, Rating
from domain.strength import State as Strength
from interactions.models import Participation
from relationships.models import Standing
from relationships.services.derive import DERIVED, SUMS, TURNS, Wishes, anchor, lasting

LOCK_SECONDS = 0.1
"""How long a chunk should hold the write lock: well below a quarter of a second, on slower machines too."""
FEWEST, MOST = 50, 2_000
LASTING = (*SUMS, *TURNS, "is_listed")
"""The columns that do not change with the day alone."""
HELD = ("rating_day", "rating_delta", "rating_half_life", "rating_floor", "frozen_on")
WISHED = ("circle", "cadence_days", "circle_since", "state", "deleted_at")
COLUMNS = ("contact_id", *HELD, *(f"contact__{name}" for name in WISHED), *LASTING)


def rescore_book(*, owner: User, today: date) -> int:
    """Replay everyone in the owner's book, the deleted too, and write what differs. Returns how many differed.

    Each chunk is read, worked out and written in one short transaction, so that nothing logged meanwhile is lost.
    """
    changed, cursor, size = 0, 0, FEWEST * 4
    while True:
        started = monotonic()
        done, differing = rescore_chunk(owner=owner, after=cursor, limit=size, today=today)
        if done is None:
            return changed
        changed, cursor = changed + differing, done
        size = paced(size, monotonic() - started)


def paced(size: int, seconds: float) -> int:
    """The size of the next chunk, when one of this size took so long."""
    return min(MOST, max(FEWEST, int(size * min(2.0, LOCK_SECONDS / max(seconds, 0.001)))))


@transaction.atomic
def rescore_chunk(*, owner: User, after: int, limit: int, today: date) -> tuple[int | None, int]:
    """Replay the next `limit` contacts by id; the last one's id (None: there is none) and how many differed."""
    hold_book(owner=owner)
    standings = Standing.objects.owned_by(owner).filter(contact__gt=after).order_by("contact_id")
    rows = bulk.read(standings.values_list(*COLUMNS)[:limit])
    if not rows:
        return None, 0
    differing = list(_differing(rows, _states(owner, rows), today.toordinal()))
    bulk.update(Standing, DERIVED, differing)
    return rows[-1][0], len(differing)


def _states(owner: User, rows: list[bulk.Row]) -> dict[int, Strength]:
    touches = Participation.objects.owned_by(owner).filter(
        contact__gte=rows[0][0], contact__lte=rows[-1][0], touch_weight__isnull=False
    )
    columns = ("contact_id", "touch_day", "touch_weight", "counted")
    holds = {row[0]: hold for row in rows if (hold := _hold(row[1 : 1 + len(HELD)])) is not FREE}
    found: dict[int, Strength] = {
        pk: Strength(rating=hold[0], frozen_on=hold[1]) for pk, hold in holds.items()
    }
    found.update(replay_many(bulk.read(touches.order_by(*columns[:2]).values_list(*columns)), holds))
    return found


def _hold(values: bulk.Row) -> Hold:
    day, delta, half_life, floor, frozen_on = values
    if day is None and frozen_on is None:
        return FREE
    return Hold(None if day is None else Rating(day, delta, half_life, floor), frozen_on)


def _differing(rows: list[bulk.Row], states: dict[int, Strength], day: int) -> Iterator[bulk.Row]:
    """The new values of DERIVED, and the id, of those whose lasting values differ."""
    first, until = 1 + len(HELD), 1 + len(HELD) + len(WISHED)
    for row in rows:
        state, wishes = states.get(row[0], EMPTY), _wishes(*row[first:until])
        turns = turning_days(state, wishes.wished_days, wishes.since)
        values = lasting(state, wishes, turns)
        if (*values, wishes.is_listed) != tuple(row[until:]):
            yield (*values, *anchor(state, turns, wishes, day), row[0])


def _wishes(circle: str, cadence: int | None, since: Any, state: str, deleted_at: Any) -> Wishes:
    wished_days = circles.wished_days(circle, cadence)
    return Wishes(wished_days, _ordinal(since), state == State.ACTIVE, deleted_at is not None, circle)


@lru_cache(maxsize=10_000)
def _ordinal(day: str | date | None) -> int | None:
    """SQLite's driver gives days as text."""
    if day is None:
        return None
    return (date.fromisoformat(day) if isinstance(day, str) else day).toordinal()
