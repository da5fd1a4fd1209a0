"""Taking a run back, newest change first: what it made goes, what it changed is as before.

What the owner did since wins: an interaction edited by hand stays, and so does a person about whom anything was
added. Each piece is one transaction, so that breaking off and going on leads to the same end.
"""

from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F, Q

from accounts import bulk
from contacts.models import (
    Address,
    Contact,
    Identity,
    KeptLines,
    NameKey,
    Note,
    NotTied,
    Post,
    SearchText,
    Spelling,
    Trace,
)
from contacts.services import index_contacts
from interactions.models import Event, Guest, Interaction, Participation
from network.models import Link, LinkRequest, NotIntroduced
from relationships.models import Standing
from reminders.models import Reminder
from transfer.models import ImportRun, Merge, NotSame, PossibleMatch, RunChange, RunNews, Told
from transfer.queries.edited import edited_events
from transfer.services.job import Pace
from transfer.services.journal import TagOf, ids_in, ranges
from transfer.services.known import is_unedited
from transfer.services.removing import REMOVERS_OF_CARDS, Piece, ended_as_told, restand_restored
from transfer.services.removingtasks import REMOVERS_OF_TASKS
from transfer.services.removingties import REMOVERS_OF_TIES
from transfer.services.standings import rescore
from transfer.services.stayed import why_it_stays

__all__ = ["KEPT_LISTED", "Piece", "pieces", "take_back"]
KEPT_LISTED = 1000
INDEXED = (Identity, Post, Address, Note, TagOf, Contact)
"""The tables whose rows people are found by."""


def pieces(run: ImportRun, pace: Pace) -> Iterator[Piece]:
    """What is left to take back of a run, in the order to do it. Each piece must be done before the next."""
    changes = RunChange.objects.owned_by(run.owner).filter(run=run).order_by("-pk")
    made = changes.filter(act=RunChange.Act.MADE, table=Contact._meta.model_name).values_list(
        "rows", flat=True
    )
    newcomers = frozenset(pk for rows in made for pk in ids_in(rows))
    while change := changes.select_related("owner").first():
        size = max(1, int(pace.size))
        rows = ids_in(change.rows) if change.act == RunChange.Act.MADE else change.rows
        yield Piece(change, rows[-size:], rows[:-size], newcomers)


def take_back(*, piece: Piece, now: datetime) -> None:
    """Take one piece back, in the caller's transaction. Who was known before is scored and found anew."""
    change = piece.change
    is_change = change.act == RunChange.Act.CHANGED
    touched = _restore(piece) if is_change else REMOVERS.get(piece.model, _remove)(piece)
    if is_change and piece.model is Contact:
        restand_restored(piece, touched, now)
    _derive(piece, touched - piece.newcomers, now)
    if not piece.rest:
        change.delete()
        return
    change.rows = piece.rest if is_change else ranges(piece.rest)
    change.save(update_fields=["rows"])


def _derive(piece: Piece, contact_ids: Collection[int], now: datetime) -> None:
    if piece.model in (Interaction, Participation, Contact):
        rescore(owner=piece.owner, contact_ids=contact_ids, now=now)
    if piece.model in INDEXED and contact_ids:
        index_contacts(owner=piece.owner, contact_ids=contact_ids)


def _restore(piece: Piece) -> set[int]:
    """Put back what the run changed and nobody changed since. Returns the contacts."""
    owner, model = piece.owner, piece.model
    manager: Any = model._default_manager
    known = manager.filter(owner=owner).in_bulk([pk for pk, _before, _after in piece.rows])
    touched: set[int] = set()
    for pk, before, after in piece.rows:
        row = known.get(pk)
        if row is None:
            continue
        contact_ids = _contacts_of(row)
        if _is_as_left(row, after):
            values = [_read(_column(model, name), value) for name, value in before.items()]
            bulk.update(model, list(before), [(*values, pk)])
            _move_touches(row, before)
            touched |= contact_ids
        elif model not in (Told, Participation):  # which only a later import or other weights change
            for contact_id in contact_ids:
                piece.keep(contact_id, f"you changed the {model._meta.verbose_name} since")
    return touched


def _is_as_left(row: models.Model, after: dict[str, Any]) -> bool:
    """Whether nobody changed a row since; what it refers to may be gone by itself."""
    if isinstance(row, Interaction) and not is_unedited(row):
        return False
    columns = [(_column(type(row), name), value) for name, value in after.items()]
    return all(_is_as_written(row, one, value) for one, value in columns)


def _is_as_written(row: models.Model, column: Any, value: Any) -> bool:
    now, written = getattr(row, column.attname), column.to_python(value)
    if isinstance(now, bytes | memoryview):
        return bytes(now) == bytes(written)
    return now == written or (column.is_relation and now is None)


def _column(model: type[models.Model], name: str) -> Any:
    return next(one for one in model._meta.concrete_fields if one.attname == name)


def _read(column: Any, value: Any) -> Any:
    """A value from JSON as the column's; nothing for a reference to a row that is gone."""
    if value is None:
        return None
    if column.is_relation and not column.related_model._base_manager.filter(pk=value).exists():
        return None
    found = column.to_python(value)
    return bytes(found) if isinstance(found, memoryview) else found


def _contacts_of(row: Any) -> set[int]:
    if isinstance(row, Interaction):
        return set(row.participations.values_list("contact_id", flat=True))
    contact_id = row.pk if isinstance(row, Contact) else getattr(row, "contact_id", None)
    return {contact_id} if contact_id else set()


def _move_touches(row: Any, before: dict[str, Any]) -> None:
    if isinstance(row, Interaction) and "day" in before:
        day = _read(_column(Interaction, "day"), before["day"])
        row.participations.filter(touch_day__isnull=False).update(touch_day=day.toordinal())


def _remove(piece: Piece) -> set[int]:
    """Delete rows that nothing hangs on."""
    bulk.delete(piece.model, piece.rows)
    return set()


def _remove_interactions(piece: Piece) -> set[int]:
    rows = Interaction.objects.filter(owner=piece.owner, pk__in=piece.rows)
    parts = Participation.objects.filter(owner=piece.owner, interaction__in=piece.rows)
    edited = ~Q(updated_at=F("created_at")) & Q(deleted_at=None)
    staying = set(rows.filter(edited).values_list("pk", flat=True))
    touched = set()
    for contact_id, interaction_id in parts.values_list("contact_id", "interaction_id"):
        touched.add(contact_id)
        if interaction_id in staying:
            piece.keep(contact_id, "you edited an interaction since")
    going = [pk for pk in piece.rows if pk not in staying]
    Event.objects.filter(owner=piece.owner, interaction__in=going).update(interaction=None)
    bulk.delete(Participation, going, by="interaction_id")
    bulk.delete(Interaction, going)
    return touched


def _remove_events(piece: Piece) -> set[int]:
    """An appointment that the owner logged or changed, or on whose list anybody else was put, stays."""
    rows = Event.objects.filter(owner=piece.owner, pk__in=piece.rows)
    staying = edited_events(piece.owner, rows) | set(
        rows.filter(Q(interaction__isnull=False) | Q(guests__isnull=False)).values_list("pk", flat=True)
    )
    bulk.delete(Event, [pk for pk in piece.rows if pk not in staying])
    return set()


def _remove_guests(piece: Piece) -> set[int]:
    """Who was ticked, or of whom the owner said who it is, stays.

    So does whoever is on the list of an event that the owner logged or changed.
    """
    rows = Guest.objects.filter(owner=piece.owner, pk__in=piece.rows)
    edited = edited_events(piece.owner, Event.objects.filter(owner=piece.owner, guests__in=rows).distinct())
    touched = Q(talked=True) | Q(absent=True) | ~Q(said="") | Q(event__interaction__isnull=False)
    staying = set(rows.filter(touched | Q(event__in=edited)).values_list("pk", flat=True))
    bulk.delete(Guest, [pk for pk in piece.rows if pk not in staying])
    return set()


def _remove_participations(piece: Piece) -> set[int]:
    rows = Participation.objects.filter(owner=piece.owner, pk__in=piece.rows)
    touched = set(rows.values_list("contact_id", flat=True))
    bulk.delete(Participation, piece.rows)
    return touched


def _remove_links(piece: Piece) -> set[int]:
    """A link that the owner ended, or means to, stays: that is a memory worth keeping. So does one they decided on."""
    rows = Link.objects.owned_by(piece.owner).filter(pk__in=piece.rows)
    told = ended_as_told(piece)
    ended = rows.filter(Q(until__isnull=False) & ~Q(pk__in=told) | Q(unlink_tasks__isnull=False)).distinct()
    decided = rows.filter(Q(decisions__isnull=False) | Q(questions__isnull=False)).distinct()
    staying: dict[int, int] = {}
    for reason, some in (
        ("you unlinked this person, or mean to", ended),
        ("you decided about a request of theirs", decided),
    ):
        for pk, contact_id in some.values_list("pk", "contact_id"):
            piece.keep(contact_id, reason)
            staying[pk] = contact_id
    bulk.delete(Link, [pk for pk in piece.rows if pk not in staying])
    return set()


def _remove_people(piece: Piece) -> set[int]:
    """The people go unless something was added about them; who stays is derived anew."""
    staying = why_it_stays(piece.owner, piece.rows)
    for contact_id, reason in staying.items():
        piece.keep(contact_id, reason)
    going = [pk for pk in piece.rows if pk not in staying]
    Reminder.objects.filter(owner=piece.owner, contact__in=going).delete()
    LinkRequest.objects.owned_by(piece.owner).filter(contact__in=going).update(contact=None)
    Merge.objects.owned_by(piece.owner).filter(Q(kept__in=going) | Q(gone__in=going)).delete()
    for apart in (NotSame, NotTied, NotIntroduced):
        apart.objects.filter(owner=piece.owner).filter(Q(first__in=going) | Q(second__in=going)).delete()
    for model in (Spelling, NameKey, SearchText, Standing, KeptLines, PossibleMatch, RunNews):
        bulk.delete(model, going, by="contact_id")
    bulk.delete(Contact, going)
    there = Contact.objects.filter(owner=piece.owner, pk__in=list(staying)).values_list("pk", flat=True)
    piece.newcomers = piece.newcomers.difference(there)
    return set(there)


def _remove_traces(piece: Piece) -> set[int]:
    bulk.delete(NameKey, piece.rows, by="trace_id")
    bulk.delete(Trace, piece.rows)
    return set()


def _remove_requests(piece: Piece) -> set[int]:
    """A request that the owner ended or decided, or about which something was noted, stays."""
    rows = LinkRequest.objects.owned_by(piece.owner).filter(pk__in=piece.rows)
    untouched = rows.filter(decisions=None, claims=None, conduct=None).exclude(state=LinkRequest.State.GONE)
    going = set(untouched.values_list("pk", flat=True))
    staying = rows.exclude(pk__in=going).filter(contact__isnull=False)
    for contact_id in staying.values_list("contact_id", flat=True):
        piece.keep(contact_id, "you decided about a request of theirs, or noted something")
    bulk.delete(LinkRequest, going)
    return set()


REMOVERS: dict[type[models.Model], Callable[[Piece], set[int]]] = {
    **REMOVERS_OF_CARDS,
    **REMOVERS_OF_TASKS,
    **REMOVERS_OF_TIES,
    Contact: _remove_people,
    Link: _remove_links,
    Interaction: _remove_interactions,
    Participation: _remove_participations,
    Event: _remove_events,
    Guest: _remove_guests,
    LinkRequest: _remove_requests,
    Trace: _remove_traces,
}
