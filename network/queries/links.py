"""To whom the owner is linked, and was."""

from collections.abc import Iterable

from django.db.models import CharField, Exists, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import Http404

from accounts.models import User
from contacts.models import Contact
from network.models import Link, UnlinkTask

UNLINK = UnlinkTask.Kind.UNLINK


def active_links(user: User) -> QuerySet[Link]:
    """The links that hold now, to people who are in the book."""
    return Link.objects.owned_by(user).filter(until=None, contact__deleted_at=None)


def link_or_404(user: User, pk: int) -> Link:
    """One link of this owner to a live contact; anything else raises Http404."""
    links = Link.objects.owned_by(user).filter(pk=pk, contact__deleted_at=None)
    found: Link | None = links.select_related("contact").first()
    if found is None:
        raise Http404
    return found


def links_of(contact: Contact) -> QuerySet[Link]:
    """The links with a contact, active ones first, then the ended ones, newest first.

    Each has `reason` (why the owner ended it, or nothing) and `to_unlink` (on the checklist).
    """
    waiting = UnlinkTask.objects.filter(link=OuterRef("pk"), link__until=None, kind=UNLINK)
    return (
        with_reason(Link.objects.owned_by(contact.owner).filter(contact=contact))
        .annotate(to_unlink=Exists(waiting))
        .order_by(F("until").desc(nulls_first=True), "network", "-pk")
    )


def unlink_memories(user: User, contact_ids: Iterable[int]) -> dict[int, str]:
    """What to remember of those whose link the owner ended, such as "unlinked in 2024: mass pitch"."""
    ended = Link.objects.owned_by(user).filter(contact__in=list(contact_ids), until__isnull=False)
    return {link.contact_id: _memory(link) for link in with_reason(ended).order_by("until", "pk")}


def _memory(link: Link) -> str:
    year = link.until.year if link.until else ""
    reason = str(getattr(link, "reason", "")).rstrip(".")
    return f"unlinked in {year}: {reason[:1].lower()}{reason[1:]}" if reason else f"unlinked in {year}"


def with_reason(links: QuerySet[Link]) -> QuerySet[Link]:
    tasks = UnlinkTask.objects.filter(link=OuterRef("pk"), kind=UNLINK).order_by("-made_at")
    reason = Subquery(tasks.values("choice__reason")[:1], output_field=CharField())
    return links.annotate(reason=Coalesce(reason, Value("")))
