"""Favours in Chromium: told in the quick log, taken back, looked up before asking; with scripts and without."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts import clock
from accounts.models import User
from contacts.models import Contact
from interactions.queries import ledger
from interactions.services import log_line
from tests.browser.conftest import NARROW, Browse
from tests.browser.test_looks import RULES, STICKS_OUT
from tests.factories import make_contact

pytestmark = pytest.mark.browser
LINE = "+gave Ada intro to Bo Ek +got advice"


@pytest.fixture
def ada(alice: User) -> Contact:
    now = clock.now()
    make_contact(alice, "Bo Ek", now)
    return make_contact(alice, "Ada Lind", now)


def write(page: Page, line: str) -> None:
    page.goto(reverse("interactions:log"))
    page.get_by_label("What happened?").first.fill(line)


def test_a_favour_is_shown_in_chips_kept_and_taken_back(browse: Browse, alice: User, ada: Contact) -> None:
    page = browse(alice)
    write(page, LINE)
    expect(page.locator(".chips").first).to_contain_text("you gave Ada Lind: introduction")

    page.get_by_role("button", name="Log it").first.click()
    expect(page.get_by_text("Kept: what you gave and got, Ada Lind.")).to_be_visible()
    assert ledger(alice).count() == 2

    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Taken back")).to_be_visible()
    assert not ledger(alice).exists()


def test_without_scripts_a_favour_is_kept_and_looked_up(browse: Browse, alice: User, ada: Contact) -> None:
    page = browse(alice, java_script_enabled=False)
    write(page, "+got advice from Ada")
    page.get_by_role("button", name="Log it").click()

    page.goto(reverse("dashboard:person", args=[ada.pk]))
    page.get_by_role("link", name="Before you ask them").click()
    expect(page.locator(".verdict")).to_contain_text("Give first?")


@pytest.mark.parametrize(("options", "scheme"), [({}, "light"), (NARROW, "dark")])
def test_the_pages_of_favours_are_fit_for_all(
    browse: Browse, alice: User, ada: Contact, options: dict, scheme: str
) -> None:
    made = log_line(owner=alice, line=LINE, now=clock.now_for(alice)).favours[0]
    page = browse(alice, color_scheme=scheme, **options)
    paths = [
        reverse("network:favours"),
        reverse("network:favours") + "?show=all",
        reverse("network:favour", args=[made.pk]),
        *(reverse(f"network:{name}", args=[ada.pk]) for name in ("favour_add", "favour_check")),
    ]

    for path in paths:
        page.goto(path)
        assert (path, Axe().run(page, options=RULES).response["violations"]) == (path, [])
        assert (path, page.evaluate(STICKS_OUT)) == (path, False)
