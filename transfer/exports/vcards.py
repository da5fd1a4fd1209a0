"""People as vCards: all that the book holds of them, and what their own cards said beyond it."""

from collections.abc import Collection, Iterator
from itertools import islice
from typing import Any

from django.db.models import Prefetch, QuerySet

from accounts.models import User
from contacts.models import Contact, KeptLines, Note, Photo
from domain.cards import write_card
from transfer.exports.card_lines import properties_of
from transfer.exports.related_lines import known_to, uid_of

VERSIONS = ("3.0", "4.0")
AT_ONCE = 200


def vcards(owner: User, version: str, contact_ids: Collection[int] | None = None) -> Iterator[bytes]:
    """One card after the other as bytes: of all live contacts by name, or of those with these ids.

    Version "3.0" is what most programs read, "4.0" the present standard; ValueError for another. A photo, postal
    addresses, and lines that came with an imported card go along; sensitive notes never do. What our own lines
    (X-RAPPORT-…) say comes back when the card is read again. A card keeps its UID from export to export.
    """
    if version not in VERSIONS:
        raise ValueError(f"There is no vCard {version} here; choose 3.0 or 4.0.")
    rows = Contact.objects.owned_by(owner)
    if contact_ids is not None:
        rows = rows.filter(pk__in=contact_ids)
    ids = iter(list(rows.values_list("pk", flat=True)))
    while chunk := list(islice(ids, AT_ONCE)):
        for contact in _with_rows(owner, chunk):
            yield write_card(properties_of(contact, uid_of(owner, contact), version), version)


def _with_rows(owner: User, ids: list[int]) -> QuerySet[Contact]:
    notes = Note.objects.owned_by(owner).filter(sensitive=False).order_by("created_at", "pk")
    related: tuple[Any, ...] = (
        "identities", "posts", "dates", "addresses", "tags", "links",
        Prefetch("notes", queryset=notes, to_attr="open_notes"),
        *known_to(owner),
        Prefetch("photo", queryset=Photo.objects.owned_by(owner)),
        Prefetch("kept_lines", queryset=KeptLines.objects.owned_by(owner)),
    )  # fmt: skip
    return Contact.objects.owned_by(owner).filter(pk__in=ids).prefetch_related(*related)
