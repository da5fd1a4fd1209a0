"""A photo is chosen, shown beside the strength, and taken away, on a desk and on a phone."""

import io
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from PIL import Image, ImageDraw
from playwright.sync_api import expect

from accounts import clock
from accounts.models import User
from contacts.models import Address
from tests.browser.book import fill
from tests.browser.conftest import NARROW, Browse
from tests.browser.test_looks import RULES, STICKS_OUT

pytestmark = pytest.mark.browser


def portrait() -> bytes:
    image = Image.new("RGB", (600, 800), (90, 140, 180))
    ImageDraw.Draw(image).ellipse((180, 200, 420, 500), fill=(230, 190, 160))
    out = io.BytesIO()
    image.save(out, "JPEG")
    return out.getvalue()


@pytest.mark.parametrize(
    "options", [{}, {**NARROW, "color_scheme": "dark", "java_script_enabled": False}], ids=["wide", "narrow"]
)
def test_a_photo_is_chosen_shown_and_taken_away(alice: User, browse: Browse, options: dict[str, Any]) -> None:
    ada = fill(alice, clock.now_for(alice))["Ada Lindqvist"]
    Address.objects.create(owner=alice, contact=ada, label="Home", street="Storgatan 1", city="Uppsala")
    page = browse(alice, **options)

    page.goto(reverse("dashboard:person_edit", args=[ada.pk]))
    file = {"name": "ada.jpg", "mimeType": "image/jpeg", "buffer": portrait()}
    page.get_by_label("Photo").set_input_files(file)
    page.get_by_role("button", name="Add the photo").click()

    photo = page.locator("img.photo")
    expect(photo).to_be_visible()
    expect(page.get_by_text("Storgatan 1, Uppsala")).to_be_visible()
    assert photo.bounding_box() is not None
    if options:
        return
    assert photo.evaluate("image => [image.naturalWidth, image.naturalHeight]") == [384, 512]
    for address in ("dashboard:person", "dashboard:person_edit"):
        page.goto(reverse(address, args=[ada.pk]))
        assert Axe().run(page, options=RULES).response["violations"] == []
        assert not page.evaluate(STICKS_OUT)

    page.get_by_role("button", name="Remove the photo").click()

    expect(page.get_by_role("button", name="Add the photo")).to_be_visible()
