"""What a run writes, noted beside it in the same transaction, so that the run can be undone as a whole."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models

from accounts import bulk
from contacts.models import Contact, Identity, NameKey, Post, SearchText, Spelling, Trace
from interactions.models import Interaction, Participation
from network.models import Link, LinkRequest
from relationships.models import Standing
from transfer.models import ImportRun, RunChange, Told

TABLES: dict[str, type[models.Model]] = {
    model._meta.model_name or "": model
    for model in (Contact, Told, Identity, Post, Link, Interaction, Participation, Trace, LinkRequest)
}
WRITTEN: tuple[type[models.Model], ...] = (*TABLES.values(), Spelling, NameKey, SearchText, Standing)
Made = RunChange.Act.MADE
Changed = RunChange.Act.CHANGED


class Journal:
    """Inserts and updates rows of one run in bulk; `save` writes down what was done."""

    def __init__(self, run: ImportRun) -> None:
        self.run = run
        self.made: dict[type[models.Model], list[int]] = defaultdict(list)
        self.changed: dict[type[models.Model], list[list[Any]]] = defaultdict(list)

    def insert(
        self, model: type[models.Model], names: Sequence[str], rows: Sequence[Sequence[Any]], **fixed: Any
    ) -> list[int]:
        """Insert rows of the run's owner with new ids, which are returned in the order of the rows.

        Columns in `fixed` are the same in every row.
        """
        ids = bulk.reserve_ids(model, len(rows))
        whole = [(pk, *row) for pk, row in zip(ids, rows, strict=True)]
        bulk.insert(model, ["id", *names], whole, fixed | {"owner_id": self.run.owner_id})
        self.made[model] += ids
        return ids

    def update(
        self, model: type[models.Model], names: Sequence[str], rows: Iterable[tuple[Any, ...]]
    ) -> None:
        """Change rows, given as (row as it is, new values…); what they held before is kept for undo."""
        found = [(row, values) for row, *values in rows]
        bulk.update(model, names, [(*values, row.pk) for row, values in found])
        self.changed[model] += [
            [row.pk, {name: getattr(row, name) for name in names}, dict(zip(names, values, strict=True))]
            for row, values in found
        ]

    def save(self) -> None:
        """Write the notes; `undo` takes them back from the end, so rows go before those they hang on."""
        rows = [
            self._note(model, Changed, self.changed[model])
            for model in TABLES.values()
            if self.changed[model]
        ]
        rows += [
            self._note(model, Made, ranges(self.made[model])) for model in TABLES.values() if self.made[model]
        ]
        RunChange.objects.bulk_create(rows)

    def _note(self, model: type[models.Model], act: str, rows: list[list[Any]]) -> RunChange:
        table = model._meta.model_name or ""
        return RunChange(owner_id=self.run.owner_id, run=self.run, table=table, act=act, rows=rows)


def ids_in(ranges: Iterable[Sequence[int]]) -> list[int]:
    """The ids in [first, last] ranges."""
    return [pk for first, last in ranges for pk in range(first, last + 1)]


def ranges(ids: Iterable[int]) -> list[list[Any]]:
    """The ids as [first, last] ranges."""
    found: list[list[Any]] = []
    for pk in sorted(ids):
        if found and found[-1][1] == pk - 1:
            found[-1][1] = pk
        else:
            found.append([pk, pk])
    return found
