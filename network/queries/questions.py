"""The questions to those whose requests were accepted: who was heard of since, and who never answered."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.http import Http404

from accounts.models import User
from interactions.models import Began, Kind, Participation
from network.models import Question, UnlinkTask

TALKS = (Kind.COFFEE, Kind.MEAL, Kind.DRINK, Kind.EVENT, Kind.CALL, Kind.VIDEO)
"""Whoever talks with the owner has answered."""


def questions(user: User) -> QuerySet[Any]:
    """All questions about links that hold, each with `heard_on`: the day of their first word since, or None."""
    rows = Question.objects.owned_by(user).filter(contact__deleted_at=None, link__until=None)
    heard = _heard().order_by("interaction__day").values("interaction__day")[:1]
    return rows.select_related("contact", "link").annotate(heard_on=Subquery(heard))


def _heard() -> QuerySet[Participation]:
    """Words from them after the question: on its own day only what they began, for the rest may have come before."""
    day, asked = "interaction__day", OuterRef("asked_on")
    wrote = Q(interaction__began=Began.THEM) | Q(interaction__both_wrote=True)
    since = Q(**{f"{day}__gt": asked}) & (wrote | Q(interaction__kind__in=TALKS))
    at_once = Q(**{day: asked}, interaction__began=Began.THEM)
    return Participation.objects.filter(
        since | at_once, contact=OuterRef("contact"), talked=True, interaction__deleted_at=None
    )


def _open(user: User) -> QuerySet[Question]:
    found: QuerySet[Question] = questions(user).filter(answered_on=None, closed_at=None, heard_on=None)
    return found


def waiting_questions(user: User, today: date) -> QuerySet[Question]:
    """Those still to be answered whose due day is not over, the next due first."""
    return _open(user).filter(due_on__gte=today).order_by("due_on", "pk")


def unanswered_questions(user: User, today: date) -> QuerySet[Question]:
    """Those never answered whose due day is over, the oldest first; without those on the unlink checklist."""
    to_unlink = UnlinkTask.objects.filter(link=OuterRef("link"), done_at=None, kind=UnlinkTask.Kind.UNLINK)
    return _open(user).filter(~Exists(to_unlink), due_on__lt=today).order_by("due_on", "pk")


def answered_questions(user: User) -> QuerySet[Question]:
    """Those that were answered, by a word from them or because the owner says so; the newest question first."""
    answered = Q(answered_on__isnull=False) | Q(heard_on__isnull=False)
    found: QuerySet[Question] = questions(user).filter(answered).order_by("-asked_on", "-pk")
    return found


def question_or_404(user: User, pk: int) -> Question:
    """One question of this owner; anything else raises Http404."""
    found: Question | None = questions(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
