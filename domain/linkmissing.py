"""What would have changed a verdict, and what came near it without counting."""

from domain.linkchecks import CHECKS, Shape
from domain.linkconditions import AllOf, AnyOf, Check, Condition, NotSo, checks_of, holds
from domain.linkevidence import mutual_words
from domain.linkfacts import Claim, LinkFacts
from domain.linkmeetings import told_crowds
from domain.linkoutcomes import ACCEPTING, IN_WORDS
from domain.linkphrases import PHRASES, WISHED_CHOICES
from domain.linkrules import Policy, Rule
from domain.linksettings import Settings
from domain.linkwords import filled
from domain.wording import number_in_words

_KINDS = {"meetings": "", "coffees": "coffee", "meals": "meal", "drinks": "drink"}


def missing(policy: Policy, fired: int, facts: LinkFacts) -> tuple[str, ...]:
    """Such as "one coffee, meal or drink would accept": the wishes of accepting rules before the fired one.

    `fired` is the number of the rule that fired, 0 for none. A rule that an earlier one with the same
    condition hides is left out, and so is what nobody can bring about.
    """
    before = policy.rules[: fired - 1] if fired else policy.rules
    wishes = [
        f"{wish} would {IN_WORDS[rule.verdict]}"
        for index, rule in enumerate(before)
        if _is_reachable(rule, before[:index])
        for wish in _ways(rule.condition, facts, policy.settings)
    ]
    return tuple(dict.fromkeys(wishes))


def near_misses(policy: Policy, fired: int, facts: LinkFacts) -> list[str]:
    """What speaks for the accepting rules before the fired one but does not count."""
    before = policy.rules[: fired - 1] if fired else policy.rules
    checks = [check for rule in before if rule.verdict in ACCEPTING for check in checks_of(rule.condition)]
    told = [text for check in checks for text in _near(check, facts, policy.settings)]
    return list(dict.fromkeys(told))


def _is_reachable(rule: Rule, before: tuple[Rule, ...]) -> bool:
    return rule.verdict in ACCEPTING and all(rule.condition != other.condition for other in before)


def _ways(condition: Condition, facts: LinkFacts, settings: Settings) -> list[str]:
    """What would make an unmet condition hold, each way by itself."""
    parts = condition.parts if isinstance(condition, AnyOf) else (condition,)
    return [wish for part in parts if (wish := _wish(part, facts, settings))]


def _wish(condition: Condition, facts: LinkFacts, settings: Settings) -> str:
    """What would make an unmet condition hold; "" where nothing can."""
    match condition:
        case Check():
            return _wish_of(condition, facts, settings)
        case NotSo():
            return ""
        case AllOf(parts):
            unmet = [part for part in parts if not holds(part, facts, settings)]
            wishes = [_wish(part, facts, settings) for part in unmet]
            return " and ".join(wishes) if all(wishes) else ""
        case AnyOf(parts):
            wishes = [_wish(part, facts, settings) for part in parts]
            return " or ".join(dict.fromkeys(wish for wish in wishes if wish))


def _wish_of(check: Check, facts: LinkFacts, settings: Settings) -> str:
    named, phrase = CHECKS[check.fact], PHRASES[check.fact]
    if named.shape is Shape.CHOICE:
        return WISHED_CHOICES.get((check.fact, str(check.threshold)), "")
    if named.shape is not Shape.COUNT:
        return filled(phrase.wish, check, settings)
    reached = named.read(facts, settings)
    lacking = int(str(check.threshold)) - int(str(reached or 0))
    if lacking == 1:
        return phrase.wish_one
    wish = phrase.wish if reached else phrase.wish.replace(" more ", " ")
    return wish.replace("{n}", number_in_words(lacking))


def _near(check: Check, facts: LinkFacts, settings: Settings) -> list[str]:
    if check.fact in _KINDS:
        return told_crowds(facts, settings.at_most_present, _KINDS[check.fact])
    if check.fact in ("claimed_mutual", "claimed_strength", "confirmed_mutuals", "mutual_strength"):
        return _unconfirmed(facts)
    reached = CHECKS[check.fact].read(facts, settings)
    if check.fact != "strength" or not isinstance(reached, int | float):
        return []
    wanted = float(str(check.threshold))
    return [f"you are at {reached:.1f} of 10, not yet {wanted:g}"] if reached < wanted else []


def _unconfirmed(facts: LinkFacts) -> list[str]:
    claim = facts.claimed
    if claim is None or claim.state == Claim.CONFIRMED:
        return []
    told = {Claim.DENIED: "who denies it", Claim.NO_ANSWER: "who has not answered"}
    return [f"they name {mutual_words(claim)}, {told.get(claim.state, 'not asked yet')}"]
