"""By what a person and an interaction of a book are known to other books and later archives, wherever they lie.

Made of what stays when a book is restored elsewhere: the moment a row was made, and what the source called it. Ids do
not stay; names may be edited, and a person who is renamed is then found by the addresses.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Self
from uuid import UUID, uuid5

from django.db import models

from accounts.models import User
from contacts.models import Contact
from domain.names import fold
from interactions.models import Interaction

BOOK = UUID("7a6f9d0e-5b1c-5e0b-9a53-2f6f0e0d7c11")
AT_ONCE = 2_000
COLUMNS: Mapping[type[models.Model], tuple[str, ...]] = {
    Contact: ("created_at", "display"),
    Interaction: ("created_at", "source", "external_key"),
}
BY_ID = "linked "
"""How an external key begins that is named after an id, and so is no name for elsewhere."""


class Uids:
    """Gives out the uids of a table's rows in the order of their ids; rows made alike are told apart by their order."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model, self.last, self.alike = model, "", 0

    @classmethod
    def of(cls, model: type[models.Model]) -> Self | None:
        """A giver for a table whose rows have uids, else None."""
        return cls(model) if model in COLUMNS else None

    def next(self, row: Mapping[str, Any]) -> str:
        """The uid of the next row."""
        text = _contact(row) if self.model is Contact else _interaction(row)
        self.alike = self.alike + 1 if text == self.last else 0
        self.last = text
        return str(uuid5(BOOK, f"{text}|{self.alike}"))


def uids_of(owner: User, model: type[models.Model]) -> dict[str, int]:
    """The ids of an owner's rows, the deleted too, by uid: what of an archive is in the book already."""
    rows = model._default_manager.filter(owner=owner).order_by("pk")
    names, uids = COLUMNS[model], Uids(model)
    found = rows.values_list("pk", *names).iterator(AT_ONCE)
    return {uids.next(dict(zip(names, values, strict=True))): pk for pk, *values in found}


def _contact(row: Mapping[str, Any]) -> str:
    return f"contact|{_moment(row['created_at'])}|{fold(row['display'])}"


def _interaction(row: Mapping[str, Any]) -> str:
    key = row["external_key"]
    if key and not key.startswith(BY_ID):
        return f"interaction|{row['source']}|{key}"
    return f"interaction|{_moment(row['created_at'])}"


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
