"""Making one person of two."""

from collections.abc import Mapping
from copy import copy
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from accounts.services import hold_book
from contacts.models import Contact, Identity, Photo
from contacts.services import index_contacts
from domain.names import fold as folded
from interactions.queries import touches_with
from relationships.models import Standing
from relationships.services import GONE as GONE_STATES
from relationships.services import Said, delta_of, freeze, keep_said, retime, said_of, thaw
from reminders.services import sync_dates
from transfer.models import ImportRun, Merge
from transfer.queries.choices import GONE, PHOTO, checked, other_names, values
from transfer.services.merging.fold import STAYS, fold, keys_to
from transfer.services.merging.pairs import fold_pairs
from transfer.services.merging.trail import Trail, columns_of
from transfer.services.standings import rescore

SAID = (
    "rating_day", "rating_delta", "rating_half_life", "rating_floor", "rated_value", "rated_half_life", "frozen_on",
)  # fmt: skip
"""The columns of a standing that hold the owner's word, or follow from it alone."""


class Refused(ValueError):
    """Why two people cannot be merged, or a merge not be taken back; the words are for the owner."""


@transaction.atomic
def merge_people(
    *, owner: User, kept: Contact, gone: Contact, chosen: Mapping[str, str], now: datetime
) -> Merge:
    """Make one person of two: `gone` is deleted, and all rows of all apps that hung on it hang on `kept`.

    `chosen` says for the names of queries.choices.CHOICES, and for "photo", which of "kept" and "gone" gives it; where
    it says nothing the card that stays does, unless it is empty there. The other name becomes an alias. What both
    had stays once; an own rating: the later one. `undo_merge` is the way back.

    Raises Refused for the same card twice, for a card that is deleted, and while an import is writing; ValueError for
    an unknown choice.
    """
    hold_book(owner=owner)
    kept, gone = _read(owner, kept.pk, gone.pk)
    choices, trail, before = checked(kept, gone, chosen), Trail(), copy(kept)
    standings = {row.pk: row for row in Standing.objects.owned_by(owner).filter(pk__in=[kept.pk, gone.pk])}
    highest, said = _highest(), _words(standings.get(kept.pk))
    _choose_photo(kept, gone, chosen, trail)
    fold_pairs(gone, kept, trail, now)
    fold(Contact, gone.pk, kept.pk, trail)
    trail.change(kept, values(kept, gone, choices))
    _call(kept, other_names(before, gone, choices), trail)
    Contact.objects.filter(pk=gone.pk).update(deleted_at=now)
    _take_effect(kept, before, standings.get(gone.pk), now)
    rescore(owner=owner, contact_ids={kept.pk, gone.pk, *trail.others}, now=now)
    said_now = _words(Standing.objects.owned_by(owner).filter(pk=kept.pk).first())
    noted = {"whole": trail.whole, "changed": trail.changed, "others": sorted(trail.others)}
    return Merge.objects.create(
        owner=owner,
        kept=kept,
        gone=gone,
        made_at=now,
        moved=trail.moved,
        removed=trail.removed,
        before=noted | {"highest": highest, "said": [said, said_now]},
        made=trail.made,
    )


def refuse_while_importing(owner: User) -> None:
    """Raises Refused while an import is writing: it holds ids of people in its hand."""
    if ImportRun.objects.owned_by(owner).filter(state__in=ImportRun.ACTIVE).exists():
        raise Refused("An import is at work on your book just now. Try again when it is done.")


def _read(owner: User, kept: int, gone: int) -> tuple[Contact, Contact]:
    """Both cards as they are now, under the lock."""
    if kept == gone:
        raise Refused("That is one and the same card.")
    refuse_while_importing(owner)
    found = Contact.objects.owned_by(owner).in_bulk([kept, gone])
    if len(found) < 2:
        raise Refused("One of the two is no longer in your book.")
    for contact in found.values():
        contact.owner = owner
    return found[kept], found[gone]


def _highest() -> dict[str, int]:
    """The highest id of each table that hangs on people: what comes later was added since."""
    models = {column.model for column in keys_to(Contact) if not column.primary_key} - STAYS
    highest = {
        model._meta.label_lower: model._base_manager.aggregate(top=Max("pk"))["top"] for model in models
    }
    return {label: top or 0 for label, top in sorted(highest.items())}


def _words(standing: Standing | None) -> dict[str, Any]:
    columns = columns_of(standing or Standing())
    return {name: columns[name] for name in SAID}


def _choose_photo(kept: Contact, gone: Contact, chosen: Mapping[str, str], trail: Trail) -> None:
    """Make room for the other picture."""
    if chosen.get(PHOTO) == GONE and Photo.objects.filter(contact=gone).exists():
        for photo in Photo.objects.filter(contact=kept):
            trail.remove(photo)
            photo.delete()


def _call(contact: Contact, names: list[str], trail: Trail) -> None:
    """Names that lead to the person from now on, and the sort name."""
    tidy = copy(contact)
    tidy.tidy_names()
    trail.change(contact, {"sort_name": tidy.sort_name, "display": tidy.display})
    aliases = Identity.objects.filter(contact=contact, kind=Identity.Kind.ALIAS).values_list("key", flat=True)
    known = {*aliases, *(folded(name) for name in (contact.display, contact.nickname, _whole(contact)))}
    for name in names:
        if (key := folded(name)) and key not in known:
            known.add(key)
            alias = Identity.Kind.ALIAS
            trail.make(Identity(owner=contact.owner, contact=contact, kind=alias, key=key, shown=name))


def _whole(contact: Contact) -> str:
    return f"{contact.given} {contact.family}"


def _take_effect(kept: Contact, before: Contact, other: Standing | None, now: datetime) -> None:
    """What the new fields and rows bear on: freezing, pins, the own rating, dates, names and search."""
    today = now.date()
    if kept.state in GONE_STATES and before.state not in GONE_STATES:
        day = other.frozen_on if other else None
        freeze(contact=kept, today=today, on=date.fromordinal(day) if day else None)
    elif before.state in GONE_STATES and kept.state not in GONE_STATES:
        thaw(contact=kept, today=today)
    else:
        retime(contact=kept, today=today)
    _rate(kept, other, today)
    sync_dates(contact=kept, now=now)
    index_contacts(owner=kept.owner, contact_ids=[kept.pk])


def _rate(kept: Contact, other: Standing | None, today: date) -> None:
    """The later own rating holds, and means what it meant: the strength of that day, by all the touches now."""
    mine = Standing.objects.get(pk=kept.pk)
    said = max(
        (said_of(row) for row in (mine, other) if row is not None and row.rated_value is not None),
        key=lambda one: one.day or 0,
        default=None,
    )
    if said is None or said.value is None or said.day is None:
        return
    touches = touches_with(kept)
    delta = delta_of(contact=kept, value=said.value, touches=touches, day=date.fromordinal(said.day))
    said = Said(said.day, delta, said.value, said.half_life)
    keep_said(contact=kept, said=said, touches=touches, today=today)
