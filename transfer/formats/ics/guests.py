"""Who was there, by what an event says of its guests."""

from collections.abc import Iterable
from typing import NamedTuple

from domain.identity import email_key
from domain.names import fold
from transfer.formats.ics.lines import Component, Said
from transfer.formats.names import MAX_NAME, clean
from transfer.formats.values import Asked, Party

NO_PEOPLE = ("resource.calendar.google.com", "group.calendar.google.com", "import.calendar.google.com")
MOST_READ = 500


class Guests(NamedTuple):
    """Those who came beside the owner, how many they are, and whether the owner was asked and declined."""

    people: tuple[Party, ...]
    asked: int
    has_owner: bool
    owner_declined: bool


def guests_of(event: Component, asked: Asked, own_emails: frozenset[str]) -> Guests:
    """Attendees and the organiser, each once; rooms, groups and those who declined left out."""
    found: dict[str, Party] = {}
    has_owner = declined = False
    for said in _asked(event):
        party = _party(said)
        if party is None:
            continue
        has_declined = said.params.get("PARTSTAT", "").upper() == "DECLINED"
        if party.email in own_emails or (party.name and fold(party.name) in asked.own_names):
            has_owner, declined = True, declined or has_declined
        elif not has_declined:
            found.setdefault(party.email or fold(party.name), party)
    return Guests(tuple(found.values()), len(found), has_owner, declined)


def addresses_of(event: Component) -> set[str]:
    """The e-mail addresses of all who were asked."""
    return {party.email for said in _asked(event) if (party := _party(said)) and party.email}


def _asked(event: Component) -> Iterable[Said]:
    """Attendees first: what they answered counts, also for the organiser."""
    attendees = event.said.get("ATTENDEE", [])
    known = {said.value.lower() for said in attendees}
    organiser = [said for said in event.said.get("ORGANIZER", [])[:1] if said.value.lower() not in known]
    return [*attendees[:MOST_READ], *organiser]


def _party(said: Said) -> Party | None:
    """Who a guest line means; None for rooms, groups, calendars and lines that name nobody."""
    kind = said.params.get("CUTYPE", "INDIVIDUAL").upper()
    email = email_key(said.value) or email_key(said.params.get("EMAIL", "")) or ""
    if kind in ("ROOM", "RESOURCE", "GROUP") or email.endswith(NO_PEOPLE):
        return None
    name = clean(said.params.get("CN", "")[: 2 * MAX_NAME])[:MAX_NAME]
    if email_key(name):
        name = ""
    return Party(name=name, email=email) if name or email else None
