"""The quick log of what is still to come: it is planned with one press."""

from datetime import date, datetime, time

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from contacts.models import Contact
from interactions.models import Event, Interaction
from interactions.services.line import LoggedLine
from interactions.services.planning import plan_line
from reminders.models import Reminder
from tests.factories import make_contact

TOMORROW = date(2026, 3, 13)


def guests(event: Event) -> list[str]:
    return list(event.guests.values_list("contact__display", flat=True))


def test_a_line_for_a_day_to_come_becomes_a_plan_with_its_people_time_and_place(alice: User, now) -> None:
    make_contact(alice, "Ada Lindqvist", now)
    made = plan_line(owner=alice, line="lunch with Ada tomorrow at Kaffa 45m – her boat", now=now)
    assert isinstance(made, Event)
    told = (made.name, made.kind, made.day, made.place, made.minutes, made.note)
    assert told == ("Lunch with Ada Lindqvist", "meal", TOMORROW, "Kaffa", 45, "her boat")
    assert guests(made) == ["Ada Lindqvist"]
    assert not Interaction.objects.exists()


def test_questions_are_asked_before_anything_is_planned(alice: User, now) -> None:
    first, second = make_contact(alice, "Ada Lindqvist", now), make_contact(alice, "Ada Moreau", now)
    line = "coffee with Ada and Ben Osterholt on 20 March 2026"
    asked = plan_line(owner=alice, line=line, now=now)
    assert isinstance(asked, LoggedLine)
    assert (asked.unknown, [case.text for case in asked.ambiguous]) == (("Ben Osterholt",), ["Ada"])
    assert not Event.objects.exists()
    picks, create = {"Ada": second.pk}, {"Ben Osterholt"}
    made = plan_line(owner=alice, line=line, now=now, picks=picks, create=create)
    assert guests(made) == ["Ada Moreau", "Ben Osterholt"]
    assert first.display not in made.name


def test_a_follow_up_in_the_line_is_kept(alice: User, now) -> None:
    make_contact(alice, "Ada Lindqvist", now)
    plan_line(owner=alice, line="coffee with Ada tomorrow !send the notes in 3w", now=now)
    assert Reminder.objects.filter(text="send the notes").exists()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("coffee with Ada yesterday", "Log it instead"),
        ("coffee with Ada", "Log it instead"),
        ("coffee tomorrow", "with whom"),
        ("coffee with Ada tomorrow +gave intro to Ada", "favour"),
        (" ", "Write"),
    ],
)
def test_what_cannot_be_planned_is_refused_in_words(line: str, words: str, alice: User, now) -> None:
    make_contact(alice, "Ada Lindqvist", now)
    with pytest.raises(ValueError, match=words):
        plan_line(owner=alice, line=line, now=now)


def test_an_event_needs_nobody_by_name(alice: User, now) -> None:
    made = plan_line(owner=alice, line="conference at Pier tomorrow", now=now)
    assert (made.kind, made.place, guests(made)) == ("event", "Pier", [])


def test_the_log_offers_to_plan_and_the_press_does_it_without_a_script(
    as_alice: Client, alice: User, now: datetime
) -> None:
    make_contact(alice, "Ada Lindqvist", now)
    line = {"line": "lunch with Ada tomorrow"}
    refused = as_alice.post(reverse("interactions:log"), line)
    assert refused.status_code == 422
    assert reverse("interactions:plan") in refused.content.decode()
    assert "Make it a reminder" in refused.content.decode()
    response = as_alice.post(reverse("interactions:plan"), line, follow=True)
    assert "Planned: Lunch with Ada Lindqvist, Friday, 13 March." in response.content.decode()
    assert Event.objects.get().day == TOMORROW
    assert Contact.objects.count() == 1


def test_a_plan_that_leaves_questions_open_comes_back_with_them(as_alice: Client, alice: User, now) -> None:
    response = as_alice.post(reverse("interactions:plan"), {"line": "lunch with Ada Lindqvist tomorrow"})
    assert response.status_code == 422
    text = response.content.decode()
    assert "Add Ada Lindqvist" in text
    assert reverse("interactions:plan") in text
    empty = as_alice.post(reverse("interactions:plan"), {"line": ""})
    past = as_alice.post(reverse("interactions:plan"), {"line": "coffee with Ada"})
    assert (empty.status_code, past.status_code) == (422, 422)


def test_a_time_of_the_day_is_kept(alice: User, now) -> None:
    make_contact(alice, "Ada Lindqvist", now)
    made = plan_line(owner=alice, line="coffee with Ada tomorrow at 15:30", now=now)
    assert made.at == time(15, 30)
