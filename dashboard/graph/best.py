"""Whom people of the graph know best."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from accounts.models import User
from dashboard.graph.ties import ties_today
from domain.ties import role_in


@dataclass(frozen=True, slots=True)
class Best:
    """Whom somebody knows best: by the estimate, and of equals whom they were tied to first."""

    pk: int
    name: str
    role: str


def best_of(user: User, ids: Sequence[int], among: AbstractSet[int], today: date) -> dict[int, Best]:
    """Whom each of these people knows best, of those among whom one looks: one query."""
    rows = ties_today(user, today).filter(Q(one__in=ids) | Q(other__in=ids)).order_by("pk")
    columns = ("one_id", "one__display", "other_id", "other__display", "kind", "estimate")
    best: dict[int, tuple[int, Best]] = {}
    for one, one_name, other, other_name, kind, estimate in rows.values_list(*columns):
        if one in among and other in among:
            _keep_best(best, one, Best(other, other_name, role_in(kind, of_one=False)), estimate or 0)
            _keep_best(best, other, Best(one, one_name, role_in(kind, of_one=True)), estimate or 0)
    return {pk: told for pk, (_, told) in best.items()}


def _keep_best(best: dict[int, tuple[int, Best]], pk: int, told: Best, estimate: int) -> None:
    if pk not in best or best[pk][0] < estimate:
        best[pk] = (estimate, told)
