"""What a period would bring, told ahead, and the same days ticked through one by one."""

import io
import json
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from contacts.models import State
from relationships.models import Standing
from reminders.models import Occurrence, Reminder
from reminders.queries.planned import planned
from reminders.services import add_follow_up, finish_reminder, save_reminder, sync_dates
from tests.reminders.people import NOW, TODAY, birthday, change, local, make_contact, quiet_friend, tick_at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
FIRST, LAST = TODAY + timedelta(days=1), date(2026, 4, 25)
MONDAY, FRIDAY = 1, 16


def own(owner, text, on, **fields):
    return save_reminder(reminder=Reminder(owner=owner, text=text, starts_on=on, **fields), now=NOW)


def with_birthday(owner, name, month, day, **fields):
    contact = make_contact(owner, name)
    birthday(contact, month, day, **fields)
    sync_dates(contact=contact, now=NOW)
    return contact


def fill(owner):
    """A book with reminders of every kind, some of which do not come."""
    marit = make_contact(owner, "Marit Dahl")
    own(owner, "Water the ferns", date(2026, 3, 14), every=3, unit="week", weekdays=MONDAY | FRIDAY)
    own(owner, "Pay the rent", date(2026, 1, 31), every=1, unit="month")
    own(owner, "Board night", date(2026, 3, 12), every=1, unit="month", weekdays=FRIDAY, nth=-1)
    own(owner, "Stretch", date(2026, 3, 20), every=1, unit="day", paused_until=date(2026, 4, 18))
    own(owner, "Renew the passport", date(2026, 3, 20), paused_until=date(2026, 4, 2))
    own(owner, "Call the bank", date(2026, 8, 1))
    own(owner, "No day at all", None)
    add_follow_up(owner=owner, contact=marit, text="Send the photos", on=date(2026, 4, 7), now=NOW)
    finish_reminder(reminder=own(owner, "Done with", date(2026, 4, 1), every=1, unit="day"), now=NOW)
    gone = make_contact(owner, "Per Gone")
    add_follow_up(owner=owner, contact=gone, text="Ask Per", on=date(2026, 4, 7), now=NOW)
    change(gone, state=State.LEFT)
    with_birthday(owner, "Ada Holm", 4, 4, year=1985)
    with_birthday(owner, "Bo Ek", 4, 25, lead_days=0)
    with_birthday(owner, "Ines Vidal", 5, 20, lead_days=30)
    with_birthday(owner, "Kim Early", 3, 1)
    change(with_birthday(owner, "Siv Faded", 4, 4), state=State.FADED)


def brought(owner):
    """What the days bring when a tick runs on each: the day, the kind, the name, the text."""
    told, found = set(Occurrence.objects.values_list("pk", flat=True)), []
    for number in range((LAST - FIRST).days + 1):
        day = FIRST + timedelta(days=number)
        tick_at(local(day.year, day.month, day.day, 9, zone=owner.time_zone))
        rows = Occurrence.objects.owned_by(owner).filter(kind__in=["own", "follow-up", "date"])
        for row in rows.exclude(pk__in=told).select_related("reminder__contact"):
            told.add(row.pk)
            contact = row.reminder.contact.display if row.reminder.contact else None
            found.append((day, row.kind, contact, row.reminder.text))
    return sorted(found, key=str)


def test_the_days_told_ahead_are_those_that_ticking_brings(alice):
    rest = {"quiet_weekdays": 96, "holiday_from": date(2026, 4, 1), "holiday_until": date(2026, 4, 10)}
    User.objects.update(time_zone="Europe/Berlin", **rest)
    alice.refresh_from_db()
    fill(alice)
    rows = [row for row in planned(alice, FIRST, LAST) if row.kind in ("own", "follow-up", "date")]
    told = [
        (row.on, row.kind, row.contact, "" if row.kind == "date" else row.text)
        for row in rows
        if row.kind != "date" or ", in " in row.text or row.contact == "Bo Ek"
    ]

    assert sorted(told, key=str) == brought(alice)
    assert len(told) == 20


def test_asking_makes_nothing(alice):
    fill(alice)
    before = list(Reminder.objects.values()), Occurrence.objects.count()

    planned(alice, FIRST, LAST)

    assert before == (list(Reminder.objects.values()), Occurrence.objects.count())


def rows_of(owner, *kinds, first=FIRST, last=LAST):
    return [
        (row.on, row.contact, row.text, row.told_on)
        for row in planned(owner, first, last)
        if row.kind in kinds
    ]


def test_a_date_comes_when_its_notice_begins_and_on_the_day(alice):
    User.objects.update(holiday_from=date(2026, 3, 30), holiday_until=date(2026, 4, 2))
    alice.refresh_from_db()
    with_birthday(alice, "Ada Holm", 4, 4, year=1985)

    assert rows_of(alice, "date") == [
        (date(2026, 4, 1), "Ada Holm", "Ada Holm turns 41, in 3 days", date(2026, 4, 3)),
        (date(2026, 4, 4), "Ada Holm", "Ada Holm turns 41", date(2026, 4, 4)),
    ]


def test_people_come_on_the_day_they_turn_due_or_when_their_pause_is_over(alice):
    greta = quiet_friend(alice, "Greta Holm", last=5)
    due = date.fromordinal(Standing.objects.get(contact=greta).due_on)
    assert due > TODAY
    period = {"first": due - timedelta(days=3), "last": due + timedelta(days=60)}

    assert rows_of(alice, "keep in touch", **period) == [(due, "Greta Holm", "Reach out to Greta Holm", due)]

    rule, _ = Reminder.objects.get_or_create(owner=alice, contact=greta, kind="keep in touch")
    paused = due + timedelta(days=20)
    Reminder.objects.filter(pk=rule.pk).update(paused_until=paused)
    assert [row[0] for row in rows_of(alice, "keep in touch", **period)] == [paused]
    Reminder.objects.filter(pk=rule.pk).update(ignored=3)
    assert rows_of(alice, "keep in touch", **period) == []


def test_messages_come_at_their_hour_but_not_on_days_of_rest(alice):
    User.objects.update(
        time_zone="America/New_York", digest_hour=7, review_weekday=4, quiet_weekdays=96,
        holiday_from=date(2026, 3, 18), holiday_until=date(2026, 3, 19),
    )  # fmt: skip
    alice.refresh_from_db()

    found = [(row.at.isoformat(), row.kind) for row in planned(alice, date(2026, 3, 13), date(2026, 3, 20))]

    assert found == [
        ("2026-03-13T07:00:00-04:00", "digest"), ("2026-03-13T07:00:00-04:00", "review"),
        ("2026-03-16T07:00:00-04:00", "digest"), ("2026-03-17T07:00:00-04:00", "digest"),
        ("2026-03-20T07:00:00-04:00", "digest"), ("2026-03-20T07:00:00-04:00", "review"),
    ]  # fmt: skip


def test_an_owner_whom_nothing_tells_has_no_messages(alice):
    User.objects.update(digest_by_mail=False)
    alice.refresh_from_db()

    assert planned(alice, FIRST, LAST) == []


def test_every_day_of_three_years_is_told(alice):
    own(alice, "Stretch", TODAY, every=1, unit="day")

    assert len(rows_of(alice, "own", first=TODAY, last=date(2029, 3, 12))) == 1097


def test_nothing_of_another_owner_is_told(alice, bob):
    fill(alice)
    quiet_friend(alice, "Greta Holm", last=5)

    assert {row.kind for row in planned(bob, FIRST, LAST)} == {"digest"}


def run(*arguments):
    out = io.StringIO()
    call_command("reminders", "--owner", "alice@example.org", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_answers_in_json_or_in_lines(alice):
    User.objects.update(digest_by_mail=False, quiet_weekdays=2)
    marit = make_contact(alice, "Marit Dahl")
    add_follow_up(owner=alice, contact=marit, text="Send the photos", on=date(2026, 4, 7), now=NOW)
    period = ("--from", "2026-04-01", "--to", "2026-04-30")

    assert json.loads(run(*period, "--json")) == [
        {
            "on": "2026-04-07", "at": "2026-04-07T00:00:00+00:00", "kind": "follow-up",
            "contact": "Marit Dahl", "text": "Send the photos", "told_on": "2026-04-08",
        }
    ]  # fmt: skip
    assert run(*period) == (
        "2026-04-07 00:00  follow-up      Send the photos (Marit Dahl), told on 2026-04-08\n"
    )
    assert run("--from", "2026-05-01", "--to", "2026-05-02") == "Nothing comes up.\n"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2026-04-02", "2026-04-01", "The last day is before the first."),
        ("2026-04-01", "2029-04-02", "At most 3 years at once."),
        ("9999-01-01", "9999-12-31", "Between 1970 and 2200."),
        ("0001-01-01", "0001-12-31", "Between 1970 and 2200."),
        ("9998-01-01", "9999-12-31", "Between 1970 and 2200."),
        ("soon", "2026-04-01", "--from: “soon” is not a day. Write 2026-03-12."),
        ("2026-04-01", "2026-02-30", "--to: “2026-02-30” is not a day. Write 2026-03-12."),
    ],
)
def test_the_command_refuses_days_that_make_no_period(alice, first, last, words):
    with pytest.raises(CommandError) as refused:
        run("--from", first, "--to", last)

    assert str(refused.value) == words
