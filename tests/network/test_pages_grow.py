"""The pages of ties, introductions, favours, events and briefs ask the database as often for many rows as for a few."""

from datetime import datetime, timedelta
from itertools import pairwise

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from contacts.models import Contact
from contacts.services import add_relation, add_tie
from domain.favours.balance import Deed, FavourKind
from domain.guests.read import GuestSaid
from domain.plans import Plan
from interactions.models import Event
from interactions.services import record_favour
from interactions.services.events import plan_event
from interactions.services.guests import Expected, add_guests
from network.services.introductions import Between, close_introduction, start_introduction, take_step
from tests.factories import log, make_contact

SPARE = 3
"""So many more may be asked once there is something of every kind."""


def grow(owner: User, ada: Contact, event: Event, now: datetime, many: range) -> None:
    """Friends of Ada's who do everything there is to do."""
    today = now.date()
    made = [make_contact(owner, f"Friend {number} Moss", now) for number in many]
    for number, friend in zip(many, made, strict=True):
        for days in (3, 40):
            log(friend, today - timedelta(days=days + number), now)
        add_tie(owner=owner, one=friend, other=ada, role="knows", now=now)
        add_relation(owner=owner, contact=friend, role="friend", now=now)
        for gave in (True, False):
            deed = Deed(gave, FavourKind.HELP, text=f"Help {number}")
            record_favour(owner=owner, contact=friend, deed=deed, on=today, now=now, about=ada)
            record_favour(owner=owner, contact=ada, deed=deed, on=today, now=now, about=friend)
        for to in ("Cara", "Dora"):
            between = Between(broker=friend, to_name=f"{to} Quist {number}")
            row, _new = start_introduction(owner=owner, between=between, why="", now=now)
            take_step(introduction=row, kind="asked", on=today, words="", now=now)
        close_introduction(introduction=row, outcome="silence", note="", on=today, now=now)
        plan_event(
            owner=owner, plan=Plan(f"Lunch {number}", today + timedelta(days=1)), now=now, contacts=[friend]
        )
        plan_event(
            owner=owner, plan=Plan(f"Dinner {number}", today - timedelta(days=5)), now=now, contacts=[friend]
        )
    for one, other in pairwise(made):
        add_tie(owner=owner, one=one, other=other, role="friend", now=now)
    said = [GuestSaid(1, one.display) for one in made] + [
        GuestSaid(1, f"Stranger {n} Fink", company="Kiln") for n in many
    ]
    ids = [one.pk for one in made] + [None for _each in many]
    add_guests(event=event, guests=[Expected(*one) for one in zip(said, ids, strict=True)])


def addresses(ada: Contact, event: Event) -> list[str]:
    of_ada = (
        "dashboard:person", "dashboard:person_brief", "contacts:ties", "network:favour_check", "network:refusal",
    )  # fmt: skip
    of_event = ("network:event", "network:event_after", "dashboard:event_brief")
    alone = (
        "introductions", "pairs", "favours", "events", "ties",
    )  # fmt: skip
    return [
        *(reverse(name, args=[ada.pk]) for name in of_ada),
        *(reverse(name, args=[event.pk]) for name in of_event),
        *(reverse(f"network:{name}") for name in alone),
        *(reverse(f"dashboard:{name}") for name in ("today", "graph", "graph_data", "brief")),
        f"{reverse('network:introduce')}?contact={ada.pk}",
        f"{reverse('network:introduce')}?to=Wilma+Rask&mutuals=Friend+0+Moss%0AFriend+1+Moss",
        f"{reverse('network:favours')}?show=all",
    ]


def counted(client: Client, urls: list[str]) -> dict[str, int]:
    found = {}
    for url in urls:
        cache.clear()
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(url).status_code == 200
        found[url] = len(asked)
    return found


def test_more_rows_are_no_more_queries(alice: User, as_alice: Client, now: datetime) -> None:
    ada = make_contact(alice, "Ada Lindqvist", now)
    log(ada, now.date() - timedelta(days=2), now)
    event = plan_event(owner=alice, plan=Plan("Harbour Meetup", now.date() - timedelta(days=1)), now=now)
    urls = addresses(ada, event)
    grow(alice, ada, event, now, range(4))
    few = counted(as_alice, urls)
    grow(alice, ada, event, now, range(4, 16))
    many = counted(as_alice, urls)

    assert {url: (few[url], many[url]) for url in urls if many[url] > few[url] + SPARE} == {}
