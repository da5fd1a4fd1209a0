"""How well a ranking foretells: AUC, average precision and NDCG@10, with equal scores sharing their ranks."""

from itertools import groupby
from math import log2
from statistics import fmean
from typing import NamedTuple

TOP = 10


class Measures(NamedTuple):
    """Each from 0 to 1: of contact or none, and of how many interaction-days for `gain` (NDCG@10)."""

    auc: float
    precision: float
    gain: float


def measures(scored: list[tuple[float, int]]) -> Measures:
    """Of (score, later count) pairs with both labels among them.

    In a group of equal scores a pair counts half for AUC, precision is read at the group's end, and each
    member has the group's mean gain.
    """
    groups = [
        [later for _, later in group]
        for _, group in groupby(sorted(scored, reverse=True), lambda pair: pair[0])
    ]
    positives = sum(later > 0 for _, later in scored)
    negatives = len(scored) - positives
    above = hits = seen = 0
    auc = precision = gained = 0.0
    for group in groups:
        hit = sum(later > 0 for later in group)
        miss = len(group) - hit
        auc += hit * (negatives - above - miss / 2)
        gained += fmean(group) * _discount(seen, len(group))
        above, hits, seen = above + miss, hits + hit, seen + len(group)
        precision += hit * hits / seen
    best = sorted((later for _, later in scored), reverse=True)
    ideal = sum(later * _discount(place, 1) for place, later in enumerate(best[:TOP]))
    return Measures(auc / (positives * negatives), precision / positives, gained / ideal)


def mean_of(found: list[Measures]) -> Measures:
    """Each measure's mean."""
    return Measures(*(fmean(column) for column in zip(*found, strict=True)))


def _discount(start: int, size: int) -> float:
    return sum(1 / log2(place + 2) for place in range(start, min(start + size, TOP)))
