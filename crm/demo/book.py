"""Five years of coffees and calls with the people of the export, logged through the product's own services."""

from copy import copy
from datetime import date, datetime, timedelta
from io import BytesIO
from random import Random

from django.db import transaction

from accounts.models import User
from accounts.services import create_owner
from contacts.models import Contact, ImportantDate, Note
from contacts.services import index_contacts, tags_named
from crm.demo.asking import ask
from crm.demo.export import export
from crm.demo.names import CAFES, PLACES, TOPICS, people
from crm.demo.passing import pass_on
from domain.quicklog import Entry, FollowUp
from interactions.models import Attendee
from interactions.services import log_interaction
from reminders.services import change_person
from transfer.services.runs import open_run
from transfer.services.uploads import store_files
from transfer.services.work import take_turn

EMAIL, PASSWORD = "robin@demo.example", "a demo for everyone"
COUNT, YEARS = 300, 5
KINDS = (
    "coffee",
    "coffee",
    "meal",
    "drink",
    "call",
    "video",
    "message",
    "email",
    "online",
    "event",
    "letter",
    "other",
)
# (how many people, circle, days between contacts, silent for how many days at the end)
PATTERNS = (
    (6, "inner", 8, 2),
    (4, "inner", 9, 35),
    (10, "close", 27, 12),
    (6, "close", 30, 110),
    (10, "friends", 70, 60),
    (8, "friends", 45, 420),
    (10, "network", 200, 150),
    (8, "", 30, 300),
    (12, "", 900, 500),
)
FRESH = 5


def build(*, now: datetime) -> User:
    """The demo's owner with the whole book; `now` is aware. The same day gives the same book."""
    dice = Random(1815)  # noqa: S311  # made-up people, not secrets
    owner = create_owner(email=EMAIL, password=PASSWORD)
    owner.history_is_in = True
    owner.save(update_fields=["history_is_in"])
    crowd = people(dice, COUNT)
    linked_on = [now.date() - timedelta(days=dice.randrange(40, YEARS * 365)) for _ in crowd]
    _bring_in(owner, export(dice, crowd, linked_on, now.date()), now)
    known = {contact.display: contact for contact in Contact.objects.owned_by(owner).select_related("owner")}
    with transaction.atomic():
        _live(dice, owner, [known[person.name] for person in crowd], now)
        _meet_lately(dice, owner, [known[person.name] for person in crowd[-FRESH:]], now)
        pass_on(dice, owner, [known[person.name] for person in crowd], now)
        ask(owner, known[crowd[0].name], now)
    return owner


def _bring_in(owner: User, archive: bytes, now: datetime) -> None:
    """Through the real importer, as an upload would go."""
    stored = store_files([("Complete_LinkedInDataExport.zip", BytesIO(archive))])
    run = open_run(owner=owner, stored=stored, texts=False, now=now, queued=False)
    take_turn(run_id=run.pk, clock=lambda: now)


def _live(dice: Random, owner: User, crowd: list[Contact], now: datetime) -> None:
    """Log every pattern's interactions, oldest first, so that each is absorbed in constant time."""
    happened: list[tuple[date, Contact]] = []
    waiting = iter(crowd)
    for count, circle, every, silent in PATTERNS:
        for _ in range(count):
            contact = next(waiting)
            _befriend(dice, owner, contact, circle, now)
            happened += [(day, contact) for day in _days(dice, now.date(), every, silent)]
    for day, contact in sorted(happened, key=lambda item: (item[0], item[1].pk)):
        _log(dice, owner, contact, day, now)


def _days(dice: Random, today: date, every: int, silent: int) -> list[date]:
    """Days of contact back to five years ago; before the last sixteen months they were fewer."""
    days, back = [], silent + dice.randrange(0, 5)
    while back < YEARS * 365:
        days.append(today - timedelta(days=back))
        usual = every if back < 500 else every * 4
        back += max(1, round(dice.gauss(usual, usual / 4)))
    return days


def _befriend(dice: Random, owner: User, contact: Contact, circle: str, now: datetime) -> None:
    before = copy(contact)
    contact.circle = circle
    contact.place = dice.choice(PLACES)
    contact.met_where, contact.met_on = dice.choice(PLACES), str(now.year - dice.randrange(2, 12))
    contact.save()
    if circle in ("inner", "close"):
        month, day = dice.randrange(1, 13), dice.randrange(1, 29)
        ImportantDate.objects.create(
            owner=owner, contact=contact, month=month, day=day, year=1970 + dice.randrange(30)
        )
        contact.tags.set(
            tags_named(owner=owner, text=dice.choice(("sailing", "choir", "neighbours", "old team")))
        )
        Note.objects.create(
            owner=owner, contact=contact, text=f"Likes to talk about *{dice.choice(TOPICS)}*."
        )
    change_person(contact=contact, before=before, now=now)
    index_contacts(owner=owner, contact_ids=[contact.pk])


def _log(dice: Random, owner: User, contact: Contact, day: date, now: datetime) -> None:
    kind = dice.choice(KINDS)
    in_person = kind in ("coffee", "meal", "drink")
    entry = Entry(
        kind=kind,  # type: ignore[arg-type]  # one of KINDS
        day=day,
        place=dice.choice(CAFES) if in_person else "",
        minutes=dice.choice((None, 30, 45, 90)) if in_person else None,
        began=dice.choice(("me", "them", None)),
        note=dice.choice(TOPICS) if dice.random() < 0.6 else "",
    )
    log_interaction(owner=owner, attendees=[Attendee(contact)], entry=entry, now=now)


def _meet_lately(dice: Random, owner: User, crowd: list[Contact], now: datetime) -> None:
    """First meetings of the last weeks, one with a promise."""
    for number, contact in enumerate(crowd):
        promise = FollowUp(now.date(), "send the address of the workshop") if number == 0 else None
        day = now.date() - timedelta(days=5 + 4 * number)
        entry = Entry(
            kind="event", day=day, place=dice.choice(PLACES), note="the radio fair", follow_up=promise
        )
        log_interaction(owner=owner, attendees=[Attendee(contact)], entry=entry, now=now)
