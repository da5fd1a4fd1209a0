"""Writing one sentence down: the quick log."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from accounts.models import User
from contacts.models import Contact
from domain.quicklog import Ambiguous, Entry
from interactions.models import Attendee, Favour, Interaction
from interactions.queries import read_line
from interactions.services.log import log_interaction
from interactions.services.named import People
from interactions.services.told import Telling, record_told
from reminders.models import Reminder
from reminders.services import add_follow_up


@dataclass(frozen=True, slots=True)
class LoggedLine:
    """What became of a line: the interaction and the favours, or what keeps it from being saved.

    A line of favours alone makes no interaction; `follow_up` is then its own.
    """

    entry: Entry
    interaction: Interaction | None
    contacts: tuple[Contact, ...] = ()
    unknown: tuple[str, ...] = ()
    ambiguous: tuple[Ambiguous, ...] = ()
    favours: tuple[Favour, ...] = ()
    follow_up: Reminder | None = None

    @property
    def is_saved(self) -> bool:
        return self.interaction is not None or bool(self.favours)


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

    Favours told in it are written down with it; where it tells of nothing else, they are all that is.

    `picks` maps an ambiguous text to the id of the person meant; `create` holds the unknown names to make people
    of (None makes nobody). What is `sensitive` is never told outside the pages. Raises ValueError for an empty
    line, a day to come, or nobody named.
    """
    entry = replace(read_line(owner, line, now), sensitive=sensitive)
    picks, create = picks or {}, create or ()
    unknown = tuple(text for text in entry.strangers if text not in create)
    ambiguous = tuple(case for case in entry.doubtful if not case.has(picks.get(case.text)))
    if entry.refused or unknown or ambiguous:
        return LoggedLine(entry, None, (), unknown, ambiguous)
    with transaction.atomic():
        return _save(owner, entry, People(owner, entry, picks, now), now)


def _save(owner: User, entry: Entry, people: People, now: datetime) -> LoggedLine:
    contacts = people.in_talk(entry)
    telling = Telling(owner, entry, people.meant, contacts)
    if not entry.is_talk:
        favours = record_told(telling=telling, now=now)
        them = tuple(dict.fromkeys(favour.contact for favour in favours))
        follow_up = _follow_up(owner, them[0], entry, now)
        return LoggedLine(entry, None, them, favours=tuple(favours), follow_up=follow_up)
    attendees = [Attendee(contact) for contact in contacts]
    interaction = log_interaction(owner=owner, attendees=attendees, entry=entry, now=now)
    favours = record_told(telling=replace(telling, interaction=interaction), now=now)
    return LoggedLine(entry, interaction, tuple(contacts), favours=tuple(favours))


def _follow_up(owner: User, contact: Contact, entry: Entry, now: datetime) -> Reminder | None:
    if entry.follow_up is None:
        return None
    later = entry.follow_up
    return add_follow_up(owner=owner, contact=contact, text=later.text, on=later.day, now=now)
