"""A line in the first week keeps somebody just met."""

from datetime import timedelta

import pytest

from reminders.queries import open_people
from reminders.services import open_nudges
from tests.reminders.people import NOW, TODAY, change, make_contact, meet, nudged

pytestmark = pytest.mark.django_db


def met(owner, ago, name="Bo Lindqvist", **fields):
    contact = make_contact(owner, name, **fields)
    meet(contact, ago)
    return contact


def at(days):
    return NOW + timedelta(days=days)


def test_somebody_met_for_the_first_time_comes_up_from_the_third_to_the_seventh_day(alice):
    for ago in range(10):
        met(alice, ago, f"Met {ago}")
    alice.people_a_day = 10
    alice.save()

    open_nudges(owner=alice, now=NOW)

    assert nudged(alice) == ["Met 3", "Met 4", "Met 5", "Met 6", "Met 7"]


def test_the_card_tells_why(alice):
    met(alice, 5)
    open_nudges(owner=alice, now=NOW)

    card = open_people(alice, TODAY)[0]

    assert card.why == (
        "You met for the first time five days ago; a line in the first week keeps it. "
        "A coffee now brings it to 6.5."
    )
    assert card.health.value == "new"


def test_any_further_log_settles_it(alice):
    bo = met(alice, 5)
    open_nudges(owner=alice, now=NOW)

    meet(bo, 0, now=at(1), kind="message")

    assert nudged(alice) == []
    assert open_nudges(owner=alice, now=at(2)) == 0


def test_without_an_answer_it_goes_by_itself_and_does_not_come_again(alice):
    met(alice, 3)
    open_nudges(owner=alice, now=NOW)

    opened = [open_nudges(owner=alice, now=at(day)) for day in range(1, 30)]

    assert sum(opened) == 0
    assert nudged(alice) == []


def test_the_owner_can_do_without(alice):
    alice.first_week_nudges = False
    alice.save()
    met(alice, 5)

    assert open_nudges(owner=alice, now=NOW) == 0


def test_switching_it_off_takes_what_is_open_away(alice):
    met(alice, 5)
    open_nudges(owner=alice, now=NOW)
    alice.first_week_nudges = False
    alice.save()

    open_nudges(owner=alice, now=NOW)

    assert nudged(alice) == []


@pytest.mark.parametrize(
    ("fields", "count"),
    [
        ({"met_on": "2019"}, 0),
        ({"met_on": "2026-01-20"}, 0),
        ({"met_on": "2026"}, 1),
        ({"met_on": "2026-03"}, 1),
        ({"met_on": "2026-03-07"}, 1),
        ({"is_family": True}, 0),
        ({"never_nudge": True}, 0),
        ({"state": "archived"}, 0),
    ],
)
def test_whom_one_knew_before_was_not_just_met(alice, fields, count):
    met(alice, 5, **fields)

    assert open_nudges(owner=alice, now=NOW) == count


def test_they_are_not_crowded_out_by_closer_people(alice):
    for number in range(8):
        change(met(alice, 40, f"Inner {number}"), circle="inner")
    met(alice, 6)

    open_nudges(owner=alice, now=NOW)

    assert nudged(alice) == ["Bo Lindqvist", "Inner 0", "Inner 1"]
