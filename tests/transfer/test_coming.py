"""Appointments to come, taken in from calendars: events with guests, until they are over."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from accounts.models import User
from contacts.models import Identity, Trace
from domain.plans import Plan
from interactions.models import Event, Guest, Interaction
from interactions.services.events import change_event
from interactions.services.ticking import tick_met
from tests.conftest import NOON
from tests.factories import make_contact
from tests.transfer.given_items import bring_items, rows_of, take_back_all
from transfer.formats.values import Coming, Happening, Party

pytestmark = pytest.mark.django_db
DAY = date(2026, 4, 2)
LATER = NOON + timedelta(days=30)


@pytest.fixture
def anna(alice: User) -> Any:
    contact = make_contact(alice, "Anna Bell", NOON)
    Identity.objects.create(
        owner=alice, contact=contact, kind="email", key="anna@example.org", shown="anna@example.org"
    )
    return contact


ANNA, STRANGER = Party("Anna Bell", "anna@example.org"), Party("Cy Dorn", "cy@example.org")


def lunch(**fields: Any) -> Coming:
    told = {"line": 7, "key": "uid-1/20260402", "name": "Lunch at the pier", "kind": "meal", "day": DAY}
    return Coming(**(told | {"people": (ANNA, STRANGER), "at": time(12, 30), "place": "Kaffa"} | fields))


def over(**fields: Any) -> Happening:
    told = {"line": 7, "key": "uid-1/20260402", "kind": "meal", "day": DAY, "people": (ANNA,)}
    return Happening(**(told | fields))


def events(user: User) -> list[tuple[Any, ...]]:
    return list(Event.objects.owned_by(user).values_list("name", "kind", "day", "at", "place"))


def test_an_appointment_to_come_becomes_an_event_with_its_guests(alice: User, anna: Any) -> None:
    run = bring_items(alice, [lunch()], source="ics")
    assert events(alice) == [("Lunch at the pier", "meal", DAY, time(12, 30), "Kaffa")]
    guests = list(Guest.objects.values_list("contact__display", "name", "email", "place"))
    assert guests == [
        ("Anna Bell", "Anna Bell", "anna@example.org", 1),
        (None, "Cy Dorn", "cy@example.org", 2),
    ]
    assert not Interaction.objects.exists()
    assert rows_of(run) == [(7, "added", "an appointment to come, 2026-04-02")]
    assert list(Trace.objects.values_list("name", "source")) == [("Cy Dorn", "guest")]


def test_one_of_several_days_keeps_its_last_and_is_not_taken_for_edited(alice: User, anna: Any) -> None:
    bring_items(alice, [lunch(until=DAY + timedelta(days=2))], source="ics")
    assert Event.objects.get().until == DAY + timedelta(days=2)

    bring_items(alice, [lunch(is_off=True)], source="ics")
    assert events(alice) == []


def test_the_same_file_again_adds_nothing_and_keeps_what_the_owner_changed(alice: User, anna: Any) -> None:
    bring_items(alice, [lunch()], source="ics")
    Event.objects.update(name="Lunch, my name for it")
    run = bring_items(alice, [lunch()], source="ics")
    assert [row[0] for row in events(alice)] == ["Lunch, my name for it"]
    assert Guest.objects.count() == 2
    assert [row[1] for row in rows_of(run)] == ["unchanged"]


def test_an_appointment_that_was_taken_off_does_not_come_back(alice: User, anna: Any) -> None:
    bring_items(alice, [lunch()], source="ics")
    Event.objects.update(deleted_at=NOON)
    bring_items(alice, [lunch()], source="ics")
    assert (events(alice), Event.objects.count()) == ([], 1)


def test_taken_back_nothing_of_it_is_left(alice: User, anna: Any) -> None:
    run = bring_items(alice, [lunch()], source="ics")
    take_back_all(run)
    assert (Event.objects.count(), Guest.objects.count(), Trace.objects.count()) == (0, 0, 0)


def test_when_it_is_over_a_later_file_joins_it_with_its_interaction(alice: User, anna: Any) -> None:
    bring_items(alice, [lunch()], source="ics")
    run = bring_items(alice, [over()], source="ics", now=LATER)
    event, row = Event.objects.get(), Interaction.objects.get()
    assert event.interaction == row
    take_back_all(run)
    assert (Event.objects.get().interaction, Interaction.objects.count()) == (None, 0)


def test_what_the_owner_ticked_is_not_logged_again_by_a_later_file(alice: User, anna: Any) -> None:
    run = bring_items(alice, [lunch()], source="ics")
    guest = Guest.objects.get(contact=anna)
    row = tick_met(event=Event.objects.get(), shown=[guest.pk], talked=[guest.pk], absent=[], now=LATER)
    bring_items(alice, [over(note="otherwise")], source="ics", now=LATER)
    assert list(Interaction.objects.values_list("pk", "note")) == [(row.pk, "Lunch at the pier")]
    take_back_all(run)
    assert Event.objects.get().interaction == row


def test_one_that_was_moved_goes_and_comes_at_its_new_time(alice: User, anna: Any) -> None:
    bring_items(alice, [lunch()], source="ics")
    moved = lunch(key="uid-1/20260409", day=date(2026, 4, 9))
    run = bring_items(alice, [moved], source="ics")
    assert [row[2] for row in events(alice)] == [date(2026, 4, 9)]
    take_back_all(run)
    assert [row[2] for row in events(alice)] == [DAY]


def test_a_cancelled_one_goes_unless_it_was_touched(alice: User, anna: Any) -> None:
    bring_items(alice, [lunch(), lunch(key="uid-2/20260402", name="Tea")], source="ics")
    Guest.objects.filter(event__name="Tea", contact=anna).update(said="them")
    off = [replace(lunch(), is_off=True, people=()), lunch(key="uid-2/20260402", is_off=True, people=())]
    bring_items(alice, off, source="ics")
    assert [row[0] for row in events(alice)] == ["Tea"]


def test_one_with_nobody_whose_name_is_known_is_left_out(alice: User) -> None:
    run = bring_items(alice, [lunch(people=())], source="ics")
    assert (events(alice), [row[1] for row in rows_of(run)]) == ([], ["skipped"])


def test_one_that_the_owner_changed_stays_when_it_is_cancelled_or_its_import_taken_back(
    alice: User, anna: Any
) -> None:
    run = bring_items(alice, [lunch(), lunch(key="uid-2/20260402", name="Tea")], source="ics")
    change_event(
        event=Event.objects.get(name="Lunch at the pier"),
        plan=Plan("Our lunch", DAY, "meal", at=time(12, 30), place="Kiln"),
        now=NOON,
    )
    off = [lunch(is_off=True, people=()), lunch(key="uid-2/20260402", is_off=True, people=())]
    bring_items(alice, off, source="ics")
    assert [(row[0], row[4]) for row in events(alice)] == [("Our lunch", "Kiln")]
    take_back_all(run)
    assert [row[0] for row in events(alice)] == ["Our lunch"]
    assert list(Guest.objects.values_list("event__name", "name")) == [
        ("Our lunch", "Anna Bell"),
        ("Our lunch", "Cy Dorn"),
    ]
