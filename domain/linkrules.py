"""Rules and policies: an ordered list of conditions with their verdicts, and a verdict for all the others."""

import re
from dataclasses import dataclass, field, replace

from domain.linkconditions import Condition, check_condition, checks_of
from domain.linkoutcomes import ACCEPTING, Outcome, outcome
from domain.linksettings import Settings

MOST_RULES = 50
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*$")


@dataclass(frozen=True, slots=True)
class Rule:
    """If the condition holds, then this is the verdict. Raises ValueError in words."""

    condition: Condition
    verdict: Outcome

    def __post_init__(self) -> None:
        outcome(self.verdict)
        check_condition(self.condition)
        named = {check.fact for check in checks_of(self.condition)}
        if self.verdict == Outcome.DECLINE and named == {"note_kind"}:
            raise ValueError("A generic or empty note alone never declines: add another condition.")


@dataclass(frozen=True, slots=True)
class Policy:
    """One version of the owner's rules for one network, never changed. Raises ValueError in words.

    The first rule whose condition holds gives the verdict, else `default` does.
    """

    network: str
    name: str
    slug: str
    rules: tuple[Rule, ...] = ()
    default: Outcome = Outcome.DECIDE_LATER
    settings: Settings = field(default_factory=Settings)

    def __post_init__(self) -> None:
        if not 1 <= len(self.network) <= 20:
            raise ValueError("A network's name has 1 to 20 characters.")
        if not 1 <= len(self.name.strip()) <= 100 or len(self.name) > 100:
            raise ValueError("A policy's name has 1 to 100 characters.")
        if not _SLUG.match(self.slug) or len(self.slug) > 60:
            raise ValueError(
                "A policy's short name has small letters, figures and single dashes, at most 60."
            )
        if len(self.rules) > MOST_RULES:
            raise ValueError(f"A policy has at most {MOST_RULES} rules.")
        outcome(self.default)
        self._check_never_admits()

    def _check_never_admits(self) -> None:
        if not self.settings.never_admits:
            return
        asking = [
            number for number, rule in enumerate(self.rules, 1) if rule.verdict == Outcome.ASK_WHERE_MET
        ]
        if asking:
            raise ValueError(
                f"You never admit not knowing somebody: rule {asking[0]} cannot ask where you met."
            )
        if self.default == Outcome.ASK_WHERE_MET:
            raise ValueError("You never admit not knowing somebody: “otherwise” cannot ask where you met.")


def never_admitting(policy: Policy) -> Policy:
    """The same policy that never admits not knowing somebody: asking where we met becomes deciding later."""
    return replace(
        policy,
        rules=tuple(replace(rule, verdict=unasked(rule.verdict)) for rule in policy.rules),
        default=unasked(policy.default),
        settings=replace(policy.settings, never_admits=True),
    )


def unasked(verdict: Outcome) -> Outcome:
    """The verdict, or deciding later instead of asking where we met."""
    return Outcome.DECIDE_LATER if verdict == Outcome.ASK_WHERE_MET else verdict


def what_follows(policy: Policy, verdict: Outcome) -> str:
    """What follows a verdict, once: "hello", "ask" or "nothing"."""
    if verdict == Outcome.ACCEPT_AND_ASK:
        return "ask"
    return str(policy.settings.after_accepting) if verdict in ACCEPTING else "nothing"
