"""Stacked bars over months, each kind with a pattern of its own and its name beside the last bar."""

from collections.abc import Mapping, Sequence
from typing import Any

from ui.plots.scale import Scale, round_ticks

WIDTH, HEIGHT = 640, 250
LEFT, RIGHT, TOP, BOTTOM = 34, 520, 10, 222
GAP, LINE = 5.0, 15.0
LABEL_EVERY = 3


def stacked(
    labels: Sequence[str], columns: Sequence[Mapping[str, int]], kinds: Mapping[str, str]
) -> dict[str, Any]:
    """The numbers of the SVG: one bar per label, its counts stacked in the order of `kinds` (name → word)."""
    top = max((sum(column.values()) for column in columns), default=0)
    ticks = round_ticks(top)
    up = Scale(0, ticks[-1], BOTTOM, TOP)
    step = (RIGHT - LEFT) / max(1, len(columns))
    blocks = []
    for number, column in enumerate(columns):
        blocks += _blocks(column, kinds, up, LEFT + step * number + GAP / 2)
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "left": LEFT,
        "right": RIGHT,
        "bottom": BOTTOM,
        "bar": round(step - GAP, 1),
        "grid": [{"y": up(tick), "label": tick} for tick in ticks],
        "blocks": blocks,
        "ticks": _ticks(labels, step),
        "names": _names(columns, kinds, up),
    }


def _blocks(column: Mapping[str, int], kinds: Mapping[str, str], up: Scale, x: float) -> list[dict[str, Any]]:
    found, below = [], 0
    for kind, word in kinds.items():
        count = column.get(kind, 0)
        if count:
            y, foot = up(below + count), up(below)
            found.append(
                {
                    "x": round(x, 1),
                    "y": y,
                    "height": round(foot - y, 1),
                    "kind": kind,
                    "word": word,
                    "n": count,
                }
            )
        below += count
    return found


def _ticks(labels: Sequence[str], step: float) -> list[dict[str, Any]]:
    """Every third label, counted from the last."""
    last = len(labels) - 1
    return [
        {"x": round(LEFT + step * (number + 0.5), 1), "label": label}
        for number, label in enumerate(labels)
        if (last - number) % LABEL_EVERY == 0
    ]


def _names(columns: Sequence[Mapping[str, int]], kinds: Mapping[str, str], up: Scale) -> list[dict[str, Any]]:
    """Every kind that occurs in any bar, with its count in the last, from the bottom up, pushed apart where thin."""
    found: list[dict[str, Any]] = []
    last = columns[-1] if columns else {}
    below, y = 0, BOTTOM + LINE
    for kind, word in kinds.items():
        count = last.get(kind, 0)
        if any(column.get(kind) for column in columns):
            y = min(y - LINE, up(below + count / 2) + 4)
            found.append({"x": RIGHT + 8, "y": round(y, 1), "kind": kind, "word": word, "n": count})
        below += count
    return found
