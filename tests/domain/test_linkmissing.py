"""What would have changed a verdict: nothing is promised that the policy would not keep."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.linkconditions import holds
from domain.linkfacts import LinkFacts, Meeting, Mutual
from domain.linkgrants import granted
from domain.linking import ACCEPTING, Check, Outcome, Rule, Settings, all_of, any_of, decide, judge
from domain.linkphrases import PHRASES
from domain.linkpresets import PRESETS, preset
from tests.domain.linkcases import all_facts, checks, law, policies, policy_of

NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
KINDS = {"coffee, meal or drink": "coffee", "coffees, meals or drinks": "coffee"}


def after(wish, facts):
    """The facts after so many meetings, exchanges and days as the words say; None for other words."""
    for part in wish.partition(" would ")[0].split(" and "):
        many, _, what = part.removeprefix("a span of ").replace(" more ", " ").partition(" ")
        if many not in NUMBERS and not many.isdigit():
            return None
        number = NUMBERS.get(many) or int(many)
        if what in KINDS:
            met = [Meeting(KINDS[what], 2)] * number
            facts = replace(facts, meetings=(*facts.meetings, *met))
        elif what in ("exchange online", "exchanges online"):
            facts = replace(facts, online_count=facts.online_count + number)
        elif what in ("day online", "days online"):
            facts = replace(facts, online_days=facts.online_days + number)
        else:
            return None
    return facts


@law
@given(st.sampled_from(list(PRESETS)), all_facts)
def test_whoever_does_what_a_preset_misses_is_accepted(slug, facts):
    policy = preset(slug, "linkedin")

    for wish in decide(policy, facts).missing:
        done = after(wish, facts)
        assert done is None or judge(policy, done)[0] in ACCEPTING, wish


@law
@given(policies, all_facts)
def test_whoever_does_what_a_policy_misses_is_accepted(policy, facts):
    for wish in decide(policy, facts).missing:
        done = after(wish, facts)
        assert done is None or judge(policy, done)[0] in ACCEPTING, wish


@law
@given(checks.filter(lambda check: PHRASES[check.fact].wish), all_facts)
def test_a_granted_wish_meets_its_check(check, facts):
    if check.fact in ("note_kind", "claimed_mutual"):
        check = Check(check.fact, "personal" if check.fact == "note_kind" else "confirmed")

    assert holds(check, granted(check, facts, Settings()), Settings())


@pytest.mark.parametrize("verdict", [Outcome.DECLINE, Outcome.IGNORE])
def test_nothing_is_promised_that_an_earlier_rule_would_refuse(verdict):
    policy = policy_of(
        Rule(Check("same_event", 90), verdict),
        Rule(Check("same_event", 14), Outcome.ACCEPT),
        Rule(Check("meetings", 1), Outcome.ACCEPT),
    )

    assert decide(policy, LinkFacts()).missing == ("one coffee, meal or drink would accept",)


def test_s23_a_yes_of_the_sweep_is_no_meeting_to_build_on():
    policy = policy_of(Rule(Check("meetings", 3), Outcome.ACCEPT))

    assert decide(policy, LinkFacts(met_in_person=True)).missing == (
        "three coffees, meals or drinks would accept",
    )


def test_the_last_one_that_is_missing_is_one_more():
    policy = policy_of(Rule(Check("meetings", 3), Outcome.ACCEPT))

    assert decide(policy, LinkFacts(meetings=(Meeting("coffee"), Meeting("meal")))).missing == (
        "one more coffee, meal or drink would accept",
    )


def test_ways_within_ways_are_told_one_by_one():
    friend = any_of(Check("confirmed_mutuals", 1), Check("shared_employer"))
    policy = policy_of(Rule(all_of(friend, Check("meetings", 1)), Outcome.ACCEPT))

    assert decide(policy, LinkFacts()).missing == (
        "one mutual contact who confirms and one coffee, meal or drink would accept",
        "years at the same employer and one coffee, meal or drink would accept",
    )


def test_what_is_brought_about_by_the_way_is_not_asked_for_twice():
    policy = policy_of(Rule(all_of(Check("meals", 2), Check("meetings", 1)), Outcome.ACCEPT))

    assert decide(policy, LinkFacts()).missing == ("two meals would accept",)


def test_a_strength_that_the_owner_hides_is_not_told():
    rule = Rule(all_of(Check("strength", 5), Check("mutual_strength", 5)), Outcome.ACCEPT)
    kim = Mutual("Kim Vale", "confirmed", 7.2, is_told=False)

    close = LinkFacts(strength=6.3, mutuals=(kim,), tells_strength=False)
    far = LinkFacts(strength=4.3, claimed=replace(kim, state="unverified"), tells_strength=False)

    assert decide(policy_of(rule), close).reasons == (
        "our strength is 5 or more of 10",
        "Kim Vale confirms knowing them",
    )
    assert decide(policy_of(rule), far).reasons == (
        "you are not yet at 5 of 10",
        "they name Kim Vale, not asked yet",
    )
