"""Who is rising and who is fading: strength today against a quarter ago."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.pictures.walk import Walk
from domain.wording import counted

TOP = 10
KEPT = 40
"""So many are kept each way, since some may be hidden when they are shown."""
LEAST = 0.05
"""A change that would show as 0.0 is none."""


@dataclass(frozen=True, slots=True)
class Moves:
    """Contact id, strength a quarter ago and today; the greatest changes first. And how many there are each way."""

    rising: list[tuple[int, float, float]]
    fading: list[tuple[int, float, float]]
    risen: int
    faded: int


def moves(walk: Walk) -> Moves:
    """The greatest changes each way."""
    changed = sorted(walk.strengths, key=lambda row: row[2] - row[1])
    faded = [row for row in changed if row[1] - row[2] >= LEAST]
    risen = [row for row in reversed(changed) if row[2] - row[1] >= LEAST]
    return Moves(risen[:KEPT], faded[:KEPT], len(risen), len(faded))


def movers(found: Moves, names: Mapping[int, str]) -> dict[str, Any] | None:
    """The ten that rose most and the ten that faded most, of those in `names`; None where nobody moved."""
    if not found.risen and not found.faded:
        return None
    return {
        "words": (
            f"In the last 90 days {counted(found.risen, 'person', 'people')} rose and "
            f"{counted(found.faded, 'person', 'people')} faded."
        ),
        "sides": [
            {"title": "Rising", "none": "Nobody rose.", "rows": _rows(found.rising, names)},
            {"title": "Fading", "none": "Nobody faded.", "rows": _rows(found.fading, names)},
        ],
    }


def _rows(changed: list[tuple[int, float, float]], names: Mapping[int, str]) -> list[dict[str, Any]]:
    shown = [row for row in changed if row[0] in names][:TOP]
    return [
        {"pk": pk, "name": names[pk], "before": before, "now": now, "change": now - before}
        for pk, before, now in shown
    ]
