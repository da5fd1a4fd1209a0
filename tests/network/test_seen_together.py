"""Who was seen together is offered as a tie, with the reason, until the owner has answered."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import pytest

from accounts.models import User
from contacts.models import Contact, State
from contacts.services import add_tie, dismiss_together, remove_tie, undo_dismissal
from domain.quicklog import Entry
from interactions.models import Attendee, Event, Guest, Interaction
from interactions.services import log_interaction, remove_interaction
from network.queries.seen_together import seen_together, told
from reminders.services import remove_person
from tests.factories import make_contact

TODAY = date(2026, 3, 12)
NAMES = ("Ada Lindqvist", "Bo Castellan", "Cy Moreau", "Di Okafor", "Eli Brandt")


@pytest.fixture
def people(alice: User, now: datetime) -> list[Contact]:
    return [make_contact(alice, name, now) for name in NAMES]


def together(
    people: Sequence[Contact], day: date, now: datetime, kind: str = "event", crowd: int = 0
) -> Interaction:
    attendees = [Attendee(contact) for contact in people]
    entry = Entry(kind=kind, day=day)  # type: ignore[arg-type]  # one of the kinds
    made = log_interaction(owner=people[0].owner, attendees=attendees, entry=entry, now=now)
    Interaction.objects.filter(pk=made.pk).update(crowd=crowd)
    return made


def offered(owner: User) -> list[tuple[str, str, str]]:
    rows = told(owner, seen_together(owner, TODAY), TODAY)
    return [(row.one.given, row.other.given, row.why) for row in rows]


def pairs(owner: User) -> list[tuple[str, str]]:
    return [(one, other) for one, other, _why in offered(owner)]


def event(owner: User, now: datetime, guests: Sequence[tuple[Contact, bool]], **fields: Any) -> Event:
    fields = {"name": "Radio fair", "day": date(2026, 2, 1), "created_at": now} | fields
    made = Event.objects.create(owner=owner, **fields)
    for contact, talked in guests:
        Guest.objects.create(owner=owner, event=made, contact=contact, name=contact.display, talked=talked)
    return made


def test_twice_in_one_company_is_enough_and_once_is_not(
    alice: User, people: list[Contact], now: datetime
) -> None:
    ada, bo, cy, *_ = people
    together([bo, ada, cy], date(2026, 1, 5), now)
    together([ada, bo], date(2026, 2, 7), now, kind="call")
    assert offered(alice) == [("Ada", "Bo", "Together twice, last in a call on 7 February.")]


@pytest.mark.parametrize(
    ("kind", "crowd", "is_offered"),
    [("meal", 0, True), ("coffee", 4, True), ("drink", 5, False), ("call", 0, False)],
)
def test_once_at_a_small_table_is_enough(
    kind: str, crowd: int, is_offered: bool, alice: User, people: list[Contact], now: datetime
) -> None:
    together(people[:2], date(2026, 1, 5), now, kind=kind, crowd=crowd)
    assert (pairs(alice) == [("Ada", "Bo")]) is is_offered


def test_a_table_of_five_is_no_small_one(alice: User, people: list[Contact], now: datetime) -> None:
    together(people, date(2026, 1, 5), now, kind="meal")
    assert pairs(alice) == []


@pytest.mark.parametrize(("crowd", "is_offered"), [(12, True), (13, False)])
def test_a_group_thread_of_at_most_twelve_tells(
    crowd: int, is_offered: bool, alice: User, people: list[Contact], now: datetime
) -> None:
    together(people[:2], date(2026, 1, 5), now, kind="message", crowd=crowd)
    words = [("Ada", "Bo", "In a group thread on 5 January.")]
    assert offered(alice) == (words if is_offered else [])


def test_in_a_large_crowd_nobody_meets_by_being_there(
    alice: User, people: list[Contact], now: datetime
) -> None:
    for day in (5, 6, 7):
        together(people[:2], date(2026, 1, day), now, crowd=13)
    assert pairs(alice) == []


def test_the_most_often_seen_come_first(alice: User, people: list[Contact], now: datetime) -> None:
    ada, bo, cy, di, _eli = people
    for day in (1, 2):
        together([ada, bo], date(2026, 1, day), now)
        together([ada, cy], date(2026, 2, day), now)
    for day in (1, 2, 3):
        together([cy, di], date(2025, 1, day), now)
    assert pairs(alice) == [("Cy", "Di"), ("Ada", "Cy"), ("Ada", "Bo")]


def test_who_is_tied_or_said_not_to_be_is_not_offered(
    alice: User, people: list[Contact], now: datetime
) -> None:
    ada, bo, cy, *_ = people
    together([ada, bo, cy], date(2026, 1, 5), now, kind="meal")
    tie = add_tie(owner=alice, one=bo, other=ada, role="knows", now=now)
    dismiss_together(owner=alice, one=cy, other=ada, now=now)
    assert pairs(alice) == [("Bo", "Cy")]

    remove_tie(tie=tie, now=now)
    undo_dismissal(owner=alice, one=ada, other=cy)
    assert pairs(alice) == [("Ada", "Bo"), ("Ada", "Cy"), ("Bo", "Cy")]


def test_the_dead_and_the_deleted_are_not_offered(alice: User, people: list[Contact], now: datetime) -> None:
    ada, bo, cy, di, _eli = people
    together([ada, bo, cy, di], date(2026, 1, 5), now, kind="meal")
    Contact.objects.filter(pk=di.pk).update(state=State.DECEASED)
    remove_person(contact=cy, now=now)
    assert pairs(alice) == [("Ada", "Bo")]


def test_a_deleted_talk_tells_nothing(alice: User, people: list[Contact], now: datetime) -> None:
    talk = together(people[:2], date(2026, 1, 5), now, kind="meal")
    remove_interaction(interaction=talk, now=now)
    assert pairs(alice) == []


def test_two_guests_of_a_small_room_and_two_with_whom_one_talked(
    alice: User, people: list[Contact], now: datetime
) -> None:
    ada, bo, cy, di, _eli = people
    event(alice, now, [(ada, False), (bo, False)])
    large = event(alice, now, [(cy, True), (di, True), (ada, False)], name="Open day", day=date(2026, 1, 4))
    for number in range(10):
        Guest.objects.create(owner=alice, event=large, name=f"Guest {number}")
    assert offered(alice) == [
        ("Ada", "Bo", "Together at Radio fair on 1 February."),
        ("Cy", "Di", "Together at Open day on 4 January."),
    ]


def test_an_event_to_come_and_who_did_not_come_tell_nothing(
    alice: User, people: list[Contact], now: datetime
) -> None:
    event(alice, now, [(people[0], False), (people[1], False)], day=date(2026, 4, 1))
    past = event(alice, now, [(people[2], False), (people[3], False)])
    Guest.objects.filter(event=past, contact=people[3]).update(absent=True)
    assert pairs(alice) == []


def test_an_event_that_was_logged_counts_once(alice: User, people: list[Contact], now: datetime) -> None:
    talk = together(people[:2], date(2026, 2, 1), now, kind="meal")
    event(alice, now, [(people[0], True), (people[1], True)], interaction=talk)
    assert offered(alice) == [("Ada", "Bo", "Together at a meal on 1 February.")]


def test_a_large_event_that_was_logged_tells_with_whom_one_talked(
    alice: User, people: list[Contact], now: datetime
) -> None:
    talk = together(people[:3], date(2026, 2, 1), now, crowd=90)
    event(alice, now, [(people[0], True), (people[1], True)], interaction=talk)
    assert offered(alice) == [("Ada", "Bo", "Together at Radio fair on 1 February.")]


def test_nobody_sees_whom_another_owner_saw_together(
    alice: User, bob: User, people: list[Contact], now: datetime
) -> None:
    together(people[:2], date(2026, 1, 5), now, kind="meal")
    assert (len(pairs(alice)), pairs(bob)) == (1, [])
