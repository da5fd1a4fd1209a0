"""Ties, favours, events and introductions for the books made of dice."""

from datetime import time, timedelta
from itertools import combinations
from typing import Any

from contacts.models import NotTied, Relation, Tie
from interactions.models import FAVOUR_KINDS, Event, Favour, Guest, Interaction
from network.models import Introduction, IntroductionStep, NotIntroduced
from reminders.services import add_follow_up


def tied(making: Any) -> None:
    """Who knows whom, and who does not."""
    dice, now, owner = making.dice, making.now, making.owner
    for one, other in combinations(making.people, 2):
        if dice.random() < 0.3:
            Tie.objects.create(
                owner=owner,
                one=one,
                other=other,
                kind=dice.choice(("knows", "parent", "client")),
                since=dice.choice(("", "2019-05")),
                until=dice.choice(("", "2024")),
                estimate=dice.choice((None, 1, 10)),
                confirmed_on=dice.choice((None, making.day())),
                note=making.word()[:300],
                source=dice.choice(("", "monica")),
                made_at=now,
                deleted_at=dice.choice((None, None, now)),
            )
        if dice.random() < 0.1:
            NotTied.objects.create(owner=owner, first=one, second=other, said_at=now)
            NotIntroduced.objects.create(owner=owner, first=one, second=other, said_at=now)
    for one in making.some(0.3):
        kind = dice.choice(("sibling", "manager", "child"))
        told = {
            "since": dice.choice(("", "2001")),
            "until": dice.choice(("", "2022")),
            "note": making.word()[:300],
        }
        told |= {"confirmed_on": dice.choice((None, making.day())), "source": dice.choice(("", "monica"))}
        gone = dice.choice((None, None, now))
        Relation.objects.create(owner=owner, contact=one, kind=kind, made_at=now, deleted_at=gone, **told)


def favoured(making: Any) -> None:
    """What people did for each other, some of it told in a talk."""
    talks = list(Interaction.objects.filter(owner=making.owner))
    for one in making.some(0.6):
        Favour.objects.create(
            owner=making.owner,
            contact=one,
            gave=making.dice.random() < 0.5,
            kind=making.dice.choice(FAVOUR_KINDS)[0],
            weight=making.dice.randrange(1, 6),
            on=making.day(),
            text=making.word()[:300],
            about=making.dice.choice([None, *making.people]),
            interaction=making.dice.choice([None, *talks]),
            made_at=making.now,
            deleted_at=making.dice.choice((None, None, making.now)),
        )


def planned(making: Any) -> None:
    """Events past and to come, with guests in the book and out of it."""
    dice, owner = making.dice, making.owner
    for number in range(dice.randrange(0, 3)):
        day = making.now.date() + timedelta(days=dice.randrange(-30, 30))
        event = Event.objects.create(
            owner=owner,
            name=f"Fair {number}",
            kind=dice.choice(("event", "meal")),
            day=day,
            until=dice.choice((None, day + timedelta(days=2))),
            at=dice.choice((None, time(18, 30))),
            minutes=dice.choice((None, 90)),
            place=making.word()[:200],
            note=making.word(),
            sensitive=dice.random() < 0.5,
            interaction=Interaction.objects.filter(owner=owner, kind="event", event=None).first(),
            source=dice.choice(("", "ics")),
            external_key=f"e{number}",
            created_at=making.now,
            deleted_at=dice.choice((None, None, making.now)),
        )
        for place, one in enumerate([None, *making.some(0.5)], 1):
            met = {"talked": dice.random() < 0.3, "absent": dice.random() < 0.2, "place": place}
            met |= {"title": dice.choice(("", "Miller")), "company": making.word()[:200]}
            met |= {"email": dice.choice(("", f"g{place}@example.org")), "said": dice.choice(("", "them"))}
            met |= {"address": dice.choice(("", f"https://www.linkedin.com/in/guest-{place}"))}
            Guest.objects.create(owner=owner, event=event, contact=one, name=f"Guest {place}", **met)


def introduced(making: Any) -> None:
    """Introductions of both ways, as far as dice take them."""
    dice, owner, now = making.dice, making.owner, making.now
    for one in making.some(0.4):
        others = [None, *(other for other in making.people if other != one)]
        rule = add_follow_up(owner=owner, contact=one, text="Did they answer?", on=now.date(), now=now)
        row = Introduction.objects.create(
            owner=owner,
            **{dice.choice(("broker", "whom")): one},
            through=dice.choice(others),
            to=dice.choice(others),
            to_name=dice.choice(("Cara Quist", "Dora Quist")),
            to_company=dice.choice(("", "Kiln")),
            why=making.word(),
            **dice.choice(
                ({}, {"outcome": "met", "closed_on": now.date(), "outcome_note": making.word()[:300]})
            ),
            reminder=dice.choice((None, rule)),
            favour=Favour.objects.filter(owner=owner, contact=one).first(),
            second_favour=dice.choice((None, Favour.objects.filter(owner=owner).last())),
            tie=Tie.objects.filter(owner=owner, one=one).first(),
            made_contact=dice.random() < 0.2,
            made_at=now,
            deleted_at=dice.choice((None, None, now)),
        )
        for kind in IntroductionStep.Kind.values[: dice.randrange(0, 8)]:
            same = {"kind": kind, "on": now.date(), "words": making.word(), "made_at": now}
            IntroductionStep.objects.create(owner=owner, introduction=row, **same)


STEPS = (tied, favoured, planned, introduced)
