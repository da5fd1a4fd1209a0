"""Two cards of one person in a real browser: seen, made one, made two again."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts import clock
from accounts.models import User
from contacts.models import Contact
from tests.browser.conftest import NARROW, Browse
from tests.browser.test_looks import look_through
from tests.factories import make_contact
from tests.transfer.test_match_pages import ask

pytestmark = pytest.mark.browser


@pytest.fixture
def both(alice: User, server: object) -> tuple[Contact, Contact]:
    now = clock.now_for(alice)
    first = make_contact(alice, "William Lindqvist", now, place="Lund")
    second = make_contact(alice, "Bill Lindqvist", now, place="Lund", circle="close")
    ask(alice, first, now, confidence=0.95, others=[[second.pk, 0.5]])
    ask(alice, first, now, "Will Lindqvist", confidence=0.95)
    return first, second


@pytest.mark.parametrize(
    ("shape", "schemes"), [({}, ("light", "dark")), (NARROW, ())], ids=["wide", "narrow"]
)
def test_the_pages_of_duplicates_and_matches_look_right(
    browse: Browse,
    alice: User,
    both: tuple[Contact, Contact],
    shape: dict[str, object],
    schemes: tuple[str, ...],
) -> None:
    urls = [
        reverse("transfer:duplicates"),
        reverse("transfer:merge", args=[one.pk for one in both]),
        reverse("transfer:merge_pick", args=[both[0].pk]),
        reverse("transfer:matches"),
    ]

    assert look_through(browse(alice, **shape), urls, schemes) == {}


def test_two_cards_are_made_one_and_two_again(
    browse: Browse, alice: User, both: tuple[Contact, Contact]
) -> None:
    page = browse(alice)
    page.goto(reverse("transfer:duplicates"))
    page.get_by_role("link", name=re.compile("Same person")).click()
    page.get_by_role("button", name="Make them one person").click()

    expect(page.get_by_role("heading", name="William Lindqvist")).to_be_visible()
    page.keyboard.press("u")

    expect(page.get_by_text("William Lindqvist and Bill Lindqvist are two people again.")).to_be_visible()
