"""Opening what falls due for all owners at once: every row once, in short turns, whatever the clock does."""

from datetime import UTC, date, datetime, timedelta

import pytest

from accounts.models import User
from reminders.models import Agenda, Channel, Occurrence, Reminder
from reminders.queries import open_people
from reminders.queries.agenda import owners_to_look_at
from reminders.services import (
    act_on,
    look_again,
    open_now,
    open_reminders,
    plan_look,
    save_reminder,
    start_agendas,
    undo_act,
)
from reminders.services.opening import CHUNK
from tests.reminders.people import NOW, TODAY, change, local, make_contact, nudged, quiet_friend, tick_at

pytestmark = pytest.mark.django_db


def own(owner: User, start: date, every: int | None = None, unit: str = "", **fields) -> Reminder:
    row = Reminder(owner=owner, text="Water the fern", starts_on=start, every=every, unit=unit, **fields)
    return save_reminder(reminder=row, now=NOW)


def up_now(limit: int) -> list[User]:
    return [look.owner for look in owners_to_look_at(NOW, limit)]


def days(reminder: Reminder) -> list[date]:
    return list(reminder.occurrences.order_by("due_on").values_list("due_on", flat=True))


def test_many_of_many_owners_are_opened_once(alice: User, bob: User) -> None:
    rows = [
        Reminder(owner=(alice, bob)[number % 2], text=str(number), starts_on=TODAY, next_at=NOW)
        for number in range(2 * CHUNK + 7)
    ]
    Reminder.objects.bulk_create(rows)

    assert open_reminders(now=NOW) == 2 * CHUNK + 7
    assert open_reminders(now=NOW) == 0
    assert Occurrence.objects.count() == 2 * CHUNK + 7
    assert all(row.owner_id == row.reminder.owner_id for row in Occurrence.objects.select_related("reminder"))


def test_a_turn_that_is_over_leaves_the_rest_to_the_next(alice: User) -> None:
    Reminder.objects.bulk_create(
        Reminder(owner=alice, text="x", starts_on=TODAY, next_at=NOW) for _ in range(CHUNK + 1)
    )

    assert open_reminders(now=NOW, is_over=lambda: True) == CHUNK
    assert open_reminders(now=NOW, is_over=lambda: True) == 1


def test_each_opens_when_its_owners_day_begins(alice: User, bob: User) -> None:
    bob.time_zone = "America/New_York"
    bob.save()
    hers, his = own(alice, date(2026, 3, 14)), own(bob, date(2026, 3, 14))

    assert open_reminders(now=datetime(2026, 3, 13, 23, 59, tzinfo=UTC)) == 0
    assert open_reminders(now=datetime(2026, 3, 14, 0, 0, tzinfo=UTC)) == 1
    assert (days(hers), days(his)) == ([date(2026, 3, 14)], [])
    assert open_reminders(now=local(2026, 3, 14, 0, 0, "America/New_York")) == 1


def test_after_the_clock_went_back_nothing_is_doubled_and_nothing_is_lost(alice: User) -> None:
    fern = own(alice, TODAY, 1, "week")
    tick_at(NOW)
    tick_at(NOW + timedelta(days=400))  # a clock that ran ahead
    ahead = days(fern)

    for number in range(1, 29):
        tick_at(NOW + timedelta(days=number))

    weeks = [TODAY + timedelta(weeks=number) for number in range(5)]
    assert days(fern) == sorted({*ahead, *weeks})


def test_somebody_who_left_is_silent_and_comes_back_at_once(alice: User) -> None:
    ada = make_contact(alice, "Ada Holm")
    call = own(alice, TODAY, 1, "day", contact=ada)
    change(ada, state="left")
    assert open_reminders(now=NOW) == 0

    change(ada, state="active")

    assert (open_reminders(now=NOW), days(call)) == (1, [TODAY])


def test_a_pause_lasts_to_its_day_and_what_fell_into_it_is_gone(alice: User) -> None:
    fern = own(alice, TODAY, 1, "week", paused_until=TODAY + timedelta(days=10))

    for number in range(15):
        open_reminders(now=NOW + timedelta(days=number))

    assert days(fern) == [TODAY + timedelta(days=14)]


def test_a_rule_without_sense_stops_nobody_elses(alice: User, bob: User) -> None:
    broken = Reminder.objects.create(
        owner=alice, text="x", starts_on=TODAY, every=30_000, unit="year", next_at=NOW, counts_from=TODAY
    )
    fern = own(bob, TODAY)

    open_reminders(now=NOW)

    assert days(fern) == [TODAY]
    broken.refresh_from_db()
    assert broken.next_at is None or broken.next_at > NOW


def test_one_reminder_can_be_opened_at_once(alice: User) -> None:
    fern, later = own(alice, TODAY), own(alice, TODAY + timedelta(days=1))

    assert [open_now(reminder=row, now=NOW) for row in (fern, fern, later)] == [1, 0, 0]


def test_an_owner_is_looked_at_when_their_moment_comes_and_when_something_changed(
    alice: User, bob: User
) -> None:
    assert up_now(10) == []
    start_agendas(now=NOW)
    assert up_now(10) == [alice, bob]
    plan_look(owner=alice, at=NOW + timedelta(hours=9))
    plan_look(owner=bob, at=NOW)
    assert up_now(10) == [bob]

    look_again(owner=alice, now=NOW)

    assert up_now(10) == [alice, bob]
    assert up_now(1) == [alice]


def test_the_next_look_is_the_digests_hour_and_then_the_next_day(alice: User) -> None:
    for moment, planned in (
        (local(2026, 3, 13, 0, 0), local(2026, 3, 13, 8, 0)),
        (local(2026, 3, 13, 8, 0), local(2026, 3, 14, 0, 0)),
    ):
        tick_at(moment)
        assert Agenda.objects.get(owner=alice).next_at == planned


def test_what_changes_while_a_tick_looks_is_looked_at_by_the_next(alice: User) -> None:
    start_agendas(now=NOW)
    (look,) = owners_to_look_at(NOW, 10)
    changed_at = NOW + timedelta(seconds=2)

    look_again(owner=alice, now=changed_at)
    plan_look(owner=alice, at=NOW + timedelta(hours=9), seen=look.next_at)

    assert Agenda.objects.get().next_at == changed_at


def test_an_answer_to_what_was_put_off_lets_the_days_after_it_come(alice: User) -> None:
    fern = own(alice, TODAY, 1, "day")
    tick_at(NOW)
    row = fern.occurrences.get()
    act_on(occurrence=row, act="snooze", now=NOW, days=7)
    tick_at(NOW + timedelta(days=1))
    row.refresh_from_db()

    assert undo_act(occurrence=row, now=NOW + timedelta(days=2))
    tick_at(NOW + timedelta(days=2))

    assert days(fern) == [TODAY, TODAY + timedelta(days=2)]


def test_after_the_clock_went_back_nudges_of_days_to_come_take_no_room(alice: User) -> None:
    for number in range(8):
        quiet_friend(alice, f"Friend {number}")
    tick_at(NOW + timedelta(days=400))  # a clock that ran ahead
    assert nudged(alice) != []

    tick_at(NOW)

    assert len(open_people(alice, TODAY)) == alice.people_a_day


def test_after_the_clock_went_back_a_channel_that_rests_is_tried_again(alice: User) -> None:
    Channel.objects.create(owner=alice, kind="mail", not_before=NOW + timedelta(days=400))
    quiet_friend(alice, "Greta Holm")
    tick_at(NOW + timedelta(days=400) - timedelta(hours=1))

    assert tick_at(NOW)["sent"] == 1
