"""From a zip with twenty invitations to a policy, ten decisions by keyboard, a coffee that changes one, a memory."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from accounts.models import User
from tests.browser.conftest import Browse, Server
from tests.samples.linkedin import make_export
from transfer.models import ImportRun
from transfer.tasks import work_on

pytestmark = pytest.mark.browser

ME, MY_SLUG = "Robin Marsh", "robin-marsh"
NOW = datetime.now(UTC).replace(hour=12, minute=0)
KNOWN = ("Ada Lindqvist", "Carl Babic", "Greta Holm")
GIVEN = ("Vera", "Bruno", "Ottilie", "Piet", "Sanna", "Tarek", "Ulla", "Wanja", "Xenia", "Yngve")
FAMILY = ("Quistgaard", "Fahlstrom")
ASKERS = [f"{given} {family}" for family in FAMILY for given in GIVEN]
WAITER = ASKERS[9]


def slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def invitation(number: int, name: str, note: str = "") -> dict[str, Any]:
    at = NOW.replace(tzinfo=None) - timedelta(days=1 + number)
    return {
        "sender": name, "sender_slug": slug(name), "recipient": ME, "recipient_slug": MY_SLUG,
        "at": at, "message": note or ("We sat at one table in Graz." if number % 4 == 0 else ""),
    }  # fmt: skip


def export(asking: list[dict[str, Any]]) -> bytes:
    connections = [
        {"given": name.split()[0], "family": name.split()[1], "slug": slug(name), "company": "Kauri",
         "position": "Poet", "on": (NOW - timedelta(days=900)).date()}
        for name in KNOWN
    ]  # fmt: skip
    return make_export(connections=connections, invitations=asking)


def bring_in(page: Page, server: Server, content: bytes) -> None:
    page.goto("/import/")
    file = FilePayload(name="export.zip", mimeType="application/zip", buffer=content)
    page.locator("input[type=file]").set_input_files(file)
    for button, heading in (("Look at it first", "What it would bring"), ("Take it in", "What came in")):
        page.get_by_role("button", name=button, exact=True).click()
        expect(page.get_by_role("progressbar")).to_be_visible()
        with server.turn:
            work_on(ImportRun.objects.latest("pk").pk)
        expect(page.get_by_role("heading", name=heading)).to_be_visible()


def sweep(page: Page) -> None:
    """Right after the import: no file knows with whom the owner shared a coffee."""
    page.get_by_role("link", name=re.compile("Coffee, meal or drink")).click()
    page.wait_for_url("**/sweep/")
    page.wait_for_load_state()  # before it keys are not heard
    rows = page.locator("ol.sweep > li")
    for number, (key, said) in enumerate((("y", "Yes, date unknown"), ("n", "No"), ("?", "Not sure"))):
        page.keyboard.press(key)
        expect(rows.nth(number).get_by_text(said, exact=True)).to_be_visible()


def choose_coffee(page: Page) -> None:
    page.goto("/policies/")
    page.get_by_role("link", name="Choose a policy for LinkedIn").click()
    page.get_by_role("button", name="Choose Coffee, meal or beer").click()
    expect(page.get_by_text("2 of 3 links would not pass")).to_be_visible()
    page.get_by_role("button", name="Save this policy").click()
    expect(page.get_by_text("as version 1").first).to_be_visible()


def card(page: Page) -> Locator:
    return page.locator("article").first


def decide(page: Page, key: str) -> str:
    """One card by one key; whose it was."""
    name = card(page).locator(".name").first.inner_text()
    page.keyboard.press(key)
    expect(card(page).locator(".name").first).not_to_have_text(name)
    page.wait_for_load_state()
    return name


def triage_ten(page: Page) -> None:
    page.goto("/requests/")
    expect(page.get_by_role("heading", name="Request 1 of 20")).to_be_visible()
    expect(card(page).get_by_text("Ask where we met", exact=True)).to_be_visible()
    decided = [decide(page, "w")]
    copied = str(page.evaluate("navigator.clipboard.readText()"))
    assert copied.startswith("Dear Vera,\nThank you for your request.")
    assert "where have we met?" in copied

    decided += [decide(page, key) for key in "dicwdiwdt"]
    assert decided == ASKERS[:10]
    expect(page.get_by_role("heading", name="Request 1 of 10")).to_be_visible()


def take_one_back(page: Page) -> None:
    """The one put off is there again, and is put off again."""
    page.keyboard.press("u")
    expect(page.get_by_role("heading", name="of 11")).to_be_visible()
    assert decide(page, "t") == WAITER


def log_a_coffee(page: Page) -> None:
    page.keyboard.press("l")
    dialog = page.get_by_role("dialog", name="Log what happened")
    dialog.get_by_label("What happened?").press_sequentially(f"coffee with {WAITER} today")
    page.keyboard.press("Enter")
    dialog.get_by_label(re.compile(f"Add {WAITER}")).check()
    dialog.get_by_role("button", name="Log it").click()
    expect(page.get_by_text(f"Logged: coffee with {WAITER}.")).to_be_visible()


def accept_who_came_back(page: Page) -> None:
    page.goto("/requests/")
    expect(card(page).get_by_role("heading", name=WAITER)).to_be_visible()
    expect(card(page).get_by_text(re.compile("you had a coffee on"))).to_be_visible()
    expect(card(page).get_by_text("Accept", exact=True).first).to_be_visible()
    expect(card(page).get_by_text(re.compile("[Tt]aken for"))).to_be_visible()
    assert decide(page, "a") == WAITER
    expect(page.get_by_text(f"Accepted: {WAITER}. Say hello by")).to_be_visible()


def unlink_one(page: Page) -> str:
    """The first whom review proposes: the two whom the policy does not take."""
    page.goto("/review/")
    expect(page.get_by_text("1 of 2")).to_be_visible()
    expect(card(page).get_by_text("would not take this link today")).to_be_visible()
    name = card(page).locator(".name").first.inner_text()
    page.get_by_text("Say why").click()
    page.get_by_label("In your words").fill("mass pitch")
    page.get_by_role("button", name=re.compile("^Unlink")).click()
    expect(page.get_by_text(f"{name} is on the unlink checklist.")).to_be_visible()
    page.goto("/unlinks/")
    page.get_by_role("button", name=re.compile(f"^Done.*{name}")).click()
    expect(page.get_by_text(f"Unlinked: {name}.")).to_be_visible()
    return name


def test_from_twenty_invitations_to_a_remembered_unlinking(
    browse: Browse, server: Server, alice: User
) -> None:
    page = browse(alice)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])

    bring_in(page, server, export([invitation(n, name) for n, name in enumerate(ASKERS)]))
    sweep(page)
    choose_coffee(page)
    triage_ten(page)
    take_one_back(page)
    log_a_coffee(page)
    accept_who_came_back(page)

    unlinked = unlink_one(page)
    bring_in(page, server, make_export(invitations=[invitation(0, unlinked)]))
    page.goto("/requests/")
    expect(card(page).get_by_role("heading", name=unlinked)).to_be_visible()
    expect(card(page).get_by_text(re.compile(r"[Uu]nlinked in \d{4}: mass pitch"))).to_be_visible()
