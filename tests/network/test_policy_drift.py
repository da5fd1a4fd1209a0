"""What the owner decided against the policy, by rule."""

from datetime import datetime, timedelta

from django.test import Client

from accounts.models import User
from domain.linkpresets import preset
from network.models import Decision, LinkRequest
from network.queries.drift import drift
from network.services.policies import save_version
from tests.network.editing import address
from tests.network.given import request_from

MET = "If we shared a coffee, a meal or a drink with at most 12 people: accept."
OTHERWISE = "Otherwise: ask where we met."


def decided(owner: User, name: str, now: datetime, verdict: str, outcome: str, **more: object) -> Decision:
    request = request_from(owner, name, **{"network": more.pop("network", "linkedin")})
    sentence = MET if verdict == "accept" else OTHERWISE
    told = {"verdict": verdict, "sentence": sentence, "rule": 1, "made_at": now, "outcome": outcome}
    state = LinkRequest.State.OPEN
    return Decision.objects.create(owner=owner, request=request, state_before=state, **(told | more))


def test_decisions_are_compared_with_what_the_policy_said_then(alice: User, now: datetime) -> None:
    decided(alice, "Mira Solberg", now, "accept", "accept")
    decided(alice, "Jon Vik", now, "accept", "decline")
    last = decided(alice, "Ada Berg", now + timedelta(1), "accept", "ignore")
    decided(alice, "Tor Dahl", now, "ask-where-met", "accept")

    found = drift(alice, "linkedin")

    assert (found.followed, found.of) == (1, 4)
    assert [(rule.sentence, rule.against, rule.spoke) for rule in found.rules] == [
        (MET, 2, 3),
        (OTHERWISE, 1, 1),
    ]
    assert found.rules[0].decisions[0] == last


def test_what_was_taken_back_or_had_no_verdict_does_not_count(alice: User, bob: User, now: datetime) -> None:
    decided(alice, "Mira Solberg", now, "accept", "decline", undone_at=now)
    decided(alice, "Jon Vik", now, "", "decline")
    decided(alice, "Ada Berg", now, "accept", "decline", network="xing")
    decided(bob, "Tor Dahl", now, "accept", "decline")

    assert (drift(alice, "linkedin").of, drift(alice, "linkedin").rules) == (0, [])


def test_the_page_tells_how_often_the_policy_was_followed(
    alice: User, as_alice: Client, now: datetime
) -> None:
    save_version(owner=alice, policy=preset("coffee-meal-beer", "linkedin"), now=now)
    decided(alice, "Mira Solberg", now, "accept", "accept")
    decided(alice, "<b>Jon</b> {{ 7 }}", now, "accept", "decline")

    shown = as_alice.get(address("drift")).content.decode()

    assert "<b>1 of 2</b> decisions" in shown
    assert "otherwise 1 of 2 times" in shown
    assert "&lt;b&gt;Jon&lt;/b&gt; {{ 7 }}" in shown


def test_before_the_first_decision_the_page_says_so(alice: User, as_alice: Client, now: datetime) -> None:
    save_version(owner=alice, policy=preset("open-networker", "linkedin"), now=now)

    assert "No decisions yet" in as_alice.get(address("drift")).content.decode()
    assert as_alice.get(address("drift", "xing")).status_code == 404
