"""The relation graph in a browser: drawn, searched, walked by keys and touched, wide and narrow, light and dark."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts import clock
from accounts.models import User
from contacts.models import Contact, Tie
from tests.browser.book import fill
from tests.browser.conftest import Browse
from tests.browser.test_looks import look_through

pytestmark = pytest.mark.browser
SMALL = {"viewport": {"width": 360, "height": 780}, "is_mobile": True, "has_touch": True}
COLOURS = """() => {
  const canvas = document.querySelector("#graph canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const found = {};
  for (let at = 0; at < data.length; at += 4) {
    const colour = data.slice(at, at + 3).join();
    found[colour] = (found[colour] ?? 0) + 1;
  }
  const name = getComputedStyle(canvas).backgroundColor.match(/\\d+/g).slice(0, 3).join();
  const ground = found[name] ?? 0;
  return { ground, others: data.length / 4 - ground, colours: Object.keys(found).length };
}"""
DRAWN = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(
  () => done(document.querySelector("#graph canvas").toDataURL())
)))"""
SPOKEN = "[data-spoken]"


@pytest.fixture
def book(alice: User, server: object) -> dict[str, Contact]:
    now = clock.now_for(alice)
    people = fill(alice, now)
    ada = people["Ada Lindqvist"]
    for number, name in enumerate(("Carl Babic", "Greta Holm", "Tom Ashby")):
        Tie.objects.create(owner=alice, one=ada, other=people[name], estimate=number * 4 or None, made_at=now)
    return people


def opened(page: Page, query: str = "") -> Page:
    page.goto(reverse("dashboard:graph") + query)
    page.wait_for_selector("#graph[data-state='settled']")
    return page


@pytest.mark.parametrize("shape", [{}, SMALL], ids=["wide", "narrow"])
def test_the_page_looks_right_light_and_dark(
    browse: Browse, alice: User, book: dict[str, Contact], shape: dict[str, Any]
) -> None:
    page = browse(alice, **shape)

    assert look_through(page, [reverse("dashboard:graph"), "/graph/?by=tag"], ("light", "dark")) == {}


def test_the_page_of_a_new_book_looks_right(browse: Browse, alice: User) -> None:
    assert look_through(browse(alice, **SMALL), [reverse("dashboard:graph")], ("light",)) == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_picture_is_drawn_on_the_ground_of_the_theme(
    browse: Browse, alice: User, book: dict[str, Contact], scheme: str
) -> None:
    found = opened(browse(alice, color_scheme=scheme)).evaluate(COLOURS)

    assert found["ground"] > found["others"] > 2_000
    assert found["colours"] > 20


def test_the_same_book_gives_the_same_picture(browse: Browse, alice: User, book: dict[str, Contact]) -> None:
    pictures = [opened(browse(alice)).evaluate(DRAWN) for _ in range(2)]

    assert pictures[0] == pictures[1]


def test_a_name_is_found_without_its_accents_and_enter_leads_to_the_person(
    browse: Browse, alice: User, book: dict[str, Contact]
) -> None:
    page = opened(browse(alice))

    page.get_by_role("searchbox", name="Find in the picture").fill("ÁDA lind")
    expect(page.get_by_text("1 person fits.")).to_be_visible()
    page.keyboard.press("Enter")

    expect(page.locator(SPOKEN)).to_contain_text("Ada Lindqvist. ")
    expect(page.locator(SPOKEN)).to_contain_text("knows 3 people here")
    expect(page.locator("#graph .graph-card").get_by_role("link", name="Greta Holm")).to_be_visible()
    expect(page.locator("#graph canvas")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(reverse("dashboard:person", args=[book["Ada Lindqvist"].pk]))


def test_the_keys_walk_zoom_and_let_go(browse: Browse, alice: User, book: dict[str, Contact]) -> None:
    page = opened(browse(alice))
    picture, spoken = page.locator("#graph canvas"), page.locator(SPOKEN)
    picture.focus()
    heard = []
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
        expect(spoken).not_to_have_text(heard[-1] if heard else "")
        heard.append(spoken.text_content() or "")
    assert len(set(heard)) > 2

    page.keyboard.press("+")
    expect(page.locator("#graph[data-zoomed='yes']")).to_be_visible()
    page.keyboard.press("0")
    expect(page.locator("#graph[data-zoomed='no']")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#graph .graph-card")).to_be_hidden()
    expect(picture).to_be_focused()
    page.keyboard.press("Escape")
    expect(picture).not_to_be_focused()


def test_the_buttons_zoom_and_show_everything_again(
    browse: Browse, alice: User, book: dict[str, Contact]
) -> None:
    page = opened(browse(alice))
    before = page.evaluate(DRAWN)

    page.get_by_role("button", name="Nearer").click()
    expect(page.locator("#graph[data-zoomed='yes']")).to_be_visible()
    page.get_by_role("button", name="Farther").click()
    expect(page.locator("#graph[data-zoomed='no']")).to_be_visible()
    page.get_by_role("button", name="Nearer").click()
    page.get_by_role("button", name="Show everything").click()

    expect(page.locator("#graph[data-zoomed='no']")).to_be_visible()
    page.mouse.move(0, 0)
    page.wait_for_timeout(400)
    assert page.evaluate(DRAWN) == before


def test_a_ring_and_a_health_narrow_the_picture_and_everybody_comes_back(
    browse: Browse, alice: User, book: dict[str, Contact]
) -> None:
    page = opened(browse(alice))
    before = page.evaluate(DRAWN)
    page.get_by_text("Only some of them").click()

    page.get_by_label("Health", exact=True).select_option("Thriving")
    expect(page.locator("[data-found]")).to_contain_text("fit")
    page.get_by_role("button", name="Everybody").click()

    expect(page.locator("[data-found]")).to_be_empty()
    assert page.evaluate(DRAWN) == before


def test_a_tap_tells_who_it_is(browse: Browse, alice: User, book: dict[str, Contact]) -> None:
    page = opened(browse(alice, **SMALL))
    page.get_by_role("searchbox", name="Find in the picture").fill("Ada Lindqvist")
    page.keyboard.press("Enter")
    card = page.locator("#graph .graph-card")
    expect(card).to_contain_text("Ada Lindqvist")
    page.locator("#graph canvas").tap(position={"x": 5, "y": 5})
    expect(card).to_be_hidden()

    box = page.locator("#graph canvas").bounding_box()
    assert box is not None
    page.locator("#graph canvas").tap(position={"x": box["width"] / 2, "y": box["height"] / 2})

    expect(card).to_contain_text("Ada Lindqvist")
    expect(card).to_contain_text("Knows ")


def test_without_scripts_there_are_the_list_and_the_table(
    browse: Browse, alice: User, book: dict[str, Contact]
) -> None:
    page = browse(alice, java_script_enabled=False)
    page.goto(reverse("dashboard:graph"))

    expect(page.locator("#graph")).to_be_hidden()
    expect(page.get_by_role("table", name="Everybody in the picture, and whom they know")).to_be_visible()
    page.get_by_role("link", name="Knows", exact=True).click()
    expect(page.locator("#graph-table tbody tr").first).to_contain_text("Ada Lindqvist")


def test_a_picture_that_cannot_be_read_says_so(browse: Browse, alice: User, book: dict[str, Contact]) -> None:
    page = browse(alice)
    page.route(
        "**/graph/data/*", lambda route: route.fulfill(body="{}", status=200, content_type="text/html")
    )

    page.goto(reverse("dashboard:graph"))

    expect(page.get_by_text("The picture could not be read.")).to_be_visible()
