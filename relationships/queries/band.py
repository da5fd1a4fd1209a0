"""Any page of everybody by strength, found between two bounds.

Every strength lies between a row's `low` and its `bound` while the anchor is fresh. So does every order statistic:
the strength of rank k lies between the k-th largest `low` and the k-th largest `bound`, which indexes tell. Only the
rows that may lie in the band of a page are read exactly.

With u rows whose anchors do not hold (the unsure, read one by one) a rank shifts by u at most, which widens the band.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import User
from domain.state import Rating, State, strength
from relationships.models import TOP, Standing

UNSURE_READ = 2_000
"""Up to so many rows whose anchor does not hold are read one by one; with more, the whole list is read."""
BAND_READ = 6_000
"""A band that may hold more (thousands about whom nothing is recorded are equally strong) is left to SQL."""
READ = (
    "contact_id", "bound", "low", "rating_day", "rating_delta", "rating_half_life", "rating_floor", "e7",
    "e90", "long", "as_of", "rated_days", "frozen_on",
)  # fmt: skip

Key = tuple[float, int]
"""What a list is ordered by: strength and id, both negative where the strongest come first, of equals the newest."""


@dataclass(frozen=True)
class Band:
    """All active people of one owner, by strength on a day."""

    user: User
    today: date

    def ids(self, start: int, stop: int, *, is_descending: bool) -> list[int] | None:
        """The ids of contacts number `start` up to `stop`; None if the anchors do not tell. Six queries."""
        day = self.today.toordinal()
        doubt = Q(anchored_on__gt=day) | Q(stale_on__lte=day)
        unsure = list(self._listed.filter(doubt).values_list(*READ)[: UNSURE_READ + 1])
        if len(unsure) > UNSURE_READ:
            return None
        least, most, passed = self._limits(start, stop, unsure, is_descending)
        rows = list(self._listed.filter(bound__gte=least, low__lte=most).values_list(*READ)[: BAND_READ + 1])
        if len(rows) > BAND_READ:
            return None
        found = {row[0]: row for row in (*rows, *unsure)}
        sign = -1 if is_descending else 1
        keys = sorted(read_key(row, day, sign) for row in found.values())
        return [abs(key[-1]) for key in keys[start - passed : stop - passed]]

    def _limits(
        self, start: int, stop: int, unsure: Sequence[Any], is_descending: bool
    ) -> tuple[float, float, int]:
        """The least and the most strength of the page, and how many surely come before all that lie between."""
        near, far = max(0, start - len(unsure)), stop - 1 + len(unsure)
        if is_descending:
            most = self._nth("-bound", near) if near else TOP
            before = self._listed.filter(low__gt=most)
            doubted = sum(row[2] > most for row in unsure)
            return self._nth("-low", far, 0.0), most, self._count(before, near) - doubted
        least = self._nth("low", near) if near else 0.0
        before = self._listed.filter(bound__lt=least)
        doubted = sum(row[1] < least for row in unsure)
        return least, self._nth("bound", far, TOP), self._count(before, near) - doubted

    def _count(self, rows: "QuerySet[Standing]", near: int) -> int:
        return rows.count() if near else 0

    def _nth(self, order: str, place: int, beyond: float = 0.0) -> float:
        """The value at a place of an order, an index walked so far; `beyond` where there are not so many."""
        found = self._listed.order_by(order).values_list(order.lstrip("-"), flat=True)[place : place + 1]
        return next(iter(found), beyond)

    @property
    def _listed(self) -> "QuerySet[Standing]":
        return Standing.objects.owned_by(self.user).filter(is_listed=True)


def count_up_to(rows: "QuerySet[Any, Any]", limit: int, column: str = "pk") -> int:
    """How many rows there are, counted up to a limit: beyond it, counting costs more than it tells.

    `column` is one of the index that is to be counted over.
    """
    return int(rows.order_by().values(column)[:limit].count())


def key_of(row: Standing, day: int, sign: int = -1) -> Key:
    """The key of a whole row; by a sign of -1 the strongest come first."""
    return sign * strength(row.state, day), sign * row.contact_id


def read_key(row: Sequence[Any], day: int, sign: int = -1) -> Key:
    """The key of a row of READ; by a sign of -1 the strongest come first."""
    contact_id, _, _, rated_on, delta, half_life, floor, e7, e90, long, as_of, rated_days, frozen_on = row
    rating = None if rated_on is None else Rating(rated_on, delta, half_life, floor)
    state = State(e7, e90, long, as_of=as_of, rating=rating, rated_days=rated_days, frozen_on=frozen_on)
    return sign * strength(state, day), sign * contact_id
