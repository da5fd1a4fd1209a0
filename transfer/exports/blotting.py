"""Blotting the names of others out of what one person is told about themselves."""

import re
from collections.abc import Collection, Iterator
from typing import Any

from django.db import models

from contacts.models import Contact
from interactions.models import Event, Guest, Interaction, Participation
from network.models import Introduction

ANOTHER = "another person"
SHORTEST = 3
"""A shorter part of a name is also a word of other things."""


def others_of(row: models.Model, contact: Contact) -> set[str]:
    """The names of everybody else whom this row is about, or whom the row that it hangs on is about."""
    people, names = _people(row), set(_written(row))
    for field in row._meta.concrete_fields:
        beyond = getattr(row, field.name) if field.is_relation and field.name != "owner" else None
        if isinstance(beyond, models.Model) and not isinstance(beyond, Contact):
            people |= _people(beyond)
            names |= set(_written(beyond))
    others = Contact.objects.filter(owner=contact.owner_id, pk__in=people - {contact.pk})
    for other in others:
        names |= {other.display, other.given, other.family}
    own = {contact.display, contact.given, contact.family}
    return {name for name in names - own if len(name) >= SHORTEST}


def without(text: str, names: Collection[str]) -> str:
    """The text with each of these names blotted out, whole words only."""
    if not names or not text:
        return text
    longest_first = sorted(names, key=len, reverse=True)
    any_of_them = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
    return any_of_them.sub(ANOTHER, text)


def _people(row: models.Model) -> set[int]:
    """Whom a row is about, by id: those it points to, those who took part, those on the list."""
    columns = (field for field in row._meta.concrete_fields if field.related_model is Contact)
    found = {getattr(row, field.attname) for field in columns}
    if isinstance(row, Interaction):
        found |= set(Participation.objects.filter(interaction=row).values_list("contact", flat=True))
    if isinstance(row, Event):
        found |= set(Guest.objects.filter(event=row).values_list("contact", flat=True))
    return {pk for pk in found if pk is not None}


def _written(row: models.Model) -> Iterator[str]:
    """Names of people who are in no book."""
    if isinstance(row, Introduction) and row.to is None:
        yield from _parts(row.to_name)
    if isinstance(row, Event):
        for name in Guest.objects.filter(event=row, contact=None).values_list("name", flat=True):
            yield from _parts(name)


def _parts(name: str) -> Iterator[str]:
    yield from (name, *name.split())


def texts_of(row: Any) -> list[str]:
    """The columns of a row that hold words of the owner, in which names of others may stand."""
    words = (models.CharField, models.TextField)
    return [
        field.name for field in row._meta.concrete_fields if isinstance(field, words) and not field.choices
    ]
