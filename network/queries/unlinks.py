"""The checklist of links to end by hand."""

from django.db.models import Prefetch, QuerySet
from django.http import Http404

from accounts.models import User
from contacts.models import Identity
from network.models import UnlinkTask


def open_tasks(user: User) -> QuerySet[UnlinkTask]:
    """Links still to be ended by hand, oldest first, with profiles at hand."""
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
    profiles = Prefetch(
        "link__contact__identities",
        queryset=Identity.objects.filter(kind=Identity.Kind.PROFILE),
        to_attr="profiles",
    )
    return (
        UnlinkTask.objects.owned_by(user)
        .filter(link__contact__deleted_at=None)
        .select_related("link__contact", "choice")
        .prefetch_related(profiles)
    )
