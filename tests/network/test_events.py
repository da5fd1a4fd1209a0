"""Events: the requests that follow them, and that being there is no tie."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from contacts.models import Contact
from domain.quicklog import Entry
from interactions.models import Attendee, Interaction, Participation
from interactions.services import log_interaction, remove_interaction
from network.models import LinkRequest
from network.queries.events import events_before
from relationships.models import Standing
from reminders.models import Occurrence, Reminder
from tests.factories import log, make_contact
from tests.network.given import request_from


@pytest.fixture
def ada(alice: User, now: datetime) -> Contact:
    return make_contact(alice, "Ada Lindqvist", now)


def asked(owner: User, day: date, name: str = "Tom Ashby", **fields: object) -> LinkRequest:
    sent = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return request_from(owner, name, **({"sent_at": sent, "external_key": f"{name} {day}"} | fields))


def event(contact: Contact, day: date, now: datetime, **fields: object) -> Interaction:
    return log(contact, day, now, kind="event", **fields)


def test_s21_requests_within_a_fortnight_after_an_event_are_shown_with_it(
    ada: Contact, alice: User, now
) -> None:
    day = date(2026, 2, 20)
    talk = event(ada, day, now)
    requests = [asked(alice, day + timedelta(days=after)) for after in (-1, 0, 1, 14, 15)]

    found = events_before(alice, requests)

    assert found == {row.pk: talk for row in requests[1:4]}


def test_s21_of_two_events_the_newer_one_counts(ada: Contact, alice: User, now) -> None:
    event(ada, date(2026, 2, 18), now)
    newer = event(ada, date(2026, 2, 20), now)

    assert list(events_before(alice, [asked(alice, date(2026, 2, 21))]).values()) == [newer]


def test_s21_the_day_of_a_request_is_the_owners(ada: Contact, alice: User, now) -> None:
    talk = event(ada, date(2026, 2, 20), now)
    late = asked(alice, date(2026, 2, 19), sent_at=datetime(2026, 2, 19, 23, 30, tzinfo=UTC))

    assert events_before(alice, [late]) == {}
    alice.time_zone = "Europe/Berlin"
    assert events_before(alice, [late]) == {late.pk: talk}


def test_s21_coffees_removed_events_vague_days_and_the_events_of_others_do_not_count(
    ada: Contact, alice: User, bob: User, now
) -> None:
    log(ada, date(2026, 2, 20), now)
    event(ada, date(2026, 2, 20), now, precision="month")
    event(make_contact(bob, "Tom Ashby", now), date(2026, 2, 20), now)
    remove_interaction(interaction=event(ada, date(2026, 2, 20), now), now=now)
    mine = asked(alice, date(2026, 2, 21))

    assert events_before(alice, [mine]) == {}
    assert events_before(alice, [asked(alice, date(2026, 2, 21), "Nobody", sent_at=None)]) == {}


def test_s21_the_owners_own_invitations_follow_no_event(ada: Contact, alice: User, now) -> None:
    event(ada, date(2026, 2, 20), now)

    assert events_before(alice, [asked(alice, date(2026, 2, 21), incoming=False)]) == {}


def test_s21_many_requests_cost_two_queries(
    ada: Contact, alice: User, now, django_assert_num_queries
) -> None:
    event(ada, date(2026, 2, 20), now)
    requests = [asked(alice, date(2026, 2, 21), f"Tom {number}") for number in range(20)]

    with django_assert_num_queries(2):
        assert len(events_before(alice, requests)) == 20
    with django_assert_num_queries(0):
        assert events_before(alice, []) == {}


def crowd(alice: User, people: list[Contact], now: datetime) -> Interaction:
    """An evening with a room of people, none of whom is ticked as talked with."""
    entry = Entry(kind="event", day=date(2026, 3, 11), place="Riverside Hall")
    return log_interaction(
        owner=alice, attendees=[Attendee(one, talked=False) for one in people], entry=entry, now=now
    )


def test_s21_being_present_earns_no_touch_and_no_nudge(alice: User, now) -> None:
    people = [make_contact(alice, f"Guest {number}", now, circle="close") for number in range(20)]
    before = list(Standing.objects.owned_by(alice).order_by("pk").values())
    waiting = list(Reminder.objects.owned_by(alice).order_by("pk").values())

    talk = crowd(alice, people, now)

    rows = Participation.objects.filter(interaction=talk)
    assert list(rows.values_list("talked", "touch_day", "touch_weight").distinct()) == [(False, None, None)]
    assert list(Standing.objects.owned_by(alice).order_by("pk").values()) == before
    assert list(Reminder.objects.owned_by(alice).order_by("pk").values()) == waiting
    assert Occurrence.objects.owned_by(alice).count() == 0


def test_s21_those_talked_with_are_ticked_in_one_pass_and_then_count(
    alice: User, as_alice: Client, now
) -> None:
    people = [make_contact(alice, f"Guest {number}", now) for number in range(5)]
    talk = crowd(alice, people, now)
    url = reverse("interactions:edit", args=[talk.pk])
    assert as_alice.get(url).text.count("was present") == 5

    said = {f"part-{one.pk}": "talked" if one in people[:2] else "present" for one in people}
    answer = as_alice.post(url, {"kind": "event", "day": "2026-03-11", "precision": "day"} | said)

    assert answer.status_code == 302
    counted = Participation.objects.filter(interaction=talk, touch_weight__isnull=False)
    assert set(counted.values_list("contact_id", flat=True)) == {people[0].pk, people[1].pk}
    touched = Standing.objects.owned_by(alice).filter(last_on__isnull=False)
    assert set(touched.values_list("contact_id", flat=True)) == {people[0].pk, people[1].pk}
