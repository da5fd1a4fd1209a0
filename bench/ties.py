"""How well strength ranks whom people contact next, on real interaction logs, beside simple rules.

python -m bench.ties DIR: every DIR/<set>/interactions.csv.gz with the columns ego, alter and t (days). Protocol:
docs/strength.md. Interaction-days only, weight 1 each; six cuts spread evenly from 62 % of the span to its end less
the horizon; a tie is scored from the days up to the cut, its label is any interaction-day within the horizon after.
"""

import csv
import gzip
import sys
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import exp2, floor, log2
from pathlib import Path
from statistics import fmean, median

from domain.strength import EMPTY, State, Touch, absorb, strength

CUTS, FROM, LEAST_TIES = 6, 0.62, 5
HORIZONS = {"schnitzler_diary": (1, 90), "email_eu": (1, 60), "college_msg": (1, 14), "sp_hospital": (96, 40)}
"""Units a day and horizon in units, by set; a hospital's unit is the quarter-hour. Others: a tenth of the span."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one tie at a cut, and what came after: all in units (days, or quarter-hours)."""

    state: State
    days: Sequence[int]
    cut: int
    later: int


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
    gaps = [after - before for before, after in zip(tie.days, tie.days[1:], strict=False)]
    return -(tie.cut - tie.days[-1]) / (median(gaps) if gaps else 30)


SCORES: dict[str, Callable[[Known], float]] = {
    "strength": form,
    "recency": recency,
    "count": count,
    "exponential, 30 days": exponential,
    "count / (recency + 7)": count_by_recency,
    "every N days, overdue": overdue,
}


def read(path: Path, units: int) -> dict[str, list[list[int]]]:
    """The interaction-days of every tie by ego, each tie's days rising."""
    days: dict[tuple[str, str], set[int]] = defaultdict(set)
    with gzip.open(path, "rt", newline="") as file:
        for row in csv.DictReader(file):
            days[row["ego"], row["alter"]].add(floor(float(row["t"]) * units + 1e-9))
    ties: dict[str, list[list[int]]] = defaultdict(list)
    for (ego, _), found in days.items():
        ties[ego].append(sorted(found))
    return ties


def cuts_of(ties: dict[str, list[list[int]]], horizon: int) -> list[int]:
    """Six whole units, evenly spread."""
    first = min(days[0] for egos in ties.values() for days in egos)
    last = max(days[-1] for egos in ties.values() for days in egos)
    start, end = first + FROM * (last - first), last - horizon
    return [round(start + (end - start) * step / (CUTS - 1)) for step in range(CUTS)]


def known_at(days: Sequence[int], cuts: Sequence[int], horizon: int) -> Iterator[Known]:
    """One tie at each cut by which it exists; the state goes on from cut to cut."""
    state, taken = EMPTY, 0
    for cut in cuts:
        until = bisect_right(days, cut)
        for day in days[taken:until]:
            state = absorb(state, Touch(day, 1.0))
        taken = until
        if until:
            yield Known(state, days[:until], cut, bisect_right(days, cut + horizon) - until)


def cases(ties: dict[str, list[list[int]]], horizon: int) -> Iterator[list[Known]]:
    """The ties of one ego at one cut: at least five, with both labels, of egos active within two horizons."""
    cuts = cuts_of(ties, horizon)
    for egos in ties.values():
        at: dict[int, list[Known]] = defaultdict(list)
        for days in egos:
            for tie in known_at(days, cuts, horizon):
                at[tie.cut].append(tie)
        for cut, found in at.items():
            is_active = max(tie.days[-1] for tie in found) > cut - 2 * horizon
            if (
                is_active
                and len(found) >= LEAST_TIES
                and 0 < sum(tie.later > 0 for tie in found) < len(found)
            ):
                yield found


def measures(scored: list[tuple[float, int]]) -> tuple[float, float, float]:
    """AUC, average precision and NDCG@10 of (score, later count) pairs; equal scores share their ranks."""
    groups = [
        [later for _, later in group]
        for _, group in groupby(sorted(scored, reverse=True), lambda pair: pair[0])
    ]
    positives = sum(later > 0 for group in groups for later in group)
    negatives = len(scored) - positives
    above = hits = seen = 0.0
    auc = precision = gained = 0.0
    for group in groups:
        hit = sum(later > 0 for later in group)
        miss = len(group) - hit
        auc += hit * (negatives - above - miss / 2)
        gained += fmean(group) * _discount(int(seen), len(group))
        above, hits, seen = above + miss, hits + hit, seen + len(group)
        precision += hit * hits / seen
    best = sorted((later for _, later in scored), reverse=True)
    ideal = sum(later * _discount(place, 1) for place, later in enumerate(best[:10]))
    return auc / (positives * negatives), precision / positives, gained / ideal


def _discount(start: int, size: int) -> float:
    return sum(1 / log2(place + 2) for place in range(start, min(start + size, 10)))


def report(path: Path) -> None:
    """Print one set's table."""
    name = path.parent.name
    units, horizon = HORIZONS.get(name, (1, 0))
    ties = read(path, units)
    if not horizon:
        spans = [days[-1] for egos in ties.values() for days in egos]
        horizon = max(1, (max(spans) - min(spans)) // 10)
    found: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    for case in cases(ties, horizon):
        for score, function in SCORES.items():
            found[score].append(measures([(function(tie), tie.later) for tie in case]))
    print(f"\n{name}: {len(found['strength'])} ego-cuts, horizon {horizon}")
    print(f"{'':24}{'AUC':>7}{'AP':>7}{'NDCG@10':>9}")
    for score, rows in found.items():
        auc, precision, gain = (fmean(column) for column in zip(*rows, strict=True))
        print(f"{score:24}{auc:7.3f}{precision:7.3f}{gain:9.3f}")


def main(folder: Path) -> int:
    """Print the table of every set in a folder."""
    paths = sorted(folder.glob("*/interactions.csv.gz"))
    if not paths:
        print(f"There is no <set>/interactions.csv.gz in {folder}. Name a folder: make bench-ties DIR=…")
        return 1
    for path in paths:
        report(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "ties")))
