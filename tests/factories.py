"""Plain makers of what tests need, through the product's own services."""

from datetime import date, datetime
from typing import Any

from accounts.models import User
from contacts.models import Contact
from contacts.services import save_contact
from domain.quicklog import Entry
from interactions.models import Attendee, Interaction
from interactions.services import log_interaction
from reminders.services import change_person


def make_contact(owner: User, name: str, now: datetime, **fields: Any) -> Contact:
    """A person of the book, with standing and spellings."""
    given, _, family = name.partition(" ")
    aliases = fields.pop("aliases", None)
    contact = Contact(owner=owner, given=given, family=family, **fields)
    save_contact(contact=contact, aliases=aliases)
    change_person(contact=contact, before=None, now=now)
    return contact


def log(contact: Contact, day: date, now: datetime, kind: str = "coffee", **fields: Any) -> Interaction:
    """One interaction with one person."""
    entry = Entry(kind=kind, day=day, **fields)  # type: ignore[arg-type]  # one of the kinds
    return log_interaction(owner=contact.owner, attendees=[Attendee(contact)], entry=entry, now=now)
