"""The rules of a policy as they are typed: sentences with slots, each rule and sentence with a key of its own.

Keys stay with their rule when it moves, so that what has the focus keeps it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import QueryDict

from domain.linkchecks import CHECKS
from domain.linking import Outcome, Rule
from domain.linkoutcomes import outcome
from domain.linkrules import MOST_RULES
from domain.linksentences import (
    Clause,
    SentenceKind,
    Sentences,
    condition_of,
    sentence_kinds,
    sentences_of,
)
from network.forms.policy_slots import clause_fault, first_slot, fitting

DENIED = "not "
ANY_OF = "any"
READ_AT_MOST = MOST_RULES + 10
LONGEST_SLOT = 6_000
_KINDS = {kind.fact: kind for kind in sentence_kinds()}
_KEY = re.compile(r"\d{1,6}")


@dataclass(slots=True)
class ClauseDraft:
    """One sentence as it is typed; `fault` tells what is wrong with its slot."""

    key: str
    fact: str
    slot: str = ""
    is_denied: bool = False
    fault: str = ""

    @property
    def choice(self) -> str:
        """What is chosen among the sentences."""
        return f"{DENIED if self.is_denied else ''}{self.fact}"

    @property
    def kind(self) -> SentenceKind | None:
        """What the slot takes."""
        return _KINDS.get(self.fact)


@dataclass(slots=True)
class RuleDraft:
    """One rule as it is typed; `fault` tells what is wrong with it as a whole."""

    key: str
    verdict: str
    clauses: list[ClauseDraft] = field(default_factory=list)
    needs_all: bool = True
    fault: str = ""

    @property
    def is_faulty(self) -> bool:
        return bool(self.fault) or any(clause.fault for clause in self.clauses)

    def read(self) -> Rule | None:
        """The rule; None where something is wrong, which is then told at its place."""
        for clause in self.clauses:
            clause.fault = clause_fault(clause.fact, clause.slot)
        if self.is_faulty:
            return None
        said = tuple(Clause(one.fact, one.slot, one.is_denied) for one in self.clauses)
        try:
            return Rule(condition_of(Sentences(said, self.needs_all)), outcome(self.verdict))
        except ValueError as error:
            self.fault = str(error)
            return None


def rules_typed(data: QueryDict) -> list[RuleDraft]:
    """The rules of a posted form, in its order."""
    return [_rule_typed(data, key) for key in _keys(data.getlist("rule"))]


def rules_told(rules: Iterable[Rule]) -> list[RuleDraft]:
    """The rules of a policy; raises ValueError where sentences cannot say one."""
    return [_rule_told(str(number), rule) for number, rule in enumerate(rules, 1)]


def new_clause(key: str, used: Iterable[str]) -> ClauseDraft:
    """A sentence to begin with: the first that is not used yet."""
    taken = set(used)
    fact = next((one for one in CHECKS if one not in taken), next(iter(CHECKS)))
    return ClauseDraft(key, fact, first_slot(fact))


def _keys(texts: Iterable[str]) -> list[str]:
    return [key for key in dict.fromkeys(texts) if _KEY.fullmatch(key)][:READ_AT_MOST]


def _rule_typed(data: QueryDict, key: str) -> RuleDraft:
    clauses = [_clause_typed(data, f"{key}-{one}", one) for one in _keys(data.getlist(f"say-{key}"))]
    verdict = data.get(f"verdict-{key}", Outcome.DECIDE_LATER)
    return RuleDraft(key, verdict, clauses, data.get(f"needs-{key}") != ANY_OF)


def _clause_typed(data: QueryDict, name: str, key: str) -> ClauseDraft:
    choice = data.get(f"fact-{name}", "")
    fact = choice.removeprefix(DENIED)
    slot = data.get(f"slot-{name}", "").replace("\0", "")[:LONGEST_SLOT]
    if data.get(f"was-{name}", fact) != fact:
        slot = fitting(fact, slot)
    return ClauseDraft(key, fact, slot, choice.startswith(DENIED))


def _rule_told(key: str, rule: Rule) -> RuleDraft:
    said = sentences_of(rule.condition)
    clauses = [
        ClauseDraft(str(number), one.fact, one.slot, one.is_denied)
        for number, one in enumerate(said.clauses, 1)
    ]
    return RuleDraft(key, str(rule.verdict), clauses, said.needs_all)
