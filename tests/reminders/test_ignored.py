"""What becomes of a nudge without an answer, and who is left alone for how long."""

from datetime import date, timedelta

import pytest

from reminders.models import Occurrence, Reminder
from reminders.queries import open_people, resting_people
from reminders.services import act_on, add_follow_up, finish_reminder, open_nudges, suggest_again, undo_act
from tests.reminders.people import NOW, TODAY, birthday, change, meet, nudged, quiet_friend

pytestmark = pytest.mark.django_db


@pytest.fixture
def greta(alice):
    friend = quiet_friend(alice, "Greta Holm")
    open_nudges(owner=alice, now=NOW)
    return friend


def at(days):
    return NOW + timedelta(days=days)


def tick_daily(owner, first, last):
    """A tick on each of these days; the days on which somebody was brought up."""
    return [day for day in range(first, last + 1) if open_nudges(owner=owner, now=at(day))]


def states(contact):
    rows = Occurrence.objects.filter(reminder__contact=contact, kind="keep in touch")
    return list(rows.order_by("due_on").values_list("state", flat=True))


def ignored(contact):
    return Reminder.objects.get(contact=contact, kind="keep in touch").ignored


def let_pass_thrice(contact):
    tick_daily(contact.owner, 1, 40)
    assert (states(contact), ignored(contact)) == (["ignored"] * 3, 3)


def test_a_nudge_passes_after_a_week_in_view_and_the_person_rests_for_a_week(alice, greta):
    assert tick_daily(alice, 1, 6) == []
    assert states(greta) == ["open"]

    assert tick_daily(alice, 7, 20) == [14]
    assert (states(greta), ignored(greta)) == (["ignored", "open"], 1)


def test_somebody_else_comes_up_in_the_place_of_one_that_passed(alice, greta):
    alice.people_a_day = 1
    alice.save()
    quiet_friend(alice, "Bo Lindqvist")

    assert tick_daily(alice, 1, 7) == [7]
    assert nudged(alice) == ["Bo Lindqvist"]


def test_after_three_without_an_answer_nobody_is_brought_up_until_the_owner_speaks(alice, greta):
    assert tick_daily(alice, 1, 120) == [14, 28]

    assert (states(greta), ignored(greta)) == (["ignored"] * 3, 3)
    assert [(row.contact, row.until) for row in resting_people(alice, TODAY + timedelta(days=60))] == [
        (greta, None)
    ]


def test_suggest_again_brings_them_back_once_they_had_their_week(alice, greta):
    let_pass_thrice(greta)

    suggest_again(contact=greta, now=at(40))

    assert resting_people(alice, TODAY + timedelta(days=40)) == []
    assert tick_daily(alice, 40, 44) == [42]


def speak_by_logging(contact):
    meet(contact, 300, now=at(50))


def speak_by_editing(contact):
    change(contact, now=at(50), cadence_days=60)


def speak_by_a_birthday(contact):
    row = birthday(contact, 5, 1)
    rule = Reminder.objects.create(owner=contact.owner, contact=contact, date=row, kind="date")
    told = Occurrence.objects.create(
        owner=contact.owner, reminder=rule, kind="date", due_on=date(2026, 5, 1), due_at=at(50)
    )
    act_on(occurrence=told, act="done", now=at(50))


def speak_by_a_follow_up(contact):
    reminder = add_follow_up(owner=contact.owner, contact=contact, text="Write", on=None, now=NOW)
    finish_reminder(reminder=reminder, now=at(50))


@pytest.mark.parametrize(
    "speak", [speak_by_logging, speak_by_editing, speak_by_a_birthday, speak_by_a_follow_up]
)
def test_the_owner_speaks_in_many_ways(alice, greta, speak):
    let_pass_thrice(greta)

    speak(greta)

    assert ignored(greta) == 0
    assert tick_daily(alice, 50, 51) == [50]


@pytest.mark.parametrize("act", ["done", "skip", "snooze"])
def test_an_answer_begins_the_count_anew(alice, greta, act):
    tick_daily(alice, 1, 28)
    assert ignored(greta) == 2
    row = Occurrence.objects.get(reminder__contact=greta, state="open")

    act_on(occurrence=row, act=act, now=at(28))

    assert ignored(greta) == 0


def test_days_of_rest_are_not_days_in_view(alice, greta):
    alice.holiday_from, alice.holiday_until = TODAY + timedelta(days=1), TODAY + timedelta(days=20)
    alice.save()

    assert tick_daily(alice, 1, 26) == []
    assert states(greta) == ["open"]
    tick_daily(alice, 27, 27)
    assert states(greta) == ["ignored"]


def test_on_days_of_rest_nobody_new_is_brought_up(alice):
    alice.quiet_weekdays = 1 << TODAY.weekday()
    alice.holiday_from = alice.holiday_until = TODAY + timedelta(days=1)
    alice.save()
    quiet_friend(alice, "Greta Holm")

    assert tick_daily(alice, 0, 3) == [2]


def test_a_snoozed_nudge_has_its_week_in_view_when_it_comes_back(alice, greta):
    act_on(occurrence=Occurrence.objects.get(), act="snooze", now=at(5))

    tick_daily(alice, 6, 18)
    assert states(greta) == ["open"]
    tick_daily(alice, 19, 19)
    assert states(greta) == ["ignored"]


def test_what_passed_is_neither_acted_on_nor_undone(alice, greta):
    tick_daily(alice, 1, 7)
    row = Occurrence.objects.get()

    assert not act_on(occurrence=row, act="done", now=at(8))
    assert not undo_act(occurrence=row, now=NOW)
    assert states(greta) == ["ignored"]


def test_after_a_log_the_same_person_does_not_come_up_again_within_the_snooze(alice, greta):
    change(greta, cadence_days=1)
    meet(greta, 0, now=at(1))
    assert states(greta) == ["settled"]

    assert tick_daily(alice, 1, 9) == [8]


@pytest.mark.parametrize("act", ["done", "skip"])
def test_after_an_answer_neither_however_short_the_wish(alice, greta, act):
    change(greta, cadence_days=2)
    act_on(occurrence=Occurrence.objects.get(), act=act, now=at(1))

    assert tick_daily(alice, 1, 9) == [8]


def test_one_dormant_tie_a_day_and_the_cards_in_the_same_order(alice):
    dormant = [quiet_friend(alice, f"Dormant {number}", last=500) for number in range(3)]
    for friend in dormant:
        meet(friend, 620)
    cooling = [quiet_friend(alice, f"Cooling {number}") for number in range(4)]
    for friend in cooling:
        change(friend, circle="close")

    open_nudges(owner=alice, now=NOW)

    assert [card.contact for card in open_people(alice, TODAY)] == [cooling[0], cooling[1], dormant[0]]
