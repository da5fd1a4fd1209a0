"""Appointments and events: planned, filled with guests, ticked when they are over."""

from datetime import date, datetime, timedelta

import pytest

from accounts.models import User
from contacts.models import Contact, NameKey, Trace
from domain.guests.read import GuestSaid, read_guests
from domain.plans import Plan
from interactions.models import Event, Guest, Interaction
from interactions.services.events import change_event, plan_event, remove_event, restore_event
from interactions.services.guests import (
    Expected,
    add_guest_to_book,
    add_guests,
    new_guests,
    remove_guest,
    say_guest,
)
from interactions.services.ticking import tick_met
from relationships.models import Standing
from reminders.models import Occurrence
from reminders.services import remove_person
from tests.factories import log, make_contact

YESTERDAY, TOMORROW = date(2026, 3, 11), date(2026, 3, 13)


def event_of(owner: User, now: datetime, day: date = YESTERDAY) -> Event:
    return plan_event(owner=owner, plan=Plan("Harbour Meetup", day, place="Kaffa"), now=now)


def listed(event: Event, *names: str) -> list[Guest]:
    return add_guests(event=event, guests=[Expected(GuestSaid(1, name)) for name in names])


def ticked(event: Event, now: datetime, *talked: Guest, absent: tuple[Guest, ...] = ()) -> Interaction | None:
    shown = list(event.guests.values_list("pk", flat=True))
    return tick_met(
        event=event,
        shown=shown,
        talked=[one.pk for one in talked],
        absent=[one.pk for one in absent],
        now=now,
    )


def parts(row: Interaction) -> dict[str, bool]:
    return dict(row.participations.values_list("contact__display", "talked"))


@pytest.fixture
def full(alice: User, now: datetime) -> tuple[Event, dict[str, Guest]]:
    """An event of yesterday with Ada and Ben of the book, and two strangers."""
    event = event_of(alice, now)
    known = [make_contact(alice, name, now) for name in ("Ada Lund", "Ben Cole")]
    made = add_guests(event=event, guests=[Expected(GuestSaid(1, one.display), one.pk) for one in known])
    made += listed(event, "Cy Dorn", "Eva Fink")
    return event, {one.name: one for one in made}


def test_who_is_ticked_talked_and_the_others_who_came_were_merely_present(full, now) -> None:
    event, guests = full
    row = ticked(event, now, guests["Ada Lund"])
    assert row is not None
    assert (row.kind, row.day, row.place, row.note) == (
        "event",
        YESTERDAY,
        "Kaffa",
        "Harbour Meetup",
    )
    assert parts(row) == {"Ada Lund": True, "Ben Cole": False}
    assert row.crowd == 4
    touches = dict(row.participations.values_list("contact__display", "touch_day"))
    assert touches == {"Ada Lund": YESTERDAY.toordinal(), "Ben Cole": None}


def test_being_present_earns_no_strength_and_no_nudge(full, now) -> None:
    event, guests = full
    ben = guests["Ben Cole"].contact
    before = list(Standing.objects.filter(contact=ben).values())
    ticked(event, now, guests["Ada Lund"])
    assert list(Standing.objects.filter(contact=ben).values()) == before
    assert not Occurrence.objects.filter(reminder__contact=ben).exists()


def test_ticking_again_changes_the_same_interaction_and_keeps_side_notes(full, now) -> None:
    event, guests = full
    row = ticked(event, now, guests["Ada Lund"])
    row.participations.filter(contact=guests["Ada Lund"].contact).update(side_note="likes boats")
    again = ticked(Event.objects.get(pk=event.pk), now, guests["Ada Lund"], absent=(guests["Ben Cole"],))
    assert again.pk == row.pk
    assert parts(again) == {"Ada Lund": True}
    assert again.participations.get().side_note == "likes boats"
    assert Interaction.objects.count() == 1


def test_ticking_after_the_log_was_deleted_brings_the_same_one_back(full, now) -> None:
    event, guests = full
    row = ticked(event, now, guests["Ada Lund"])
    Interaction.objects.filter(pk=row.pk).update(deleted_at=now)
    again = ticked(Event.objects.get(pk=event.pk), now, guests["Ben Cole"])
    assert (again.pk, again.deleted_at) == (row.pk, None)
    assert parts(again) == {"Ada Lund": False, "Ben Cole": True}


def test_an_event_to_come_cannot_be_ticked(alice, now) -> None:
    event = event_of(alice, now, TOMORROW)
    with pytest.raises(ValueError, match="still to come"):
        tick_met(event=event, shown=[], talked=[], absent=[], now=now)


def test_an_event_with_strangers_alone_keeps_its_ticks_and_logs_nothing(alice, now) -> None:
    event = event_of(alice, now)
    (stranger,) = listed(event, "Cy Dorn")
    assert ticked(event, now, stranger) is None
    stranger.refresh_from_db()
    assert stranger.talked
    contact = add_guest_to_book(guest=stranger, now=now)
    assert (contact.met_on, contact.met_where, contact.met_how) == ("2026-03-11", "Kaffa", "Harbour Meetup")


def test_a_stranger_taken_into_the_book_joins_the_log_and_leaves_no_trace(full, now) -> None:
    event, guests = full
    row = ticked(event, now, guests["Ada Lund"], guests["Cy Dorn"])
    event.refresh_from_db()
    guest = Guest.objects.select_related("event__interaction", "event__owner").get(pk=guests["Cy Dorn"].pk)
    add_guest_to_book(guest=guest, now=now)
    assert parts(row) == {"Ada Lund": True, "Ben Cole": False, "Cy Dorn": True}
    assert list(Trace.objects.values_list("name", flat=True)) == ["Eva Fink"]


def test_several_days_are_logged_on_the_last_one_so_far(alice, now) -> None:
    ada = make_contact(alice, "Ada Lund", now)
    plan = Plan("Fair", now.date() - timedelta(days=2), until=now.date() + timedelta(days=1))
    event = plan_event(owner=alice, plan=plan, now=now, contacts=[ada])
    assert ticked(event, now, event.guests.get()).day == now.date()


def test_strangers_leave_a_trace_until_no_list_has_them(alice, now) -> None:
    first, second = event_of(alice, now), event_of(alice, now, TOMORROW)
    listed(first, "Cy Dorn", "Eva Fink", "Gro")
    listed(second, "Cy Dorn")

    def seen() -> list[tuple[object, ...]]:
        rows = Trace.objects.order_by("name")
        return list(rows.values_list("name", "source", "first_on", "last_on", "times"))

    both = ("Cy Dorn", "guest", YESTERDAY, TOMORROW, 2)
    assert seen() == [both, ("Eva Fink", "guest", YESTERDAY, YESTERDAY, 1)]
    remove_event(event=first, now=now)
    assert seen() == [("Cy Dorn", "guest", TOMORROW, TOMORROW, 1)]
    restore_event(event=first)
    assert [row[0] for row in seen()] == ["Cy Dorn", "Eva Fink"]
    remove_guest(
        guest=Guest.objects.select_related("event__owner", "event__interaction").get(name="Eva Fink"), now=now
    )
    assert seen() == [both]
    assert set(NameKey.objects.exclude(trace=None).values_list("trace__name", flat=True)) == {"Cy Dorn"}


def test_a_list_pasted_twice_is_on_the_list_once(alice, now) -> None:
    event = event_of(alice, now)
    said = read_guests("Ada Lund, Kiln\nBen Cole\n").guests
    for _time in range(2):
        add_guests(event=event, guests=[Expected(one) for one in new_guests(event=event, said=said)])
    assert list(event.guests.values_list("name", "company", "place")) == [
        ("Ada Lund", "Kiln", 1), ("Ben Cole", "", 2),
    ]  # fmt: skip


def test_more_than_a_list_holds_is_refused_with_the_count(alice, now) -> None:
    event = event_of(alice, now)
    listed(event, "Ada Lund")
    said = [GuestSaid(n + 1, email=f"g{n}@example.org") for n in range(5_000)]
    with pytest.raises(ValueError, match="5,000 would come"):
        new_guests(event=event, said=said)


def test_nobody_is_on_a_list_twice(full, alice, now) -> None:
    event, guests = full
    ada = guests["Ada Lund"].contact
    guest = Guest.objects.select_related("event__owner", "event__interaction").get(name="Cy Dorn")
    with pytest.raises(ValueError, match="on this list already"):
        say_guest(guest=guest, contact=ada, now=now)
    (again,) = add_guests(event=event, guests=[Expected(GuestSaid(1, "A. Lund"), ada.pk)])
    assert again.contact is None


def test_saying_that_a_guest_is_nobody_takes_them_out_of_the_log(full, now) -> None:
    event, guests = full
    row = ticked(event, now, guests["Ada Lund"])
    guest = Guest.objects.select_related("event__owner", "event__interaction").get(name="Ben Cole")
    say_guest(guest=guest, contact=None, now=now)
    assert parts(row) == {"Ada Lund": True}
    assert Trace.objects.filter(name="Ben Cole").exists()


def test_a_guest_who_is_taken_off_a_logged_list_is_out_of_the_log(full, now) -> None:
    event, guests = full
    row = ticked(event, now, guests["Ada Lund"])
    remove_guest(
        guest=Guest.objects.select_related("event__owner", "event__interaction").get(name="Ben Cole"), now=now
    )
    assert parts(row) == {"Ada Lund": True}


def test_changing_a_logged_event_moves_its_interaction(full, now) -> None:
    event, guests = full
    row = ticked(event, now, guests["Ada Lund"])
    event.refresh_from_db()
    plan = Plan("Harbour Meetup", YESTERDAY - timedelta(days=1), kind="drink", place="Pier")
    change_event(event=event, plan=plan, now=now)
    row.refresh_from_db()
    assert (row.kind, row.day, row.place) == ("drink", date(2026, 3, 10), "Pier")
    with pytest.raises(ValueError, match="still to come"):
        change_event(event=event, plan=Plan("x", TOMORROW), now=now)


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        (Plan("x", date(1850, 1, 1)), "before 1900"),
        (Plan("x", TOMORROW, until=YESTERDAY), "last day"),
        (Plan(" ", TOMORROW), "name"),
        (Plan("x", TOMORROW, kind="linked"), "what it is"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(plan, words, alice, now) -> None:
    with pytest.raises(ValueError, match=words):
        plan_event(owner=alice, plan=plan, now=now)


def test_a_talk_before_and_a_tick_between_give_the_same_as_logging_in_order(alice, now) -> None:
    ada, twin = make_contact(alice, "Ada Lund", now), make_contact(alice, "Ida Lund", now)
    for one in (ada, twin):
        log(one, now.date(), now)
    event = plan_event(owner=alice, plan=Plan("Fair", YESTERDAY), now=now, contacts=[ada])
    ticked(event, now, event.guests.get())
    log(twin, YESTERDAY, now, kind="event")
    strengths = list(Standing.objects.filter(contact__in=[ada, twin]).values_list("short", "long"))
    assert strengths[0] == strengths[1]


def test_a_guest_whose_person_was_deleted_can_come_into_the_book_anew(full, now) -> None:
    _event, guests = full
    remove_person(contact=guests["Ada Lund"].contact, now=now)
    guest = Guest.objects.select_related("event__interaction", "event__owner").get(pk=guests["Ada Lund"].pk)
    made = add_guest_to_book(guest=guest, now=now)
    assert (made.display, made.met_how) == ("Ada Lund", "Harbour Meetup")
    with pytest.raises(ValueError, match="already"):
        add_guest_to_book(guest=Guest.objects.get(pk=guest.pk), now=now)


def test_a_guest_without_a_name_is_added_by_hand(alice, now) -> None:
    (guest,) = add_guests(event=event_of(alice, now), guests=[Expected(GuestSaid(1, email="x@example.org"))])
    with pytest.raises(ValueError, match="no name"):
        add_guest_to_book(guest=guest, now=now)


def test_ticks_sent_twice_at_once_log_one_interaction(full, now) -> None:
    event, guests = full
    same = Event.objects.get(pk=event.pk)  # both were read before either was written
    rows = [ticked(one, now, guests["Ada Lund"]) for one in (event, same)]
    assert rows[0] == rows[1]
    assert Interaction.objects.count() == 1


def test_a_stranger_taken_into_the_book_twice_at_once_is_one_person(full, now) -> None:
    _event, guests = full
    same = Guest.objects.get(pk=guests["Cy Dorn"].pk)
    made = add_guest_to_book(guest=guests["Cy Dorn"], now=now)
    with pytest.raises(ValueError, match="in your book already"):
        add_guest_to_book(guest=same, now=now)
    assert list(Contact.objects.filter(display="Cy Dorn")) == [made]


def test_a_guest_taken_off_meanwhile_is_told_of(full, now) -> None:
    _event, guests = full
    same = Guest.objects.get(pk=guests["Ada Lund"].pk)
    remove_guest(guest=guests["Ada Lund"], now=now)
    for act in (
        lambda: remove_guest(guest=same, now=now),
        lambda: say_guest(guest=same, contact=None, now=now),
    ):
        with pytest.raises(ValueError, match="off the list"):
            act()


def test_a_list_sent_twice_at_once_is_on_the_list_once(alice, now) -> None:
    event = event_of(alice, now)
    fresh = [Expected(one) for one in new_guests(event=event, said=read_guests("Cy Dorn\nEva Fink").guests)]
    assert [len(add_guests(event=event, guests=fresh)) for _each in range(2)] == [2, 0]
