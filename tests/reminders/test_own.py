"""Own reminders and follow-ups: one-offs, repeating ones, missed ones."""

from datetime import date, timedelta

import pytest

from accounts.models import User
from domain.quicklog import Entry, FollowUp
from interactions.models import Attendee
from interactions.services import log_interaction, remove_interaction, restore_interaction
from reminders.models import Occurrence, Reminder
from reminders.queries import follow_ups_open, reminders_by_hand
from reminders.services import (
    act_on,
    add_follow_up,
    drop_reminder,
    finish_reminder,
    open_reminders,
    reschedule,
    restore_reminder,
    save_reminder,
    undo_act,
)
from tests.reminders.people import NOW, TODAY, local, make_contact, rows

pytestmark = pytest.mark.django_db


def own(owner, on=TODAY, **fields):
    reminder = Reminder(owner=owner, text="Water the ferns", starts_on=on, **fields)
    return save_reminder(reminder=reminder, now=NOW)


def shown(owner, today):
    return [(row.reminder.text, row.due_on) for row in follow_ups_open(owner, today)]


def test_a_follow_up_comes_on_its_day_and_done_finishes_it(alice):
    contact = make_contact(alice, "Marit Dahl")
    reminder = add_follow_up(
        owner=alice, contact=contact, text="Send the checklist", on=date(2026, 3, 14), now=NOW
    )

    assert open_reminders(now=NOW) == 0
    later = NOW + timedelta(days=2)
    assert (open_reminders(now=later), open_reminders(now=later)) == (1, 0)
    assert shown(alice, date(2026, 3, 14)) == [("Send the checklist", date(2026, 3, 14))]

    act_on(occurrence=reminder.occurrences.get(), act="done", now=later)
    assert shown(alice, date(2026, 3, 14)) == []
    assert list(reminders_by_hand(alice)) == []
    assert open_reminders(now=later) == 0


def test_undoing_done_opens_the_follow_up_again(alice):
    reminder = own(alice)
    open_reminders(now=NOW)
    act_on(occurrence=reminder.occurrences.get(), act="done", now=NOW)

    assert undo_act(occurrence=reminder.occurrences.get(), now=NOW)

    assert list(reminders_by_hand(alice)) == [reminder]
    assert shown(alice, TODAY) == [("Water the ferns", TODAY)]


def test_a_follow_up_without_a_day_waits(alice):
    contact = make_contact(alice, "Marit Dahl")
    reminder = add_follow_up(owner=alice, contact=contact, text="Ask about Lund", on=None, now=NOW)

    assert open_reminders(now=NOW + timedelta(days=900)) == 0
    assert list(reminders_by_hand(alice)) == [reminder]


def test_a_follow_up_about_somebody_elses_person_is_refused(alice, bob):
    contact = make_contact(bob, "Marit Dahl")

    with pytest.raises(ValueError, match="not in your book"):
        add_follow_up(owner=alice, contact=contact, text="x", on=None, now=NOW)


def test_a_repeating_one_goes_on_after_done(alice):
    reminder = own(alice, every=1, unit="week")
    open_reminders(now=NOW)

    act_on(occurrence=reminder.occurrences.get(), act="done", now=NOW)
    open_reminders(now=NOW + timedelta(days=7))

    assert shown(alice, date(2026, 3, 19)) == [("Water the ferns", date(2026, 3, 19))]


@pytest.mark.parametrize("days", [4, 60])
def test_f24_of_many_missed_days_only_the_newest_is_opened(alice, days):
    own(alice, every=1, unit="day")
    open_reminders(now=NOW)

    open_reminders(now=NOW + timedelta(days=days))

    assert shown(alice, TODAY + timedelta(days=days)) == [("Water the ferns", TODAY + timedelta(days=days))]
    assert rows(alice, "reminder").count() == 0
    assert sorted(rows(alice, "own").values_list("state", flat=True)) == ["open", "settled"]


def test_a_snoozed_repeating_one_is_not_replaced_while_it_rests(alice):
    reminder = own(alice, every=1, unit="day")
    open_reminders(now=NOW)
    act_on(occurrence=reminder.occurrences.get(), act="snooze", now=NOW, days=3)

    assert open_reminders(now=NOW + timedelta(days=2)) == 0
    assert open_reminders(now=NOW + timedelta(days=3)) == 1


def test_a_rule_that_began_long_ago_does_not_fall_due_in_the_past(alice):
    own(alice, on=date(2020, 5, 1), every=1, unit="year")

    assert open_reminders(now=NOW) == 0
    assert open_reminders(now=local(2026, 5, 2)) == 1


def test_the_31st_is_kept_over_a_short_month(alice):
    own(alice, on=date(2026, 3, 31), every=1, unit="month")

    for day in (date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 31)):
        open_reminders(now=local(day.year, day.month, day.day))

    assert list(rows(alice, "own").values_list("due_on", flat=True)) == [
        date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 31),
    ]  # fmt: skip


def test_moving_a_reminder_moves_what_is_open(alice):
    reminder = own(alice)
    open_reminders(now=NOW)

    reminder.starts_on = date(2026, 3, 20)
    save_reminder(reminder=reminder, now=NOW)

    assert shown(alice, TODAY) == []
    open_reminders(now=NOW + timedelta(days=8))
    assert shown(alice, date(2026, 3, 20)) == [("Water the ferns", date(2026, 3, 20))]


def test_rewording_a_reminder_keeps_what_is_open(alice):
    reminder = own(alice)
    open_reminders(now=NOW)

    reminder.text = "Water the palms"
    save_reminder(reminder=reminder, now=NOW + timedelta(days=1))

    assert shown(alice, TODAY) == [("Water the palms", TODAY)]


def test_finishing_and_taking_it_back(alice):
    reminder = own(alice)
    open_reminders(now=NOW)

    finish_reminder(reminder=reminder, now=NOW)
    assert shown(alice, TODAY) == []

    restore_reminder(reminder=reminder, now=NOW)
    assert shown(alice, TODAY) == [("Water the ferns", TODAY)]


def test_deleting_and_taking_it_back(alice):
    reminder = own(alice)
    open_reminders(now=NOW)

    drop_reminder(reminder=reminder, now=NOW)
    assert (shown(alice, TODAY), open_reminders(now=NOW)) == ([], 0)

    restore_reminder(reminder=reminder, now=NOW)
    assert shown(alice, TODAY) == [("Water the ferns", TODAY)]


def test_moving_to_another_zone_moves_the_moments_of_what_is_open(alice):
    own(alice)
    open_reminders(now=NOW)
    alice.time_zone = "America/New_York"
    alice.save()

    reschedule(owner=alice, now=NOW)

    assert Occurrence.objects.get().due_at == local(2026, 3, 12, 0, zone="America/New_York")


def test_a_promise_comes_back_with_what_it_was_written_down_with(alice: User) -> None:
    entry = Entry(kind="coffee", day=TODAY, follow_up=FollowUp(TODAY, "Send the talk"))
    ada = make_contact(alice, "Ada Holm")
    logged = log_interaction(owner=alice, attendees=[Attendee(ada)], entry=entry, now=NOW)
    remove_interaction(interaction=logged, now=NOW)

    restore_interaction(interaction=logged, now=NOW)

    assert open_reminders(now=NOW) == 1
