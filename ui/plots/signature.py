"""The social signature: one bar per person, the greatest share first, and who together make a half and more."""

from collections.abc import Sequence
from typing import Any

from ui.plots.scale import Scale

WIDTH, HEIGHT = 640, 220
LEFT, RIGHT, TOP, BOTTOM = 38, 634, 34, 194
MOST_BARS = 50
GAP = 2.0
WIDEST = 26.0


def ranked(shares: Sequence[float], lines: Sequence[tuple[int, str]]) -> dict[str, Any]:
    """The numbers of the SVG: shares (0 to 1) by rank, and after which ranks a line with a word stands."""
    shown = shares[:MOST_BARS]
    step = min(WIDEST, (RIGHT - LEFT) / max(1, len(shown)))
    top = max([*shown, 0.01])
    tick = next(size for size in (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1) if top / size <= 5)
    up = Scale(0, max(top, tick), BOTTOM, TOP)
    heights = [tick * number for number in range(int(top / tick) + 1)]
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "left": LEFT,
        "right": RIGHT,
        "top": TOP,
        "bottom": BOTTOM,
        "bar": round(step - GAP, 1),
        "grid": [{"y": up(height), "label": f"{height:.0%}"} for height in heights],
        "bars": [_bar(rank, share, step, up) for rank, share in enumerate(shown)],
        "ticks": [
            {"x": round(LEFT + step * (rank - 0.5), 1), "label": rank}
            for rank in (1, 5, *range(10, MOST_BARS + 1, 10))
            if rank <= len(shown)
        ],
        "lines": [
            _line(rank, word, step, row) for row, (rank, word) in enumerate(lines) if rank <= len(shown)
        ],
    }


def _bar(rank: int, share: float, step: float, up: Scale) -> dict[str, Any]:
    y = up(share)
    return {
        "x": round(LEFT + step * rank + GAP / 2, 1),
        "y": y,
        "height": round(BOTTOM - y, 1),
        "rank": rank + 1,
        "share": f"{share:.1%}",
    }


def _line(rank: int, word: str, step: float, row: int) -> dict[str, Any]:
    x = round(LEFT + step * rank, 1)
    is_left = x > WIDTH - 170
    return {
        "x": x,
        "text_x": x - 4 if is_left else x + 4,
        "y": 12 + 15 * row,
        "is_left": is_left,
        "word": word,
    }
