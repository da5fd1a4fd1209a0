"""What the commands about linking print."""

import io
import json
from datetime import datetime
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from network.models import Decision, PolicyVersion
from tests.factories import log, make_contact
from tests.network.asking import days_ago, rules
from tests.network.given import linked, linked_person, request_from


def told(command: str, *arguments: str) -> Any:
    out = io.StringIO()
    call_command(command, *arguments, "--owner", "alice@example.org", "--json", stdout=out)
    return json.loads(out.getvalue())


def said(command: str, *arguments: str) -> str:
    out = io.StringIO()
    call_command(command, *arguments, "--owner", "alice@example.org", stdout=out)
    return out.getvalue()


def test_triage_tells_the_verdict_its_rule_the_reasons_and_what_is_missing(
    alice: User, now: datetime
) -> None:
    rules(alice, "coffee-meal-beer", now)
    request_from(alice, "Rita Asks")

    assert told("triage") == [
        {
            "from": "Rita Asks",
            "network": "linkedin",
            "verdict": "ask-where-met",
            "rule": "Otherwise: ask where we met.",
            "reasons": [],
            "missing": [
                "one coffee, meal or drink would accept",
                "six exchanges online and a span of 60 days online would accept",
            ],
            "candidates": [],
            "memory": [],
        }
    ]


def test_triage_names_candidates_with_evidence_and_doubt(alice: User, now: datetime) -> None:
    rules(alice, "coffee-meal-beer", now)
    log(make_contact(alice, "Bert Quint", now), days_ago(9), now)
    request_from(alice, "Bert Quint")

    [row] = told("triage")
    assert (row["verdict"], row["reasons"][1:]) == ("accept", ["a coffee on 3 March"])
    assert row["candidates"] == [
        {
            "contact": "Bert Quint",
            "confidence": 0.873,
            "for": ["the same name"],
            "against": ["the name alone"],
        }
    ]


def test_s3_triage_tells_null_where_the_network_has_no_policy(alice: User, now: datetime) -> None:
    rules(alice, "open-networker", now)
    request_from(alice, "Rita Asks", network="xing")

    [row] = told("triage", "--network", "xing")
    assert (row["verdict"], row["rule"]) == (None, None)
    assert told("triage", "--network", "linkedin") == []
    assert said("triage") == "Rita Asks: no policy for XING yet. Choose one: manage.py choose_policy\n"


def test_triage_leaves_decided_requests_and_other_owners_out(alice: User, bob: User, now: datetime) -> None:
    request_from(bob, "Rita Asks")
    request_from(alice, "Kim Vale", state="declined")

    assert told("triage") == []
    assert said("triage") == "No request waits.\n"


def test_simulate_policy_counts_and_saves_nothing(alice: User, now: datetime) -> None:
    log(linked_person(alice, "Ada Lind"), days_ago(9), now)
    linked_person(alice, "Bo Marten", 3, 9, 16, 30, 60)
    linked(linked_person(alice, "Kim Vale"), network="xing")
    Decision.objects.create(
        owner=alice, request=request_from(alice, "Rita Asks"), outcome="accept", made_at=now,
        state_before="open", facts={"today": 1},
    )  # fmt: skip

    assert told("simulate_policy", "coffee-meal-beer") == {
        "pass": 1,
        "fail": 3,
        "strong_without_evidence": 1,
        "changed": 1,
    }
    assert told("simulate_policy", "coffee-meal-beer", "--network", "xing")["fail"] == 1
    assert said("simulate_policy", "coffee-meal-beer") == (
        "3 of 4 links would not pass; strong among them, but without a logged coffee: 1; "
        "verdicts you gave that would change: 1.\n"
    )
    assert not PolicyVersion.objects.exists()


def test_an_unknown_preset_is_refused_with_those_there_are(alice: User) -> None:
    with pytest.raises(
        CommandError, match="“nonsense” is no policy of ours. Choose one of: coffee-meal-beer"
    ):
        told("simulate_policy", "nonsense")
