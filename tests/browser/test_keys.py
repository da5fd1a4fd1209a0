"""Single-letter keys: what they do, and when they rest."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts import clock
from accounts.models import User
from network.models import ReviewChoice
from network.services import link_contact
from tests.browser.conftest import Browse
from tests.factories import log, make_contact

pytestmark = pytest.mark.browser

PEOPLE, REVIEW = "/people/", "/review/"
FIRST, SECOND = "Owen Reed", "Ines Carvalho"
"""Whom review asks about first and next."""


@pytest.fixture
def page(browse: Browse, alice: User) -> Page:
    """Signed in, with two people to decide about and one to talk to."""
    now = clock.now_for(alice)
    make_contact(alice, "Ada Lindqvist", now, place="Oslo")
    met, unknown = make_contact(alice, FIRST, now), make_contact(alice, SECOND, now)
    log(met, now.date() - timedelta(days=900), now)
    for contact in (met, unknown):
        since = now.date() - timedelta(days=1000)
        link_contact(owner=alice, contact=contact, network="linkedin", since=since, address="")
    return browse(alice)


def quick_log(page: Page) -> object:
    return expect(page.get_by_role("dialog", name="Log what happened"))


def test_l_opens_the_quick_log_and_escape_closes_it(page: Page) -> None:
    page.goto(PEOPLE)

    page.keyboard.press("l")
    quick_log(page).to_be_visible()
    expect(page.get_by_role("dialog").get_by_label("What happened?")).to_be_focused()

    page.keyboard.press("Escape")
    quick_log(page).to_be_hidden()


def test_l_goes_to_the_line_that_is_on_the_page_already(page: Page) -> None:
    page.goto("/")

    page.keyboard.press("l")

    expect(page.get_by_role("main").get_by_label("What happened?")).to_be_focused()
    quick_log(page).to_be_hidden()


def test_a_slash_goes_to_the_search(page: Page) -> None:
    page.goto(PEOPLE)

    page.keyboard.press("/")
    page.keyboard.type("oslo")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/search/\?q=oslo$"))
    expect(page.get_by_role("main").get_by_role("link", name="Ada Lindqvist")).to_be_visible()


def test_a_question_mark_shows_the_keys_of_this_page(page: Page) -> None:
    page.goto(REVIEW)

    page.keyboard.press("?")

    keys = page.get_by_role("dialog", name="Keys")
    expect(keys).to_be_visible()
    expect(keys.get_by_text("Unlink; onto the checklist")).to_be_visible()


def test_u_undoes_what_was_just_done(page: Page) -> None:
    page.goto(PEOPLE)
    page.get_by_role("button", name="had a call with Ada Lindqvist today").click()
    expect(page.get_by_text("Logged: call with Ada Lindqvist.")).to_be_visible()

    page.keyboard.press("u")

    expect(page.get_by_text("Deleted: call.")).to_be_visible()


@pytest.mark.parametrize(
    ("key", "choice", "words"),
    [
        ("k", "keep", f"Keeping {FIRST}. Asked again in a year."),
        ("n", "nurture", f"{FIRST} is among today's reminders."),
        ("e", "fade", f"Let {FIRST} fade. No more nudges."),
        ("d", "unlink", f"{FIRST} is on the unlink checklist."),
        ("t", "later", f"{FIRST} comes back in 30 days."),
    ],
)
def test_review_takes_one_key_a_person(page: Page, alice: User, key: str, choice: str, words: str) -> None:
    page.goto(REVIEW)
    expect(page.get_by_role("heading", name=FIRST)).to_be_visible()

    page.keyboard.press(key)

    expect(page.get_by_text(words)).to_be_visible()
    expect(page.get_by_role("heading", name=SECOND)).to_be_visible()
    newest = ReviewChoice.objects.owned_by(alice).latest("pk")
    assert (newest.contact.display, newest.choice) == (FIRST, choice)


def test_review_goes_on_key_after_key_and_u_takes_the_last_one_back(page: Page, alice: User) -> None:
    page.goto(REVIEW)
    page.keyboard.press("k")
    expect(page.get_by_role("heading", name=SECOND)).to_be_visible()
    page.keyboard.press("e")
    expect(page.get_by_text(f"Let {SECOND} fade. No more nudges.")).to_be_visible()

    page.keyboard.press("u")

    expect(page.get_by_text(f"Taken back: let fade, {SECOND}.")).to_be_visible()
    expect(page.get_by_role("heading", name=SECOND)).to_be_visible()


def test_keys_rest_while_one_writes(page: Page, alice: User) -> None:
    page.goto(REVIEW)
    page.get_by_text("Say why").click()
    reason = page.get_by_label("In your words")
    decided = ReviewChoice.objects.owned_by(alice).count()

    reason.press_sequentially("liked the talk; /ken? u")

    expect(reason).to_have_value("liked the talk; /ken? u")
    quick_log(page).to_be_hidden()
    assert ReviewChoice.objects.owned_by(alice).count() == decided


def test_keys_rest_with_a_modifier_held(page: Page) -> None:
    page.goto(PEOPLE)

    page.keyboard.press("Control+l")
    page.keyboard.press("Alt+l")

    quick_log(page).to_be_hidden()


def test_letter_keys_can_be_switched_off(page: Page) -> None:
    page.goto(reverse("dashboard:settings"))
    page.get_by_label("Single-letter keys").uncheck()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()

    page.goto(REVIEW)
    for key in ("l", "?", "k", "d", "/"):
        page.keyboard.press(key)

    quick_log(page).to_be_hidden()
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
    expect(page.get_by_role("heading", name=FIRST)).to_be_visible()
    expect(page.locator("kbd:visible")).to_have_count(0)
