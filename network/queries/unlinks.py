"""The checklist of links to end by hand."""

from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import Http404

from accounts.models import User
from contacts.models import Identity
from network.models import UnlinkTask


def open_tasks(user: User) -> QuerySet[UnlinkTask]:
    """What is still to be done there by hand, oldest first: links to end, people to mute."""
    to_mute = Q(kind=UnlinkTask.Kind.MUTE, done_at=None)
    to_do = _tasks(user).filter(Q(kind=UnlinkTask.Kind.UNLINK) | to_mute, link__until=None)
    return to_do.order_by("made_at", "pk")


def done_tasks(user: User) -> QuerySet[UnlinkTask]:
    """Lines whose link has ended, the newest first; an import may have noticed before the owner ticked."""
    ended = _tasks(user).filter(kind=UnlinkTask.Kind.UNLINK, link__until__isnull=False)
    return ended.order_by("-link__until", "-pk")


def muted_tasks(user: User) -> QuerySet[UnlinkTask]:
    """Lines of those who were muted there while the link stayed, the newest first."""
    muted = _tasks(user).filter(kind=UnlinkTask.Kind.MUTE, done_at__isnull=False, link__until=None)
    return muted.order_by("-done_at", "-pk")


def pared_down(user: User, today: date) -> int:
    """How many links ended this year because the owner chose so in review."""
    ended = UnlinkTask.objects.owned_by(user).filter(
        kind=UnlinkTask.Kind.UNLINK,
        choice__undone_at=None,
        link__until__gte=today.replace(month=1, day=1),
        link__until__lte=today,
    )
    return ended.values("link").distinct().count()


def task_or_404(user: User, pk: int) -> UnlinkTask:
    """One line of this owner's checklist; anything else raises Http404."""
    found = _tasks(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _tasks(user: User) -> QuerySet[UnlinkTask]:
    profile = Identity.objects.filter(
        contact=OuterRef("link__contact"), kind=Identity.Kind.PROFILE, network=OuterRef("link__network")
    )
    tasks: QuerySet[UnlinkTask] = (
        UnlinkTask.objects.owned_by(user)
        .filter(link__contact__deleted_at=None)
        .select_related("link__contact", "choice")
        .annotate(known_profile=Coalesce(Subquery(profile.values("shown")[:1]), Value("")))
    )
    return tasks
