"""The door to the owner's rules for linking: what a policy says to a request, and why.

    facts and a policy → decide → a verdict, the rule that fired, the evidence, what would change it

The parts: domain/linkfacts.py holds what is known, domain/linkchecks.py what rules may name,
domain/linkconditions.py and linkrules.py the rules, domain/linkwords.py their words.
"""

from collections.abc import Callable
from dataclasses import dataclass

from domain.linkconditions import (
    AllOf,
    AnyOf,
    Check,
    Condition,
    NotSo,
    all_of,
    any_of,
    fields_read,
    holds,
    predicate,
)
from domain.linkevidence import evidence
from domain.linkfacts import LinkFacts, Meeting, Mutual
from domain.linkmissing import missing, near_misses
from domain.linkoutcomes import ACCEPTING, IN_WORDS, Outcome
from domain.linkplain import from_plain, to_plain
from domain.linkrules import Policy, Rule, never_admitting, unasked, what_follows
from domain.linksettings import After, Settings
from domain.linkwords import default_sentence, policy_sentences, rule_sentence, settings_sentences


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a policy says. `rule` is the number of the rule that fired, 0 for none; `sentence` its words.

    `reasons` are evidence, `missing` what would have made it an acceptance; both are told to the owner.
    """

    verdict: Outcome
    rule: int
    sentence: str
    reasons: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def judging(policy: Policy) -> Callable[[LinkFacts], tuple[Outcome, int]]:
    """judge() of one policy for many people: the policy is read once."""
    rules = [
        (predicate(rule.condition, policy.settings), (_allowed(policy, rule.verdict), number))
        for number, rule in enumerate(policy.rules, 1)
    ]
    otherwise = (_allowed(policy, policy.default), 0)
    return lambda facts: next((said for is_met, said in rules if is_met(facts)), otherwise)


def judge(policy: Policy, facts: LinkFacts) -> tuple[Outcome, int]:
    """The verdict and the number of the rule that fired, 0 for none: decide() without words.

    The first rule whose condition holds wins. A policy that never admits not knowing somebody never asks
    where we met.
    """
    return judging(policy)(facts)


def decide(policy: Policy, facts: LinkFacts) -> Verdict:
    """What the policy says to these facts, and why; the same for the same policy and facts."""
    outcome, fired = judge(policy, facts)
    rule = policy.rules[fired - 1] if fired else None
    reasons = evidence(rule.condition, facts, policy.settings) if rule else []
    sentence = rule_sentence(rule, policy.settings) if rule else default_sentence(policy)
    if outcome in ACCEPTING:
        return Verdict(outcome, fired, sentence, tuple(reasons))
    told = dict.fromkeys([*reasons, *near_misses(policy, fired, facts)])
    return Verdict(outcome, fired, sentence, tuple(told), missing(policy, fired, facts))


def _allowed(policy: Policy, verdict: Outcome) -> Outcome:
    return unasked(verdict) if policy.settings.never_admits else Outcome(verdict)


__all__ = [
    "ACCEPTING",
    "IN_WORDS",
    "After",
    "AllOf",
    "AnyOf",
    "Check",
    "Condition",
    "LinkFacts",
    "Meeting",
    "Mutual",
    "NotSo",
    "Outcome",
    "Policy",
    "Rule",
    "Settings",
    "Verdict",
    "all_of",
    "any_of",
    "decide",
    "default_sentence",
    "evidence",
    "fields_read",
    "from_plain",
    "holds",
    "judge",
    "judging",
    "missing",
    "never_admitting",
    "policy_sentences",
    "rule_sentence",
    "settings_sentences",
    "to_plain",
    "what_follows",
]
