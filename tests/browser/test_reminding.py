"""Reminders in words, a pause, quiet days and a holiday in a real browser: with a script, and narrow and dark."""

import os
from datetime import date, timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts import clock
from accounts.models import User
from reminders.models import Reminder
from reminders.services import save_reminder
from tests.browser.conftest import NARROW, WIDE, Browse, Server
from tests.browser.test_looks import faults

pytestmark = pytest.mark.browser
SETTINGS = "/settings/reminders/"


def fill(owner: User) -> Reminder:
    """One reminder that comes on Mondays and rests for a month; the owner is away, in a zone nobody knows."""
    now = clock.now_for(owner)
    today = now.date()
    row = Reminder(owner=owner, text="Water the ferns", starts_on=today, every=2, unit="week", weekdays=9)
    row.paused_until = today + timedelta(days=30)
    save_reminder(reminder=row, now=now)
    owner.holiday_from, owner.holiday_until = today, today + timedelta(days=9)
    owner.quiet_weekdays, owner.time_zone = 96, "Mars/Olympus"
    owner.save()
    return row


def shot(page: Page, name: str) -> None:
    folder = os.environ.get("SHOTS")
    if folder:
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def test_the_next_days_follow_the_words_as_they_are_written(
    browse: Browse, alice: User, server: Server
) -> None:
    page = browse(alice, **WIDE)
    page.goto("/reminders/new/")
    page.get_by_role("textbox", name="What", exact=True).fill("Call home")
    start = date.today() + timedelta(days=1)
    page.get_by_label("On", exact=True).fill(start.isoformat())
    page.get_by_label("Again").fill("every day")

    upcoming = page.locator("#upcoming")
    expect(upcoming).to_contain_text(f"Comes {start:%A} {start.day} {start:%B %Y}")
    page.get_by_label("Again").fill("every second")
    expect(upcoming).to_have_text("The shortest is a day: “every day”.")
    page.get_by_label("Again").fill("weekdays")
    expect(upcoming).to_contain_text("Comes")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("every weekday")).to_be_visible()


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_pages_about_reminding_are_in_order(
    browse: Browse, alice: User, server: Server, size: dict[str, object]
) -> None:
    row = fill(alice)
    page = browse(alice, **size)
    pages = ["/", SETTINGS, "/settings/", "/reminders/", reverse("reminders:edit", args=[row.pk])]
    pages.append("/reminders/preview/?again=every+day&starts_on=2126-01-01")
    found = {}
    for number, path in enumerate(pages):
        page.goto(path)
        found[path] = faults(page, ("light", "dark"))
        shot(page, f"{'narrow' if size is NARROW else 'wide'}-{number}")

    assert found == {path: [] for path in pages}


def test_a_holiday_ends_with_one_button(browse: Browse, alice: User, server: Server) -> None:
    fill(alice)
    page = browse(alice, **WIDE)
    page.goto("/")

    page.get_by_role("button", name="End it now").click()

    expect(page.get_by_text("Welcome back.")).to_be_visible()
    expect(page.get_by_text("On holiday until")).to_have_count(0)
