"""The pictures, wide and narrow, light and dark."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts import clock
from accounts.models import User
from contacts.models import Contact
from tests.browser.book import fill
from tests.browser.conftest import Browse
from tests.browser.test_looks import look_through

pytestmark = pytest.mark.browser
SMALL = {"viewport": {"width": 360, "height": 780}, "is_mobile": True, "has_touch": True}


@pytest.fixture
def book(alice: User, server: object) -> dict[str, Contact]:
    return fill(alice, clock.now_for(alice))


@pytest.mark.parametrize("shape", [{}, SMALL], ids=["wide", "narrow"])
def test_the_pictures_look_right_light_and_dark(
    browse: Browse, alice: User, book: dict[str, Contact], shape: dict[str, Any]
) -> None:
    page = browse(alice, **shape)
    person = reverse("dashboard:person", args=[book["Ada Lindqvist"].pk])

    assert (
        look_through(page, [reverse("dashboard:pictures"), person + "?course=all"], ("light", "dark")) == {}
    )
    for summary in page.locator("#course summary").all():
        summary.click()
    expect(page.get_by_role("table", name="Strength at the end of each month")).to_be_visible()


def test_the_pictures_of_a_new_book_look_right(browse: Browse, alice: User) -> None:
    page = browse(alice, **SMALL)

    assert look_through(page, [reverse("dashboard:pictures")], ("light",)) == {}


def test_every_table_opens_and_fits_and_pictures_take_the_focus(
    browse: Browse, alice: User, book: dict[str, Contact]
) -> None:
    page = browse(alice, **SMALL)
    page.goto(reverse("dashboard:pictures"))

    for summary in page.locator("main summary").all():
        summary.click()

    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    for name in ("The rings", "Health, month by month", "Week by week", "Whom you keep up with"):
        box = page.get_by_role("group", name=name, exact=True)
        box.focus()
        expect(box).to_be_focused()


def test_a_phone_finds_the_pictures_under_more(browse: Browse, alice: User) -> None:
    page = browse(alice, **SMALL)
    page.goto(reverse("dashboard:today"))

    page.get_by_role("button", name="More").click()
    page.get_by_role("link", name="Pictures").click()

    expect(page.get_by_role("heading", name="Pictures", level=1)).to_be_visible()
