"""Rows about two people, where one of them becomes another: the order of the two, and those of which none is left."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q

from contacts.models import Contact, NotTied, Tie
from domain.ties import INVERSES, TieKind
from network.models import Introduction, NotIntroduced
from transfer.models import NotSame
from transfer.services.merging.trail import Trail
from transfer.services.merging.twins import joined

APART: tuple[Any, ...] = (NotSame, NotTied, NotIntroduced)
"""What was said of two people, `first` the one with the lower id."""
SIDES = ("broker", "through", "whom", "to")


def fold_pairs(gone: Contact, kept: Contact, trail: Trail, now: datetime) -> None:
    """What is about `gone` and somebody else is about `kept` and them; what was between the two themselves goes."""
    for model in APART:
        _fold_apart(model, gone, kept, trail)
    between = Q(one=gone, other=kept) | Q(one=kept, other=gone)
    for tie in Tie.objects.filter(between, owner=gone.owner).order_by("pk"):
        _remove(tie, trail)
    for gone_tie, kept_tie in _turned(gone, kept):
        trail.change(kept_tie, joined(kept_tie, gone_tie))
        _remove(gone_tie, trail)
    for introduction in _to_themselves(gone, kept):
        trail.change(introduction, {"deleted_at": now})


def _fold_apart(model: Any, gone: Contact, kept: Contact, trail: Trail) -> None:
    """Who is not `gone` is not `kept` either; that these two are not one was a mistake."""
    pointing = Q(first=gone) | Q(second=gone)
    for row in model.objects.filter(pointing, owner=gone.owner).order_by("pk"):
        other = row.second_id if row.first_id == gone.pk else row.first_id
        _remove(row, trail)
        first, second = sorted((other, kept.pk))
        known = model.objects.filter(owner=gone.owner, first=first, second=second)
        if other != kept.pk and not known.exists():
            trail.make(model(owner=gone.owner, first_id=first, second_id=second, said_at=row.said_at))


def _turned(gone: Contact, kept: Contact) -> Iterator[tuple[Tie, Tie]]:
    """Ties of `gone` that `kept` has the other way round, where both ways say the same."""
    alike = [kind.value for kind in TieKind if kind not in INVERSES]
    rows = Tie.objects.owned_by(gone.owner).filter(kind__in=alike)
    theirs = {(tie.other_id, tie.kind): tie for tie in rows.filter(one=kept)}
    theirs_back = {(tie.one_id, tie.kind): tie for tie in rows.filter(other=kept)}
    for tie in rows.filter(Q(one=gone) | Q(other=gone)).order_by("pk"):
        is_one = tie.one_id == gone.pk
        twin = theirs_back.get((tie.other_id, tie.kind)) if is_one else theirs.get((tie.one_id, tie.kind))
        if twin is not None:
            yield tie, twin


def _to_themselves(gone: Contact, kept: Contact) -> Iterator[Introduction]:
    """Introductions in which one person would stand on two sides."""
    both = {gone.pk, kept.pk}
    pointing = Q(*((f"{side}__in", both) for side in SIDES), _connector=Q.OR)
    for row in Introduction.objects.owned_by(gone.owner).filter(pointing).order_by("pk"):
        if sum(getattr(row, f"{side}_id") in both for side in SIDES) > 1:
            yield row


def _remove(row: Any, trail: Trail) -> None:
    trail.remove(row)
    row.delete()
