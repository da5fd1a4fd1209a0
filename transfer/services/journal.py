"""What a run writes, noted beside it in the same transaction, so that the run can be undone as a whole."""

from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models

from accounts import bulk
from contacts.models import (
    Address,
    Contact,
    Identity,
    ImportantDate,
    KeptLines,
    NameKey,
    Note,
    Photo,
    Post,
    Relation,
    SearchText,
    Spelling,
    Tag,
    Tie,
    Trace,
)
from interactions.models import Event, Guest, Interaction, Participation
from network.models import AboutMe, Link, LinkRequest
from relationships.models import Standing
from reminders.models import Reminder
from transfer.models import Brought, ImportRun, NotSame, PossibleMatch, RunChange, RunNews, Told

TagOf: type[models.Model] = Contact.tags.through
"""That a contact bears a tag: a row without an owner of its own."""

TABLES: dict[str, type[models.Model]] = {
    model._meta.model_name or "": model
    for model in (
        *(
            Tag,
            Contact,
            Told,
            Brought,
            Identity,
            Post,
            Address,
            Photo,
            KeptLines,
            ImportantDate,
            Note,
            TagOf,
            Link,
            Tie,
            Relation,
        ),
        *(Interaction, Participation, Event, Guest, Trace, LinkRequest, Brought, Reminder, AboutMe),
        *(PossibleMatch, NotSame, RunNews),
    )
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

        Columns in `fixed` are the same in every row. Rows that have the contact as their key begin with it.
        """
        if names and names[0] == _key_of(model):
            ids, whole = [row[0] for row in rows], list(rows)
        else:
            ids, names = bulk.reserve_ids(model, len(rows)), [_key_of(model), *names]
            whole = [(pk, *row) for pk, row in zip(ids, rows, strict=True)]
        owner = {"owner_id": self.run.owner_id} if hasattr(model, "owner_id") else {}
        bulk.insert(model, names, whole, fixed | owner)
        self.made[model] += ids
        return ids

    def update(
        self, model: type[models.Model], names: Sequence[str], rows: Iterable[tuple[Any, ...]]
    ) -> None:
        """Change rows, given as (row as it is, new values…); what they held before is kept for undo."""
        found = [(row, values) for row, *values in rows]
        bulk.update(model, names, [(*values, row.pk) for row, values in found])
        self.changed[model] += [
            [row.pk, {name: _plain(getattr(row, name)) for name in names}, _plainly(names, values)]
            for row, values in found
        ]

    def remember(
        self, model: type[models.Model], names: Sequence[str], rows: Iterable[tuple[Any, ...]]
    ) -> None:
        """Note as what rows were written, given as (id, values…): so undo sees which of them were edited since."""
        for pk, *values in rows:
            written = _plainly(names, values)
            self.changed[model].append([pk, written, written])

    def save(self) -> list[RunChange]:
        """Write and return the notes; `undo` takes them back from the end, so rows go before those they hang on."""
        rows = [
            self._note(model, Changed, self.changed[model])
            for model in TABLES.values()
            if self.changed[model]
        ]
        rows += [
            self._note(model, Made, ranges(self.made[model])) for model in TABLES.values() if self.made[model]
        ]
        return RunChange.objects.bulk_create(rows)

    def _note(self, model: type[models.Model], act: str, rows: list[list[Any]]) -> RunChange:
        table = model._meta.model_name or ""
        return RunChange(owner_id=self.run.owner_id, run=self.run, table=table, act=act, rows=rows)


def _key_of(model: type[models.Model]) -> str:
    key: Any = model._meta.pk
    name: str = key.attname
    return name


def _plainly(names: Sequence[str], values: Sequence[Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in zip(names, values, strict=True)}


def _plain(value: Any) -> Any:
    """A value as JSON holds it; pictures as text, as their column reads them back."""
    return b64encode(bytes(value)).decode() if isinstance(value, bytes | memoryview) else value


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
