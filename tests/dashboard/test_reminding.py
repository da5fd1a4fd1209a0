"""When and how the owner is reminded: the settings, quiet days, a holiday, a zone that vanished."""

from datetime import date, datetime, timedelta

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from accounts.models import User
from contacts.models import ImportantDate
from dashboard.tasks import tick
from reminders.models import Agenda, Reminder
from reminders.services import plan_look
from tests.factories import make_contact

pytestmark = pytest.mark.usefixtures("now")
PAGE, END = "/settings/reminders/", "/settings/reminders/holiday/end/"
SETTINGS = {
    "people_a_day": 5,
    "date_lead_days": 7,
    "digest_hour": 6,
    "digest_by_mail": "on",
    "names_in_subject": "on",
    "review_weekday": "6",
    "quiet": ["5", "6"],
    "holiday_from": "2026-03-20",
    "holiday_until": "2026-04-03",
}


def holiday(owner: User) -> tuple[date | None, date | None]:
    owner.refresh_from_db()
    return owner.holiday_from, owner.holiday_until


def test_what_is_set_about_reminding_is_kept_and_shown_again(as_alice: Client, alice: User) -> None:
    answer = as_alice.post(PAGE, SETTINGS)

    alice.refresh_from_db()
    assert (answer.status_code, answer.url) == (302, PAGE)
    assert (alice.people_a_day, alice.date_lead_days, alice.digest_hour) == (5, 7, 6)
    assert (alice.digest_by_mail, alice.names_in_subject, alice.first_week_nudges) == (True, True, False)
    assert (alice.review_weekday, alice.quiet_weekdays) == (6, 96)
    assert holiday(alice) == (date(2026, 3, 20), date(2026, 4, 3))
    page = as_alice.get(PAGE).text
    assert page.count("checked") == 4
    assert 'value="2026-04-03"' in page


def test_nothing_chosen_is_no_review_no_quiet_day_and_no_holiday(as_alice: Client, alice: User) -> None:
    as_alice.post(PAGE, SETTINGS)

    as_alice.post(PAGE, {"people_a_day": 3, "date_lead_days": 3, "digest_hour": 8})

    assert holiday(alice) == (None, None)
    assert (alice.review_weekday, alice.quiet_weekdays, alice.digest_by_mail) == (None, 0, False)


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"quiet": list("0123456")}, "quiet", "Leave one day on which you may be told something."),
        ({"holiday_until": ""}, "holiday_until", "Give both days, or neither."),
        ({"holiday_from": ""}, "holiday_from", "Give both days, or neither."),
        ({"holiday_until": "2026-03-19"}, "holiday_until", "The last day is before the first."),
        ({"holiday_until": "9999-12-31"}, "holiday_until", "A year at most, so that nobody is forgotten."),
        ({"holiday_until": "soon"}, "holiday_until", "Enter a valid date."),
        (
            {"date_lead_days": 5},
            "date_lead_days",
            "Select a valid choice. 5 is not one of the available choices.",
        ),
        ({"digest_hour": 24}, "digest_hour", "Ensure this value is less than or equal to 23."),
        ({"people_a_day": -1}, "people_a_day", "Ensure this value is greater than or equal to 0."),
        (
            {"review_weekday": 7},
            "review_weekday",
            "Select a valid choice. 7 is not one of the available choices.",
        ),
        ({"quiet": ["7"]}, "quiet", "Select a valid choice. 7 is not one of the available choices."),
    ],
)
def test_what_cannot_be_is_refused_beside_the_field(
    as_alice: Client, alice: User, fields: dict[str, object], field: str, words: str
) -> None:
    before = User.objects.filter(pk=alice.pk).values().get()

    answer = as_alice.post(PAGE, {**SETTINGS, **fields})

    assert answer.status_code == 422
    assert answer.context["form"].errors == {field: [words]}
    assert User.objects.filter(pk=alice.pk).values().get() == before


def test_an_odd_notice_that_is_stored_stays_to_be_chosen(as_alice: Client, alice: User) -> None:
    User.objects.update(date_lead_days=5)

    assert '<option value="5" selected>5 days</option>' in as_alice.get(PAGE).text
    assert as_alice.post(PAGE, {**SETTINGS, "date_lead_days": 5}).status_code == 302


def test_a_holiday_that_is_over_is_left_out_kindly(as_alice: Client, alice: User) -> None:
    answer = as_alice.post(PAGE, {**SETTINGS, "holiday_from": "2026-02-01", "holiday_until": "2026-03-11"})

    assert holiday(alice) == (None, None)
    assert [str(message) for message in get_messages(answer.wsgi_request)] == [
        "Saved. That holiday is over, so it was left out."
    ]
    User.objects.update(holiday_from="2026-02-01", holiday_until="2026-03-11")
    assert "2026-03-11" not in as_alice.get(PAGE).text


def test_after_saving_the_next_tick_looks_at_the_owner_again(
    as_alice: Client, alice: User, now: datetime
) -> None:
    plan_look(owner=alice, at=now + timedelta(days=1))
    rule = Reminder.objects.create(owner=alice, kind="date", next_at=now + timedelta(days=9))

    as_alice.post(PAGE, {**SETTINGS, "date_lead_days": alice.date_lead_days})
    assert Agenda.objects.get().next_at == now
    rule.refresh_from_db()
    assert rule.next_at == now + timedelta(days=9)

    as_alice.post(PAGE, {**SETTINGS, "date_lead_days": 14})
    rule.refresh_from_db()
    assert rule.next_at == now


def test_a_holiday_shows_on_today_and_can_be_ended(as_alice: Client, alice: User, now: datetime) -> None:
    User.objects.update(holiday_from="2026-03-12", holiday_until="2026-05-03")
    plan_look(owner=alice, at=now + timedelta(days=1))
    page = as_alice.get("/").text
    assert "On holiday until 3 May 2026: nothing new comes up." in page
    assert END in page

    answer = as_alice.post(END, {"next": "/"})

    assert (answer.status_code, answer.url) == (302, "/")
    assert holiday(alice) == (None, None)
    assert Agenda.objects.get().next_at == now
    assert END not in as_alice.get("/").text
    assert as_alice.get(END).status_code == 405


def test_a_holiday_to_come_does_not_show_yet(as_alice: Client, alice: User) -> None:
    User.objects.update(holiday_from="2026-03-13", holiday_until="2026-05-03")

    assert END not in as_alice.get("/").text


def test_f23_a_zone_that_vanished_is_told_of_and_breaks_nothing(
    as_alice: Client, alice: User, now: datetime
) -> None:
    make_contact(alice, "Ada Lindqvist", now)
    User.objects.update(time_zone="Mars/Olympus")

    assert tick()["sent"] == 0
    for path in ("/", "/settings/"):
        assert (
            "The time zone “Mars/Olympus” is not known here; UTC is used until you" in as_alice.get(path).text
        )
    pages = ("/people/", "/reminders/", "/pictures/", PAGE, "/requests/", "/review/")
    assert [as_alice.get(path).status_code for path in pages] == [200] * len(pages)
    User.objects.update(time_zone="Europe/Oslo")
    assert "is not known here" not in as_alice.get("/").text


def test_a_date_has_its_own_days_of_notice(as_alice: Client, alice: User, now: datetime) -> None:
    ada = make_contact(alice, "Ada Lindqvist", now)
    row = ImportantDate.objects.create(owner=alice, contact=ada, month=4, day=1, lead_days=5)

    page = as_alice.get(f"/people/{ada.pk}/edit/").text

    options = page.split('name="dates-0-lead_days"')[1].split("</select>")[0]
    assert [option.split('"')[0] for option in options.split('value="')[1:]] == [
        "", "0", "1", "3", "5", "7", "14", "30",
    ]  # fmt: skip
    assert '<option value="5" selected>5 days</option>' in options
    assert row.lead_days == 5
