"""People pasted in by name, while the export is not there yet."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from accounts.models import User
from contacts.models import Contact
from contacts.queries import people_called
from domain.names import Rank, fold
from reminders.services import add_person, change_person


@dataclass(slots=True)
class Pasted:
    """Who was added, and the names that were in the book already."""

    added: list[Contact] = field(default_factory=list)
    known: list[str] = field(default_factory=list)


def add_names(*, owner: User, names: list[str], circle: str, now: datetime) -> Pasted:
    """Add a person for each name, in a circle or none; who is called so in the book already stays as is.

    Each person is a transaction of its own. `now` is aware, in the owner's zone.
    """
    pasted = Pasted()
    for name in names:
        folded = fold(name)
        called = people_called(owner, [folded]).get(folded, []) if folded else []
        if any(one.rank <= Rank.ALIAS for one in called):
            pasted.known.append(name)
        else:
            pasted.added.append(_add(owner, name, circle, now))
    return pasted


@transaction.atomic
def _add(owner: User, name: str, circle: str, now: datetime) -> Contact:
    contact = add_person(owner=owner, name=name, now=now)
    if circle:
        contact.circle = circle
        contact.save(update_fields=["circle", "updated_at"])
        change_person(contact=contact, before=None, now=now)
    return contact
