"""The checklist of links to end by hand."""

from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import Http404

from accounts.models import User
from contacts.models import Identity
from network.models import UnlinkTask


def open_tasks(user: User) -> QuerySet[UnlinkTask]:
    """Links still to be ended by hand, oldest first."""
    return _tasks(user).filter(link__until=None).order_by("made_at", "pk")


def done_tasks(user: User) -> QuerySet[UnlinkTask]:
    """Lines whose link has ended, the newest first; an import may have noticed before the owner ticked."""
    return _tasks(user).filter(link__until__isnull=False).order_by("-link__until", "-pk")


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
