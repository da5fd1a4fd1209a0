"""The relation graph as columns: what a browser needs to draw thousands of people, in as few bytes as may be.

Rows of like things compress worse than columns, and sorted numbers are told by their differences.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from string import ascii_lowercase
from typing import Any, NamedTuple

from domain.graph.clusters import named_clusters
from domain.graph.ties import KINDS, KNOWN_WORDS, Known, Pair, how_known
from domain.health import Health

MOST_TIES = 40_000
HEALTHS = tuple(health.value for health in Health)
KIND_LETTERS = dict(zip(KINDS, ascii_lowercase, strict=False))
BUCKETS = tuple(str(how_known(estimate)) for estimate in range(11))
"""Of each estimate, the place of its word as a digit."""


class Dot(NamedTuple):
    """One person: ring by its place among the words, cluster by its name, empty where there is none."""

    pk: int
    name: str
    ring: int
    health: Health
    cluster: str = ""
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """What the rings are called, and two sectors: of clusters too small or too many to be drawn, and of none."""

    rings: Sequence[str]
    smaller: str
    nowhere: str


def columns(dots: Iterable[Dot], lines: Mapping[Pair, Known], words: Words) -> dict[str, Any]:
    """Everything to draw, by columns: people by id, ties by the places of both in that order.

    Ids, and places of ties, are differences to the one before; of the ties of one person the second place is told
    by its difference to the first, then to the one before. Lines that lead to somebody else are left out, and the
    least known beyond MOST_TIES, of which `left_out` counts how many.
    """
    people = sorted(dots, key=lambda dot: dot.pk)
    places = {dot.pk: place for place, dot in enumerate(people)}
    clusters = named_clusters(dot.cluster for dot in people)
    order = {name: place for place, name in enumerate(clusters)}
    smaller, nowhere = len(order), len(order) + 1
    return {
        "rings": list(words.rings),
        "healths": HEALTHS,
        "clusters": [*clusters.values(), words.smaller, words.nowhere],
        "kinds": KINDS,
        "known": KNOWN_WORDS,
        "ids": _differences(dot.pk for dot in people),
        "names": [dot.name for dot in people],
        "ring": "".join(str(dot.ring) for dot in people),
        "health": "".join(str(HEALTHS.index(dot.health)) for dot in people),
        "cluster": [order.get(dot.cluster.casefold(), smaller if dot.cluster else nowhere) for dot in people],
        "gone": _differences(place for place, dot in enumerate(people) if dot.is_gone),
        "ties": _ties(lines, places),
    }


def _ties(lines: Mapping[Pair, Known], places: Mapping[int, int]) -> dict[str, Any]:
    rows = [
        (places[one], places[other], kind, known)
        for (one, other), (kind, known) in lines.items()
        if one in places and other in places
    ]
    left_out = max(0, len(rows) - MOST_TIES)
    if left_out:
        rows = sorted(rows, key=lambda row: (-row[3], row[:2]))[:MOST_TIES]
    rows.sort()
    return {
        "one": _differences(row[0] for row in rows),
        "other": list(_steps(rows)),
        "kind": "".join([KIND_LETTERS[row[2]] for row in rows]),
        "known": "".join([BUCKETS[row[3]] for row in rows]),
        "left_out": left_out,
    }


def _steps(rows: Sequence[tuple[int, int, str, int]]) -> Iterator[int]:
    last_one, last_other = -1, 0
    for one, other, _, _ in rows:
        yield other - (last_other if one == last_one else one)
        last_one, last_other = one, other


def _differences(numbers: Iterable[int]) -> list[int]:
    return [number - before for before, number in pairwise((0, *numbers))]
