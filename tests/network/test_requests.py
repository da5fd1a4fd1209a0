"""Who waits for an answer, and what the book knows of them."""

from datetime import UTC, datetime

from django.test import Client

from accounts.models import User
from contacts.services import new_identity
from network.queries import request_cards, waiting_count, waiting_requests
from network.queries.sent import open_invitations
from network.services import choose, tick_unlink
from tests.conftest import NOON
from tests.network.given import TODAY, linked, linked_person, person, request_from


def test_open_incoming_requests_wait_newest_first(alice: User, bob: User) -> None:
    older = request_from(alice, "Rita Asks", sent_at=datetime(2026, 1, 1, tzinfo=UTC))
    newer = request_from(alice, "Sven Asks", sent_at=datetime(2026, 2, 1, tzinfo=UTC))
    undated = request_from(alice, "Tove Asks")
    request_from(alice, "Gone Meanwhile", state="gone")
    sent = request_from(alice, "Ida Invited", incoming=False)
    request_from(bob, "Rita Asks")

    assert list(waiting_requests(alice, TODAY)) == [newer, older, undated]
    assert waiting_count(alice, TODAY) == 3
    assert list(open_invitations(alice)) == [sent]


def test_who_was_linked_meanwhile_waits_no_longer(alice: User) -> None:
    contact = person(alice, "Rita Asks")
    asked = request_from(alice, "Rita Asks", contact=contact)
    assert list(waiting_requests(alice, TODAY)) == [asked]

    linked(contact)
    assert waiting_count(alice, TODAY) == 0


def known(owner: User) -> list[list[tuple[str, str]]]:
    cards = request_cards(owner, waiting_requests(owner, TODAY))
    return [[(one.display, one.by) for one in card.known] for card in cards]


def test_the_same_profile_and_the_same_name_are_evidence(alice: User, bob: User) -> None:
    contact = person(alice, "Rita Bell")
    new_identity(contact=contact, kind="profile", text="https://www.linkedin.com/in/rita-b").save()
    person(alice, "Rita Asks")
    person(bob, "Rita Asks")
    request_from(alice, "Rita Asks", key="rita-b")

    assert known(alice) == [
        [("Rita Bell", "the same page on linkedin, the same first name"), ("Rita Asks", "the same name")]
    ]


def test_a_given_name_alone_is_no_evidence(alice: User) -> None:
    person(alice, "Rita Bell")
    request_from(alice, "Rita")

    assert known(alice) == [[]]


def test_an_earlier_unlinking_is_remembered_of_the_same_profile_only(alice: User) -> None:
    contact = linked_person(alice, "Rita Asks", 800)
    tick_unlink(
        task=choose(contact=contact, choice="unlink", reason="Mass pitch.", now=NOON).tasks.get(), now=NOON
    )
    request_from(alice, "Rita Asks", contact=contact, sent_at=NOON)
    request_from(alice, "Rita Asks")

    assert [card.memory for card in request_cards(alice, waiting_requests(alice, TODAY))] == [
        "unlinked in 2026: mass pitch",
        "",
    ]


def test_an_address_that_is_no_web_address_is_never_a_link(as_alice: Client, alice: User, now) -> None:
    request_from(alice, "Rita Asks", address="javascript:alert(1)")

    assert "javascript:alert" not in as_alice.get("/requests/").text


def test_without_requests_the_page_says_so(as_alice: Client, now) -> None:
    assert "No requests waiting" in as_alice.get("/requests/").text
