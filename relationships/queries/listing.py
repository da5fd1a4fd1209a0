"""The first people of a long list, strongest first, without looking at everybody.

Curves cross, so that no fixed key orders strengths; but none rises in silence, so that a bound stored at some anchor
day holds from then on. The best by the bound are read exactly; whose bound does not reach the last of them is not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from heapq import nsmallest
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import User
from domain.health import Health
from relationships.models import Standing
from relationships.queries.band import READ, UNSURE_READ, Band, Key, count_up_to, key_of, read_key
from relationships.queries.health import with_health
from relationships.queries.strength import strength_expression

NEAR = 500
"""Up to so many from either end are found by their bounds."""
LIMITS = {-1: READ.index("bound"), 1: READ.index("low")}
TIE = 2e-9
"""Bounds lie so little above the strength itself that equal ones are equals, of which the index knows the order."""
SPARE = 3
"""How many times the rows asked for are fetched at first: nearly always all it takes."""


@dataclass(frozen=True)
class Listing:
    """The active people of one owner, all or those of one health, on a day."""

    user: User
    today: date
    health: Health | None = None

    def count(self, limit: int) -> int:
        """How many people there are, counted up to a limit: a query over an index, the unsure ones by hand."""
        if self.health is None or self._is_doubtful:
            return count_up_to(self._exact, limit, "bound")
        turned = sum(self._belongs(row) - (row.health_then == self.health.value) for row in self._unsure)
        return min(limit, max(0, count_up_to(self._by_anchor, limit + UNSURE_READ, "bound") + turned))

    def by_strength(self, start: int, stop: int, *, is_descending: bool = True) -> list[int]:
        """The ids of contacts number `start` up to `stop`, by strength; among equals the newest come first.

        The first few hundred from either end, and any page of everybody, cost nearly the same in any book. The
        rest is sorted in SQL.
        """
        if stop <= start:
            return []
        found = self._from_an_end(start, stop, is_descending)
        if found is None and self.health is None:
            found = Band(self.user, self.today).ids(start, stop, is_descending=is_descending)
        return self._sorted(start, stop, is_descending) if found is None else found

    def _sorted(self, start: int, stop: int, is_descending: bool) -> list[int]:
        sign = "-" if is_descending else ""
        rows = self._exact.annotate(exact=strength_expression(self.today, prefix=""))
        ids = rows.order_by(f"{sign}exact", f"{sign}pk").values_list("pk", flat=True)
        return list(ids[start:stop])

    def _from_an_end(self, start: int, stop: int, is_descending: bool) -> list[int] | None:
        if stop > NEAR:
            return None
        if is_descending:
            return None if self._is_doubtful else self._walk(start, stop, self._unsure, -1)
        if self.health is not None or len(stale := self._stale) > UNSURE_READ:
            return None
        return self._walk(start, stop, stale, 1)

    def _walk(self, start: int, stop: int, unsure: Sequence[Standing], sign: int) -> list[int]:
        """From the strongest down by `bound` (sign -1), or from the weakest up by `low`, until none left can matter."""
        day, column = self.today.toordinal(), LIMITS[sign]
        keys: list[Key] = [key_of(row, day, sign) for row in unsure if self._belongs(row)]
        known = {row.contact_id for row in unsure}
        order = ("-bound", "-pk") if sign < 0 else ("low", "pk")
        ordered = self._by_anchor.order_by(*order).values_list(*READ)
        size, fetched = stop * SPARE, 0
        while True:
            rows = list(ordered[fetched : fetched + size])
            fetched += len(rows)
            keys += [read_key(row, day, sign) for row in rows if row[0] not in known]
            keys = nsmallest(stop, keys)
            if len(rows) < size or (len(keys) == stop and sign * rows[-1][column] >= keys[-1][0] - TIE):
                return [abs(key[-1]) for key in keys[start:]]

    @cached_property
    def _unsure_ids(self) -> list[int]:
        """Those whose anchor does not hold on the day: it lies ahead, or, where health matters, is stale."""
        day = self.today.toordinal()
        doubt = Q(anchored_on__gt=day)
        if self.health is not None:
            doubt |= Q(stale_on__lte=day)
        return list(self._listed.filter(doubt).values_list("pk", flat=True)[: UNSURE_READ + 1])

    @cached_property
    def _unsure(self) -> Sequence[Standing]:
        ids = self._unsure_ids
        return list(self._listed.filter(pk__in=ids).select_related("contact")) if ids else []

    @property
    def _stale(self) -> Sequence[Standing]:
        """Those whose `low` does not hold on the day."""
        day = self.today.toordinal()
        doubt = Q(anchored_on__gt=day) | Q(stale_on__lte=day)
        return list(self._listed.filter(doubt)[: UNSURE_READ + 1])

    @property
    def _is_doubtful(self) -> bool:
        return len(self._unsure_ids) > UNSURE_READ

    @property
    def _exact(self) -> Any:
        """Everybody of the list by the turning days, whatever the anchors say."""
        if self.health is None:
            return self._listed
        return with_health(self._listed, self.health, self.today, prefix="")

    @property
    def _listed(self) -> "QuerySet[Standing]":
        return Standing.objects.owned_by(self.user).filter(is_listed=True)

    @property
    def _by_anchor(self) -> "QuerySet[Standing]":
        return self._listed if self.health is None else self._listed.filter(health_then=self.health.value)

    def _belongs(self, row: Standing) -> bool:
        return self.health is None or row.health_on(self.today) is self.health
