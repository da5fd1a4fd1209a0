"""Whom a guest list leaves behind as a trace, whatever it holds and however often it is taken in."""

from datetime import date

import pytest

from contacts.models import NameKey, Trace
from domain.guests.read import read_guests
from domain.namekeys import trace_keys
from domain.plans import Plan
from interactions.services.events import plan_event
from network.services.guests import take_in_guests

FIRST, SECOND = date(2026, 3, 1), date(2026, 3, 9)


@pytest.mark.django_db
def test_who_stands_on_two_lists_has_one_trace_with_both_days_and_the_keys_of_the_name(alice, now) -> None:
    for day in (SECOND, FIRST):
        event = plan_event(owner=alice, plan=Plan("Harbour Meetup", day), now=now)
        said = read_guests("Ben Osterholt\nCy Dorn <cy@example.org>\n").guests
        taken = take_in_guests(event=event, said=said)
        assert (taken.added, taken.known) == (2, 0)
        assert list(event.guests.values_list("name", "email", "place")) == [
            ("Ben Osterholt", "", 1),
            ("Cy Dorn", "cy@example.org", 2),
        ]
    seen = Trace.objects.order_by("name").values_list("name", "key", "source", "first_on", "last_on", "times")
    assert list(seen) == [
        ("Ben Osterholt", "", "guest", FIRST, SECOND, 2),
        ("Cy Dorn", "cy@example.org", "guest", FIRST, SECOND, 2),
    ]
    keys = set(NameKey.objects.filter(trace__name="Ben Osterholt").values_list("key", flat=True))
    assert keys == set(trace_keys("Ben Osterholt"))


@pytest.mark.django_db
def test_a_list_of_strangers_costs_the_same_number_of_questions_for_one_and_for_two_hundred(
    alice, now, django_assert_max_num_queries
) -> None:
    event = plan_event(owner=alice, plan=Plan("Harbour Meetup", FIRST), now=now)
    lines = [f"Guest{chr(97 + n % 26)}{chr(97 + n // 26)} Osterholt" for n in range(200)]
    again = plan_event(owner=alice, plan=Plan("Spring Fair", SECOND), now=now)
    for one in (event, again):
        with django_assert_max_num_queries(60):
            take_in_guests(event=one, said=read_guests("\n".join(lines)).guests)
    assert set(Trace.objects.values_list("times", flat=True)) == {2}
