"""Which appointments the owner has changed since an import brought them."""

from collections.abc import Iterable
from typing import Any

from accounts.models import User
from interactions.models import Event
from transfer.models import RunChange

WRITTEN = ("name", "kind", "day", "at", "minutes", "place", "note", "until", "sensitive")
"""The columns that the owner can change."""


def edited_events(owner: User, rows: Iterable[Event]) -> set[int]:
    """The ids of those of these events that are not as the import wrote them, as far as its notes are kept."""
    events = {row.pk: row for row in rows}
    notes = RunChange.objects.owned_by(owner).filter(table=Event._meta.model_name, act=RunChange.Act.CHANGED)
    return {
        pk
        for noted in (notes.values_list("rows", flat=True) if events else ())
        for pk, before, after in noted
        if before == after and pk in events and not _is_as_written(events[pk], after)
    }


def _is_as_written(row: Event, written: dict[str, Any]) -> bool:
    columns: list[tuple[str, Any]] = [(name, Event._meta.get_field(name)) for name in WRITTEN]
    return all(getattr(row, name) == column.to_python(written[name]) for name, column in columns)
