"""The daily work in a browser that runs no scripts at all."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts import clock
from accounts.models import User
from contacts.models import Contact
from dashboard.tasks import tick
from interactions.models import Interaction
from network.models import PolicyVersion, ReviewChoice, SweepAnswer
from network.services import link_contact
from tests.browser.conftest import Browse
from tests.browser.linking import asks
from tests.conftest import PASSWORD
from tests.factories import log, make_contact

pytestmark = pytest.mark.browser

TODAY, PEOPLE = "/", "/people/"


@pytest.fixture
def page(browse: Browse, alice: User) -> Page:
    return browse(alice, java_script_enabled=False)


def person(alice: User, name: str, *days_ago: int, **fields: object) -> Contact:
    now = clock.now_for(alice)
    contact = make_contact(alice, name, now, **fields)
    for ago in sorted(days_ago, reverse=True):
        log(contact, now.date() - timedelta(days=ago), now)
    return contact


def names(page: Page) -> list[str]:
    return page.locator("tbody a.name").all_inner_texts()


def write(page: Page, line: str) -> None:
    """Fill in the quick log of the page and send it."""
    page.get_by_role("main").get_by_label("What happened?").fill(line)
    page.get_by_role("button", name="Log it").click()


def test_one_signs_in_and_lands_where_one_wanted_to_go(browse: Browse, alice: User) -> None:
    page = browse(java_script_enabled=False)
    page.goto(PEOPLE)

    page.get_by_label("Email").fill("alice@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()

    expect(page.get_by_role("heading", name="People", exact=True)).to_be_visible()


def test_an_empty_book_says_how_to_begin(page: Page) -> None:
    for url in (TODAY, PEOPLE):
        page.goto(url)
        expect(page.get_by_role("link", name="Import a file")).to_be_visible()
        expect(page.get_by_role("link", name="Add a person")).to_be_visible()


def test_a_line_is_logged_and_taken_back(page: Page, alice: User) -> None:
    person(alice, "Ada Lindqvist")
    page.goto(TODAY)

    write(page, "coffee with Ada yesterday at Kaffa 45m – the atlas")
    expect(page.get_by_text("Logged: coffee with Ada Lindqvist.")).to_be_visible()
    coffee = Interaction.objects.owned_by(alice).get()
    assert (coffee.place, coffee.minutes, coffee.note) == ("Kaffa", 45, "the atlas")

    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Deleted: coffee.")).to_be_visible()
    assert not Interaction.objects.owned_by(alice).exists()


def test_a_name_of_two_people_is_asked_about(page: Page, alice: User) -> None:
    person(alice, "Ada Lindqvist")
    person(alice, "Ada Byron")
    page.goto(TODAY)

    write(page, "lunch with Ada")
    expect(page.get_by_role("group", name="Which Ada?")).to_be_visible()
    page.get_by_text("Ada Byron", exact=True).click()
    page.get_by_role("button", name="Log it").click()

    expect(page.get_by_text("Logged: meal with Ada Byron.")).to_be_visible()


def test_a_new_name_is_asked_about_and_the_person_made(page: Page, alice: User) -> None:
    page.goto("/log/")

    write(page, "drink with Vera Lindgren")
    page.get_by_label("Add Vera Lindgren").check()
    page.get_by_role("button", name="Log it").click()

    expect(page.get_by_text("Logged: drink with Vera Lindgren.")).to_be_visible()
    assert [contact.display for contact in Contact.objects.owned_by(alice)] == ["Vera Lindgren"]


def test_a_person_is_added_edited_deleted_and_brought_back(page: Page, alice: User) -> None:
    page.goto(PEOPLE)
    page.get_by_role("link", name="New person").click()
    page.get_by_label("Given name").fill("Ada")
    page.get_by_label("Family name").fill("Lindqvist")
    page.get_by_label("Circle").select_option("Close")
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_role("heading", name="Ada Lindqvist")).to_be_visible()

    page.get_by_role("link", name="Edit").click()
    page.get_by_label("Address, number or handle").first.fill("ada@example.org")
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_role("link", name="ada@example.org")).to_be_visible()

    page.get_by_role("link", name="Edit").click()
    page.get_by_role("button", name="Delete").click()
    expect(page.get_by_text("Deleted Ada Lindqvist.")).to_be_visible()
    assert not Contact.objects.owned_by(alice).exists()

    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Ada Lindqvist is back.")).to_be_visible()
    assert names(page) == ["Ada Lindqvist"]


def test_people_are_filtered_and_sorted(page: Page, alice: User) -> None:
    person(alice, "Ada Lindqvist", 3, circle="close")
    person(alice, "Carl Babic", 1, 8, 15)
    person(alice, "Zoe Zimmer", 200, circle="close")
    page.goto(PEOPLE)
    assert names(page) == ["Carl Babic", "Ada Lindqvist", "Zoe Zimmer"]

    page.get_by_role("link", name="Name").click()
    assert names(page) == ["Ada Lindqvist", "Carl Babic", "Zoe Zimmer"]

    page.get_by_label("Circle").first.select_option("Close")
    page.get_by_role("button", name="Show").click()
    assert names(page) == ["Ada Lindqvist", "Zoe Zimmer"]
    expect(page.get_by_role("columnheader", name="Name")).to_have_attribute("aria-sort", "ascending")


def test_a_call_is_logged_from_the_list_in_one_tap(page: Page, alice: User) -> None:
    person(alice, "Ada Lindqvist")
    page.goto(PEOPLE)

    page.get_by_role("button", name="had a call with Ada Lindqvist today").click()

    expect(page.get_by_text("Logged: call with Ada Lindqvist.")).to_be_visible()
    assert page.url.endswith(PEOPLE)


def test_the_circle_of_several_people_is_changed_at_once(page: Page, alice: User) -> None:
    for name in ("Ada Lindqvist", "Carl Babic", "Zoe Zimmer"):
        person(alice, name)
    page.goto(PEOPLE)

    page.get_by_label("Select Ada Lindqvist").check()
    page.get_by_label("Select Zoe Zimmer").check()
    bulk = page.locator(".bulk")
    bulk.get_by_label("Circle").select_option("Friends")
    bulk.get_by_role("button", name="Change").click()

    expect(page.get_by_text("Changed 2 people.")).to_be_visible()
    circles = dict(Contact.objects.owned_by(alice).values_list("display", "circle"))
    assert circles == {"Ada Lindqvist": "friends", "Carl Babic": "", "Zoe Zimmer": "friends"}


def test_a_tag_for_several_people_leaves_the_rest_of_them_alone(page: Page, alice: User) -> None:
    ada = person(alice, "Ada Lindqvist", circle="close")
    page.goto(PEOPLE)

    page.get_by_label("Select Ada Lindqvist").check()
    page.locator(".bulk").get_by_label("Add tags").fill("chess")
    page.locator(".bulk").get_by_role("button", name="Change").click()

    expect(page.get_by_text("Changed one person.")).to_be_visible()
    ada.refresh_from_db()
    assert (ada.circle, ada.state, [tag.name for tag in ada.tags.all()]) == ("close", "active", ["chess"])


def test_somebody_is_snoozed_from_today(page: Page, alice: User) -> None:
    person(alice, "Ada Lindqvist", *range(70, 190, 20))
    tick()
    page.goto(TODAY)

    page.get_by_role("button", name=re.compile("^Snooze.*Ada Lindqvist$")).click()

    expect(page.get_by_text("Snoozed for seven days: Ada Lindqvist.")).to_be_visible()
    expect(page.get_by_text("Nobody needs you today")).to_be_visible()


def test_a_policy_is_chosen_and_edited(page: Page, alice: User) -> None:
    page.goto(reverse("network:policy_choose") + "?network=linkedin")
    page.get_by_role("button", name="Choose Coffee, meal or beer").click()
    page.get_by_role("button", name="Save this policy").click()
    expect(page.get_by_text("as version 1").first).to_be_visible()

    page.get_by_role("link", name="Edit").click()
    page.get_by_role("button", name=re.compile("^Down.*rule 1$")).click()
    page.get_by_label("Verdict").select_option("decide later")
    page.get_by_role("button", name="Update the words").click()
    words = page.locator("#policy-words li")
    expect(words.first).to_contain_text("at least six exchanges online")
    expect(words.last).to_have_text("Otherwise: decide later.")

    page.get_by_role("button", name="See what it would do").click()
    page.get_by_role("button", name="Save this policy").click()
    expect(page.get_by_text("as version 2").first).to_be_visible()
    version = PolicyVersion.objects.owned_by(alice).get(number=2)
    assert (version.policy.rules[1].verdict, version.policy.default) == ("accept", "decide-later")


def test_a_request_is_decided_and_taken_back(page: Page, alice: User) -> None:
    asked = asks(alice, "Piet Ruys", clock.now_for(alice))
    page.goto(reverse("network:requests"))

    page.get_by_role("button", name="Decline").click()
    expect(page.get_by_text("Declined: Piet Ruys.")).to_be_visible()
    expect(page.get_by_text("No requests waiting")).to_be_visible()

    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", name="Request 1 of 1")).to_be_visible()
    asked.refresh_from_db()
    assert asked.state == "open"


def test_the_sweep_takes_an_answer_and_gives_it_back(page: Page, alice: User) -> None:
    contact = person(alice, "Owen Reed")
    link_contact(owner=alice, contact=contact, network="linkedin", since=clock.today(alice), address="")
    page.goto(reverse("network:sweep"))

    page.get_by_role("button", name=re.compile("^Yes.*with Owen Reed$")).click()
    expect(page.get_by_text("Yes, date unknown")).to_be_visible()
    assert SweepAnswer.objects.owned_by(alice).get().met is True

    page.get_by_role("button", name=re.compile("^Undo.*Owen Reed$")).click()
    expect(page.get_by_role("button", name=re.compile("^Yes.*with Owen Reed$"))).to_be_visible()
    assert not SweepAnswer.objects.owned_by(alice).exists()


def test_somebody_is_kept_in_review(page: Page, alice: User) -> None:
    contact = person(alice, "Owen Reed", 900, 930)
    since = clock.today(alice) - timedelta(days=1000)
    link_contact(owner=alice, contact=contact, network="linkedin", since=since, address="")
    page.goto(reverse("network:review"))

    page.get_by_role("button", name=re.compile("^Keep")).click()

    expect(page.get_by_text("Keeping Owen Reed. Asked again in a year.")).to_be_visible()
    assert ReviewChoice.objects.owned_by(alice).get().choice == "keep"
    expect(page.get_by_text("That is all for now")).to_be_visible()
