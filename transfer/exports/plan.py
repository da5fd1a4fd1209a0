"""What an archive holds: every table of an owner's rows but a few, each left out for a reason that the README tells."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models

from accounts.models import Owned, User
from relationships.services import DERIVED

ORDER = ("contacts", "relationships", "reminders", "interactions", "network", "transfer")
"""The apps in the order in which their tables are told; those of later apps follow."""
LEFT_OUT: Mapping[str, str] = {
    "contacts.Spelling": "worked out from the names",
    "contacts.NameKey": "worked out from the names",
    "contacts.SearchText": "worked out from the cards and notes",
    "reminders.Channel": "holds secrets of this machine, such as tokens; set your channels up anew",
    "reminders.Delivery": "tells of messages that this machine sent",
    "reminders.Feed": "its secret is known to nobody; make your calendar addresses anew",
    "interactions.Reweighing": "a job of this machine; your weights themselves are in owner.jsonl",
    "transfer.ImportRun": "the report of an import on this machine",
    "transfer.RunFault": "the report of an import on this machine",
    "transfer.RunRows": "the report of an import on this machine",
    "transfer.RunNews": "the report of an import on this machine",
    "transfer.RunChange": "takes back an import on this machine, row by row",
    "transfer.PossibleMatch": "a question of an import on this machine",
    "transfer.Merge": "takes back a merge on this machine, row by row; the cards themselves are in contacts.jsonl",
}
COLUMNS_LEFT_OUT: Mapping[str, tuple[str, ...]] = {
    "relationships.Standing": DERIVED[: DERIVED.index("frozen_on")]
    + DERIVED[DERIVED.index("frozen_on") + 1 :],
    "interactions.Interaction": ("words",),
}
"""Columns that are worked out from the others."""
NOT_OF_A_BOOK = (
    "id", "password", "last_login", "is_superuser", "founder", "is_active", "email", "date_joined",
)  # fmt: skip
"""Columns of the owner that belong to the account here. The rest are settings, and go along."""
POINTERS: Mapping[str, tuple[str, str]] = {"transfer.Brought": ("table", "row")}
"""Columns that name a table and a row in it."""
NAMES: Mapping[str, str] = {
    "contacts.ImportantDate": "dates",
    "contacts.KeptLines": "kept-lines",
    "network.Conduct": "conduct",
    "network.AboutMe": "about-me",
    "network.HowTo": "how-to",
    "transfer.Told": "told",
    "transfer.Brought": "brought",
    "transfer.NotSame": "not-same",
}
MEDIA = "data"
"""A column of bytes with this name goes into files of its own."""


@dataclass(frozen=True)
class Column:
    """One column, its `name` in the archive, the value it usually has, and the table it points to if it does."""

    field: Any
    name: str
    usual: Any
    points_to: type[models.Model] | None

    @property
    def attname(self) -> str:
        return str(self.field.attname)

    @property
    def is_media(self) -> bool:
        return isinstance(self.field, models.BinaryField) and self.name == MEDIA


@dataclass(frozen=True)
class Table:
    """One table of the archive. `has_id` is False where a row is known by the row it hangs on."""

    model: type[models.Model]
    name: str
    columns: tuple[Column, ...]
    many: tuple[Any, ...]
    has_id: bool

    @property
    def file(self) -> str:
        return f"{self.name}.jsonl"

    @property
    def pointer(self) -> tuple[str, str] | None:
        return POINTERS.get(self.model._meta.label)

    def media(self, number: int) -> str:
        """Where the bytes of a row lie; `number` is its own or that of the row it hangs on."""
        return f"media/{self.name}-{number}.jpg"


@cache
def tables() -> tuple[Table, ...]:
    """All tables of an archive, in its order."""
    kept = [model for model in owned_models() if model._meta.label not in LEFT_OUT]
    return tuple(_table(model) for model in sorted(kept, key=_place))


def owned_models() -> Iterator[type[models.Model]]:
    """All models whose rows belong to an owner."""
    return (model for model in apps.get_models() if issubclass(model, Owned))


@cache
def settings_columns() -> tuple[Column, ...]:
    """The columns of the owner that are settings."""
    fields = (field for field in User._meta.concrete_fields if field.name not in NOT_OF_A_BOOK)
    return tuple(_column(field) for field in fields)


@cache
def table_of(model_name: str) -> Table | None:
    """The table of a model by its short name, as Brought.table has it."""
    return next((table for table in tables() if table.model._meta.model_name == model_name), None)


def _place(model: type[models.Model]) -> tuple[int, str]:
    """Tables in the order of the apps; their own order is that of the models."""
    label = model._meta.app_label
    return (ORDER.index(label) if label in ORDER else len(ORDER), "" if label in ORDER else label)


def _table(model: type[models.Model]) -> Table:
    meta = model._meta
    left_out = {"id", "owner", *COLUMNS_LEFT_OUT.get(meta.label, ())}
    columns = [_column(field) for field in meta.concrete_fields if field.name not in left_out]
    name = NAMES.get(meta.label) or str(meta.verbose_name_plural).replace(" ", "-")
    return Table(model, name, tuple(columns), tuple(meta.many_to_many), not meta.pk.remote_field)


def _column(field: Any) -> Column:
    points_to = field.related_model if field.is_relation else None
    return Column(field, field.name, _usual(field), points_to)


def _usual(field: Any) -> Any:
    """What a row has in this column where its line does not say: nothing, or the plain value that new rows get."""
    default = field.default() if field.default in (dict, list) else field.default
    if default is models.NOT_PROVIDED or callable(default):
        return "" if isinstance(field, models.CharField | models.TextField) and not field.null else None
    return default.value if isinstance(default, models.enums.Choices) else default
