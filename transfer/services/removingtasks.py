"""Taking back the reminders that an import made of tasks: those that the owner edited or acted on stay."""

from collections.abc import Callable
from typing import Any

from django.db import models

from accounts import bulk
from reminders.models import Occurrence, Reminder
from transfer.models import Brought, RunChange
from transfer.services.removing import Piece

TABLE = "reminder"


def remove_reminders(piece: Piece) -> set[int]:
    """The reminders as they were written, with what they opened."""
    rows = Reminder.objects.filter(owner=piece.owner, pk__in=piece.rows)
    written, acted_on = written_by(piece), _acted_on(piece)
    going = []
    for row in rows:
        is_as_written = row.deleted_at is not None or _is_as_written(row, written.get(row.pk, {}))
        if is_as_written and row.pk not in acted_on:
            going.append(row.pk)
        elif row.contact_id:
            piece.keep(row.contact_id, "you changed a reminder since")
    Reminder.objects.filter(owner=piece.owner, pk__in=going).delete()
    return set()


def remove_brought(piece: Piece) -> set[int]:
    """Our notes of what was brought, except of what stays: it must not come a second time."""
    rows = Brought.objects.owned_by(piece.owner).filter(pk__in=piece.rows)
    there = Reminder.objects.filter(owner=piece.owner).values("pk")
    staying = set(rows.filter(table=TABLE, row__in=there).values_list("pk", flat=True))
    bulk.delete(Brought, [pk for pk in piece.rows if pk not in staying])
    return set()


def written_by(piece: Piece) -> dict[int, dict[str, Any]]:
    """What the rows were written as, by the note of the same chunk, which is the next one before."""
    earlier = RunChange.objects.owned_by(piece.owner).filter(
        run=piece.change.run_id, table=piece.change.table, act=RunChange.Act.CHANGED, pk__lt=piece.change.pk
    )
    note = earlier.order_by("-pk").first()
    return {pk: after for pk, _before, after in note.rows} if note else {}


def _is_as_written(row: Reminder, written: dict[str, Any]) -> bool:
    if row.finished_at or row.paused_until or row.weekdays:
        return False
    columns = {one.attname: one for one in Reminder._meta.concrete_fields}
    return all(getattr(row, name) == columns[name].to_python(value) for name, value in written.items())


def _acted_on(piece: Piece) -> set[int]:
    rows = Occurrence.objects.owned_by(piece.owner).filter(reminder__in=piece.rows)
    return set(rows.exclude(state=Occurrence.State.OPEN).values_list("reminder_id", flat=True))


REMOVERS_OF_TASKS: dict[type[models.Model], Callable[[Piece], set[int]]] = {
    Reminder: remove_reminders,
    Brought: remove_brought,
}
