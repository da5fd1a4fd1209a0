"""From a row of the database to a line of the archive: plain values, and numbers of the archive in place of ids."""

import json
from array import array
from base64 import b64encode
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from django.db import models

from accounts.models import User
from interactions.models import Interaction
from transfer.exports.plan import Column, Table, settings_columns, table_of, tables
from transfer.exports.uids import Uids

LINKED = "linked "
"""How the external key of an interaction begins that is named after a contact's id."""
AT_ONCE = 2_000
_ENCODED = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Numbers:
    """The rows of each table, numbered from 1 in the order of their ids: eight bytes a row."""

    def __init__(self, owner: User) -> None:
        self.ids: dict[type[models.Model], array[int]] = {}
        for table in tables():
            if table.has_id:
                rows = table.model._default_manager.filter(owner=owner).order_by("pk")
                self.ids[table.model] = array("q", rows.values_list("pk", flat=True).iterator(AT_ONCE))

    def of(self, model: type[models.Model], pk: int | None) -> int | None:
        """The number of a row; None where there is none."""
        ids = self.ids[model]
        place = bisect_left(ids, pk) if pk is not None else len(ids)
        return place + 1 if place < len(ids) and ids[place] == pk else None


def line_of(values: Mapping[str, Any]) -> bytes:
    """One line of JSON."""
    return _ENCODED(values).encode() + b"\n"


def settings_line(owner: User) -> dict[str, Any]:
    """The owner's settings as they differ from the usual ones."""
    found = {column.name: plain(getattr(owner, column.attname)) for column in settings_columns()}
    return {
        column.name: found[column.name] for column in settings_columns() if found[column.name] != column.usual
    }


def packed_rows(table: Table, owner: User, numbers: Numbers) -> Iterator[dict[str, Any]]:
    """The rows of a table by their ids, without what they usually have and without pictures."""
    rows = table.model._default_manager.filter(owner=owner).order_by("pk")
    names = ["pk", *(column.attname for column in table.columns if not column.is_media)]
    packers = [_packer(column, numbers) for column in table.columns if not column.is_media]
    columns = [(column.name, column.usual) for column in table.columns if not column.is_media]
    many = {field.name: _many(field, owner, numbers) for field in table.many}
    uids = Uids.of(table.model)
    for number, (pk, *values) in enumerate(rows.values_list(*names).iterator(AT_ONCE), 1):
        line: dict[str, Any] = {"id": number} if table.has_id else {}
        for (name, usual), pack, value in zip(columns, packers, values, strict=True):
            if value != usual:
                line[name] = pack(value)
        for name, found in many.items():
            if pk in found:
                line[name] = found[pk]
        if uids is not None:
            line["uid"] = uids.next(dict(zip(names[1:], values, strict=True)))
        _mend(table, line, numbers)
        yield line


def packed_media(table: Table, owner: User, numbers: Numbers) -> Iterator[tuple[str, bytes]]:
    """The pictures of a table, one at a time, with their names in the archive."""
    key: Any = table.model._meta.pk
    rows = table.model._default_manager.filter(owner=owner).order_by("pk")
    for column in table.columns:
        if column.is_media:
            for pk, data in rows.values_list("pk", column.attname).iterator(50):
                model = table.model if table.has_id else key.related_model
                yield table.media(numbers.of(model, pk) or 0), bytes(data)


def plain(value: Any) -> Any:
    """A value as JSON has it: days and moments as ISO 8601, moments in UTC; bytes as base64."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return b64encode(value).decode()
    return str(value) if isinstance(value, UUID) else value


def _packer(column: Column, numbers: Numbers) -> Callable[[Any], Any]:
    if column.points_to is None:
        return plain
    model = column.points_to
    return lambda pk: numbers.of(model, pk)


def _many(field: Any, owner: User, numbers: Numbers) -> dict[int, list[int]]:
    """The numbers of the rows on the other side, by the id on this side."""
    here, there = field.m2m_column_name(), field.m2m_reverse_name()
    through = field.remote_field.through._default_manager
    rows = through.filter(**{f"{field.m2m_field_name()}__owner": owner}).order_by(here, there)
    found: dict[int, list[int]] = {}
    for pk, other in rows.values_list(here, there).iterator(AT_ONCE):
        if number := numbers.of(field.related_model, other):
            found.setdefault(pk, []).append(number)
    return found


def _mend(table: Table, line: dict[str, Any], numbers: Numbers) -> None:
    """Ids that stand in other columns: in the name of a key, or beside the name of a table. 0 is a row that is gone."""
    if table.model is Interaction and line.get("external_key", "").startswith(LINKED):
        line["external_key"] = LINKED + _renumbered(line["external_key"].removeprefix(LINKED), numbers)
    if table.pointer:
        name, place = table.pointer
        target = table_of(line[name])
        line[place] = numbers.of(target.model, line[place]) or 0 if target and target.has_id else 0


def _renumbered(text: str, numbers: Numbers) -> str:
    target = table_of("contact")
    number = numbers.of(target.model, int(text)) if target and text.isdecimal() else None
    return str(number) if number else f"gone {text}"


def columns_told(table: Table) -> Sequence[str]:
    """The names of all that a line of this table can hold."""
    own = ["id"] if table.has_id else []
    uid = ["uid"] if Uids.of(table.model) else []
    columns = [column.name for column in table.columns if not column.is_media]
    return [*own, *columns, *(field.name for field in table.many), *uid]
