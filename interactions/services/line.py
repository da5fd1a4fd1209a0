"""Writing one sentence down: the quick log."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from accounts.models import User
from contacts.models import Contact
from contacts.queries import contacts_with
from domain.quicklog import Ambiguous, Entry
from interactions.models import Attendee, Interaction
from interactions.queries import read_line
from interactions.services.log import log_interaction
from reminders.services import add_person


@dataclass(frozen=True, slots=True)
class LoggedLine:
    """What became of a line: the interaction, or what keeps it from being saved."""

    entry: Entry
    interaction: Interaction | None
    contacts: tuple[Contact, ...] = ()
    unknown: tuple[str, ...] = ()
    ambiguous: tuple[Ambiguous, ...] = ()


def log_line(
    *,
    owner: User,
    line: str,
    now: datetime,
    picks: Mapping[str, int] | None = None,
    create: Collection[str] | None = None,
    sensitive: bool = False,
) -> LoggedLine:
    """Log one sentence, or answer what it leaves open, in which case nothing is saved.

    `picks` maps an ambiguous text to the id of the person meant; `create` holds the unknown names to make people
    of (None makes nobody). What is `sensitive` is never told outside the pages. Raises ValueError for an empty
    line, a day to come, or nobody named.
    """
    entry = replace(read_line(owner, line, now), sensitive=sensitive)
    picks, create = picks or {}, create or ()
    unknown = tuple(text for text in entry.unknown if text not in create)
    ambiguous = tuple(case for case in entry.ambiguous if not case.has(picks.get(case.text)))
    if entry.refused or unknown or ambiguous:
        return LoggedLine(entry, None, (), unknown, ambiguous)

    ids = [named.contact for named in entry.contacts] + [picks[case.text] for case in entry.ambiguous]
    known = {contact.pk: contact for contact in contacts_with(owner, ids)}
    with transaction.atomic():
        made = [add_person(owner=owner, name=text, now=now) for text in entry.unknown]
        contacts = (*(known[pk] for pk in dict.fromkeys(ids)), *made)
        interaction = log_interaction(
            owner=owner, attendees=[Attendee(contact) for contact in contacts], entry=entry, now=now
        )
    return LoggedLine(entry, interaction, contacts)
