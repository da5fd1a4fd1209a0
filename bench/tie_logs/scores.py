"""Strength, and the simple rules beside it. The more, the likelier is contact soon."""

from collections.abc import Callable
from math import exp2
from statistics import median

from bench.tie_logs.protocol import Known
from domain.strength import strength

FORM = "strength"


def form(tie: Known) -> float:
    return strength(tie.state, tie.cut)


def recency(tie: Known) -> float:
    return float(tie.days[-1])


def count(tie: Known) -> float:
    return float(len(tie.days))


def exponential(tie: Known) -> float:
    return sum(exp2(-(tie.cut - day) / 30) for day in tie.days)


def count_by_recency(tie: Known) -> float:
    return len(tie.days) / (tie.cut - tie.days[-1] + 7)


def overdue(tie: Known) -> float:
    """N is the tie's median gap, or 30 while there is none."""
    gaps = [after - before for before, after in zip(tie.days, tie.days[1:], strict=False)]
    return -(tie.cut - tie.days[-1]) / (median(gaps) if gaps else 30)


SCORES: dict[str, Callable[[Known], float]] = {
    FORM: form,
    "recency": recency,
    "count": count,
    "exponential, 30 days": exponential,
    "count / (recency + 7)": count_by_recency,
    "every N days, overdue": overdue,
}
