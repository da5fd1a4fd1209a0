"""Who can introduce me, in a real browser: how it looks, and the way from the names of a profile to an answer."""

import re
from datetime import datetime

import pytest
from playwright.sync_api import expect

from accounts import clock
from accounts.models import User
from contacts.models import Contact
from tests.browser.conftest import NARROW, Browse, Server
from tests.browser.test_looks import faults
from tests.factories import log, make_contact
from tests.network.introducing_people import tie

pytestmark = pytest.mark.browser
SCHEMES = ("light", "dark")


def known(owner: User, name: str, now: datetime, times: int) -> Contact:
    contact = make_contact(owner, name, now)
    for _ in range(times):
        log(contact, now.date(), now, kind="meal")
    return contact


@pytest.fixture
def book(alice: User, server: Server) -> None:
    now = clock.now_for(alice)
    bo, ada = known(alice, "Bo Lund", now, 9), known(alice, "Ada Holm", now, 7)
    cara, dora = known(alice, "Cara Quist", now, 0), known(alice, "Dora Sand", now, 1)
    tie(bo, cara, now, estimate=6)
    tie(ada, cara, now)
    tie(ada, dora, now, estimate=7)
    tie(dora, cara, now, estimate=2)


@pytest.mark.parametrize("view", [{}, NARROW], ids=["wide", "narrow"])
def test_nothing_is_amiss_with_the_page(
    alice: User, book: None, browse: Browse, view: dict[str, object]
) -> None:
    page = browse(alice, **view)
    for asked in ("", "?to=Cara+Quist", "?to=Zoe+Wik&mutuals=Bo+Lund;+Cleo+Berg&line=6", "?to=Zoe+Wik"):
        page.goto(f"/introduce/{asked}")
        for summary in page.locator("article summary").all():
            summary.click()
        page.keyboard.press("End")  # where the bar at the foot of a phone covers nothing
        assert faults(page, SCHEMES) == []


def test_from_pasted_names_to_the_answer_of_a_friend(alice: User, book: None, browse: Browse) -> None:
    page = browse(alice)
    page.goto("/introduce/")
    page.get_by_label("Whom do you want to meet?").fill("Zoe Wik")
    page.get_by_label("Mutual acquaintances").fill("Bo Lund\nWriter at Rare Instruments\nCleo Berg\n • 1st")
    page.get_by_role("button", name="Look").click()
    expect(page.get_by_text("Cleo Berg is not in your book.")).to_be_visible()

    page.get_by_text("Ask Bo Lund how well they know Zoe Wik").click()
    expect(page.get_by_label("Draft to Bo Lund")).to_contain_text("How well do you know Zoe")
    page.get_by_label("They say how well Bo Lund knows Zoe Wik").fill("8")
    page.get_by_role("button", name="Note it, and add them to my book").click()

    expect(page.get_by_text("Bo Lund and Zoe Wik at 8.")).to_be_visible()
    page.get_by_role("link", name=re.compile("Ask them")).click()
    expect(page.get_by_role("heading", name="Plan an introduction")).to_be_visible()
    expect(page.get_by_label("Whom do you ask first?")).to_have_value("Bo Lund")
