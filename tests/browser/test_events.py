"""Events in Chromium: planned from the quick log, filled, ticked in one pass; with scripts and without."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from accounts import clock
from accounts.models import User
from contacts.models import Post
from contacts.services import save_contact
from domain.guests.read import read_guests
from domain.linkpresets import preset
from domain.plans import Plan
from interactions.models import Event, Interaction
from interactions.services.events import plan_event
from network.services.guests import take_in_guests
from network.services.policies import save_version
from tests.browser.conftest import NARROW, Browse
from tests.browser.test_looks import RULES, STICKS_OUT
from tests.factories import log, make_contact

pytestmark = pytest.mark.browser
LONG = "an.address.that.never.seems.to.come.to.its.end@the.office.by.the.old.harbour.example.org"
LIST = (
    "Ada Lindqvist, CTO, Kiln Robotics\nMaria Garcia, Kiln\nGro Halsing - Head of Sales at Kiln Robotics\n"
    f"{LONG}\n"
)


@pytest.fixture
def fair(alice: User) -> Event:
    """An event of yesterday, whose list has somebody known, somebody to ask about and a stranger."""
    now = clock.now_for(alice)
    ada, _maria = make_contact(alice, "Ada Lindqvist", now), make_contact(alice, "Maria Garcia", now)
    for days in (1, 8, 15, 30):
        log(ada, now.date() - timedelta(days=days), now)
    Post.objects.create(owner=alice, contact=ada, organisation="Kiln Robotics")
    save_contact(contact=ada)
    save_version(owner=alice, policy=preset("coffee-meal-beer", "linkedin"), now=now)
    event = plan_event(owner=alice, plan=Plan("Spring Fair", now.date() - timedelta(days=1)), now=now)
    take_in_guests(event=event, said=read_guests(LIST).guests)
    return event


@pytest.mark.parametrize("has_script", [True, False])
def test_what_is_still_to_come_is_planned_with_one_press(
    browse: Browse, alice: User, has_script: bool
) -> None:
    make_contact(alice, "Ada Lindqvist", clock.now())
    page = browse(alice, java_script_enabled=has_script)
    page.goto(reverse("interactions:log"))
    page.get_by_label("What happened?").first.fill("lunch with Ada tomorrow at Kaffa")
    page.get_by_role("button", name="Log it").first.click()
    page.get_by_role("button", name="Plan it").first.click()
    expect(page.get_by_text("Planned: Lunch with Ada Lindqvist").first).to_be_visible()
    assert Event.objects.get().place == "Kaffa"


def test_whom_one_met_is_ticked_by_keyboard_in_one_pass(browse: Browse, alice: User, fair: Event) -> None:
    page = browse(alice)
    page.goto(reverse("network:event_after", args=[fair.pk]))
    page.get_by_label("Ada Lindqvist").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("s")
    expect(page.get_by_text("Logged: Spring Fair.").first).to_be_visible()
    row = Interaction.objects.get(kind="event")
    assert list(row.participations.values_list("contact__display", "talked")) == [("Ada Lindqvist", True)]


@pytest.mark.parametrize(("options", "scheme"), [({}, "light"), (NARROW, "dark")])
def test_the_pages_of_events_are_fit_for_all(
    browse: Browse, alice: User, fair: Event, options: dict, scheme: str
) -> None:
    page = browse(alice, color_scheme=scheme, **options)
    names = ("event", "event_after", "event_guests", "event_edit")
    paths = [
        *(reverse(f"network:{name}") for name in ("events", "event_new")),
        *(reverse(f"network:{name}", args=[fair.pk]) for name in names),
        reverse("dashboard:today"),
    ]

    for path in paths:
        page.goto(path)
        assert (path, Axe().run(page, options=RULES).response["violations"]) == (path, [])
        assert (path, page.evaluate(STICKS_OUT)) == (path, False)
