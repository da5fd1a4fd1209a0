"""The owner's page of calendars: an address is made, shown once, renewed and ended."""

import re

import pytest
from django.test import Client, override_settings

from accounts import clock
from reminders.models import Feed
from reminders.services.feeds import make_feed
from tests.reminders.people import NOW, birthday, make_contact

pytestmark = pytest.mark.django_db
PAGE = "/settings/feeds/"


def page_of(client: Client, method: str = "get", path: str = "", **fields: str) -> str:
    with clock.set_to(NOW):
        answer = getattr(client, method)(PAGE + path, fields)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    return answer.content.decode()


def address_in(page: str) -> str:
    found = re.findall(r'id="feed-address">([^<]*)<', page)
    return found[0] if found else ""


def test_it_begins_with_three_calendars_and_no_address(as_alice):
    page = page_of(as_alice)

    assert page.count("It has no address yet.") == 3
    assert address_in(page) == ""


def test_an_address_is_shown_once_and_works(alice, as_alice):
    birthday(make_contact(alice, "Ada Lindqvist"), 3, 14)

    address = address_in(page_of(as_alice, "post", "make/", scope="dates"))

    assert address.startswith("http://localhost:8000/feeds/")
    assert b"Birthday: Ada" in Client().get(address.removeprefix("http://localhost:8000")).content
    again = page_of(as_alice)
    assert "Its address was made on 12 March 2026." in again
    assert address.split("/")[-1] not in again


@override_settings(BASE_URL="https://rapport.example.org/crm")
def test_the_address_is_the_one_that_others_reach(as_alice):
    assert address_in(page_of(as_alice, "post", "make/", scope="dates")).startswith(
        "https://rapport.example.org/crm/feeds/"
    )


def test_a_new_address_keeps_what_it_tells_and_ends_the_old_one(as_alice):
    old = address_in(page_of(as_alice, "post", "make/", scope="people", tells_names="on"))

    new = address_in(page_of(as_alice, "post", "make/", scope="people"))

    codes = [Client().get(url.removeprefix("http://localhost:8000")).status_code for url in (old, new)]
    assert codes == [404, 200]
    assert Feed.objects.get().tells_names is True


def test_what_it_tells_is_changed_without_a_new_address(alice, as_alice):
    make_feed(owner=alice, scope="dates", tells_names=False, now=NOW)
    before = Feed.objects.get().secret_hash

    assert as_alice.post(f"{PAGE}detail/", {"scope": "dates", "tells_names": "on"}).status_code == 302

    feed = Feed.objects.get()
    assert (feed.tells_names, feed.secret_hash) == (True, before)


def test_ending_it_kills_the_address(alice, as_alice):
    secret = make_feed(owner=alice, scope="dates", tells_names=False, now=NOW)

    assert as_alice.post(f"{PAGE}end/", {"scope": "dates"}).status_code == 302

    assert Client().get(f"/feeds/{secret}.ics").status_code == 404
    assert Feed.objects.count() == 0


@pytest.mark.parametrize("path", ["make/", "detail/", "end/"])
@pytest.mark.parametrize("scope", ["", "everything", "dates\x00"])
def test_a_calendar_that_is_none_is_404(as_alice, path, scope):
    assert as_alice.post(PAGE + path, {"scope": scope}).status_code == 404


def test_b1_another_owners_calendar_is_out_of_reach(alice, as_bob):
    secret = make_feed(owner=alice, scope="dates", tells_names=False, now=NOW)

    assert [as_bob.post(PAGE + path, {"scope": "dates"}).status_code for path in ("detail/", "end/")] == [
        404,
        404,
    ]
    assert Client().get(f"/feeds/{secret}.ics").status_code == 200
