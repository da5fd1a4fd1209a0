"""The brief in a browser: one key away, one page on paper, and nothing that sticks out."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts import clock
from accounts.models import User
from contacts.models import Contact, ImportantDate
from contacts.services import add_tie, save_contact
from interactions.models import Event, Guest
from tests.browser.conftest import NARROW, Browse
from tests.browser.test_looks import look_through
from tests.dashboard.brief_book import full_person
from tests.factories import log, make_contact

pytestmark = pytest.mark.browser
SLIM = {**NARROW, "viewport": {"width": 360, "height": 740}}
PAPER = {"width": 720, "height": 1040}
"""An A4 page within its margins, in pixels."""
PAGES = re.compile(rb"/Type\s*/Page\b")
SHOWN_ON_PAPER = (
    "[...document.querySelectorAll('nav, button, form, .btn')].filter((one) => one.checkVisibility()).length"
)


@pytest.fixture
def people(alice: User, server: object) -> list[Contact]:
    """Ada with something in every part of her brief, and two who know her, one with a long name."""
    now = clock.now_for(alice)
    ada = full_person(alice, now)
    bo = Contact.objects.get(display="Bo Ek")
    long = make_contact(
        alice, "Maximiliana-Alexandrina Oberhauser-Delacroix", now, place="Llanfairpwllgwyngyll"
    )
    for days in (4, 9, 31):
        log(long, now.date() - timedelta(days=days), now, note="weir" * 40)
    add_tie(owner=alice, one=ada, other=long, role="colleague", now=now)
    soon = now.date() + timedelta(days=4)
    ImportantDate.objects.filter(contact=ada).update(month=soon.month, day=soon.day)
    return [ada, bo, long]


def addresses(owner: User, people: list[Contact]) -> list[str]:
    """The pages of a brief: of one, of three, of an event, of nobody, while somebody is sought, and the mail's."""
    now = clock.now_for(owner)
    event = Event.objects.create(
        owner=owner, name="Harbour fair", day=now.date() + timedelta(days=1), place="Hall", created_at=now
    )
    for one in people:
        Guest.objects.create(owner=owner, event=event, contact=one, name=one.display)
    several = reverse("dashboard:brief") + "?" + "&".join(f"with={one.pk}" for one in people)
    return [
        reverse("dashboard:person_brief", args=[people[0].pk]),
        reverse("dashboard:person_brief", args=[people[1].pk]),
        several,
        f"{several}&add=nobody+at+all",
        reverse("dashboard:event_brief", args=[event.pk]),
        reverse("dashboard:brief"),
        reverse("dashboard:brief_tomorrow"),
        reverse("dashboard:reminding"),
    ]


def test_b_opens_the_brief_of_a_person_and_p_prints_it(
    browse: Browse, alice: User, people: list[Contact]
) -> None:
    page = browse(alice)
    page.add_init_script("window.print = () => { document.title = 'printed'; }")
    page.goto(reverse("dashboard:person", args=[people[0].pk]))

    page.keyboard.press("b")
    expect(page.get_by_role("heading", level=1)).to_have_text("Brief: Ada Lindqvist")

    page.keyboard.press("p")
    expect(page).to_have_title("printed")


def test_on_paper_one_person_takes_one_page_without_anything_to_press(
    browse: Browse, alice: User, people: list[Contact]
) -> None:
    page = browse(alice, color_scheme="dark")
    page.goto(reverse("dashboard:person_brief", args=[people[0].pk]))

    assert len(PAGES.findall(page.pdf(prefer_css_page_size=True))) == 1
    page.set_viewport_size(PAPER)
    page.emulate_media(media="print")
    assert page.evaluate(SHOWN_ON_PAPER) == 0
    assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert ink_of(page, "article.brief") == "rgb(0, 0, 0)"
    for heading in ("To ask", "Last talks", "Promised", "Dates near", "Favours", "Open between you"):
        expect(page.get_by_role("heading", name=heading)).to_be_visible()


def ink_of(page: Page, selector: str) -> str:
    ink: str = page.evaluate("(one) => getComputedStyle(document.querySelector(one)).color", selector)
    return ink


@pytest.mark.parametrize("shape", [{}, SLIM], ids=["wide", "narrow"])
def test_axe_finds_nothing_and_nothing_sticks_out(
    browse: Browse, alice: User, people: list[Contact], shape: dict[str, object]
) -> None:
    for one in people:
        save_contact(contact=one)

    assert look_through(browse(alice, **shape), addresses(alice, people), ("light", "dark")) == {}


def test_without_scripts_people_are_added_and_left_out(
    browse: Browse, alice: User, people: list[Contact]
) -> None:
    page = browse(alice, java_script_enabled=False)
    page.goto(reverse("dashboard:person_brief", args=[people[0].pk]))
    expect(page.get_by_role("button", name="Print")).to_be_hidden()

    page.get_by_label("Name of somebody to add").fill("Bo Ek")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_text("Bo Ek is Ada Lindqvist’s manager")).to_be_visible()

    page.get_by_role("link", name="Ada Lindqvist leave out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Brief: Bo Ek")
