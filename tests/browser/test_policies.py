"""The editor of a policy by keyboard, and the words that are copied."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts import clock
from accounts.models import User
from domain.linkpresets import preset
from network.services.conduct import record_conduct
from network.services.policies import save_version
from tests.browser.conftest import Browse
from tests.factories import make_contact

pytestmark = pytest.mark.browser

FIRST = "If we shared a coffee, a meal or a drink with at most 12 people: accept."


def test_a_rule_is_moved_by_keyboard_and_the_plain_words_follow(browse: Browse, alice: User) -> None:
    save_version(owner=alice, policy=preset("coffee-meal-beer", "linkedin"), now=clock.now_for(alice))
    page = browse(alice)
    page.goto(reverse("network:policy_edit", args=["linkedin"]))
    words = page.locator("#policy-words li")
    expect(words.first).to_have_text(FIRST)

    page.get_by_role("button", name=re.compile("^Down.*rule 1")).focus()
    page.keyboard.press("Enter")
    expect(words.nth(1)).to_have_text(FIRST)
    expect(page.get_by_role("button", name=re.compile("^Down.*rule 2"))).to_be_focused()
    page.keyboard.press("Enter")
    expect(words.nth(2)).to_have_text(FIRST)
    expect(page.get_by_role("button", name=re.compile("^Down.*rule 3"))).to_be_focused()

    page.get_by_label("The number for the dots").last.fill("30")
    expect(words.nth(3)).to_contain_text("within the 30 days before they asked")
    page.get_by_role("button", name=re.compile("One more sentence.*rule 3")).click()
    expect(page.get_by_label("Sentence 2 of rule 3")).to_be_focused()
    page.get_by_role("button", name=re.compile("Remove sentence 2 of rule 3")).click()
    expect(page.get_by_label("Sentence 2 of rule 3")).to_have_count(0)


def test_a_note_is_copied_and_the_button_says_so(browse: Browse, alice: User) -> None:
    now = clock.now_for(alice)
    contact = make_contact(alice, "Owen Reed", now)
    record_conduct(owner=alice, contact=contact, request=None, behaviour="spam", words="", now=now)
    page = browse(alice)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(reverse("dashboard:person", args=[contact.pk]))

    page.get_by_text("A note that asks them to stop").click()
    page.get_by_role("button", name="Copy the note").click()

    expect(page.get_by_role("button", name="Copied", exact=True)).to_be_visible()
    assert str(page.evaluate("navigator.clipboard.readText()")).startswith(
        "Hello, please take me off every list"
    )
    expect(page.get_by_role("button", name=re.compile("Copy the note"))).to_be_visible()
