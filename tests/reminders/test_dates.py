"""Birthdays and other dates: once a year, with a lead, on the 28th when there is no 29th."""

from datetime import date, timedelta

import pytest

from contacts.models import State
from reminders.models import Reminder
from reminders.queries import dates_near
from reminders.services import act_on, adopt_dates, open_reminders, sync_dates
from tests.reminders.people import NOW, TODAY, birthday, change, local, make_contact, meet, rows

pytestmark = pytest.mark.django_db


def open_dates(owner, now):
    adopt_dates(owners=[owner], now=now)
    return open_reminders(now=now)


def words(owner, today):
    return [(card.words, card.day) for card in dates_near(owner, today)]


def test_a_birthday_comes_up_with_the_owners_days_of_notice(alice):
    birthday(make_contact(alice, "Ada Holm"), 3, 16, 1985)

    assert open_dates(owner=alice, now=NOW) == 0
    assert open_dates(owner=alice, now=NOW + timedelta(days=1)) == 1
    assert words(alice, date(2026, 3, 13)) == [("Ada Holm turns 41", date(2026, 3, 16))]
    assert rows(alice, "date").get().due_on == date(2026, 3, 13)


def test_a_date_has_its_own_notice_if_it_is_given(alice):
    birthday(
        make_contact(alice, "Ada Holm"), 4, 1, kind="anniversary", label="Wedding", year=2016, lead_days=30
    )

    assert open_dates(owner=alice, now=NOW) == 1
    assert words(alice, TODAY) == [("Ada Holm: Wedding, ten years", date(2026, 4, 1))]


def test_it_comes_once_a_year_however_often_the_tick_runs_and_the_notice_changes(alice):
    birthday(make_contact(alice, "Ada Holm"), 3, 14)
    open_dates(owner=alice, now=NOW)
    alice.date_lead_days = 9
    alice.save()

    for hours in range(0, 400, 10):
        open_dates(owner=alice, now=NOW + timedelta(hours=hours))
    assert rows(alice, "date").count() == 1

    open_dates(owner=alice, now=local(2027, 3, 14))
    assert rows(alice, "date").count() == 2


def test_29_february_is_kept_on_the_28th_in_a_common_year(alice):
    birthday(make_contact(alice, "Leap Moor"), 2, 29, 2000)

    open_dates(owner=alice, now=local(2027, 2, 27))
    open_dates(owner=alice, now=local(2028, 2, 28))

    assert words(alice, date(2027, 2, 27)) == [("Leap Moor turns 27", date(2027, 2, 28))]
    assert words(alice, date(2028, 2, 28)) == [("Leap Moor turns 28", date(2028, 2, 29))]


def test_a_notice_that_begins_in_december_is_for_january(alice):
    birthday(make_contact(alice, "Ada Holm"), 1, 2, 1990)

    open_dates(owner=alice, now=local(2026, 12, 30))

    assert words(alice, date(2026, 12, 31)) == [("Ada Holm turns 37", date(2027, 1, 2))]


def test_a_day_missed_while_nothing_ran_is_told_but_not_after_a_week(alice):
    sync = make_contact(alice, "Ada Holm")
    birthday(sync, 3, 20)
    sync_dates(contact=sync, now=NOW)

    assert open_dates(owner=alice, now=local(2026, 3, 26)) == 1
    assert [card.words for card in dates_near(alice, date(2026, 3, 26), past_days=7)] == [
        "Ada Holm’s birthday"
    ]
    assert dates_near(alice, date(2026, 3, 26)) == []


def test_a_day_missed_for_longer_is_not_told(alice):
    contact = make_contact(alice, "Ada Holm")
    birthday(contact, 3, 20)
    sync_dates(contact=contact, now=NOW)

    assert open_dates(owner=alice, now=local(2026, 3, 28)) == 0
    assert open_dates(owner=alice, now=local(2027, 3, 17)) == 1


def test_a_birthday_written_down_after_the_day_waits_a_year(alice):
    birthday(make_contact(alice, "Ada Holm"), 3, 10)

    assert open_dates(owner=alice, now=NOW) == 0


def test_an_edited_date_is_announced_anew(alice):
    contact = make_contact(alice, "Ada Holm")
    row = birthday(contact, 3, 14)
    open_dates(owner=alice, now=NOW)
    row.day = 13
    row.save()

    sync_dates(contact=contact, now=NOW)
    open_dates(owner=alice, now=NOW)

    assert words(alice, TODAY) == [("Ada Holm’s birthday", date(2026, 3, 13))]


def test_a_date_that_is_deleted_takes_its_reminder_along(alice):
    row = birthday(make_contact(alice, "Ada Holm"), 3, 14)
    open_dates(owner=alice, now=NOW)

    row.delete()

    assert not Reminder.objects.filter(kind="date").exists()


def test_contact_on_the_day_settles_it_and_earlier_contact_does_not(alice):
    contact = make_contact(alice, "Ada Holm")
    birthday(contact, 3, 13)
    open_dates(owner=alice, now=NOW)

    meet(contact, 0)
    assert rows(alice, "date").get().state == "open"
    meet(contact, 0, now=NOW + timedelta(days=1), kind="call")
    assert rows(alice, "date").get().state == "settled"


@pytest.mark.parametrize("fields", [{"state": State.LEFT}, {"state": State.DECEASED}, {"never_nudge": True}])
def test_the_dates_of_people_who_are_gone_or_not_wanted_are_silent(alice, fields):
    contact = make_contact(alice, "Ada Holm")
    birthday(contact, 3, 14)
    open_dates(owner=alice, now=NOW)

    change(contact, **fields)

    assert dates_near(alice, TODAY) == []
    assert open_dates(owner=alice, now=NOW + timedelta(days=365)) == 0


def test_done_closes_it_for_this_year(alice):
    birthday(make_contact(alice, "Ada Holm"), 3, 14)
    open_dates(owner=alice, now=NOW)

    act_on(occurrence=rows(alice, "date").get(), act="done", now=NOW)

    assert dates_near(alice, TODAY) == []
    assert open_dates(owner=alice, now=NOW + timedelta(days=1)) == 0
