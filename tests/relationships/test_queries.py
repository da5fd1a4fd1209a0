"""What the database says of strength and health is what the model says."""

import random
from datetime import date, datetime, timedelta

import pytest

from accounts.models import User
from accounts.services import create_owner
from contacts.models import Contact
from domain.health import Health
from domain.strength import Rating, Touch, rate, replay
from relationships.models import Standing
from relationships.queries import health_counts, strength_expression, with_health
from relationships.services import rescore, retime, write_state
from tests.conftest import NOON, PASSWORD
from tests.factories import log, make_contact

TODAY = date(2026, 3, 12)


@pytest.fixture(scope="module")
def forty(kept: None) -> User:
    """Forty people with seeded histories: bursts, long silences, links only, ratings, nothing."""
    owner = create_owner(email="dora@example.org", password=PASSWORD)
    dice = random.Random(7)
    people = [
        make_contact(owner, f"Person{n} Test", NOON, circle=dice.choice(["", "close"])) for n in range(40)
    ]
    touches = {}
    for n, person in enumerate(people):
        days = [TODAY.toordinal() - dice.randrange(2000) for _ in range(n % 9)]
        touches[person.pk] = [Touch(day, dice.choice([0.1, 0.35, 1.0, 1.3]), n % 5 != 1) for day in days]
    for person in people:
        rescore(contact=person, touches=touches[person.pk], today=TODAY)
    for n, person in enumerate(people[::4]):
        _rate(person, touches[person.pk], n)
    return owner


@pytest.fixture
def dora(forty: User, db: None) -> User:
    """The owner of the forty."""
    return User.objects.get(pk=forty.pk)


def _rate(person: Contact, touches: list[Touch], n: int) -> None:
    standing = Standing.objects.get(contact=person)
    day = TODAY.toordinal() - 10
    early = replay([touch for touch in touches if touch.day <= day])
    rating: Rating = rate(early, day, 2.0 + n, half_life=90.0 if n % 2 else None, pinned=n % 3 == 0)
    standing.rating_day, standing.rating_delta = rating.day, rating.delta
    standing.rating_half_life, standing.rating_floor = rating.half_life, rating.floor
    write_state(standing, replay(touches, rating), person, TODAY)
    standing.save()


def strongest_first(owner: User, day: date) -> list[Contact]:
    rows = (
        Contact.objects.owned_by(owner).select_related("standing").annotate(strength=strength_expression(day))
    )
    return list(rows.order_by("-strength", "sort_name", "pk"))


def test_strength_in_the_database_equals_the_model(dora: User) -> None:
    for day in (TODAY, TODAY + timedelta(days=400)):
        for row in strongest_first(dora, day):
            assert row.strength == pytest.approx(row.standing.strength_on(day), abs=1e-9)


def test_people_come_strongest_first_then_by_name(dora: User) -> None:
    rows = strongest_first(dora, TODAY)

    assert rows == sorted(rows, key=lambda row: (-row.strength, row.sort_name, row.pk))


def test_health_lists_hold_whom_the_model_says(dora: User) -> None:
    for day in (TODAY, TODAY + timedelta(days=200), TODAY + timedelta(days=900)):
        active = Contact.objects.owned_by(dora).active().select_related("standing")
        expected = {
            health: {one.pk for one in active if one.standing.health_on(day) is health} for health in Health
        }
        stored = {health: {one.pk for one in with_health(active, health, day)} for health in Health}

        assert stored == expected


def test_counts_of_health_add_up_to_the_book(dora: User, bob: User, now: datetime) -> None:
    make_contact(bob, "Zelda Stranger", now)

    assert sum(health_counts(dora, TODAY).values()) == 40


def test_turning_days_follow_the_circle(alice: User, now: datetime) -> None:
    ada = make_contact(alice, "Ada Lindqvist", now)
    log(ada, TODAY, now)
    assert Standing.objects.get(contact=ada).due_day == TODAY + timedelta(days=60)

    ada.circle = "inner"
    retime(contact=ada, today=TODAY)

    assert Standing.objects.get(contact=ada).due_day == TODAY + timedelta(days=7)
