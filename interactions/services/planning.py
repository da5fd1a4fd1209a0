"""Planning from the quick log: "lunch with Ada tomorrow at Kaffa"."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from accounts.models import User
from contacts.models import Contact
from contacts.queries import contacts_with
from domain.plans import Plan, name_of
from domain.quickkinds import STRONG
from domain.quicklog import Entry
from interactions.models import Event, Kind
from interactions.queries import read_line
from interactions.services.events import plan_event
from interactions.services.line import LoggedLine
from reminders.services import add_follow_up, add_person


def plan_line(
    *,
    owner: User,
    line: str,
    now: datetime,
    picks: Mapping[str, int] | None = None,
    create: Collection[str] | None = None,
    sensitive: bool = False,
) -> Event | LoggedLine:
    """Plan what one sentence says for a day to come, or answer what it leaves open; then nothing is saved.

    `picks`, `create` and `sensitive` as in log_line. Raises ValueError for an empty line, a day that is not to come,
    favours, and neither a person nor an event.
    """
    entry = replace(read_line(owner, line, now), sensitive=sensitive)
    if entry.refused is None or entry.refused.why != "future":
        raise ValueError("That day is not still to come. Log it instead.")
    if entry.favours:
        raise ValueError(
            "A favour that is still to come cannot be written down yet. Take it out of the line."
        )
    picks, create = picks or {}, create or ()
    unknown = tuple(text for text in entry.strangers if text not in create)
    ambiguous = tuple(case for case in entry.doubtful if not case.has(picks.get(case.text)))
    if unknown or ambiguous:
        return LoggedLine(entry, None, (), unknown, ambiguous)
    if not (entry.contacts or entry.doubtful or entry.strangers) and entry.kind != "event":
        raise ValueError("Say with whom.")
    with transaction.atomic():
        return _plan(owner, entry, [picks[case.text] for case in entry.doubtful], now)


def _plan(owner: User, entry: Entry, picked: list[int], now: datetime) -> Event:
    known = {
        one.pk: one for one in contacts_with(owner, [*(named.contact for named in entry.contacts), *picked])
    }
    made = [add_person(owner=owner, name=text, now=now) for text in entry.strangers]
    contacts = [
        *(known[pk] for pk in dict.fromkeys([*(one.contact for one in entry.contacts), *picked])),
        *made,
    ]
    event = plan_event(owner=owner, plan=plan_of(entry, contacts), now=now, contacts=contacts)
    if entry.follow_up is not None and contacts:
        told = entry.follow_up
        add_follow_up(owner=owner, contact=contacts[0], text=told.text, on=told.day, now=now)
    return event


def plan_of(entry: Entry, contacts: list[Contact]) -> Plan:
    """What a refused entry says as a plan, named by its own word for it: "Lunch with Ada Lund"."""
    refused = entry.refused
    words = refused.text.split() if refused else []
    label = next((word.capitalize() for word in words if word.lower() in STRONG), Kind(entry.kind).label)
    name = name_of(label, [contact.display for contact in contacts])
    text = refused.text.capitalize() if refused else ""
    return Plan(
        name=(name if contacts else text or label)[:200],
        day=refused.day if refused else entry.day,
        kind=entry.kind,
        at=entry.clock,
        minutes=entry.minutes,
        place=entry.place,
        note=entry.note,
        sensitive=entry.sensitive,
    )
