"""What a merge did, in the order it did it, as plain values that a Merge row holds."""

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models

PLAIN = (type(None), str, int, float, bool, list, dict)


@dataclass(slots=True)
class Trail:
    """`moved`: by "app.model.field", [id, key before, key after]. `removed`: [model, columns] in order.

    `whole`: [model, key before, key after, digest] of rows whose id is the key. `changed`: [model, id, {column:
    [before, after]}]. `made`: by model, ids. `others`: contacts to be scored anew.
    """

    moved: dict[str, list[list[int]]] = field(default_factory=lambda: defaultdict(list))
    removed: list[list[Any]] = field(default_factory=list)
    whole: list[list[Any]] = field(default_factory=list)
    changed: list[list[Any]] = field(default_factory=list)
    made: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    others: set[int] = field(default_factory=set)

    def move(self, column: Any, ids: list[int], before: int, after: int) -> None:
        """Rows with these ids pointed to `before` and now point to `after`."""
        self.moved[key_of(column)] += [[pk, before, after] for pk in ids]

    def move_whole(self, row: models.Model, after: int) -> None:
        """Let a row whose id is the key point to `after`."""
        self.whole.append([row._meta.label_lower, row.pk, after, digest_of(row)])
        key: Any = row._meta.pk
        type(row)._base_manager.filter(pk=row.pk).update(**{key.attname: after})

    def remove(self, row: models.Model) -> None:
        """A row is about to go."""
        self.removed.append([row._meta.label_lower, columns_of(row)])

    def change(self, row: models.Model, new: dict[str, Any]) -> None:
        """Set columns of a row, where they differ, and write that down."""
        before = columns_of(row)
        for name, value in new.items():
            setattr(row, name, value)
        after = columns_of(row)
        differing = {name: [before[name], after[name]] for name in new if before[name] != after[name]}
        if differing:
            type(row)._base_manager.filter(pk=row.pk).update(**{name: new[name] for name in differing})
            self.changed.append([row._meta.label_lower, row.pk, differing])

    def make(self, row: models.Model) -> None:
        """Save a new row and write that down."""
        row.save(force_insert=True)
        self.made[row._meta.label_lower].append(row.pk)


def key_of(column: Any) -> str:
    return f"{column.model._meta.label_lower}.{column.name}"


def column_of(key: str) -> tuple[type[models.Model], Any]:
    """The model and the field behind a key of `moved`."""
    label, _, name = key.rpartition(".")
    model = apps.get_model(label)
    return model, model._meta.get_field(name)


def columns_of(row: models.Model) -> dict[str, Any]:
    """All columns of a row as JSON holds them, to the microsecond."""
    return {one.attname: plain(row, one) for one in row._meta.concrete_fields}


def digest_of(row: models.Model) -> str:
    """A digest of all columns but the key."""
    columns = {name: value for name, value in columns_of(row).items() if name != row._meta.pk.attname}
    return hashlib.sha256(json.dumps(columns, sort_keys=True).encode()).hexdigest()


def plain(row: models.Model, column: Any) -> Any:
    """One value as JSON holds it."""
    value = getattr(row, column.attname)
    return value if isinstance(value, PLAIN) else column.value_to_string(row)


def value_of(column: Any, stored: Any) -> Any:
    """The value of a column from what `plain` made of it."""
    return None if stored is None else column.to_python(stored)
