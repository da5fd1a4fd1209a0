"""What counts how much: look, save, and the progress goes by itself when the book is rescored."""

import pytest
from playwright.sync_api import expect

from accounts import clock
from accounts.models import User
from interactions.models import Reweighing
from interactions.tasks import work_on_weights
from tests.browser.book import fill
from tests.browser.conftest import Browse, Server

pytestmark = pytest.mark.browser


def test_looking_before_saving_and_the_progress_after_it(alice: User, server: Server, browse: Browse) -> None:
    fill(alice, clock.now_for(alice))
    page = browse(alice)
    page.goto("/settings/weights/")
    page.get_by_label("Weight of “Coffee”").fill("1.9")

    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#preview tbody tr").first).to_contain_text("+")
    page.get_by_role("button", name="Save and rescore").click()
    expect(page.locator("#progress")).to_contain_text("Rescoring your book")
    with server.turn:
        work_on_weights(Reweighing.objects.get().pk)

    expect(page.locator("#progress")).to_have_count(0)
    expect(page.get_by_label("Weight of “Coffee”")).to_have_value("1.9")
