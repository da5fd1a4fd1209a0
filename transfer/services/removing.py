"""Taking back what an import put on people's cards: what is still as it was written goes, what was edited stays."""

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F, Q

from accounts import bulk
from accounts.models import User
from contacts.models import Address, Contact, Identity, ImportantDate, KeptLines, Note, Photo, Post, Tag
from network.models import Link
from relationships.services import GONE, freeze, thaw
from reminders.models import Reminder
from transfer.models import RunChange, Told
from transfer.services.journal import TABLES, TagOf

WISHES = frozenset({"circle", "is_family", "is_pinned", "state"})


@dataclass(slots=True)
class Piece:
    """A part of one change: these rows of it, and what of it is left for later pieces.

    `newcomers` are the contacts that the run added. They go at the end, or stay and are then derived anew.
    """

    change: RunChange
    rows: list[Any]
    rest: list[Any]
    newcomers: frozenset[int]
    kept: dict[int, str] = field(default_factory=dict)

    @property
    def owner(self) -> User:
        return self.change.owner

    @property
    def model(self) -> type[models.Model]:
        return TABLES[self.change.table]

    def keep(self, contact_id: int, reason: str) -> None:
        """Note that something about a contact stays, and why."""
        self.kept.setdefault(contact_id, reason)


@dataclass(slots=True)
class _Said:
    """What sources told about one person, by which is seen whether a row is still as it was written."""

    keys: set[str] = field(default_factory=set)
    photos: set[str] = field(default_factory=set)
    rows: dict[str, set[tuple[Any, ...]]] = field(default_factory=lambda: defaultdict(set))


def remove_identities(piece: Piece) -> set[int]:
    """Addresses and names that sources told; an alias cannot be edited, only taken out."""
    told = _told(piece)
    return _remove_unless(
        piece,
        "you changed an address since",
        lambda row: row.kind == Identity.Kind.ALIAS or row.key in told[row.contact_id].keys,
    )


def remove_posts(piece: Piece) -> set[int]:
    told = _told(piece)
    return _remove_unless(
        piece,
        "you changed where they work since",
        lambda row: (row.organisation, row.title, row.since, row.until) in told[row.contact_id].rows["posts"],
    )


def remove_addresses(piece: Piece) -> set[int]:
    told = _told(piece)
    return _remove_unless(
        piece,
        "you changed where they live since",
        lambda row: (
            tuple(getattr(row, name) for name in ("label", *Address.PARTS))
            in told[row.contact_id].rows["addresses"]
        ),
    )


def remove_dates(piece: Piece) -> set[int]:
    """Dates with their reminders."""
    told = _told(piece)
    touched = _remove_unless(
        piece,
        "you changed a date since",
        lambda row: (
            row.lead_days is None
            and (row.kind, row.label, row.month, row.day, row.year) in told[row.contact_id].rows["dates"]
        ),
        before=_remove_rules,
    )
    return touched


def _remove_rules(owner: User, date_ids: Collection[int]) -> None:
    Reminder.objects.filter(owner=owner, date__in=date_ids).delete()


def remove_photos(piece: Piece) -> set[int]:
    told = _told(piece)
    return _remove_unless(
        piece, "you changed their photo since", lambda row: row.digest in told[row.contact_id].photos
    )


def remove_notes(piece: Piece) -> set[int]:
    """Notes that were not edited since."""
    rows = Note.objects.filter(owner=piece.owner, pk__in=piece.rows)
    edited = rows.filter(~Q(updated_at=F("created_at")) & Q(deleted_at=None))
    staying = dict(edited.values_list("pk", "contact_id"))
    for contact_id in staying.values():
        piece.keep(contact_id, "you edited a note since")
    touched = set(rows.exclude(pk__in=staying).values_list("contact_id", flat=True))
    bulk.delete(Note, [pk for pk in piece.rows if pk not in staying])
    return touched


def remove_kept_lines(piece: Piece) -> set[int]:
    bulk.delete(KeptLines, piece.rows, by="contact_id")
    return set()


def remove_tags_of(piece: Piece) -> set[int]:
    """That people bear tags."""
    manager = TagOf._default_manager
    rows = manager.filter(pk__in=piece.rows, contact__owner=piece.owner)
    touched = set(rows.values_list("contact_id", flat=True))
    bulk.delete(TagOf, piece.rows)
    return touched


def remove_tags(piece: Piece) -> set[int]:
    """Tags that nobody bears any more."""
    rows = Tag.objects.owned_by(piece.owner).filter(pk__in=piece.rows, contacts=None)
    bulk.delete(Tag, list(rows.values_list("pk", flat=True)))
    return set()


def ended_as_told(piece: Piece) -> list[int]:
    """The ids of the links among these rows that sources told to have ended, not the owner."""
    told = _told(piece)
    rows = Link.objects.owned_by(piece.owner).filter(pk__in=piece.rows, until__isnull=False)
    return [
        row.pk
        for row in rows
        if any(
            (row.network, str(row.until)) == (one[0], one[2]) for one in told[row.contact_id].rows["links"]
        )
    ]


def _told(piece: Piece) -> dict[int, _Said]:
    """What any source told about the people of these rows, by contact."""
    manager: Any = piece.model._default_manager
    contacts = manager.filter(owner=piece.owner, pk__in=piece.rows).values("contact")
    found: dict[int, _Said] = defaultdict(_Said)
    for row in Told.objects.owned_by(piece.owner).filter(contact__in=contacts):
        said = found[row.contact_id]
        said.keys |= {row.slug, row.email, *(key for _kind, _network, key in row.card.get("ids", ()))}
        said.photos.add(row.card.get("photo", ""))
        said.rows["posts"].add((row.organisation, row.title, "", ""))
        for name in ("posts", "dates", "addresses", "links"):
            said.rows[name] |= {tuple(one) for one in row.card.get(name, ())}
    return found


def _remove_unless(
    piece: Piece,
    reason: str,
    is_ours: Callable[[Any], bool],
    before: Callable[[User, Collection[int]], None] | None = None,
) -> set[int]:
    """Delete the rows that are as they were written; of the others their person is listed. `before` goes first."""
    manager: Any = piece.model._default_manager
    touched, going = set(), []
    for row in manager.filter(owner=piece.owner, pk__in=piece.rows):
        if is_ours(row):
            going.append(row.pk)
            touched.add(row.contact_id)
        else:
            piece.keep(row.contact_id, reason)
    if before:
        before(piece.owner, going)
    if piece.model is Post:
        Told.objects.owned_by(piece.owner).filter(post__in=going).update(post=None)
    key: Any = piece.model._meta.pk
    bulk.delete(piece.model, going, by=key.attname)
    return touched


def restand_restored(piece: Piece, contact_ids: Collection[int], now: datetime) -> None:
    """Derive standings anew where wishes, pins or a death were taken back."""
    ids = [pk for pk, before, _after in piece.rows if WISHES & set(before) and pk in contact_ids]
    for contact in Contact.objects.filter(owner=piece.owner, pk__in=ids):
        contact.owner = piece.owner
        (freeze if contact.state in GONE else thaw)(contact=contact, today=now.date())


REMOVERS_OF_CARDS: dict[type[models.Model], Callable[[Piece], set[int]]] = {
    Identity: remove_identities,
    Post: remove_posts,
    Address: remove_addresses,
    ImportantDate: remove_dates,
    Photo: remove_photos,
    Note: remove_notes,
    KeptLines: remove_kept_lines,
    TagOf: remove_tags_of,
    Tag: remove_tags,
}
