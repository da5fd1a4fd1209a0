"""People with all that hangs on them, some at a time, for exports that tell of one after the other."""

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import Prefetch, QuerySet

from accounts.models import User
from contacts.models import Contact, Identity, Note
from transfer.exports.related_lines import known_to

AT_ONCE = 300


def people(owner: User, contact_ids: Collection[int] | None = None) -> Iterator[Contact]:
    """The contacts of an owner by name, or those with these ids, with all that is told of each: reach to ties."""
    ids = list(_wanted(owner, contact_ids).values_list("pk", flat=True))
    for start in range(0, len(ids), AT_ONCE):
        yield from _with_all(owner, _wanted(owner, ids[start : start + AT_ONCE]))


def reach(contact: Contact, kind: str) -> list[Identity]:
    """The identities of one kind, of a contact that came with all of them, in the order in which they were added."""
    return sorted((row for row in contact.identities.all() if row.kind == kind), key=lambda row: row.pk)


def _wanted(owner: User, contact_ids: Collection[int] | None) -> QuerySet[Contact]:
    rows = Contact.objects.owned_by(owner).order_by("sort_name", "pk")
    return rows if contact_ids is None else rows.filter(pk__in=contact_ids)


def _with_all(owner: User, rows: QuerySet[Contact]) -> QuerySet[Contact]:
    notes = Prefetch("notes", Note.objects.filter(deleted_at=None).order_by("created_at", "pk"))
    beside: tuple[Any, ...] = ("identities", "posts", "dates", "addresses", "tags", "links", notes)
    rows = rows.select_related("standing", "owner", "met_through")
    return rows.prefetch_related(*beside, *known_to(owner))
