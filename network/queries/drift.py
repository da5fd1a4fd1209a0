"""What the owner decided against the policy, by rule."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from accounts.models import User
from domain.linking import IN_WORDS
from domain.linkoutcomes import outcome
from network.models import Decision

LISTED = 50


@dataclass(frozen=True, slots=True)
class RuleDrift:
    """One rule as it was worded: how often it spoke, how often the owner decided otherwise, the newest of those."""

    sentence: str
    spoke: int
    against: int
    decisions: Sequence[Decision]


@dataclass(frozen=True, slots=True)
class Drift:
    """How many of the decisions that had a verdict followed it, and the rules that were not, most first."""

    of: int
    followed: int
    rules: Sequence[RuleDrift]


def drift(user: User, network: str) -> Drift:
    """The decisions of a network against the verdicts stored with them; those taken back do not count."""
    rows = _judged(user, network)
    counts = list(
        rows.values("sentence", "verdict")
        .annotate(spoke=Count("pk"), against=Count("pk", filter=~Q(outcome=F("verdict"))))
        .order_by("-against", "sentence")
    )
    rules = [_rule(rows, one) for one in counts if one["against"]]
    of, against = sum(one["spoke"] for one in counts), sum(one["against"] for one in counts)
    return Drift(of, of - against, rules)


def _judged(user: User, network: str) -> QuerySet[Decision]:
    found = Decision.objects.owned_by(user).filter(undone_at=None, request__network=network)
    return found.exclude(verdict="").order_by()


def _rule(rows: QuerySet[Decision], one: Mapping[str, Any]) -> RuleDrift:
    against = rows.filter(sentence=one["sentence"], verdict=one["verdict"]).exclude(outcome=F("verdict"))
    newest = against.select_related("request").order_by("-made_at", "-pk")[:LISTED]
    words = one["sentence"] or f"{IN_WORDS[outcome(one['verdict'])].capitalize()}."
    return RuleDrift(words, one["spoke"], one["against"], list(newest))
