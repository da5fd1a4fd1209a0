"""What a policy would do is shown before it is saved."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from domain.linkfacts import LinkFacts
from domain.linkmemory import facts_to_plain
from domain.quicklog import Entry
from interactions.models import Attendee
from interactions.services import log_interaction
from network.models import Decision, LinkRequest
from network.services.sweep import answer_sweep
from tests.factories import make_contact
from tests.network.editing import address, choose, fields_of
from tests.network.given import days_before, linked, linked_person, request_from

PRESET = {"preset": "coffee-meal-beer"}


def page(client: Client, posted: dict[str, object] | None = None) -> str:
    return client.post(address("simulate"), posted or PRESET).content.decode()


def dinner(owner: User, others: int, now: datetime) -> None:
    """A meal with so many others, of whom the owner is linked to the first."""
    guests = [make_contact(owner, f"Guest {number}", now) for number in range(others)]
    linked(guests[0])
    entry = Entry(kind="meal", day=days_before(30))
    log_interaction(owner=owner, attendees=[Attendee(one) for one in guests], entry=entry, now=now)


@pytest.mark.parametrize(("others", "failing"), [(11, 0), (39, 1)])
def test_s1_a_dinner_with_40_is_no_shared_meal(
    others: int, failing: int, alice: User, as_alice: Client, now: datetime
) -> None:
    dinner(alice, others, now)

    assert f"{failing} of 1 link would not pass" in page(as_alice)


def test_s1_the_owner_says_how_many_are_too_many(alice: User, as_alice: Client, now: datetime) -> None:
    dinner(alice, 39, now)
    choose(as_alice, "coffee-meal-beer")
    typed = fields_of(as_alice.get(address("edit")).content.decode())

    shown = page(as_alice, typed | {"at_most_present": ["40"]})

    assert "0 of 1 link would not pass" in shown
    assert "Would pass now" in shown


def test_s23_the_strong_without_a_logged_coffee_lead_to_the_sweep(
    alice: User, as_alice: Client, now: datetime
) -> None:
    strong = linked_person(alice, "Mira Solberg", 1, 2, 3, 5, 8, 13, 21, 34)
    before = page(as_alice)

    answer_sweep(contact=strong, met=True, now=now)

    assert "1 of 1 link would not pass; 1 of those is strong and lacks a logged coffee" in before
    assert reverse("network:sweep") in before
    assert "0 of 1 link would not pass." in page(as_alice)


def test_who_changes_side_is_listed(alice: User, as_alice: Client, now: datetime) -> None:
    linked_person(alice, "Mira Solberg")
    choose(as_alice, "open-networker")

    shown = page(as_alice)

    assert "Would not pass any more" in shown
    assert shown.count("Mira Solberg") == 1


def test_verdicts_that_would_change_are_listed(alice: User, as_alice: Client, now: datetime) -> None:
    request = request_from(alice, "Jon <i>Vik</i>")
    facts = facts_to_plain(LinkFacts(title="editor"))
    told = {"outcome": "accept", "verdict": "accept", "facts": facts, "made_at": now}
    Decision.objects.create(owner=alice, request=request, state_before=LinkRequest.State.OPEN, **told)

    shown = page(as_alice)

    assert "1 verdict you gave would change" in shown
    assert "Jon &lt;i&gt;Vik&lt;/i&gt;" in shown
    assert "it says: ask where we met" in shown


def test_without_links_nothing_is_counted(as_alice: Client, now: datetime) -> None:
    assert "You have no links on LinkedIn here yet. The policy advises" in page(as_alice)


@pytest.mark.parametrize("posted", [{"preset": "no-such"}, {"draft": "nonsense"}])
def test_what_is_no_policy_gets_a_clear_word(posted: dict[str, str], as_alice: Client) -> None:
    answer = as_alice.post(address("simulate"), posted)

    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
