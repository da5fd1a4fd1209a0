"""What passes through the demo's network: who knows whom, favours, an appointment, an event, an introduction."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from random import Random

from accounts.models import User
from contacts.models import Contact, Vouch
from contacts.services import add_relation, add_tie
from crm.demo.names import CAFES, TOPICS
from domain.favours.balance import Deed, FavourKind
from domain.guests.read import read_guests
from domain.plans import Plan
from domain.quicklog import Entry
from domain.ties import TieFacts, TieKind
from interactions.models import Attendee
from interactions.services import log_interaction, record_favour
from interactions.services.events import plan_event
from network.services.guests import take_in_guests
from network.services.introductions import Between, start_introduction, take_step

CLOSE = 26
"""So many of the first are those the owner sees often; ties are mostly among them."""
TIES, TOGETHER, FAVOURS = 120, 14, 24
KINDS = (TieKind.KNOWS, TieKind.KNOWS, TieKind.COLLEAGUE, TieKind.FRIEND, TieKind.NEIGHBOUR)
RELATIONS = (("sibling", ""), ("colleague", "2019"), ("mentor", "2015"), ("neighbour", "2021"))
STRANGERS = """\
Wilma Rask, Kiln Robotics
Ossian Bly - Founder at Tern Aviation
Pernille Sund <pernille@example.org>"""
GUESTS = 12


def pass_on(dice: Random, owner: User, crowd: Sequence[Contact], now: datetime) -> None:
    """Tie the crowd together, its first people the closest; the same dice make the same ties."""
    _tie(dice, owner, crowd, now)
    _meet_together(dice, owner, crowd[:CLOSE], now)
    _do_favours(dice, owner, crowd[:CLOSE], now)
    _plan(owner, crowd, now)
    _introduce(owner, crowd, now)


def _tie(dice: Random, owner: User, crowd: Sequence[Contact], now: datetime) -> None:
    for _ in range(TIES):
        one, other = dice.sample(crowd[:CLOSE], 1)[0], dice.choice(crowd)
        if one == other:
            continue
        estimate = dice.choice((None, *range(3, 11)))
        confirmed = now.date() - timedelta(days=dice.randrange(400)) if estimate else None
        facts = TieFacts(estimate=estimate, confirmed_on=confirmed)
        add_tie(owner=owner, one=one, other=other, role=dice.choice(KINDS), facts=facts, now=now)
    for contact, (role, since) in zip(crowd[2:], RELATIONS, strict=False):
        add_relation(owner=owner, contact=contact, role=role, facts=TieFacts(since=since), now=now)
    for contact in crowd[:10]:
        contact.vouch = dice.choice((Vouch.YES, Vouch.YES, Vouch.NOT_YET))
        contact.vouches = dice.choice((Vouch.YES, ""))
        contact.save(update_fields=["vouch", "vouches"])


def _meet_together(dice: Random, owner: User, crowd: Sequence[Contact], now: datetime) -> None:
    """Dinners with several, from which it is seen who may know whom."""
    for number in range(TOGETHER):
        some = dice.sample(crowd, 3)
        day = now.date() - timedelta(days=9 + 23 * number)
        entry = Entry(kind="meal", day=day, place=dice.choice(CAFES), note=dice.choice(TOPICS))
        log_interaction(owner=owner, attendees=[Attendee(one) for one in some], entry=entry, now=now)


def _do_favours(dice: Random, owner: User, crowd: Sequence[Contact], now: datetime) -> None:
    for _ in range(FAVOURS):
        contact, about = dice.sample(crowd, 2)
        kind = dice.choice(list(FavourKind))
        text = f"to {about}" if kind is FavourKind.INTRODUCTION else dice.choice(TOPICS)
        record_favour(
            owner=owner,
            contact=contact,
            deed=Deed(gave=dice.random() < 0.55, kind=kind, text=text),
            on=now.date() - timedelta(days=dice.randrange(700)),
            about=about if kind is FavourKind.INTRODUCTION else None,
            now=now,
        )


def _plan(owner: User, crowd: Sequence[Contact], now: datetime) -> None:
    """A coffee tomorrow, a fair in ten days, and one last week that is not ticked yet."""
    today = now.date()
    coffee = Plan(
        f"Coffee with {crowd[1]}", today + timedelta(days=1), "coffee", at=time(9, 30), place="Kaffa"
    )
    plan_event(owner=owner, plan=coffee, contacts=[crowd[1]], now=now)
    for name, day in (("The spring fair", today + timedelta(days=10)), ("Evening of small presses", today)):
        past = day - timedelta(days=6) if day == today else day
        event = plan_event(
            owner=owner,
            plan=Plan(name, past, at=time(18), place="Lund"),
            contacts=crowd[4 : 4 + GUESTS],
            now=now,
        )
        take_in_guests(event=event, said=read_guests(STRANGERS).guests)


def _introduce(owner: User, crowd: Sequence[Contact], now: datetime) -> None:
    """One whom a friend may introduce, asked last week; two whom the owner wants to bring together."""
    sought = Between(broker=crowd[0], to_name="Wilma Rask", to_company="Kiln Robotics")
    asked, _is_new = start_introduction(owner=owner, between=sought, why="to see their workshop", now=now)
    day = now.date() - timedelta(days=8)
    take_step(introduction=asked, kind="asked", on=day, words="Do you still see Wilma?", now=now)
    start_introduction(owner=owner, between=Between(whom=crowd[3], to=crowd[12]), why="both sail", now=now)
