"""The social signature: how the attention of a year is shared out, and how many people the owner keeps up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from dashboard.pictures.walk import Walk
from domain.wording import counted, number_in_words
from ui.plots.signature import MOST_BARS, ranked

LEAST_PEOPLE = 5
"""Shares among fewer people say nothing."""


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares (0 to 1) of the first people by rank, with their ids; how many people make a half, four fifths, all."""

    first: list[tuple[int, float]]
    half: int
    most: int
    people: int


def shares(walk: Walk) -> Shares:
    """Everyone's share of the attention of the last year, the greatest first."""
    ordered = sorted(walk.attention, key=lambda row: -row[1])
    total = sum(weight for _, weight in ordered) or 1.0
    parts = [(pk, weight / total) for pk, weight in ordered]
    sums = list(accumulate(share for _, share in parts))
    return Shares(parts[:MOST_BARS], _reaching(sums, 0.5), _reaching(sums, 0.8), len(parts))


def _reaching(sums: Sequence[float], share: float) -> int:
    return next((rank for rank, reached in enumerate(sums, start=1) if reached >= share - 1e-9), len(sums))


def attention(found: Shares, names: Mapping[int, str]) -> dict[str, Any] | None:
    """The bars, their sentence and their table; None with fewer than five people."""
    if found.people < LEAST_PEOPLE:
        return None
    reached = accumulate(share for _, share in found.first)
    return {
        "words": _words(found),
        "drawing": ranked(
            [share for _, share in found.first],
            [(found.half, f"half: {found.half}"), (found.most, f"four fifths: {found.most}")],
        ),
        "rows": [
            {"rank": rank, "pk": pk, "name": names[pk], "share": f"{share:.1%}", "reached": f"{so_far:.0%}"}
            for rank, ((pk, share), so_far) in enumerate(zip(found.first, reached, strict=True), start=1)
            if pk in names
        ],
        "rest": found.people - len(found.first),
    }


def _words(found: Shares) -> str:
    half = number_in_words(found.half)
    return (
        f"You really keep up with {counted(found.most, 'person', 'people')}: four fifths of your attention of "
        f"the last twelve months went to them, half of it to {half}; "
        f"{counted(found.people, 'person', 'people')} got some."
    )
