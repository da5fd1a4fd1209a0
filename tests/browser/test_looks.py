"""Every page, wide and narrow, light and dark: nothing for axe to find, nothing that sticks out sideways."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts import clock
from accounts.models import User
from contacts.models import Contact
from reminders.models import Occurrence, Reminder
from tests.browser.book import fill
from tests.browser.conftest import NARROW, Browse
from tests.browser.linking import linking_pages
from transfer.models import ImportRun

pytestmark = pytest.mark.browser

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RULES = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
COLOURS = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}
"""All that can differ in the second colour scheme of a page."""
STICKS_OUT = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
SAME_ID = "[...document.querySelectorAll('[id]')].map((one) => one.id).filter((id, at, all) => all.indexOf(id) < at)"
SIGNED_OUT = ("account_login", "account_signup", "account_reset_password")
PLAIN = (
    "dashboard:today",
    "dashboard:people",
    "dashboard:person_new",
    "dashboard:search",
    "dashboard:settings",
    "dashboard:recent",
    "interactions:log",
    "interactions:weights",
    "reminders:reminders",
    "reminders:add",
    "network:review",
    "network:know",
    "transfer:imports",
    "account_email",
    "account_change_password",
    "account_logout",
)


@pytest.fixture
def book(alice: User, server: object) -> dict[str, Contact]:
    return fill(alice, clock.now_for(alice))


def lived_in_pages(people: dict[str, Contact]) -> list[str]:
    """Every page of a lived-in book, those without anything on them too."""
    ada, tom = people["Ada Lindqvist"], people["Tom Ashby"]
    nudge = Occurrence.objects.filter(kind=Reminder.Kind.KEEP_IN_TOUCH).first()
    talk = ada.participations.first()
    return [
        *(reverse(name) for name in PLAIN),
        reverse("dashboard:person", args=[ada.pk]),
        reverse("dashboard:person", args=[tom.pk]),
        reverse("dashboard:person_edit", args=[ada.pk]),
        reverse("contacts:note_edit", args=[ada.notes.first().pk]),
        reverse("interactions:edit", args=[talk.interaction_id]),
        reverse("reminders:edit", args=[ada.reminders.filter(kind=Reminder.Kind.FOLLOW_UP).first().pk]),
        reverse("reminders:act", args=[nudge.pk, "snooze"]),
        *(reverse("transfer:report", args=[pk]) for pk in ImportRun.objects.values_list("pk", flat=True)),
        reverse("network:review") + "?show=nurture",
        reverse("dashboard:people") + "?q=nobody+at+all",
        reverse("dashboard:search") + "?q=oslo",
        reverse("dashboard:search") + "?q=nobody+at+all",
        reverse("network:know") + "?name=Ada+Linqvist&place=Oslo",
        reverse("network:know") + "?name=nobody+at+all",
        "/nowhere/",
    ]


def faults(page: Page, schemes: tuple[str, ...]) -> list[str]:
    """What is wrong with the page that is open, in each colour scheme."""
    found = ["sticks out sideways"] if page.evaluate(STICKS_OUT) else []
    found += [f"two things are called #{name}" for name in page.evaluate(SAME_ID)]
    if schemes:
        page.evaluate(Axe().axe_script)
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        rules = RULES if scheme == schemes[0] else COLOURS
        for fault in page.evaluate("(rules) => axe.run(rules)", rules)["violations"]:
            places = ", ".join(" ".join(map(str, node["target"])) for node in fault["nodes"])
            found.append(f"{scheme}: {fault['id']} at {places}")
    return found


def look_through(page: Page, urls: list[str], schemes: tuple[str, ...]) -> dict[str, list[str]]:
    """The pages with faults, and which."""
    found: dict[str, list[str]] = {}
    for url in urls:
        page.goto(url)
        if some := faults(page, schemes):
            found[url] = some
    return found


def test_axe_finds_nothing_on_any_page_light_and_dark(
    browse: Browse, alice: User, book: dict[str, Contact]
) -> None:
    page = browse(alice)

    assert look_through(page, lived_in_pages(book), ("light", "dark")) == {}


def test_axe_finds_nothing_on_the_pages_of_linking_light_and_dark(
    browse: Browse, alice: User, book: dict[str, Contact]
) -> None:
    page = browse(alice)

    assert look_through(page, linking_pages(book), ("light", "dark")) == {}


def test_a_phone_has_room_for_a_thumb_on_the_daily_pages(
    browse: Browse, alice: User, book: dict[str, Contact]
) -> None:
    page = browse(alice, **NARROW)
    daily = [reverse(name) for name in ("dashboard:today", "dashboard:people", "network:review")]

    assert look_through(page, daily, ("dark",)) == {}


@pytest.mark.parametrize("shape", [{}, NARROW], ids=["wide", "narrow"])
def test_the_pages_before_signing_in_look_right(browse: Browse, alice: User, shape: dict[str, Any]) -> None:
    page = browse(**shape)

    assert look_through(page, [reverse(name) for name in SIGNED_OUT], ("light", "dark")) == {}


def test_a_new_book_looks_right_on_a_phone_while_it_is_empty(browse: Browse, alice: User) -> None:
    page = browse(alice, **NARROW)
    names = (
        "dashboard:today",
        "dashboard:people",
        "network:review",
        *("network:requests", "network:answered", "network:batch", "network:sent", "network:questions"),
        *("network:policies", "network:signal", "network:sweep", "network:unlinks"),
        "reminders:reminders",
        "transfer:imports",
    )

    assert look_through(page, [reverse(name) for name in names], ("light",)) == {}


def test_the_first_visitor_s_sign_up_looks_right(browse: Browse, db: None) -> None:
    page = browse()

    assert look_through(page, [reverse("account_signup")], ("light", "dark")) == {}
    expect(page.get_by_role("button", name="Make an account")).to_be_visible()


@pytest.mark.parametrize("shape", [{}, NARROW], ids=["wide", "narrow"])
def test_what_opens_above_a_page_looks_right(
    browse: Browse, alice: User, book: dict[str, Contact], shape: dict[str, Any]
) -> None:
    page = browse(alice, **shape)
    schemes = ("dark",) if shape else ("light", "dark")

    page.goto(reverse("dashboard:people"))
    page.get_by_role("link", name="Log").first.click()
    page.get_by_label("What happened?").fill(
        "coffee with Ada and Nobody Known at Kaffa 45m – the atlas !ask in 3w"
    )
    expect(page.get_by_role("dialog").get_by_text("45 min")).to_be_visible()
    assert faults(page, schemes) == []
    page.keyboard.press("Escape")

    page.get_by_label("Select Ada Lindqvist").check()
    expect(page.get_by_text("1 ticked")).to_be_visible()
    assert faults(page, schemes) == []

    page.get_by_role("button", name="had a call with Carl Babic today").click()
    expect(page.get_by_text("Logged: call with Carl Babic.")).to_be_visible()
    assert faults(page, schemes) == []
