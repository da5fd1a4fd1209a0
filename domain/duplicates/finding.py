"""The pairs of a whole book, best first."""

from collections.abc import Collection, Iterable

from domain.duplicates.blocks import candidates
from domain.duplicates.counts import count
from domain.duplicates.values import Pair, Person
from domain.duplicates.weighing import weigh

LEAST = 0.25
"""What is less likely is not told."""


def find_pairs(
    people: Iterable[Person],
    rejected: Collection[tuple[int, int]] = (),
    *,
    among: Collection[int] | None = None,
    least: float = LEAST,
) -> list[Pair]:
    """Those who may be one person, best first: pairs with a confidence from `least` (0 to 1) up.

    `rejected` are pairs of ids, the lower one first, that the owner knows to be two. With `among` only pairs with
    one of these ids. The same people in any order give the same pairs.
    """
    book = sorted(people, key=lambda one: one.ref)
    counts = count(book)
    found = []
    for first, second in candidates(book, counts):
        one, other = book[first], book[second]
        if among is not None and one.ref not in among and other.ref not in among:
            continue
        if (one.ref, other.ref) in rejected:
            continue
        pair = weigh(one, other, counts)
        if pair.confidence >= least:
            found.append(pair)
    return sorted(found, key=lambda pair: (-pair.confidence, pair.a, pair.b))
