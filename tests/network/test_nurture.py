"""The list of whom to nurture is, at its head, what weighing everybody gives."""

import random
from datetime import date, timedelta

import pytest

from accounts.models import User
from accounts.services import create_owner
from contacts.models import Contact
from domain.strength import Touch
from domain.suggest import Kind
from network.queries import nurture, nurture_cards, suggestion_rows
from network.services import choose
from relationships.models import Standing
from relationships.services import reanchor, rescore
from tests.conftest import NOON, PASSWORD
from tests.factories import make_contact
from tests.network.given import TODAY


@pytest.fixture(scope="module")
def eighty(kept: None) -> User:
    """Eighty people scored on different days: regular, quiet, silent, nothing recorded, circles, floors."""
    alice = create_owner(email="alice@example.org", password=PASSWORD)
    dice = random.Random(7)
    for n in range(80):
        circle = dice.choice(["", "", "inner", "close", "friends", "network"])
        person = make_contact(alice, f"Person{n % 60:02} Test", NOON, circle=circle)
        scored = TODAY - timedelta(days=dice.choice((0, 3, 6)))
        last = scored.toordinal() - dice.choice((0, 20, 90, 300, 900))
        touches = [Touch(last - dice.randrange(dice.choice((30, 900))), 1.0) for _ in range(n % 9)]
        rescore(contact=person, touches=touches, today=scored)
    Standing.objects.filter(pk__in=Standing.objects.order_by("pk")[:9]).update(rating_day=1, rating_floor=4.0)
    reanchor(today=TODAY - timedelta(days=2))
    Contact.objects.filter(display="Person07 Test").update(never_nudge=True)
    return alice


@pytest.fixture
def book(eighty: User, db: None) -> User:
    return User.objects.get(pk=eighty.pk)


def everybody(owner: User, day: date) -> list[int]:
    rows = [row for row in suggestion_rows(owner, day) if row.suggestion.kind is Kind.NURTURE]
    rows.sort(key=lambda row: (-row.suggestion.priority, row.contact.sort_name, row.contact.pk))
    return [row.contact.pk for row in rows if not row.contact.never_nudge]


def shown(owner: User, day: date, limit: int) -> list[int]:
    return [card.contact.pk for card in nurture_cards(owner, day, limit)]


@pytest.mark.parametrize("step", [4, 60])
def test_the_first_are_the_first_of_everybody(book: User, step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nurture, "STEP", step)
    for days in (-30, 0, 1, 5, 30, 400):
        day = TODAY + timedelta(days=days)
        whole = everybody(book, day)

        assert len(whole) > 20
        for limit in (5, 20, 100):
            assert shown(book, day, limit) == whole[:limit]


def test_anchors_drawn_anew_change_nothing(book: User) -> None:
    day = TODAY + timedelta(days=40)
    before = shown(book, day, 20)

    assert reanchor(today=day) > 0
    assert shown(book, day, 20) == before


def test_those_decided_about_are_passed_over(book: User) -> None:
    first, second, *_ = shown(book, TODAY, 20)
    choose(contact=Contact.objects.get(pk=first), choice="later", reason="", now=NOON)

    assert shown(book, TODAY, 1) == [second]


def test_in_a_large_book_the_most_worth_are_weighed(book: User, monkeypatch: pytest.MonkeyPatch) -> None:
    reanchor(today=TODAY)
    whole = everybody(book, TODAY)
    monkeypatch.setattr(nurture, "WEIGHED", 12)
    monkeypatch.setattr(nurture, "STEP", 4)

    assert shown(book, TODAY, 3) == whole[:3]


def test_of_many_doubtful_the_likeliest_are_weighed(book: User, monkeypatch: pytest.MonkeyPatch) -> None:
    Standing.objects.update(stale_on=0)
    monkeypatch.setattr(nurture, "WEIGHED", 12)

    found = nurture_cards(book, TODAY, 20)

    assert len(found) == 12
    assert all(card.suggestion.priority > 100 for card in found)


def test_more_people_do_not_mean_more_queries(book: User, django_assert_max_num_queries) -> None:
    reanchor(today=TODAY)
    nurture_cards(book, TODAY)

    with django_assert_max_num_queries(6):
        assert len(nurture_cards(book, TODAY)) == 20
