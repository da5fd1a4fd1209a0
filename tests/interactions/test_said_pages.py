"""Saying it oneself on a person's page, and taking it back, as a browser without scripts does."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.utils.html import escape

from accounts.models import User
from contacts.models import Contact
from relationships.models import Standing
from tests.factories import log, make_contact

TODAY = date(2026, 3, 12)


@pytest.fixture
def ada(alice: User, now: datetime) -> Contact:
    found = make_contact(alice, "Ada Lindqvist", now)
    for ago in (20, 41, 62):
        log(found, TODAY - timedelta(days=ago), now)
    return found


def row(contact: Contact) -> dict[str, object]:
    return Standing.objects.filter(contact=contact).values().get()


def say(client: Client, contact: Contact, what: str, **fields: object) -> str:
    """Post a form of the page and follow to the page, whose text is returned."""
    page = f"/people/{contact.pk}/"
    answer = client.post(f"{page}{what}/", {"next": f"{page}#standing", **fields}, follow=True)
    assert answer.redirect_chain == [(f"{page}#standing", 302)]
    return answer.content.decode()


def undo(client: Client, shown: str) -> str:
    """Press the undo of the toast."""
    found = re.search(r'action="(/people/\d+/take-back/[^"]+)"', shown)
    assert found is not None
    return client.post(found[1], follow=True).content.decode()


def words_of(shown: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", shown))


def test_a_rating_is_a_line_of_the_arithmetic_with_its_own_way_back(as_alice: Client, ada: Contact) -> None:
    before = row(ada)

    shown = say(as_alice, ada, "rating", value="8.0", half_life="365")

    assert "You are at 8.0 with Ada Lindqvist." in shown
    assert "Own rating of 8.0, 12 March Take back" in words_of(shown)
    assert 'value="8.0"' in shown
    assert "Own rating" not in say(as_alice, ada, "rating/forget")
    assert row(ada) == before


def test_family_is_a_line_with_its_floor(as_alice: Client, ada: Contact) -> None:
    before = row(ada)

    shown = say(as_alice, ada, "pin", is_family="true")

    assert "Family: never below 7.0 Take back" in words_of(shown)
    assert "Why 7.0" in shown
    shown = say(as_alice, ada, "pin", is_pinned="true")
    assert "Family and pinned: never below 7.0 Take back" in words_of(shown)
    shown = say(as_alice, ada, "pin", is_family="false", is_pinned="false")
    assert "Ada Lindqvist is held up no longer." in shown
    assert "never below 7" not in words_of(shown)
    assert row(ada) == before


def test_who_left_is_a_frozen_line_and_comes_back(as_alice: Client, ada: Contact) -> None:
    before = row(ada)

    shown = say(as_alice, ada, "left", how="moved", on="2026-03-03")

    assert "Frozen since 3 March: moved away Take back" in words_of(shown)
    assert "A coffee today" not in shown
    assert "They are back" in shown
    assert "frozen" not in say(as_alice, ada, "back").lower()
    assert row(ada) == before


@pytest.mark.parametrize(
    ("what", "fields"),
    [
        ("rating", {"value": "2.5", "half_life": "90"}),
        ("pin", {"is_pinned": "true"}),
        ("left", {"how": "died", "on": "2026-03-12"}),
        ("left", {"how": "job", "on": "2026-01-20"}),
    ],
)
def test_the_toast_takes_it_back(as_alice: Client, ada: Contact, what: str, fields: dict[str, str]) -> None:
    before = row(ada)
    shown = say(as_alice, ada, what, **fields)
    assert row(ada) != before

    assert "Taken back: Ada Lindqvist is as before." in undo(as_alice, shown)
    assert row(ada) == before


def test_the_toast_of_an_older_word_leaves_the_newer_one(as_alice: Client, ada: Contact) -> None:
    older = say(as_alice, ada, "rating", value="8", half_life="365")
    say(as_alice, ada, "rating", value="6", half_life="90")

    assert escape("You said something else about Ada Lindqvist since; that stays.") in undo(as_alice, older)
    assert row(ada)["rated_value"] == 6.0


@pytest.mark.parametrize(
    ("what", "fields", "told"),
    [
        ("rating", {"value": "9.6", "half_life": "365"}, "less than or equal to 9.5"),
        ("rating", {"value": "nan", "half_life": "365"}, "Enter a number"),
        ("rating", {"value": "8", "half_life": "7"}, "Select a valid choice"),
        ("left", {"how": "moved", "on": "2026-03-13"}, "That day is still to come."),
        ("left", {"how": "moved", "on": "0001-01-01"}, "That is before 1900."),
        ("left", {"how": "vanished", "on": "2026-03-12"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_is_asked_again(
    as_alice: Client, ada: Contact, what: str, fields: dict[str, str], told: str
) -> None:
    before = row(ada)

    answer = as_alice.post(f"/people/{ada.pk}/{what}/", fields)

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert row(ada) == before


def test_a_way_back_that_was_tampered_with_leads_nowhere(
    as_alice: Client, alice: User, ada: Contact, now: datetime
) -> None:
    bo = make_contact(alice, "Bo Ek", now)
    shown = say(as_alice, ada, "rating", value="8", half_life="365")
    path = re.search(r'action="/people/\d+/take-back/([^"]+)"', shown)
    assert path is not None

    assert as_alice.post(f"/people/{bo.pk}/take-back/{path[1]}").status_code == 404
    assert as_alice.post(f"/people/{ada.pk}/take-back/{path[1]}x").status_code == 404
    assert row(ada)["rated_value"] == 8.0


def test_the_card_and_the_list_pin_people_too(
    as_alice: Client, alice: User, ada: Contact, now: datetime
) -> None:
    as_alice.post("/people/bulk/", {"people": [ada.pk], "circle": "keep", "held": "pin"})
    assert row(ada)["rating_floor"] == 7.0
    as_alice.post("/people/bulk/", {"people": [ada.pk], "circle": "keep", "held": "unpin"})
    assert row(ada)["rating_floor"] is None


def test_a_card_set_to_left_freezes_today_and_forgets_it_on_the_way_back(
    as_alice: Client, ada: Contact
) -> None:
    as_alice.post("/people/bulk/", {"people": [ada.pk], "circle": "keep", "state": "left"})
    assert row(ada)["frozen_on"] == TODAY.toordinal()
    assert "Frozen since 12 March: left" in as_alice.get(f"/people/{ada.pk}/").content.decode()

    say(as_alice, ada, "left", how="moved", on="2026-03-01")
    as_alice.post("/people/bulk/", {"people": [ada.pk], "circle": "keep", "state": "active"})
    ada.refresh_from_db()
    assert (ada.left_how, row(ada)["frozen_on"]) == ("", None)
