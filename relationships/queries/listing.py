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
"""Up to so many of the strongest are found by their bounds."""
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
        """The ids of contacts number `start` up to `stop`, by strength, then by name.

        The first few hundred of the strongest, and any page of everybody, cost nearly the same in any book. The
        rest is sorted in SQL.
        """
        if stop <= start:
            return []
        if is_descending and stop <= NEAR and not self._is_doubtful:
            return self._strongest(stop)[start:]
        if self.health is None:
            found = Band(self.user, self.today).ids(start, stop, is_descending=is_descending)
            if found is not None:
                return found
        strength = strength_expression(self.today, prefix="")
        order = "-exact" if is_descending else "exact"
        rows = self._exact.annotate(exact=strength).order_by(order, "contact__sort_name", "pk")
        return list(rows.values_list("pk", flat=True)[start:stop])

    def _strongest(self, stop: int) -> list[int]:
        day = self.today.toordinal()
        keys: list[Key] = [key_of(row, day) for row in self._unsure if self._belongs(row)]
        unsure = set(self._unsure_ids)
        ordered = self._by_anchor.order_by("-bound", "-pk").values_list(*READ)
        size, fetched = stop * SPARE, 0
        while True:
            rows = list(ordered[fetched : fetched + size])
            fetched += len(rows)
            keys += [read_key(row, day) for row in rows if row[0] not in unsure]
            keys = nsmallest(stop, keys)
            if len(rows) < size or (len(keys) == stop and rows[-1][1] < -keys[-1][0]):
                return [key[-1] for key in keys]

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
