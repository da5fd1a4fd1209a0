"""The ties that hold today."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q, QuerySet

from accounts.models import User
from contacts.models import Tie
from domain.graph.ties import Line


def ties_today(user: User, today: date) -> QuerySet[Tie]:
    """The ties that hold on a day; one that ended in a year or month that is not over is among them."""
    days = ("", f"{today:%Y}", f"{today:%Y-%m}")
    return Tie.objects.owned_by(user).filter(Q(until__in=days) | Q(until__gte=today.isoformat()))


def lines(user: User, today: date) -> Iterator[Line]:
    """The ties of the graph, of people who are not in it too: one query."""
    rows = ties_today(user, today).order_by("pk").values_list("one_id", "other_id", "kind", "estimate")
    return rows.iterator(chunk_size=5_000)
