"""Rows of two owners of theirs that cannot both stay: what a constraint forbids, and what says the same twice."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.db import models

from contacts.models import Address, ImportantDate, Note, Post, Relation, Tie
from domain.names import fold
from domain.search import search_words
from interactions.models import Guest, Participation
from network.models import Link
from reminders.models import Reminder


def twins(model: type[models.Model], column: Any, gone: int, kept: int) -> dict[int, int]:
    """Rows that point by `column` to `gone`, with the rows at `kept` that they would be beside: by id to id."""
    found: dict[int, int] = {}
    for others, condition in _constraints(model, column):
        there = _keyed(model, {column.attname: kept}, others, condition)
        here = _keyed(model, {column.attname: gone}, others, condition)
        for values, pk in here.items():
            if values in there:
                found.setdefault(pk, there[values])
    if model in SAME:
        manager = model._base_manager
        theirs = list(manager.filter(**{column.attname: kept}).order_by("pk"))
        for row in manager.filter(**{column.attname: gone}).exclude(pk__in=found).order_by("pk"):
            twin = next((one for one in theirs if SAME[model](one, row)), None)
            if twin is not None:
                found[row.pk] = twin.pk
    return found


def _constraints(model: type[models.Model], column: Any) -> Iterable[tuple[list[str], models.Q | None]]:
    """The other columns, and the condition, of whatever lets `column` hold a value once only."""
    if column.unique:
        yield [], None
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and column.name in constraint.fields:
            yield [name for name in constraint.fields if name != column.name], constraint.condition
    for names in model._meta.unique_together:
        if column.name in names:
            yield [name for name in names if name != column.name], None


def _keyed(
    model: type[models.Model], pointing: Mapping[str, int], others: list[str], condition: models.Q | None
) -> dict[tuple[Any, ...], int]:
    """Rows by the values of other columns; an empty value is like no other."""
    rows = model._base_manager.filter(condition or models.Q(), **pointing).order_by("-pk")
    found = {tuple(values): pk for pk, *values in rows.values_list("pk", *others)}
    return {values: pk for values, pk in found.items() if None not in values}


def _same_date(one: ImportantDate, other: ImportantDate) -> bool:
    is_day = (one.kind, one.month, one.day) == (other.kind, other.month, other.day)
    return is_day and len({one.year, other.year} - {None}) < 2 and fold(one.label) == fold(other.label)


def _same_note(one: Note, other: Note) -> bool:
    both_there = one.deleted_at is None and other.deleted_at is None
    return both_there and one.text.split() == other.text.split()


def _same_address(one: Address, other: Address) -> bool:
    return all(
        search_words(getattr(one, part)) == search_words(getattr(other, part)) for part in Address.PARTS
    )


def _same_post(one: Post, other: Post) -> bool:
    says = [(fold(post.organisation), fold(post.title), post.since, post.until) for post in (one, other)]
    return says[0] == says[1]


def _same_link(one: Link, other: Link) -> bool:
    return (one.network, one.since, one.until) == (other.network, other.since, other.until)


SAME: Mapping[type[models.Model], Callable[[Any, Any], bool]] = {
    ImportantDate: _same_date,
    Note: _same_note,
    Address: _same_address,
    Post: _same_post,
    Link: _same_link,
}
"""Which rows say the same, so that one of them is enough."""


def joined(kept: models.Model, gone: models.Model) -> dict[str, Any]:
    """The columns of the row that stays, with what the other knew besides."""
    return JOIN[type(kept)](kept, gone) if type(kept) in JOIN else {}


def _join_dates(kept: ImportantDate, gone: ImportantDate) -> dict[str, Any]:
    return {"year": kept.year or gone.year}


def _join_notes(kept: Note, gone: Note) -> dict[str, Any]:
    return {"sensitive": kept.sensitive or gone.sensitive}


def _join_links(kept: Link, gone: Link) -> dict[str, Any]:
    since = min((day for day in (kept.since, gone.since) if day), default=None)
    return {"since": since, "address": kept.address or gone.address}


def _join_participations(kept: Participation, gone: Participation) -> dict[str, Any]:
    notes = dict.fromkeys(note for note in (kept.side_note, gone.side_note) if note)
    return {
        "talked": kept.talked or gone.talked,
        "side_note": "; ".join(notes)[:300],
        "counted": kept.counted or gone.counted,
    }


def _join_reminders(kept: Reminder, gone: Reminder) -> dict[str, Any]:
    """Rest as long as either was to rest."""
    paused = max((day for day in (kept.paused_until, gone.paused_until) if day), default=None)
    return {"paused_until": paused}


def _join_ties(kept: Tie, gone: Tie) -> dict[str, Any]:
    """The estimate that was confirmed last, or the only one."""
    known = [tie for tie in (kept, gone) if tie.estimate is not None]
    best = max(known, key=lambda tie: (tie.confirmed_on or date.min, tie is kept), default=kept)
    return {"estimate": best.estimate, **_join_relations(kept, gone)}


def _join_relations(kept: Tie | Relation, gone: Tie | Relation) -> dict[str, Any]:
    confirmed = max((day for day in (kept.confirmed_on, gone.confirmed_on) if day), default=None)
    notes = dict.fromkeys(note for note in (kept.note, gone.note) if note)
    return {
        "since": kept.since or gone.since,
        "until": kept.until or gone.until,
        "confirmed_on": confirmed,
        "note": "; ".join(notes)[:300],
    }


def _join_guests(kept: Guest, gone: Guest) -> dict[str, Any]:
    return {
        "talked": kept.talked or gone.talked,
        "absent": kept.absent and gone.absent,
        "said": kept.said or gone.said,
    }


JOIN: Mapping[type[models.Model], Callable[[Any, Any], dict[str, Any]]] = {
    ImportantDate: _join_dates,
    Note: _join_notes,
    Link: _join_links,
    Participation: _join_participations,
    Reminder: _join_reminders,
    Tie: _join_ties,
    Relation: _join_relations,
    Guest: _join_guests,
}
