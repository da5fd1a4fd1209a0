"""A book for the tests of merging: what hangs on people, and what all the tables say."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import models

from accounts.models import User
from contacts.models import (
    Address,
    Contact,
    Identity,
    ImportantDate,
    NameKey,
    Note,
    Post,
    SearchText,
    Spelling,
    Tag,
)
from domain.quicklog import Entry
from interactions.models import Attendee, Interaction
from interactions.services import log_interaction
from transfer.models import Merge

OWN_APPS = ("contacts", "relationships", "reminders", "interactions", "network", "transfer")
DERIVED = (Spelling, NameKey, SearchText)
NOT_COMPARED = {"updated_at", "next_at"}
"""When something is looked at again."""


def everything(owner: User) -> dict[str, Any]:
    """By table, all rows of an owner; the ids of derived rows do not count, nor do merges."""
    found: dict[str, Any] = {}
    for label in OWN_APPS:
        for model in apps.get_app_config(label).get_models(include_auto_created=True):
            if model is not Merge:
                found[model._meta.label] = _rows(owner, model)
    return found


def _rows(owner: User, model: type[models.Model]) -> list[Any]:
    names = [one.attname for one in model._meta.concrete_fields if one.name not in NOT_COMPARED]
    if model in DERIVED:
        names = [name for name in names if name != "id"]
    rows = model._base_manager.all()
    if "owner_id" in names:
        rows = rows.filter(owner=owner)
    return sorted(repr(dict(zip(names, map(_rounded, row), strict=True))) for row in rows.values_list(*names))


def _rounded(value: Any) -> Any:
    """Adding touches one by one or all anew may differ in the last digit."""
    return round(value, 9) if isinstance(value, float) else value


def together(owner: User, people: Iterable[Contact], day: date, now: datetime, **fields: Any) -> Interaction:
    """One interaction with several people; `present` are those who merely were there."""
    present = fields.pop("present", ())
    notes = fields.pop("notes", {})
    attendees = [Attendee(one, one not in present, notes.get(one.pk, "")) for one in people]
    entry = Entry(kind=fields.pop("kind", "meal"), day=day, **fields)
    return log_interaction(owner=owner, attendees=attendees, entry=entry, now=now)


def furnish(contact: Contact, number: int) -> None:
    """Some rows about a person; the same number makes the same ones."""
    owner, about = contact.owner, {"owner": contact.owner, "contact": contact}
    mail = f"a{number}@example.org"
    Identity.objects.create(**about, kind="email", key=mail, shown=mail)
    Post.objects.create(**about, organisation=f"Firm {number}", title="Baker")
    ImportantDate.objects.create(**about, kind="birthday", month=5, day=number % 28 + 1, year=1980)
    Note.objects.create(**about, text=f"Likes tea number {number}.")
    Address.objects.create(**about, city=f"Town {number}")
    tag, _ = Tag.objects.get_or_create(owner=owner, name=f"tag {number}")
    contact.tags.add(tag)
