"""Days without a message: told of when they were missed, not when they were wished for or had nothing to say."""

from datetime import date, timedelta

import pytest
from django.core import mail

from reminders.models import Occurrence
from reminders.services import add_follow_up
from tests.reminders.people import NOW, TODAY, birthday, make_contact, quiet_friend, tick_at

pytestmark = pytest.mark.django_db


def day(number: int):
    return NOW + timedelta(days=number)


def told(moment) -> str:
    """The first line of the newest mail."""
    tick_at(moment)
    return mail.outbox[-1].body.splitlines()[0]


@pytest.fixture
def friendly(alice):
    """Something to say every day."""
    quiet_friend(alice, "Greta Holm")
    tick_at(NOW)
    return alice


def test_r4_missed_time_comes_as_one_message_that_says_so(friendly):
    assert told(day(4)) == "Three days without a message: this one tells all of it."
    assert len(mail.outbox) == 2
    assert told(day(5)).startswith("Greta Holm")


def test_r4_after_a_long_silence_it_says_how_far_back_it_goes(friendly):
    ada = make_contact(friendly, "Ada Lindqvist")
    add_follow_up(owner=friendly, contact=ada, text="Send it", on=date(2026, 3, 24), now=NOW)

    assert told(day(13)) == (
        "Twelve days without a message: this one tells the last seven days; what is older is on the pages."
    )


def test_both_parts_say_it(friendly):
    tick_at(day(4))

    assert "Three days without a message" in mail.outbox[-1].alternatives[0].content


def test_a_day_with_nothing_to_say_is_not_a_day_missed(friendly):
    Occurrence.objects.filter(kind="keep in touch").update(snoozed_until=TODAY + timedelta(days=3))
    tick_at(day(1))
    tick_at(day(2))
    assert len(mail.outbox) == 1

    assert "without a message" not in told(day(3))


def test_days_of_rest_are_not_missed_and_what_fell_on_them_is_told_after(friendly):
    friendly.holiday_from, friendly.holiday_until = TODAY + timedelta(days=1), TODAY + timedelta(days=20)
    friendly.save()
    birthday(make_contact(friendly, "Ada Lindqvist"), 3, 20, 1985)
    add_follow_up(
        owner=friendly,
        contact=make_contact(friendly, "Bo Berg"),
        text="Send it",
        on=date(2026, 3, 18),
        now=NOW,
    )
    for number in range(1, 21):
        tick_at(day(number))
    assert len(mail.outbox) == 1

    first_line = told(day(21))

    assert "without a message" not in first_line
    assert "Ada Lindqvist turned 41" in mail.outbox[-1].body
    assert "Send it (Bo Berg)" in mail.outbox[-1].body


def test_quiet_weekdays_are_not_missed(friendly):
    friendly.quiet_weekdays = 0b1100000
    friendly.save()
    tick_at(day(1))

    assert told(day(4)).startswith("Greta Holm")
    assert len(mail.outbox) == 3
