"""python -m bench.tie_logs.forms DIR: other forms of strength on the same logs; docs/decisions/0011 quotes them.

Each row is the gain in AUC over the form in use, in thousandths, for each set, then the mean gain in AUC and in
NDCG@10. The form that is in use is measured by the same code and must gain nothing.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import exp, exp2, log, log1p
from pathlib import Path

from bench.tie_logs.logs import find, read
from bench.tie_logs.measures import Measures, mean_of, measures
from bench.tie_logs.protocol import Known, cases, log_of
from bench.tie_logs.scores import form
from domain.health import rhythm
from domain.state import SPREAD


@dataclass(frozen=True, slots=True)
class Sum:
    """One term: factor · ln(offset + sum that halves every `half_life` units)."""

    factor: float
    offset: float
    half_life: float


@dataclass(frozen=True, slots=True)
class Form:
    """The terms of the evidence: sums, the long sum without bursts, and what a silence costs."""

    sums: tuple[Sum, ...] = (Sum(0.75, 0.10, 7), Sum(0.35, 0.10, 90))
    long: Sum = Sum(0.65, 0.05, 730)
    burst: float = 7
    recency: float = 0.0
    regularity: float = 0.0

    def __call__(self, tie: Known) -> float:
        ages = [tie.cut - day for day in tie.days]
        evidence = sum(_term(part, (exp2(-age / part.half_life) for age in ages)) for part in self.sums)
        evidence += _term(self.long, self._spaced(ages))
        evidence -= self.recency * log1p(ages[-1])
        return evidence - self.regularity * log1p((ages[-1] + 1) / rhythm(tie.state) / 4)

    def _spaced(self, ages: Sequence[int]) -> Iterator[float]:
        yield exp2(-ages[0] / self.long.half_life)
        for before, age in zip(ages, ages[1:], strict=False):
            yield exp2(-age / self.long.half_life) * (1 - exp(-(before - age) / self.burst))


def _term(part: Sum, values: Iterator[float]) -> float:
    return part.factor * log(part.offset + sum(values))


USED = Form()
WEEK, QUARTER = USED.sums
TRIED = {
    "in use": USED,
    "week 5 days": replace(USED, sums=(replace(WEEK, half_life=5), QUARTER)),
    "week 10 days": replace(USED, sums=(replace(WEEK, half_life=10), QUARTER)),
    "quarter 45 days": replace(USED, sums=(WEEK, replace(QUARTER, half_life=45))),
    "quarter 120 days": replace(USED, sums=(WEEK, replace(QUARTER, half_life=120))),
    "long 365 days": replace(USED, long=replace(USED.long, half_life=365)),
    "long 1500 days": replace(USED, long=replace(USED.long, half_life=1500)),
    "long counts bursts of 3": replace(USED, burst=3),
    "long counts bursts of 14": replace(USED, burst=14),
    "a 30-day sum": replace(USED, sums=(*USED.sums, Sum(0.2, 0.1, 30))),
    "a 2-day sum": replace(USED, sums=(*USED.sums, Sum(0.5, 0.1, 2))),
    "count": replace(USED, sums=(*USED.sums, Sum(0.2, 0.0, 1e9))),
    "log-recency": replace(USED, recency=0.3),
    "silence by rhythm 0.1": replace(USED, regularity=0.1),
    "silence by rhythm 0.3": replace(USED, regularity=0.3),
    "fast constants": Form((Sum(1.0, 0.2, 3), Sum(0.7, 0.2, 30)), Sum(0.5, 0.05, 1500), burst=14),
    "mild constants": Form((Sum(0.75, 0.2, 5), Sum(0.5, 0.5, 30)), Sum(0.65, 0.1, 1500), burst=20),
    "fast, a day, rhythm": Form(
        (Sum(0.75, 0.2, 3), Sum(0.7, 0.2, 30), Sum(0.5, 0.1, 1)), Sum(0.5, 0.05, 1500), 14, 0, 0.05
    ),
}


def measure(path: Path) -> dict[str, Measures]:
    """The mean measures of one set, by form; empty without ego-cuts."""
    ego_cuts = list(cases(log_of(read(path))))
    if not ego_cuts:
        return {}
    assert all(abs(USED(tie) - _evidence(tie)) < 1e-6 for tie in ego_cuts[0])
    return {
        name: mean_of([measures([(one(tie), tie.later) for tie in case]) for case in ego_cuts])
        for name, one in TRIED.items()
    }


def _evidence(tie: Known) -> float:
    """The evidence behind the product's own strength."""
    return SPREAD * log(form(tie) / (10 - form(tie)))


def main(folder: Path) -> None:
    """Print the table."""
    measured = {name: measure(path) for name, path in find(folder).items()}
    sets = {name: found for name, found in measured.items() if found}
    print(f"{'':26}" + "".join(f"{name[:9]:>10}" for name in sets) + f"{'AUC':>10}{'NDCG@10':>10}")
    for name in TRIED:
        auc = [1000 * (found[name].auc - found["in use"].auc) for found in sets.values()]
        gain = [1000 * (found[name].gain - found["in use"].gain) for found in sets.values()]
        row = [*auc, sum(auc) / len(auc), sum(gain) / len(gain)]
        print(f"{name:26}" + "".join(f"{value:+10.1f}" for value in row), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "ties"))
