"""Taking back the ties and relations that an import brought: those that the owner changed stay."""

from collections.abc import Callable
from typing import Any

from django.db import models

from accounts import bulk
from contacts.models import Relation, Tie
from transfer.services.removing import Piece
from transfer.services.removingtasks import written_by


def remove_ties(piece: Piece) -> set[int]:
    """The rows that are deleted or as they were written."""
    manager: Any = piece.model._default_manager
    written, staying = written_by(piece), set[int]()
    for row in manager.filter(owner=piece.owner, pk__in=piece.rows, deleted_at=None):
        if not _is_as_written(row, written.get(row.pk, {})):
            staying.add(row.pk)
            for contact in _people_of(row):
                piece.keep(contact, "you changed whom they know, or what they are to you")
    bulk.delete(piece.model, [pk for pk in piece.rows if pk not in staying])
    return set()


def _is_as_written(row: models.Model, written: dict[str, Any]) -> bool:
    columns = {one.attname: one for one in row._meta.concrete_fields}
    return all(getattr(row, name) == columns[name].to_python(value) for name, value in written.items())


def _people_of(row: Any) -> tuple[int, ...]:
    return (row.one_id, row.other_id) if isinstance(row, Tie) else (row.contact_id,)


REMOVERS_OF_TIES: dict[type[models.Model], Callable[[Piece], set[int]]] = {
    Tie: remove_ties,
    Relation: remove_ties,
}
