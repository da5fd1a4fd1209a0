"""People as vCards: all that the book holds of them, and what their own cards said beyond it."""

from collections.abc import Collection, Iterator
from itertools import islice
from uuid import UUID, uuid5

from django.db.models import Prefetch, QuerySet

from accounts.models import User
from contacts.models import Contact, KeptLines, Note, Photo
from domain.cards import write_card
from transfer.exports.card_lines import properties_of

VERSIONS = ("3.0", "4.0")
AT_ONCE = 200
BOOK = UUID("0f3c2f7e-6a55-5d0a-8a61-3c1f3f5b7a20")


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
            yield write_card(properties_of(contact, _uid(owner, contact), version), version)


def _uid(owner: User, contact: Contact) -> str:
    """By which other programs know a person's card: what its own card said, or one that stays as the person does."""
    kept: KeptLines | None = getattr(contact, "kept_lines", None)
    made = f"{owner.date_joined.isoformat()}|{contact.pk}"
    return kept.uid if kept and kept.uid else str(uuid5(BOOK, made))


def _with_rows(owner: User, ids: list[int]) -> QuerySet[Contact]:
    notes = Note.objects.owned_by(owner).filter(sensitive=False).order_by("created_at", "pk")
    related = (
        "identities", "posts", "dates", "addresses", "tags", "links",
        Prefetch("notes", queryset=notes, to_attr="open_notes"),
        Prefetch("photo", queryset=Photo.objects.owned_by(owner)),
        Prefetch("kept_lines", queryset=KeptLines.objects.owned_by(owner)),
    )  # fmt: skip
    return Contact.objects.owned_by(owner).filter(pk__in=ids).prefetch_related(*related)
