"""Mail and calendars in a real browser: readable on a phone, by day and by night, and the address is copied."""

from datetime import timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from accounts.models import User
from dashboard import digest
from domain.quicklog import Entry
from interactions.models import Attendee
from interactions.services import log_interaction
from network.models import LinkRequest
from reminders.services import add_follow_up
from tests.browser.conftest import NARROW, Browse
from tests.browser.test_looks import RULES, STICKS_OUT
from tests.reminders.people import NOW, TODAY, birthday, make_contact, meet, quiet_friend, tick_at

pytestmark = pytest.mark.browser
PIECES = {"region", "landmark-one-main", "page-has-heading-one"}
"""A mail stands inside the page of whoever shows it; what a whole page needs does not count."""
SHOTS: Path | None = None


@pytest.fixture
def full(alice: User, server: object) -> User:
    """Three people, a date, three things to do, one of them sensitive, a request, and somebody to decide about."""
    for name in ("Greta Holm", "Rana Perez", "Wolfeschlegelsteinhausenbergerdorff Maximiliana"):
        quiet_friend(alice, name, note="the compiler paper and the long way home from Lund by night train")
    birthday(make_contact(alice, "Ada Lindqvist"), 3, 14, 1985)
    marit = make_contact(alice, "Marit Dahl")
    add_follow_up(owner=alice, contact=marit, text="Send the checklist", on=TODAY, now=NOW)
    add_follow_up(owner=alice, contact=marit, text="https://example.org/" + "x" * 200, on=TODAY, now=NOW)
    LinkRequest.objects.create(owner=alice, network="linkedin", name="Someone New", external_key="1")
    meet(make_contact(alice, "Otto Brandt"), 900)
    entry = Entry(kind="call", day=TODAY - timedelta(days=1), note="secret", sensitive=True)
    log_interaction(owner=alice, attendees=[Attendee(marit)], entry=entry, now=NOW)
    tick_at(NOW)
    return alice


def faults(page: Page) -> dict[str, object]:
    page.evaluate(Axe().axe_script)
    found = page.evaluate("(rules) => axe.run(rules)", RULES)["violations"]
    told = {each["id"]: [node["html"][:120] for node in each["nodes"]] for each in found}
    return told | ({"sticks out": True} if page.evaluate(STICKS_OUT) else {})


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", ["digest", "review"])
def test_mail_is_readable_on_a_phone_by_day_and_by_night(
    full: User, browse: Browse, scheme: str, kind: str
) -> None:
    letter = digest.compose(full, TODAY) if kind == "digest" else digest.compose_review(full, TODAY)
    page = browse(color_scheme=scheme, **NARROW)

    page.set_content(digest.as_page(letter))

    shoot(page, f"{kind}-{scheme}")
    assert {name: where for name, where in faults(page).items() if name not in PIECES} == {}
    small = page.evaluate(
        "[...document.querySelectorAll('.button')].filter((b) => b.offsetHeight < 40).length"
    )
    assert small == 0
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == ("rgb(251, 249, 245)" if scheme == "light" else "rgb(20, 23, 26)")


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark", **NARROW}], ids=["wide", "narrow and dark"])
def test_a_calendar_is_made_its_address_copied_and_ended(full: User, browse: Browse, options: dict) -> None:
    page = browse(full, permissions=["clipboard-read", "clipboard-write"], **options)
    page.goto("/settings/feeds/")
    shoot(page, f"feeds-{len(options)}")
    assert faults(page) == {}

    page.get_by_role("button", name="Make an address for Birthdays").click()
    expect(page.locator("#feed-address")).to_contain_text("/feeds/")
    page.get_by_role("button", name="Copy the address").click()

    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    address = page.locator("#feed-address").inner_text()
    assert page.evaluate("navigator.clipboard.readText()") == address
    shoot(page, f"feeds-made-{len(options)}")
    assert faults(page) == {}
    assert "Birthday: Ada" in page.request.get(address).text()
    page.get_by_role("button", name="End it for Birthdays").click()
    expect(page.get_by_text("That address answers no more.")).to_be_visible()
    assert page.request.get(address).status == 404


def shoot(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=SHOTS / f"{name}.png", full_page=True)
