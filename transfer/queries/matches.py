"""Somebody in a file who may be in the book: what waits for the owner's answer."""

from django.db.models import QuerySet
from django.http import Http404

from accounts.models import User
from transfer.models import ImportRun, Merge, PossibleMatch


def waiting_matches(user: User) -> QuerySet[PossibleMatch]:
    """The questions without an answer, the likeliest first, of runs that stand and people who are there."""
    rows = PossibleMatch.objects.owned_by(user).filter(answer="", contact__deleted_at=None)
    done = rows.filter(run__state=ImportRun.State.DONE).select_related("run", "contact")
    return done.order_by("-confidence", "pk")


def answered_matches(user: User) -> QuerySet[PossibleMatch]:
    """The answers given, newest first, of runs that stand."""
    rows = PossibleMatch.objects.owned_by(user).exclude(answer="").filter(run__state=ImportRun.State.DONE)
    return rows.select_related("contact").order_by("-answered_at", "-pk")


def match_or_404(user: User, pk: int) -> PossibleMatch:
    """One question of this owner; anything else raises Http404."""
    found = (
        PossibleMatch.objects.owned_by(user).filter(pk=pk).select_related("run", "contact", "owner").first()
    )
    if found is None:
        raise Http404
    return found


def merge_or_404(user: User, pk: int) -> Merge:
    """One merge of this owner; anything else raises Http404."""
    found = Merge.objects.owned_by(user).filter(pk=pk).select_related("owner", "kept", "gone").first()
    if found is None:
        raise Http404
    return found


def standing_merges(user: User) -> QuerySet[Merge]:
    """The merges that hold, newest first."""
    return Merge.objects.owned_by(user).filter(undone_at=None).select_related("kept", "gone")
