"""Who can introduce me: the ways over one or two people to somebody who is sought, by their weakest link.

A way is as good as its weakest link: what does not pass there does not pass at all. Hence also the owner's line, below
which nobody is asked for anything.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest
from typing import NamedTuple

MOST_PATHS, MOST_REFUSED = 50, 20
Pair = tuple[int, int]
"""Two people who know each other, the lower ref first."""
Ties = Mapping[Pair, int | None]
"""How well two know each other, 1 to 10; None where that is not known."""


class Person(NamedTuple):
    """Somebody on a way. `strength` is the owner's with them today, 0 to 10; `is_known` whether anything is recorded.

    `last_on` is the day of the last contact, 0 for none; `asked` how often the owner asked them lately; `closed` why
    no way leads through them, as a sentence, empty for most. Nobody leads to somebody who is `gone` either.
    """

    name: str
    ref: int
    strength: float = 0.0
    is_known: bool = True
    last_on: int = 0
    asked: int = 0
    closed: str = ""
    gone: bool = False


Weighed = tuple[bool, float, int, int, int, tuple[Person, ...], tuple[float | None, ...]]
"""A way as what it is ranked by: not wholly known, minus the weakest known link, how many people, minus the first
one's last day, how often they were asked, then the people (names first) and the links."""


@dataclass(frozen=True, slots=True)
class Path:
    """The people from the first to be asked to the one sought, and each link's value, the owner's own first.

    A value is from 0 to 10, None where it is not known.
    """

    people: tuple[Person, ...]
    values: tuple[float | None, ...]

    @property
    def score(self) -> float | None:
        """The weakest link; None as long as any is not known."""
        return None if None in self.values else self.known

    @property
    def known(self) -> float:
        """The weakest of the links that are known; the owner's own always is."""
        return min(value for value in self.values if value is not None)

    @property
    def weakest(self) -> int:
        """Which link decides: the first that is not known, else the first of the weakest."""
        return self.values.index(None if None in self.values else self.known)

    @property
    def brokers(self) -> tuple[Person, ...]:
        return self.people[:-1]

    @property
    def target(self) -> Person:
        return self.people[-1]


@dataclass(frozen=True, slots=True)
class Refused:
    """A way that is not proposed: because somebody is closed, or because the link number `weak` is below the line."""

    path: Path
    closed: str = ""
    weak: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The ways, best first, and those refused; `more…` is how many there are beyond the ones told."""

    paths: tuple[Path, ...] = ()
    refused: tuple[Refused, ...] = ()
    more_paths: int = 0
    more_refused: int = 0


Near = dict[int, list[tuple[Person, int | None]]]
"""For each person who knows them, and how well."""


@dataclass(slots=True)
class _Ways:
    paths: list[Weighed] = field(default_factory=list)
    refused: list[Weighed] = field(default_factory=list)


def best_estimates(told: Iterable[tuple[int, int, int | None]]) -> dict[Pair, int | None]:
    """What is known of each pair by all its ties: the best estimate; one that is known beats one that is not.

    A tie of somebody with themselves tells nothing.
    """
    found: dict[Pair, int | None] = {}
    for one, other, estimate in told:
        if one == other:
            continue
        pair = (one, other) if one < other else (other, one)
        before = found.get(pair)
        found[pair] = estimate if before is None else max(before, estimate or 0)
    return found


def find_paths(
    people: Mapping[int, Person], ties: Ties, targets: Collection[int], line: float, most: int = MOST_PATHS
) -> Found:
    """The ways to any of `targets`, over at most two others, that keep to the owner's `line` (0 to 10) on every link.

    Known scores come before unknown ones, which go by what is known of them; then fewer brokers, the fresher one,
    the one asked less lately, the name. Whoever is sought and known well enough is a way of one. No way meets a
    person twice, or leads through somebody who is sought. A refused link is told once: nothing is tried behind it
    but another way to somebody whom only the owner knows too little. Nor is told of two brokers that the owner knows
    the first of them too little: the second one's own way is told. People who are not in `people` are left out.
    """
    near, sought, ways = _neighbours(people, ties), frozenset(targets), _Ways()
    for ref in sorted(sought & people.keys()):
        _look_behind(people[ref], near, sought, line, ways)
    paths = nsmallest(most, ways.paths)
    refused = nsmallest(MOST_REFUSED, ways.refused, key=lambda way: (way[2], way))
    return Found(
        tuple(Path(way[5], way[6]) for way in paths),
        tuple(_refused(way, line) for way in refused),
        len(ways.paths) - len(paths),
        len(ways.refused) - len(refused),
    )


def _neighbours(people: Mapping[int, Person], ties: Ties) -> Near:
    near: Near = defaultdict(list)
    for (one, other), estimate in ties.items():
        if one in people and other in people:
            near[one].append((people[other], estimate))
            near[other].append((people[one], estimate))
    return near


def _look_behind(target: Person, near: Near, sought: frozenset[int], line: float, ways: _Ways) -> None:
    if target.closed or (target.is_known and target.strength >= line):
        _weigh((target,), (target.strength,), line, ways)
    for broker, estimate in () if target.gone else _others(near, target.ref, sought):
        leads_on = _weigh((broker, target), (broker.strength, estimate), line, ways)
        for first, before in _others(near, broker.ref, sought) if leads_on else ():
            if first.closed or first.strength >= line:
                _weigh((first, broker, target), (first.strength, before, estimate), line, ways)


def _others(near: Near, ref: int, sought: frozenset[int]) -> list[tuple[Person, int | None]]:
    return [pair for pair in near.get(ref, ()) if pair[0].ref not in sought]


def _weigh(people: tuple[Person, ...], values: tuple[float | None, ...], line: float, ways: _Ways) -> bool:
    """Take or refuse a way; whether somebody else may still lead to its first person."""
    first, is_open = people[0], None in values
    least = min([value for value in values if value is not None])
    is_refused = bool(first.closed) or least < line
    (ways.refused if is_refused else ways.paths).append(
        (is_open, -least, len(people), -first.last_on, first.asked, people, values)
    )
    return not is_refused or not (first.closed or _is_below(values[1:], line))


def _is_below(values: Sequence[float | None], line: float) -> bool:
    return any(value is not None and value < line for value in values)


def _refused(way: Weighed, line: float) -> Refused:
    path = Path(way[5], way[6])
    if path.people[0].closed:
        return Refused(path, path.people[0].closed)
    weak = (at for at, value in enumerate(path.values) if value is not None and value < line)
    return Refused(path, weak=next(weak, None))
