"""A heat map: one square for a row and a column, larger and stronger the more there was."""

from collections.abc import Mapping, Sequence
from typing import Any

LEFT, TOP, COLUMN, ROW = 4, 22, 10, 17
NAMES, KEY = 116, 44
MOST = 9.0
LEVELS = ((1, 3.6, 0.55), (2, 5.4, 0.7), (3, 7.2, 0.85), (5, MOST, 1.0))
"""From how many on, the side of the square, and how solid it is."""


def squares(
    rows: Mapping[str, str], counts: Mapping[tuple[str, int], int], labels: Sequence[str]
) -> dict[str, Any]:
    """The numbers of the SVG. `rows` maps a name to its word, `counts` (name, column) to how many.

    `labels` has one word per column, mostly empty.
    """
    columns = len(labels)
    return {
        "width": LEFT + columns * COLUMN + NAMES,
        "height": TOP + len(rows) * ROW + 30,
        "left": LEFT,
        "right": LEFT + columns * COLUMN,
        "rows": [
            {"y": _middle(number), "text_y": _middle(number) + 4, "word": word}
            for number, word in enumerate(rows.values())
        ],
        "ticks": [{"x": LEFT + COLUMN * n, "label": label} for n, label in enumerate(labels) if label],
        "squares": [
            _square(LEFT + COLUMN * (column + 0.5), _middle(number), counts[name, column])
            for number, name in enumerate(rows)
            for column in range(columns)
            if counts.get((name, column))
        ],
        "legend": _legend(LEFT + columns * COLUMN - 4 * KEY, TOP + len(rows) * ROW + 18),
    }


def _middle(row: int) -> float:
    return TOP + ROW * (row + 0.5)


def _square(x: float, y: float, count: int) -> dict[str, Any]:
    _, side, solid = next(level for level in reversed(LEVELS) if count >= level[0])
    return {
        "x": round(x - side / 2, 1),
        "y": round(y - side / 2, 1),
        "side": side,
        "solid": solid,
        "n": count,
    }


def _legend(x: float, y: float) -> list[dict[str, Any]]:
    words = ("1", "2", "3–4", "5 or more")
    places = [x + KEY * number for number in range(len(words))]
    return [
        _square(place, y, level[0]) | {"word": word, "text_x": place + 10, "text_y": y + 4}
        for place, level, word in zip(places, LEVELS, words, strict=True)
    ]
