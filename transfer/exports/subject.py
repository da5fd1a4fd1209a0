"""All that the book holds about one person, to hand to them: as plain words, and as JSON for programs.

Sensitive notes are in it: they are about the person, and theirs to see. Other people are "another person", and the
names of those who took part in the same thing are blotted out of its notes; what else a note says about others only the
owner can know, and the first lines ask them to read it before it is given away.
"""

import json
import zipfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, BinaryIO

from django.db import models
from django.db.models import Q

from contacts.models import Contact, Photo
from interactions.models import Event, Interaction, Participation
from transfer.exports.blotting import ANOTHER, others_of, texts_of, without
from transfer.exports.markdown import inline, quoted
from transfer.exports.packing import plain
from transfer.exports.plan import Column, Table, tables

THEM = "this person"
UNTOLD = {"sort_name", "small", "data", "digest", "external_key", "row", "table"}
"""Columns that tell a reader nothing, or that are told otherwise."""
NOT_BY = {"met_through", "follow_up", "contact_before"}
"""Columns by which a row is about somebody else."""
HEAD = """\
# What is kept about {name}

Written on {day}. It holds all that this address book knows about {name}, sensitive notes too, but for what can be
worked out from it (indexes for search, and the strength of the relationship, which follows from what happened).

Other people are called “another person”. Please read through the notes before you give this away: only you can see
whether they tell something private about others.
"""
Rows = list[dict[str, Any]]


def write_subject(*, contact: Contact, target: BinaryIO, now: datetime) -> int:
    """Write a zip with about.md, about.json and the picture; how many rows it tells of."""
    told = {table.name: rows for table in tables() if (rows := list(_rows(table, contact)))}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("about.md", _words(contact, told, now))
        whole = {"about": contact.display, "written_at": now.astimezone(UTC).isoformat(), "tables": told}
        archive.writestr("about.json", json.dumps(whole, ensure_ascii=False, indent=1))
        for photo in Photo.objects.owned_by(contact.owner).filter(contact=contact):
            archive.writestr("photo.jpg", bytes(photo.data))
    return sum(map(len, told.values()))


def _rows(table: Table, contact: Contact) -> Iterator[dict[str, Any]]:
    """The rows of a table that are about a person."""
    about = _about(table, contact)
    if about is None:
        return
    rows = table.model._default_manager.filter(about, owner=contact.owner_id).order_by("pk").distinct()
    for row in rows.iterator(500):
        line = {column.name: _value(column, row, contact) for column in table.columns if _is_told(column)}
        line |= {field.name: [str(one) for one in getattr(row, field.name).all()] for field in table.many}
        if isinstance(row, Interaction):
            line["others"] = row.participations.exclude(contact=contact).count()
        others = others_of(row, contact)
        line |= {name: without(line[name], others) for name in texts_of(row) if line.get(name)}
        yield {name: value for name, value in line.items() if value not in (None, "", [], {}, False)}


def _about(table: Table, contact: Contact) -> Q | None:
    """What makes a row one about a person: it points to them, or to a row that does; None for none of a table."""
    if table.model is Contact:
        return Q(pk=contact.pk)
    if table.model is Interaction:
        return Q(participations__contact=contact)
    if table.model is Event:
        return Q(guests__contact=contact)
    found = Q()
    for column in table.columns:
        if column.points_to is Contact and column.name not in NOT_BY:
            found |= Q(**{column.name: contact})
        elif column.points_to is not None and table.model is not Participation:
            for beyond in _to_contact(column):
                found |= Q(**{f"{column.name}__{beyond}": contact})
    return found or None


def _to_contact(column: Column) -> list[str]:
    """The columns by which the row that this one points to is about somebody."""
    other: Any = column.points_to
    if other in (Contact, Interaction, Event) or column.name in NOT_BY:
        return []
    fields = other._meta.concrete_fields
    return [field.name for field in fields if field.related_model is Contact and field.name not in NOT_BY]


def _is_told(column: Column) -> bool:
    to_rows = column.points_to is not None and column.points_to is not Contact
    return column.name not in UNTOLD and not to_rows and not isinstance(column.field, models.BinaryField)


def _value(column: Column, row: Any, contact: Contact) -> Any:
    value = getattr(row, column.attname)
    if column.points_to is not None:
        return None if value is None else THEM if value == contact.pk else ANOTHER
    if column.field.flatchoices and value not in (None, ""):
        return str(dict(column.field.flatchoices).get(value, value))
    return plain(value)


def _words(contact: Contact, told: Mapping[str, Rows], now: datetime) -> str:
    parts = [HEAD.format(name=inline(contact.display), day=now.date().isoformat())]
    for name, rows in told.items():
        parts.append(f"## {name.replace('-', ' ').capitalize()}\n")
        parts += ["\n".join(_lines(row)) + "\n" for row in rows]
    return "\n".join(parts)


def _lines(row: Mapping[str, Any]) -> Iterator[str]:
    for name, value in row.items():
        label = name.replace("_", " ")
        if isinstance(value, str) and "\n" in value:
            yield f"* {label}:"
            yield from (f"  {line}" for line in quoted(value))
        else:
            shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            yield f"* {label}: {inline(shown)}"
