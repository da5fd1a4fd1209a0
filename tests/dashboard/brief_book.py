"""A book with something in every part of a brief, for the pages and the mail."""

from datetime import date, datetime, time, timedelta
from typing import Any

from accounts.models import User
from contacts.models import Contact, ImportantDate, Note, Post, Relation, Tag
from contacts.services import add_tie
from domain.favours.balance import Deed, FavourKind
from domain.quicklog import Entry, FollowUp
from interactions.models import Attendee, Event, Guest, Interaction
from interactions.services import log_interaction, record_favour
from network.models import Introduction, LinkRequest
from reminders.services import add_follow_up
from tests.factories import log, make_contact
from transfer.models import ImportRun, RunNews

TODAY = date(2026, 3, 12)
TOMORROW = date(2026, 3, 13)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def talk(contact: Contact, days: int, now: datetime, side_note: str = "", **fields: Any) -> Interaction:
    entry = Entry(kind=fields.pop("kind", "coffee"), day=ago(days), **fields)
    attendees = [Attendee(contact, side_note=side_note)]
    return log_interaction(owner=contact.owner, attendees=attendees, entry=entry, now=now)


def full_person(owner: User, now: datetime) -> Contact:
    """Ada, of whom everything is known, and three around her: Bo, Cleo and Dora."""
    ada = make_contact(
        owner, "Ada Lindqvist", now, circle="close", place="Oslo", met_where="the fair", met_on="2019"
    )
    bo, cleo = make_contact(owner, "Bo Ek", now), make_contact(owner, "Cleo Marsh", now)
    ada.tags.add(Tag.objects.create(owner=owner, name="mills"))
    Post.objects.create(owner=owner, contact=ada, organisation="Kiln", title="Head of mills", since="2026-03")
    Relation.objects.create(owner=owner, contact=ada, kind="mentor", made_at=now)
    for days in (200, 160, 120, 80):
        log(ada, ago(days), now, kind="meal")
    talk(ada, 40, now, note="The roof of the mill. Ada will send me the plan of it.", place="Kaffa")
    ImportantDate.objects.create(owner=owner, contact=ada, month=3, day=14, year=1985)
    add_follow_up(owner=owner, contact=ada, text="Send the notes", on=date(2026, 3, 3), now=now)
    Note.objects.create(owner=owner, contact=ada, text="Likes maps.\n\nI promised her a book about weirs.")
    Note.objects.filter(contact=ada).update(created_at=now - timedelta(days=5))
    add_tie(owner=owner, one=bo, other=ada, role="manager", now=now)
    add_tie(owner=owner, one=ada, other=cleo, role="knows", now=now)
    advice = Deed(gave=False, kind=FavourKind.ADVICE, text="how to read a lease")
    record_favour(owner=owner, contact=ada, deed=advice, on=ago(30), now=now)
    run = ImportRun.objects.create(
        owner=owner, kind="linkedin", file_name="export.zip", sha256="0" * 64, state="done", created_at=now,
        finished_at=now,
    )  # fmt: skip
    RunNews.objects.create(
        owner=owner, run=run, kind="moved", contact=ada, before="Miller, Weir", after="Head of mills, Kiln"
    )
    LinkRequest.objects.create(
        owner=owner, network="xing", name="Ada Lindqvist", contact=ada, external_key="1"
    )
    Introduction.objects.create(owner=owner, broker=ada, to_name="Dora Quist", made_at=now)
    return ada


def plan_event(owner: User, now: datetime, *people: Contact, **fields: Any) -> Event:
    """An event of tomorrow with these people expected."""
    told = {
        "name": "Lunch",
        "kind": "meal",
        "day": TOMORROW,
        "at": time(12, 30),
        "place": "Kaffa",
        "created_at": now,
    }
    event = Event.objects.create(owner=owner, **(told | fields))
    for number, contact in enumerate(people):
        Guest.objects.create(owner=owner, event=event, contact=contact, name=contact.display, place=number)
    return event


def plant_canaries(owner: User, contact: Contact, now: datetime) -> None:
    """What must stay at home, about somebody: in a sensitive talk, what hangs on it, and notes about them."""
    entry = Entry(
        kind="meal", day=ago(3), place="canary-place", note="canary-note. I promised canary-promise.",
        sensitive=True, follow_up=FollowUp(TODAY, "canary-follow-up"),
    )  # fmt: skip
    attendees = [Attendee(contact, side_note="canary-side. Will send canary-thing.")]
    row = log_interaction(owner=owner, attendees=attendees, entry=entry, now=now)
    deed = Deed(gave=True, kind=FavourKind.HELP, text="canary-favour")
    record_favour(owner=owner, contact=contact, deed=deed, on=ago(3), now=now, interaction=row)
    Note.objects.create(owner=owner, contact=contact, text="She promised canary-book.")
    Note.objects.create(owner=owner, contact=contact, text="She promised canary-secret.", sensitive=True)
    talk(contact, 2, now, side_note="canary-aside: will send it")
