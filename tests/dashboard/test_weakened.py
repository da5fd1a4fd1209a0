"""Who has become weak and needs strengthening is seen: in the list, the pictures and on the start page."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from accounts.models import User
from accounts.services import create_owner
from contacts.models import Contact
from dashboard.pictures.page import pictures_page
from relationships.models import Standing
from tests.conftest import NOON, PASSWORD
from tests.dashboard.test_people import shown_names
from tests.factories import log, make_contact

TODAY = date(2026, 3, 12)


@pytest.fixture(scope="module")
def three(kept: None) -> User:
    """Ada is met every week; Bo was until two months ago, Cora until half a year ago."""
    owner = create_owner(email="dora@example.org", password=PASSWORD)
    since = {"Ada Lindqvist": 3, "Bo Rask": 60, "Cora Holm": 180}
    people = {name: make_contact(owner, name, NOON) for name in since}
    for name, silent in since.items():
        for ago in range(silent + 364, silent - 1, -7):
            log(people[name], TODAY - timedelta(days=ago), NOON)
    return owner


@pytest.fixture
def dora(three: User, db: None, now: datetime) -> User:
    return User.objects.get(pk=three.pk)


@pytest.fixture
def as_dora(dora: User) -> Client:
    client = Client()
    client.force_login(dora)
    return client


def test_s12_a_ranked_list_tells_who_weakened_and_by_how_much(dora: User) -> None:
    fading = pictures_page(dora, NOON)["movers"]["sides"][1]

    assert fading["title"] == "Fading"
    assert [row["name"] for row in fading["rows"]] == ["Bo Rask", "Cora Holm"]
    for row in fading["rows"]:
        now = Standing.objects.get(contact=row["pk"]).strength_on(TODAY)
        assert row["now"] == pytest.approx(now)
        assert row["change"] == pytest.approx(row["now"] - row["before"])
        assert row["change"] < 0


def test_s12_the_picture_shows_their_fall_with_words_and_a_way_to_the_person(as_dora: Client) -> None:
    page = as_dora.get("/pictures/").text
    bo = Contact.objects.get(display="Bo Rask")

    assert "two people faded" in page
    assert page.index("Fading") < page.index("Bo Rask", page.index("Fading"))
    assert f'href="/people/{bo.pk}/#standing"' in page


def test_s12_the_list_is_ranked_from_strong_to_weak_or_the_other_way(as_dora: Client) -> None:
    assert shown_names(as_dora) == ["Ada Lindqvist", "Bo Rask", "Cora Holm"]
    assert shown_names(as_dora, "?sort=strength") == ["Cora Holm", "Bo Rask", "Ada Lindqvist"]


def test_s12_who_needs_strengthening_is_found_by_health(as_dora: Client) -> None:
    weak = [name for word in ("cooling", "dormant") for name in shown_names(as_dora, f"?health={word}")]

    assert sorted(weak) == ["Bo Rask", "Cora Holm"]
