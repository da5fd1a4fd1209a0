"""On the narrowest phones nothing sticks out, long names and long words of health included."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from accounts import clock
from accounts.models import User
from contacts.models import Contact
from contacts.services import save_contact
from tests.browser.book import fill
from tests.browser.conftest import NARROW, Browse
from tests.browser.linking import linking_pages
from tests.browser.test_looks import lived_in_pages

pytestmark = pytest.mark.browser

SLIM = {**NARROW, "viewport": {"width": 360, "height": 740}}
OUTSIDE = """() => [...document.querySelectorAll('main *, nav *')]
  .filter((one) => one.getBoundingClientRect().right > 361)
  .filter((one) => !one.closest('.scroll, .plot-box, .hush, svg, .tabs, thead'))
  .map((one) => `${one.tagName}.${one.className}`).slice(0, 5)"""


def too_wide(page: Page, addresses: list[str]) -> dict[str, object]:
    """The pages wider than the screen, and what in them is."""
    found = {}
    for address in addresses:
        page.goto(address)
        width = page.evaluate("document.documentElement.scrollWidth")
        outside = page.evaluate(OUTSIDE)
        if width > SLIM["viewport"]["width"] or outside:
            found[address] = (width, outside)
    return found


def test_nothing_sticks_out_at_360_pixels(browse: Browse, alice: User, server: object) -> None:
    people: dict[str, Contact] = fill(alice, clock.now_for(alice))
    for person in people.values():
        person.given = f"Maximiliana-Alexandrina {person.given}"
        save_contact(contact=person)
    addresses = dict.fromkeys(
        [
            reverse("dashboard:pictures"),
            *lived_in_pages(people),
            *(reverse("dashboard:person", args=[person.pk]) for person in people.values()),
            *linking_pages(people),
        ]
    )

    assert too_wide(browse(alice, **SLIM), addresses) == {}
