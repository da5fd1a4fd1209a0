"""Whom the owner has not decided about since something happened."""

from datetime import date
from typing import Any, TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from accounts.clock import zone_of
from accounts.models import User
from network.models import Link, ReviewChoice, UnlinkTask

Rows = TypeVar("Rows", bound="QuerySet[Any]")


def newest_choices(user: User) -> QuerySet[ReviewChoice]:
    """The newest choice about each person that is not undone: the one that counts."""
    newer = ReviewChoice.objects.filter(  # without the owner, whose index would be walked to its end
        undone_at=None, contact=OuterRef("contact"), pk__gt=OuterRef("pk")
    )
    choices = ReviewChoice.objects.owned_by(user).filter(undone_at=None)
    found: QuerySet[ReviewChoice] = choices.filter(~Exists(newer.order_by())).order_by()
    return found


def undecided(rows: Rows, user: User, today: date, since: str, contact: str = "contact") -> Rows:
    """Those rows about people whom the owner is linked with and has not decided about since.

    `since` names the column with the moment or the day on which it happened. A choice made later rests as long as it
    says; let fade and unlink for good. Who is on the unlink checklist is left out.
    """
    resting = newest_choices(user).filter(Q(again_on__gt=today) | Q(again_on=None), contact=OuterRef(contact))
    made = resting.annotate(made_on=TruncDate("made_at", tzinfo=zone_of(user)))
    after = {"made_at__gte" if since == "made_at" else "made_on__gte": OuterRef(since)}
    to_unlink = UnlinkTask.objects.filter(link=OuterRef("pk"), done_at=None, kind=UnlinkTask.Kind.UNLINK)
    links = Link.objects.owned_by(user).filter(~Exists(to_unlink), until=None, contact=OuterRef(contact))
    return rows.filter(Exists(links), ~Exists(made.filter(**after)))
