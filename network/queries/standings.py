"""Standings that were fetched with their contacts."""

from collections.abc import Iterable

from contacts.models import Contact
from relationships.models import Standing


def standings_by_contact(contacts: Iterable[Contact]) -> dict[int, Standing]:
    """The standings of contacts that were fetched with them, by contact id."""
    return {one.pk: standing for one in contacts if (standing := standing_of(one)) is not None}


def standing_of(contact: Contact) -> Standing | None:
    """The standing of a contact that was fetched with it; None when there is none yet."""
    return getattr(contact, "standing", None)
