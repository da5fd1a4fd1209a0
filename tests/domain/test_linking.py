import json
from dataclasses import fields, replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.linkfacts import Claim, LinkFacts, Meeting, Mutual
from domain.linking import (
    ACCEPTING,
    Check,
    NotSo,
    Outcome,
    Rule,
    all_of,
    any_of,
    decide,
    fields_read,
    holds,
    judge,
    never_admitting,
    what_follows,
)
from domain.linkmemory import facts_from_plain, facts_to_plain
from tests.domain.linkcases import TODAY, all_facts, law, policies, policy_of, rules

COFFEE = Rule(Check("meetings", 1), Outcome.ACCEPT)


@law
@given(policies, all_facts)
def test_any_facts_give_a_verdict_of_any_policy(policy, facts):
    verdict = decide(policy, facts)

    assert verdict.verdict in list(Outcome)
    assert verdict.sentence.endswith(".")
    assert all(verdict.reasons)
    assert all(verdict.missing)


@law
@given(policies, all_facts)
def test_the_first_match_wins(policy, facts):
    matching = [n for n, rule in enumerate(policy.rules, 1) if holds(rule.condition, facts, policy.settings)]

    fired = matching[0] if matching else 0
    wanted = policy.rules[fired - 1].verdict if fired else policy.default

    assert judge(policy, facts) == (wanted, fired)
    assert (decide(policy, facts).verdict, decide(policy, facts).rule) == (wanted, fired)


@law
@given(policies, all_facts, rules)
def test_a_rule_added_after_a_match_changes_nothing(policy, facts, rule):
    fired = judge(policy, facts)[1]
    assume(fired)

    longer = replace(policy, rules=(*policy.rules[:fired], rule, *policy.rules[fired:]))

    assert decide(longer, facts) == decide(policy, facts)


@law
@given(policies, all_facts, all_facts)
def test_no_verdict_depends_on_a_fact_that_no_rule_names(policy, facts, other):
    named = {field for rule in policy.rules for field in fields_read(rule.condition)}
    unnamed = {
        field.name: getattr(other, field.name) for field in fields(LinkFacts) if field.name not in named
    }

    assert judge(policy, replace(facts, **unnamed)) == judge(policy, facts)


@law
@given(policies, all_facts)
def test_an_acceptance_misses_nothing(policy, facts):
    verdict = decide(policy, facts)

    assert verdict.verdict not in ACCEPTING or verdict.missing == ()


@law
@given(all_facts)
def test_facts_come_back_from_json_as_they_were(facts):
    assert facts_from_plain(json.loads(json.dumps(facts_to_plain(facts)))) == facts


def test_facts_that_are_no_more_are_left_out():
    assert facts_from_plain({"shoe_size": 42, "online_days": 3}) == LinkFacts(online_days=3)


@law
@given(policies, all_facts)
def test_s6_a_policy_that_never_admits_never_asks_where_we_met(policy, facts):
    asked, quiet = judge(policy, facts)[0], judge(never_admitting(policy), facts)[0]

    assert quiet == (Outcome.DECIDE_LATER if asked == Outcome.ASK_WHERE_MET else asked)


def test_s6_a_policy_that_never_admits_cannot_be_made_to_ask():
    asking = Rule(Check("have_we_met", 60), Outcome.ASK_WHERE_MET)

    with pytest.raises(ValueError, match="rule 2 cannot ask where you met"):
        policy_of(COFFEE, asking, never_admits=True)
    with pytest.raises(ValueError, match="otherwise"):
        policy_of(COFFEE, default=Outcome.ASK_WHERE_MET, never_admits=True)
    with pytest.raises(ValueError, match="the question does"):
        policy_of(COFFEE, never_admits=True, question="Do I remember you?")


def test_s1_a_dinner_with_forty_is_no_meal():
    verdict = decide(policy_of(COFFEE), LinkFacts(meetings=(Meeting("dinner", 40, TODAY - 9),), today=TODAY))

    assert (verdict.verdict, verdict.rule) == ("decide-later", 0)
    assert verdict.reasons == ("a dinner with 40 does not count: at most 12",)
    assert verdict.missing == ("one coffee, meal or drink would accept",)


def test_s1_a_coffee_with_two_others_is_told_with_its_day():
    facts = LinkFacts(meetings=(Meeting("coffee", 4, TODAY - 264),), today=TODAY)

    verdict = decide(policy_of(COFFEE), facts)

    assert (verdict.verdict, verdict.rule) == ("accept", 1)
    assert verdict.sentence == "If we shared a coffee, a meal or a drink with at most 12 people: accept."
    assert verdict.reasons == ("a coffee on 3 March with two others",)


def test_s1_the_owner_says_how_many_are_a_crowd():
    facts = LinkFacts(meetings=(Meeting("dinner", 13),))

    assert decide(policy_of(COFFEE), facts).verdict == "decide-later"
    assert decide(policy_of(COFFEE, at_most_present=13), facts).verdict == "accept"


def test_s1_an_event_is_no_meal():
    assert (
        decide(policy_of(COFFEE), LinkFacts(meetings=(Meeting("event", 3, TODAY),))).verdict == "decide-later"
    )


def test_a_yes_in_the_sweep_counts_as_one_meeting_of_unknown_day():
    said = decide(policy_of(COFFEE), LinkFacts(met_in_person=True))

    assert said.verdict == "accept"
    assert said.reasons == ("you said that you shared a coffee, meal or drink, day not known",)
    assert (
        decide(policy_of(Rule(Check("coffees", 1), Outcome.ACCEPT)), LinkFacts(met_in_person=True)).rule == 0
    )
    assert decide(policy_of(COFFEE), LinkFacts(met_in_person=False)).rule == 0


def test_only_the_latest_meetings_are_told():
    facts = LinkFacts(meetings=tuple(Meeting("meal", 2, TODAY - day) for day in range(5)), today=TODAY)

    assert decide(policy_of(COFFEE), facts).reasons == (
        "a meal on 22 November",
        "a meal on 21 November",
        "a meal on 20 November",
        "and two more",
    )


def test_s10_a_claim_is_told_with_its_state():
    denied = LinkFacts(claimed=Mutual("Kim Vale", Claim.DENIED, 7.2))
    rule = Rule(Check("claimed_mutual", "denied"), Outcome.DECLINE)

    assert decide(policy_of(rule), denied).reasons == ("they name Kim Vale (7.2 with you): denied",)
    assert decide(policy_of(rule), LinkFacts(claimed=Mutual("Kim Vale"))).verdict == "decide-later"


def test_s10_an_unverified_claim_counts_for_nothing_until_confirmed():
    policy = policy_of(Rule(Check("claimed_mutual", "confirmed"), Outcome.ACCEPT))

    verdict = decide(policy, LinkFacts(claimed=Mutual("Kim Vale", strength=6.0)))

    assert verdict.verdict == "decide-later"
    assert verdict.reasons == ("they name Kim Vale (6.0 with you), not asked yet",)
    assert verdict.missing == ("a friend of yours who confirms knowing them would accept",)


def test_s22_behaviour_and_an_earlier_unlinking_are_told():
    facts = LinkFacts(behaviour=("pitch",), unlink_reason="mass pitch", unlinked_on=TODAY - 900, today=TODAY)
    policy = policy_of(
        Rule(Check("unlinked_before"), Outcome.IGNORE), Rule(Check("behaviour", "any"), Outcome.DECLINE)
    )

    assert decide(policy, facts).reasons == ("unlinked in June 2024: mass pitch",)
    assert decide(policy, replace(facts, unlink_reason=None)).reasons == ("on record: pitch",)


def test_what_nobody_can_bring_about_is_not_missing():
    quiet = NotSo(Check("behaviour", "any"))
    policy = policy_of(Rule(quiet, Outcome.ACCEPT), Rule(Check("strength", 6), Outcome.ACCEPT))

    verdict = decide(policy, LinkFacts(behaviour=("spam",), strength=4.25))

    assert verdict.missing == ("a strength of 6 would accept",)
    assert verdict.reasons == ("you are at 4.2 of 10, not yet 6",)


def test_a_rule_hidden_by_an_earlier_one_promises_nothing():
    policy = policy_of(Rule(COFFEE.condition, Outcome.DECLINE), COFFEE)

    assert decide(policy, LinkFacts()).missing == ()


def test_missing_counts_what_is_already_there():
    policy = policy_of(Rule(Check("meetings", 3), Outcome.ACCEPT_AND_ASK))

    assert decide(policy, LinkFacts()).missing == (
        "three coffees, meals or drinks would accept and ask a question",
    )
    assert decide(policy, LinkFacts(meetings=(Meeting("coffee"),))).missing == (
        "two more coffees, meals or drinks would accept and ask a question",
    )


def test_each_way_to_an_acceptance_is_told_by_itself():
    known = any_of(Check("meetings", 1), all_of(Check("online_exchanges", 2), Check("shared_school")))
    policy = policy_of(Rule(known, Outcome.ACCEPT))

    assert decide(policy, LinkFacts(online_count=1)).missing == (
        "one coffee, meal or drink would accept",
        "one more exchange online and years at the same school would accept",
    )


@pytest.mark.parametrize("after", ["hello", "ask", "nothing"])
def test_s8_s20_one_thing_at_most_follows_a_verdict(after):
    policy = policy_of(after_accepting=after)

    assert what_follows(policy, Outcome.ACCEPT) == after
    assert what_follows(policy, Outcome.ACCEPT_AND_ASK) == "ask"
    assert what_follows(policy, Outcome.DECLINE) == "nothing"


@law
@given(st.sampled_from(Outcome), all_facts)
def test_a_policy_without_rules_says_its_default_to_everybody(default, facts):
    assert judge(policy_of(default=default), facts) == (default, 0)
