"""Introductions in a real browser: how the pages look, and the way from a plan to what came of it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts import clock
from accounts.models import User
from contacts.models import Contact, Tag
from network.models import Introduction
from network.services.introductions import Between, close_introduction, start_introduction, take_step
from tests.browser.conftest import NARROW, Browse, Server
from tests.browser.test_looks import faults
from tests.factories import log, make_contact

pytestmark = pytest.mark.browser
SCHEMES = ("light", "dark")
LONG = "Bo Lundgren-Wachtmeister"


@pytest.fixture
def people(alice: User, server: Server) -> dict[str, Contact]:
    """Three close people, two of whom should meet, and introductions in several states."""
    now = clock.now_for(alice)
    found = {name: make_contact(alice, name, now, place="Lund") for name in (LONG, "Ada Moor", "Cara Quist")}
    bees = Tag.objects.create(owner=alice, name="bees")
    for one in found.values():
        for ago in range(1, 60, 5):
            log(one, now.date() - timedelta(days=ago), now, kind="meal")
        one.tags.add(bees)
    bo, ada, cara = found.values()
    planned = Between(broker=bo, to_name="Emil Grün", to_company="Stadtimker")
    start_introduction(owner=alice, between=planned, why="To learn about bees", now=now)
    silent, _new = start_introduction(
        owner=alice, between=Between(broker=ada, to_name="Fay Holm"), why="", now=now
    )
    on = now.date() - timedelta(days=30)
    take_step(introduction=silent, kind="asked", on=on, words="Dear Ada,\nwould you?", now=now)
    two, _new = start_introduction(owner=alice, between=Between(whom=bo, to=cara), why="", now=now)
    take_step(introduction=two, kind="other agreed", on=on, words="", now=now)
    done, _new = start_introduction(
        owner=alice, between=Between(broker=cara, to_name="Gus Berg"), why="", now=now
    )
    take_step(introduction=done, kind="made", on=on, words="", now=now)
    close_introduction(
        introduction=done, outcome="led on", note="A stall of our own.", on=now.date(), now=now
    )
    return found


@pytest.mark.parametrize("view", [{}, NARROW], ids=["wide", "narrow"])
def test_nothing_is_amiss_with_the_pages(
    alice: User, people: dict[str, Contact], browse: Browse, view: dict[str, object]
) -> None:
    page = browse(alice, **view)
    bo, ada, _cara = people.values()
    addresses = [
        *(reverse(f"network:{name}") for name in ("introductions", "introduction_new", "pairs")),
        *(reverse("network:introduction", args=[row.pk]) for row in Introduction.objects.order_by("pk")),
        f"/introductions/new/?whom={bo.pk}&to={ada.pk}",
        reverse("network:refusal", args=[bo.pk]),
    ]
    for address in addresses:
        page.goto(address)
        for summary in page.locator("main summary").all():
            summary.click()
        assert faults(page, SCHEMES) == [], address


def test_from_a_plan_to_what_came_of_it(alice: User, people: dict[str, Contact], browse: Browse) -> None:
    page = browse(alice)
    page.goto("/introductions/new/")
    page.get_by_label("Somebody introduces me").check()
    page.get_by_label("Whom do you ask first?").fill("Ada Moor")
    page.get_by_label("To whom?").fill("Dora Sand")
    page.get_by_label("Why").fill("I want to keep bees in a town")
    page.get_by_role("button", name="Plan it").click()

    expect(page.get_by_label("Your words", exact=True)).to_contain_text("I want to keep bees in a town.")
    page.get_by_label("Your words", exact=True).fill("Dear Ada, would you introduce me to Dora?")
    page.get_by_role("button", name="I asked Ada").click()
    expect(page.get_by_text("Noted: You asked Ada.")).to_be_visible()
    page.get_by_role("button", name="Ada introduced us").click()
    expect(page.get_by_label("Your words", exact=True)).to_contain_text(
        "thank you for introducing me to Dora"
    )

    page.get_by_role("button", name="Take the last step back").click()
    expect(page.get_by_text("Taken back: Ada introduced you.")).to_be_visible()
    page.get_by_role("button", name="Ada introduced us").click()
    page.get_by_role("button", name="I thanked Ada").click()
    page.get_by_label("In a few words").fill("we share a hive")
    page.get_by_role("button", name="Something came of it").click()

    expect(page.get_by_role("link", name="Log the meeting with Dora Sand")).to_be_visible()
    expect(page.get_by_role("textbox", name="Tell Ada Moor what came of it")).to_contain_text(
        "We share a hive."
    )
