"""How often again, in words, on the pages; pausing and going on; the moment of the next turn."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from reminders.models import Reminder
from reminders.queries import follow_ups_open
from reminders.services import (
    act_on,
    add_follow_up,
    drop_reminder,
    finish_reminder,
    open_reminders,
    restore_reminder,
    resume_reminder,
    save_reminder,
)
from tests.reminders.people import NOW, TODAY, local, make_contact

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
LIST, ADD, PREVIEW = (reverse(f"reminders:{name}") for name in ("reminders", "add", "preview"))
BY_HTMX = {"HTTP_HX_REQUEST": "true"}


def own(owner, on=TODAY, **fields):
    return save_reminder(
        reminder=Reminder(owner=owner, text="Water the ferns", starts_on=on, **fields), now=NOW
    )


def again(reminder):
    reminder.refresh_from_db()
    return reminder.every, reminder.unit, reminder.weekdays, reminder.nth


def shown(owner, today):
    return [row.due_on for row in follow_ups_open(owner, today)]


def main(response):
    return response.text.split('id="main"')[1]


def test_a_rule_in_words_is_kept_and_shown_in_words_again(as_alice):
    as_alice.post(ADD, {"text": "Call home", "starts_on": "2026-03-13", "again": "every 2 weeks on thu, mon"})

    row = Reminder.objects.get()
    assert again(row) == (2, "week", 9, None)
    assert "23 Mar, every 2 weeks on Monday and Thursday" in main(as_alice.get(LIST))
    page = main(as_alice.get(reverse("reminders:edit", args=[row.pk])))
    assert 'value="every 2 weeks on Monday and Thursday"' in page
    assert "Monday 23 March 2026" in " ".join(page.split())


def test_a_rule_changed_back_to_once_leaves_nothing_of_it(as_alice, alice):
    row = own(alice, every=1, unit="month", weekdays=1, nth=-1)

    as_alice.post(
        reverse("reminders:edit", args=[row.pk]), {"text": "x", "starts_on": "2026-03-12", "again": ""}
    )

    assert again(row) == (None, "", 0, None)


def test_a_refused_rule_keeps_what_was_written_and_the_rule_that_was(as_alice, alice):
    row = own(alice, every=1, unit="month", weekdays=1, nth=-1)

    answer = as_alice.post(
        reverse("reminders:edit", args=[row.pk]),
        {"text": "x", "starts_on": "2026-03-12", "again": "every blue moon"},
    )

    assert answer.status_code == 422
    assert 'value="every blue moon"' in answer.text
    assert again(row) == (1, "month", 1, -1)


@pytest.mark.parametrize(
    ("rule", "start", "pause", "words"),
    [
        (
            "weekdays",
            "2026-03-13",
            "",
            ["Friday 13 March 2026", "Monday 16 March 2026", "Tuesday 17 March 2026"],
        ),
        ("", "2026-03-20", "", ["Friday 20 March 2026"]),
        (
            "daily",
            "2026-03-12",
            "2026-05-01",
            ["Friday 1 May 2026", "Saturday 2 May 2026", "Sunday 3 May 2026"],
        ),
        (
            "monthly",
            "2026-01-31",
            "",
            ["Tuesday 31 March 2026", "Thursday 30 April 2026", "Sunday 31 May 2026"],
        ),
        ("every hour", "2026-03-13", "", ["The shortest is a day: “every day”."]),
        ("every day", "soon", "", ["Give the first day, and how often again."]),
        ("every day", "9999-12-31", "", []),
        ("every week", "", "", []),
    ],
)
def test_the_next_days_are_shown_while_the_rule_is_written(as_alice, rule, start, pause, words):
    asked = {"again": rule, "starts_on": start, "paused_until": pause}

    fragment, page = as_alice.get(PREVIEW, asked, **BY_HTMX), as_alice.get(PREVIEW, asked)

    said = re.sub(r"<[^>]+>", "", fragment.text).strip().removeprefix("Comes ")
    assert said.removesuffix(".") == ", ".join(words).removesuffix(".")
    assert ("<h1>" in page.text, "<h1>" in fragment.text) == (True, False)


def test_a_reminder_without_a_day_or_rule_is_listed_as_such(as_alice, alice):
    add_follow_up(owner=alice, contact=make_contact(alice, "Marit Dahl"), text="Ask", on=None, now=NOW)

    assert "no day" in main(as_alice.get(LIST))


def test_a_snooze_is_told_where_all_reminders_are_listed(as_alice, alice):
    own(alice)
    open_reminders(now=NOW)
    act_on(occurrence=follow_ups_open(alice, TODAY)[0], act="snooze", now=NOW)

    assert "today · snoozed until 19 March 2026" in main(as_alice.get(LIST))


def test_a_stored_rule_without_sense_breaks_no_page(as_alice, alice):
    row = own(alice, every=1, unit="week")
    Reminder.objects.update(every=30_000)

    assert as_alice.get(LIST).status_code == 200
    assert as_alice.get(reverse("reminders:edit", args=[row.pk])).status_code == 200


def test_a_rule_without_sense_is_not_saved(alice):
    with pytest.raises(ValueError, match="Weekdays belong to weeks"):
        own(alice, every=1, unit="day", weekdays=3)

    assert not Reminder.objects.exists()


def test_pausing_hides_what_is_open_and_tells_nothing_of_the_days_between(as_alice, alice):
    row = own(alice, every=1, unit="day")
    open_reminders(now=NOW)

    fields = {"text": "Water the ferns", "starts_on": "2026-03-12", "again": "every day"}
    as_alice.post(reverse("reminders:edit", args=[row.pk]), {**fields, "paused_until": "2026-05-03"})
    assert "3 May, every day · paused until 3 May 2026" in main(as_alice.get(LIST))
    for day in range(1, 20):
        open_reminders(now=NOW + timedelta(days=day))
    assert shown(alice, date(2026, 5, 2)) == []

    open_reminders(now=local(2026, 5, 3))
    assert shown(alice, date(2026, 5, 3)) == [date(2026, 5, 3)]


def test_going_on_brings_back_what_was_open_but_nothing_of_the_pause(as_alice, alice):
    row = own(alice, every=1, unit="week")
    open_reminders(now=NOW)
    row.paused_until = date(2026, 5, 3)
    save_reminder(reminder=row, now=NOW)

    answer = as_alice.post(reverse("reminders:resume", args=[row.pk]), {"next": LIST})

    row.refresh_from_db()
    assert (answer.url, row.paused_until) == (LIST, None)
    assert shown(alice, TODAY) == [TODAY]
    row.paused_until = date(2026, 5, 3)
    save_reminder(reminder=row, now=NOW)
    resume_reminder(reminder=row, now=local(2026, 3, 21))
    open_reminders(now=local(2026, 3, 21))
    assert shown(alice, date(2026, 3, 21)) == [TODAY]


def test_a_pause_that_is_over_is_forgotten(as_alice, alice):
    row = own(alice)
    Reminder.objects.update(paused_until="2026-03-10")

    page = main(as_alice.get(reverse("reminders:edit", args=[row.pk])))
    assert "2026-03-10" not in page
    assert "paused" not in main(as_alice.get(LIST))

    as_alice.post(reverse("reminders:edit", args=[row.pk]), {"text": "x", "starts_on": "2026-03-12"})
    row.refresh_from_db()
    assert row.paused_until is None


def test_the_next_turn_is_kept_with_every_change(alice):
    alice.time_zone = "Europe/Berlin"
    alice.save()
    row = own(alice, every=1, unit="month", weekdays=1, nth=1)
    april = datetime(2026, 4, 5, 22, 0, tzinfo=UTC)
    assert row.next_at == april

    row.paused_until = date(2026, 6, 1)
    assert save_reminder(reminder=row, now=NOW).next_at == datetime(2026, 5, 31, 22, 0, tzinfo=UTC)
    assert resume_reminder(reminder=row, now=NOW).next_at == april
    drop_reminder(reminder=row, now=NOW)
    assert row.next_at is None
    assert restore_reminder(reminder=row, now=NOW).next_at == april
    finish_reminder(reminder=row, now=NOW)
    assert row.next_at is None
    assert restore_reminder(reminder=row, now=NOW).next_at == april
    row.starts_on, row.every, row.unit, row.weekdays, row.nth = date(2026, 3, 20), None, "", 0, None
    assert save_reminder(reminder=row, now=NOW).next_at == datetime(2026, 3, 19, 23, 0, tzinfo=UTC)


def test_one_that_came_and_is_done_has_no_next_turn(alice):
    row = own(alice)
    open_reminders(now=NOW)
    act_on(occurrence=row.occurrences.get(), act="done", now=NOW)

    row.refresh_from_db()
    assert row.next_at is None
