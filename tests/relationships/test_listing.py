"""A list read from its top, or from its middle, is the list that reading everybody gives."""

import random
from datetime import date, timedelta
from itertools import product

import pytest

from accounts.models import User
from accounts.services import create_owner
from contacts.models import Contact
from domain.health import Health
from domain.strength import Rating, Touch
from relationships.models import Standing
from relationships.queries import Listing, listing
from relationships.queries import band as bands
from relationships.services import reanchor, rescore
from reminders.services import remove_person
from tests.conftest import NOON, PASSWORD
from tests.factories import make_contact

TODAY = date(2026, 3, 12)
DAYS = [TODAY + timedelta(days=days) for days in (-30, 0, 8, 400)]


@pytest.fixture(scope="module")
def forty(kept: None) -> User:
    """Forty people scored on different days: bursts, silences, links only, ratings, floors, left, deleted."""
    alice, bob = (create_owner(email=f"{name}@example.org", password=PASSWORD) for name in ("alice", "bob"))
    dice = random.Random(11)
    for n in range(40):
        state = "left" if n % 20 == 7 else "active"
        person = make_contact(
            alice, f"Person{n % 35:02} Test", NOON, circle=dice.choice(["", "close"]), state=state
        )
        day = TODAY.toordinal() - dice.choice((0, 5, 60, 400))
        touches = [
            Touch(day - dice.randrange(900), dice.choice([0.1, 0.35, 1.0, 1.3]), n % 5 != 1)
            for _ in range(n % 8)
        ]
        rescore(contact=person, touches=touches, today=date.fromordinal(day))
        if n % 6 == 0:
            _rate(
                person,
                touches,
                Rating(day, dice.uniform(-2, 3), dice.choice((90, None)), n % 4 * 2.0 or None),
            )
        if n % 20 == 9:
            remove_person(contact=person, now=NOON)
    make_contact(bob, "Zelda Stranger", NOON)
    return alice


@pytest.fixture
def book(forty: User, db: None) -> User:
    return User.objects.get(pk=forty.pk)


def _rate(person: Contact, touches: list[Touch], rating: Rating) -> None:
    Standing.objects.filter(contact=person).update(
        rating_day=rating.day,
        rating_delta=rating.delta,
        rating_half_life=rating.half_life,
        rating_floor=rating.floor,
    )
    rescore(contact=person, touches=touches, today=date.fromordinal(rating.day))


def everybody(owner: User, day: date, health: Health | None, sign: int) -> list[int]:
    people = Contact.objects.owned_by(owner).active().select_related("standing")
    keys = sorted(
        (sign * one.standing.strength_on(day), sign * one.pk)
        for one in people
        if health is None or one.standing.health_on(day) is health
    )
    return [abs(pk) for _, pk in keys]


@pytest.mark.parametrize(("near", "unsure"), [(500, 2000), (0, 2000), (500, 0)])
def test_every_page_is_that_of_the_whole_list(
    book: User, near: int, unsure: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "NEAR", near)
    monkeypatch.setattr(listing, "UNSURE_READ", unsure)
    monkeypatch.setattr(bands, "UNSURE_READ", unsure)
    cases = product(DAYS, (None, Health.COOLING, Health.UNKNOWN), (True, False))
    for day, health, is_descending in cases:
        whole = everybody(book, day, health, -1 if is_descending else 1)
        pages = [
            Listing(book, day, health).by_strength(start, start + 13, is_descending=is_descending)
            for start in range(0, len(whole) + 13, 13)
        ]
        assert [pk for page in pages for pk in page] == whole


def test_a_list_counts_whom_it_holds_up_to_a_limit(book: User) -> None:
    for day, health in product(DAYS, (None, *Health)):
        held = len(everybody(book, day, health, 1))
        assert Listing(book, day, health).count(1000) == held
        assert Listing(book, day, health).count(2) == min(2, held)


def test_drawing_anchors_anew_changes_no_list(book: User) -> None:
    later = TODAY + timedelta(days=40)
    before = [Listing(book, later, health).by_strength(0, 100) for health in (None, *Health)]

    drawn = reanchor(today=later)

    assert drawn > 0
    assert [Listing(book, later, health).by_strength(0, 100) for health in (None, *Health)] == before
    assert reanchor(today=later) == 0


def test_anchors_are_drawn_a_few_at_a_time_the_stalest_first(book: User) -> None:
    later = TODAY + timedelta(days=400)
    stalest = Standing.objects.order_by("stale_on").values_list("pk", flat=True)[:3]
    expected = set(stalest)

    assert reanchor(today=later, limit=3) == 3
    assert (
        set(Standing.objects.filter(anchored_on=later.toordinal()).values_list("pk", flat=True)) == expected
    )
