"""What would have changed a verdict, and what came near it without counting."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice, product

from domain.linkchecks import CHECKS, Shape
from domain.linkconditions import AllOf, AnyOf, Check, Condition, checks_of, holds
from domain.linkevidence import mutual_words
from domain.linkfacts import Claim, LinkFacts
from domain.linkgrants import MEETING_KINDS, granted, lacking
from domain.linkmeetings import told_crowds
from domain.linkoutcomes import ACCEPTING, IN_WORDS
from domain.linkphrases import PHRASES, WISHED_CHOICES
from domain.linkrules import Policy, Rule
from domain.linksettings import Settings
from domain.linkwords import filled
from domain.wording import number_in_words

MOST_WAYS = 20
"""Of so many ways to fulfil one rule, the first are told."""
Way = tuple[Check, ...]


def missing(policy: Policy, fired: int, facts: LinkFacts) -> tuple[str, ...]:
    """Such as "one coffee, meal or drink would accept": the wishes of accepting rules before the fired one.

    `fired` is the number of the rule that fired, 0 for none. What nobody can bring about is left out, and so is
    a wish after which the policy would still say something else.
    """
    before = policy.rules[: fired - 1] if fired else policy.rules
    wishes = [
        f"{_wish(way, facts, policy.settings)} would {IN_WORDS[rule.verdict]}"
        for rule in before
        if rule.verdict in ACCEPTING
        for way in islice(_ways(rule.condition, facts, policy.settings), MOST_WAYS)
        if _keeps(policy, rule, way, facts)
    ]
    return tuple(dict.fromkeys(wishes))


def near_misses(policy: Policy, fired: int, facts: LinkFacts) -> list[str]:
    """What speaks for the accepting rules before the fired one but does not count."""
    before = policy.rules[: fired - 1] if fired else policy.rules
    checks = [check for rule in before if rule.verdict in ACCEPTING for check in checks_of(rule.condition)]
    told = [text for check in checks for text in _near(check, facts, policy.settings)]
    return list(dict.fromkeys(told))


def _keeps(policy: Policy, rule: Rule, way: Way, facts: LinkFacts) -> bool:
    """Whether the policy says what the rule says once the way is gone."""
    for check in way:
        facts = granted(check, facts, policy.settings)
    met = (one for one in policy.rules if holds(one.condition, facts, policy.settings))
    first = next(met, None)
    return first is not None and first.verdict == rule.verdict


def _ways(condition: Condition, facts: LinkFacts, settings: Settings) -> Iterator[Way]:
    """The ways to make a condition hold, each the checks that are still to be met; none where nobody can."""
    if holds(condition, facts, settings):
        yield ()
        return
    match condition:
        case Check():
            if _wish_of(condition, facts, settings):
                yield (condition,)
        case AnyOf(parts):
            for part in parts:
                yield from _ways(part, facts, settings)
        case AllOf(parts):
            each = [list(islice(_ways(part, facts, settings), MOST_WAYS)) for part in parts]
            yield from (_shortest(chain(*way), facts, settings) for way in product(*each))


def _shortest(way: Iterable[Check], facts: LinkFacts, settings: Settings) -> Way:
    """The way without what the checks before bring about."""
    needed = []
    for check in way:
        if not holds(check, facts, settings):
            needed.append(check)
            facts = granted(check, facts, settings)
    return tuple(needed)


def _wish(way: Way, facts: LinkFacts, settings: Settings) -> str:
    return " and ".join(_wish_of(check, facts, settings) for check in way)


def _wish_of(check: Check, facts: LinkFacts, settings: Settings) -> str:
    """What would meet a check; "" where nothing can."""
    named, phrase = CHECKS[check.fact], PHRASES[check.fact]
    if named.shape is Shape.CHOICE:
        return WISHED_CHOICES.get((check.fact, str(check.threshold)), "")
    if named.shape is not Shape.COUNT:
        return filled(phrase.wish, check, settings)
    reached, lacks = lacking(check, facts, settings)
    wish = phrase.wish_one if lacks == 1 else phrase.wish.replace("{n}", number_in_words(lacks))
    return wish if reached else wish.replace(" more ", " ")


def _near(check: Check, facts: LinkFacts, settings: Settings) -> list[str]:
    if check.fact in MEETING_KINDS:
        return told_crowds(facts, settings.at_most_present, MEETING_KINDS[check.fact])
    if check.fact in ("claimed_mutual", "claimed_strength", "confirmed_mutuals", "mutual_strength"):
        return _unconfirmed(facts)
    reached = CHECKS[check.fact].read(facts, settings)
    if check.fact != "strength" or not isinstance(reached, int | float):
        return []
    wanted = float(str(check.threshold))
    told = (
        f"at {reached:.1f} of 10, not yet {wanted:g}"
        if facts.tells_strength
        else f"not yet at {wanted:g} of 10"
    )
    return [f"you are {told}"] if reached < wanted else []


def _unconfirmed(facts: LinkFacts) -> list[str]:
    claim = facts.claimed
    if claim is None or claim.state == Claim.CONFIRMED:
        return []
    told = {Claim.DENIED: "who denies it", Claim.NO_ANSWER: "who has not answered"}
    return [f"they name {mutual_words(claim)}, {told.get(claim.state, 'not asked yet')}"]
