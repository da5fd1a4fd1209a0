"""What a policy would do to links and decisions, before it is saved."""

from datetime import datetime

from accounts.models import User
from contacts.models import Contact
from domain.linkfacts import LinkFacts, Meeting
from domain.linking import Check, Outcome, Policy, Rule
from domain.linkmemory import facts_to_plain
from domain.linkpresets import PRESETS, preset
from network.models import Decision, PolicyVersion, SweepAnswer
from network.queries.accepted import accepted_ids
from network.queries.simulation import failing_links, signal_of, simulate
from tests.factories import log
from tests.network.asking import days_ago, rules, wrote
from tests.network.given import TODAY, linked, linked_person, request_from

COFFEE = preset("coffee-meal-beer", "linkedin")


def met(owner: User, name: str, now: datetime) -> Contact:
    contact = linked_person(owner, name)
    log(contact, days_ago(9), now)
    return contact


def test_s23_links_with_a_coffee_pass_and_the_strong_without_evidence_are_named(
    alice: User, now: datetime
) -> None:
    met(alice, "Ada Lind", now)
    bo = linked_person(alice, "Bo Marten", 3, 9, 16, 30, 60)
    linked_person(alice, "Kim Vale")

    found = simulate(alice, COFFEE, TODAY)

    assert (found.links, found.passing, found.failing) == (3, 1, 2)
    assert (found.strong_without_evidence, found.strong_count) == ([bo], 1)


def test_s23_an_answer_of_the_sweep_is_evidence_and_a_no_is_one_too(alice: User, now: datetime) -> None:
    bo, kim = (linked_person(alice, name, 3, 9, 16, 30, 60) for name in ("Bo Marten", "Kim Vale"))
    SweepAnswer.objects.create(owner=alice, contact=bo, met=True, made_at=now)
    SweepAnswer.objects.create(owner=alice, contact=kim, met=False, made_at=now)

    found = simulate(alice, COFFEE, TODAY)

    assert (found.passing, found.failing, found.strong_count) == (1, 1, 0)


def test_who_changes_side_is_told_against_the_version_that_holds(alice: User, now: datetime) -> None:
    ada, bo = met(alice, "Ada Lind", now), linked_person(alice, "Bo Marten")
    assert (simulate(alice, COFFEE, TODAY).to_fail, simulate(alice, COFFEE, TODAY).to_pass) == ([], [])

    rules(alice, "open-networker", now)
    assert simulate(alice, COFFEE, TODAY).to_fail == [bo]

    rules(alice, "coffee-meal-beer", now)
    nobody = Policy("linkedin", "Nobody", "nobody", (), Outcome.IGNORE)
    assert simulate(alice, nobody, TODAY).to_fail == [ada]
    assert simulate(alice, preset("open-networker", "linkedin"), TODAY).to_pass == [bo]


def test_decisions_that_would_be_others_now_are_told(alice: User, now: datetime) -> None:
    coffee = LinkFacts(meetings=(Meeting("coffee", 2, 1),))
    for name, outcome, facts in (
        ("Ada", "decline", coffee),
        ("Bo", "accept", coffee),
        ("Kim", "accept", LinkFacts()),
    ):
        Decision.objects.create(
            owner=alice, request=request_from(alice, name), outcome=outcome, made_at=now, state_before="open",
            facts=facts_to_plain(facts) | {"today": 1},
        )  # fmt: skip

    changed = simulate(alice, COFFEE, TODAY).changed

    assert sorted((row.request.name, says) for row, says in changed) == [
        ("Ada", "accept"),
        ("Kim", "ask where we met"),
    ]


def test_only_links_of_the_network_are_asked_unless_all_are(alice: User, now: datetime) -> None:
    ada = met(alice, "Ada Lind", now)
    linked(ada, network="xing")
    linked(linked_person(alice, "Bo Marten"), network="facebook")

    assert simulate(alice, COFFEE, TODAY).links == 2
    assert simulate(alice, COFFEE, TODAY, everywhere=True).links == 4


def test_a_simulation_writes_nothing_and_sees_nobody_elses_links(
    alice: User, bob: User, now: datetime
) -> None:
    met(bob, "Ada Lind", now)

    assert simulate(alice, COFFEE, TODAY).links == 0
    assert not PolicyVersion.objects.exists()


def test_every_preset_runs_over_links_with_and_without_a_past(alice: User, now: datetime) -> None:
    met(alice, "Ada Lind", now)
    wrote(linked_person(alice, "Bo Marten"), days_ago(30), "them", True, now)
    linked_person(alice, "Kim Vale")

    sides = {slug: simulate(alice, preset(slug, "linkedin"), TODAY).passing for slug in PRESETS}

    assert sides == {
        "coffee-meal-beer": 1,
        "know-trust-respect": 0,
        "worked-with-or-online": 0,
        "no-objection": 2,
        "same-market": 0,
        "known-by-many": 0,
        "open-networker": 3,
        "accept-then-weed": 3,
    }


def test_s4_failing_links_come_weakest_first_and_where_no_policy_holds_none_fails(
    alice: User, now: datetime
) -> None:
    met(alice, "Ada Lind", now)
    bo, kim = linked_person(alice, "Bo Marten", 40, 90), linked_person(alice, "Kim Vale")
    assert failing_links(alice, TODAY, 10) == []

    rules(alice, "coffee-meal-beer", now)
    says = "Otherwise: ask where we met."
    assert failing_links(alice, TODAY, 10) == [(kim.pk, says), (bo.pk, says)]
    assert failing_links(alice, TODAY, 1) == [(kim.pk, says)]


def test_s4_a_link_is_accepted_where_the_policies_of_all_its_networks_accept_it(
    alice: User, now: datetime
) -> None:
    ada, bo = linked_person(alice, "Ada Lind"), linked_person(alice, "Bo Marten")
    linked(bo, network="xing")
    rules(alice, "open-networker", now)

    assert accepted_ids(alice, [ada.pk, bo.pk], TODAY) == {ada.pk}
    rules(alice, "open-networker", now, network="xing")
    assert accepted_ids(alice, [ada.pk, bo.pk], TODAY) == {ada.pk, bo.pk}


def test_s23_the_signal_counts_the_links_of_a_network_and_those_it_accepts(
    alice: User, now: datetime
) -> None:
    met(alice, "Ada Lind", now)
    linked_person(alice, "Bo Marten")

    assert signal_of(alice, rules(alice, "coffee-meal-beer", now), TODAY) == (2, 1)


def test_a_fact_that_no_rule_names_changes_no_side(alice: User, now: datetime) -> None:
    strong = Policy(
        "linkedin", "Strong", "strong", (Rule(Check("strength", 1), Outcome.ACCEPT),), Outcome.IGNORE
    )
    ada = linked_person(alice, "Ada Lind", 3)
    before = simulate(alice, strong, TODAY).passing

    SweepAnswer.objects.create(owner=alice, contact=ada, met=False, made_at=now)
    assert simulate(alice, strong, TODAY).passing == before == 1
