"""The ties of the relation graph: each two people once, and how well they know each other."""

from collections.abc import Iterable

from domain.ties import TieKind

KNOWN_BOUNDS = (7, 4, 1)
"""The least estimate, 1 to 10, of those who know each other well, somewhat, and slightly."""
KNOWN_WORDS = ("How well is not known", "Slightly", "Somewhat", "Well")
KINDS = tuple(kind.value for kind in TieKind)

Line = tuple[int, int, str, int | None]
"""A tie between two people, by ids: its kind, and the estimate from 1 to 10, None where nobody knows."""
Pair = tuple[int, int]
Known = tuple[str, int]
"""How two people know each other: the kind, and the best estimate, 0 where nobody knows."""


def how_known(estimate: int) -> int:
    """The place among KNOWN_WORDS of an estimate, 1 to 10, or 0 where nobody knows."""
    return next(
        (len(KNOWN_BOUNDS) - place for place, least in enumerate(KNOWN_BOUNDS) if estimate >= least), 0
    )


def merged(lines: Iterable[Line]) -> dict[Pair, Known]:
    """Each two people once, the lower id first: the best estimate, and a kind that says more than knows."""
    found: dict[Pair, Known] = {}
    for one, other, kind, estimate in lines:
        pair = (one, other) if one < other else (other, one)
        known = found.get(pair)
        if known is None:
            found[pair] = (kind, estimate or 0)
        else:
            found[pair] = (kind if known[0] == TieKind.KNOWS else known[0], max(known[1], estimate or 0))
    return found
