"""What the book says about some people, as far as a card may add to it: read for a whole block at once."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from accounts.models import User
from contacts.models import Address, Contact, Identity, ImportantDate, KeptLines, Note, Photo, Post
from domain.names import fold
from network.models import Link
from transfer.queries.everyone import Key
from transfer.services.cards.facts import note_mark

_PARTS = Address.PARTS


@dataclass(slots=True)
class Details:
    """One person of the book. Kept up to date while several cards of a file are about them."""

    contact: Contact | None = None
    keys: set[Key] = field(default_factory=set)
    posts: list[Post] = field(default_factory=list)
    works: set[tuple[str, str]] = field(default_factory=set)
    dates: set[tuple[Any, ...]] = field(default_factory=set)
    places: set[tuple[str, ...]] = field(default_factory=set)
    tags: set[str] = field(default_factory=set)
    notes: set[str] = field(default_factory=set)
    links: list[Link] = field(default_factory=list)
    photo: str | None = None
    kept: KeptLines | None = None


def date_mark(kind: str, label: str, month: int, day: int) -> tuple[Any, ...]:
    """What two dates have in common that are the same: of a birthday there is one, and "Other" says nothing."""
    words = fold(label)
    return (kind,) if kind == ImportantDate.Kind.BIRTHDAY else (kind, words * (words != kind), month, day)


def work_mark(organisation: str, title: str) -> tuple[str, str]:
    return fold(organisation), fold(title)


def place_mark(parts: Collection[str]) -> tuple[str, ...]:
    """An address without its label, however it is written: where street and town agree, CH is Switzerland."""
    marks = tuple(fold(part) for part in parts)
    place = dict(zip(_PARTS, marks, strict=True))
    return marks[:-2] if place["street"] and place["city"] and place["postal_code"] else marks


def details_of(owner: User, ids: Collection[int], *, with_notes: bool) -> dict[int, Details]:
    """What the book says of these contacts, deleted ones left out. Eleven queries at most."""
    found: dict[int, Details] = defaultdict(Details)
    for contact in Contact.objects.owned_by(owner).filter(pk__in=ids):
        contact.owner = owner
        found[contact.pk].contact = contact
    _read_rows(owner, ids, found)
    tags = Contact.tags.through._default_manager.filter(contact_id__in=ids)
    for pk, name in tags.values_list("contact_id", "tag__name"):
        found[pk].tags.add(name.lower())
    if with_notes:
        notes = Note.objects.owned_by(owner).filter(contact__in=ids)
        for pk, text in notes.values_list("contact_id", "text"):
            found[pk].notes.add(note_mark(text))
    for pk, digest in Photo.objects.owned_by(owner).filter(pk__in=ids).values_list("pk", "digest"):
        found[pk].photo = digest
    for kept in KeptLines.objects.owned_by(owner).filter(pk__in=ids):
        found[kept.pk].kept = kept
    return found


def _read_rows(owner: User, ids: Collection[int], found: dict[int, Details]) -> None:
    keys = Identity.objects.owned_by(owner).filter(contact__in=ids)
    for pk, kind, network, key in keys.values_list("contact_id", "kind", "network", "key"):
        found[pk].keys.add((kind, network, key))
    for post in Post.objects.owned_by(owner).filter(contact__in=ids).order_by("pk"):
        found[post.contact_id].posts.append(post)
        found[post.contact_id].works.add(work_mark(post.organisation, post.title))
    for day in ImportantDate.objects.owned_by(owner).filter(contact__in=ids):
        found[day.contact_id].dates.add(date_mark(day.kind, day.label, day.month, day.day))
    for place in Address.objects.owned_by(owner).filter(contact__in=ids):
        found[place.contact_id].places.add(place_mark([getattr(place, name) for name in _PARTS]))
    for link in Link.objects.owned_by(owner).filter(contact__in=ids).order_by("pk"):
        found[link.contact_id].links.append(link)
