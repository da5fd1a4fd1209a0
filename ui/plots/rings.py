"""Two halves of the rings face to face: where people were wished on the left, where they are on the right."""

from collections.abc import Mapping, Sequence
from math import cos, pi, sin
from typing import Any

STRIP = 74.0
"""Half the free strip between the halves, where the names and numbers stand."""
CENTRE_X, CENTRE_Y = 300.0, 262.0
BANDS = ((12, 26, 40), (58, 71, 84), (102, 115, 128), (146, 159, 172), (190, 203, 216))
"""The radii of the lanes of dots in each ring, from the inside; the last is outside all rings."""
EDGES = (49, 93, 137, 181)
SPACING = 11.5
SHAPES = {"same": 0, "closer": 180, "farther": 0, "open": 0}
"""How a person is drawn, and how far an arrow is turned from pointing outwards."""


def faced(names: Sequence[str], wished: Sequence[int], really: Sequence[Mapping[str, int]]) -> dict[str, Any]:
    """The numbers of the SVG, for each ring from the inside: its name, how many are wished, how many are there.

    `really` counts by shape: same (as wished), closer, farther, open (no wish). More people than a ring has
    room for are told by its number alone.
    """
    dots = []
    for band, (wish, shapes) in enumerate(zip(wished, really, strict=True)):
        dots += _placed(band, ["same"] * wish, side=-1)
        dots += _placed(band, [shape for shape in SHAPES for _ in range(shapes.get(shape, 0))], side=1)
    rows = [
        {"y": _label_y(band), "name": name, "wished": wished[band], "really": sum(really[band].values())}
        for band, name in enumerate(names)
    ]
    reach = max([EDGES[-1], *(abs(dot["x"] - CENTRE_X) - STRIP for dot in dots)])
    return {
        "start": round(CENTRE_X - STRIP - reach - 8),
        "width": round(2 * (STRIP + reach + 8)),
        "height": round(max([CENTRE_Y + EDGES[-1], *(dot["y"] for dot in dots)]) + 10),
        "middle": CENTRE_X,
        "left": CENTRE_X - STRIP,
        "right": CENTRE_X + STRIP,
        "arcs": [_arcs(radius) for radius in EDGES],
        "dots": dots,
        "rows": rows,
    }


def capacity(band: int) -> int:
    """How many dots a half ring has room for."""
    return sum(_room(radius) for radius in BANDS[band])


def _room(radius: float) -> int:
    return int(pi * radius / SPACING)


def _label_y(band: int) -> float:
    return round(CENTRE_Y - BANDS[band][1] + 4, 1)


def _placed(band: int, shapes: Sequence[str], side: int) -> list[dict[str, Any]]:
    """Dots along the lanes, from the top down; a lane's dots are spread over the whole half circle."""
    found: list[dict[str, Any]] = []
    rest = list(shapes)
    for radius in BANDS[band]:
        lane, rest = rest[: _room(radius)], rest[_room(radius) :]
        step = pi / max(1, _room(radius))
        found += [_dot(radius, step * (place + 0.5), shape, side) for place, shape in enumerate(lane)]
    return found


def _dot(radius: float, angle: float, shape: str, side: int) -> dict[str, Any]:
    """`angle` is measured from the top downwards, on the side's half."""
    turn = angle * 180 / pi * side
    return {
        "x": round(CENTRE_X + side * (STRIP + radius * sin(angle)), 1),
        "y": round(CENTRE_Y - radius * cos(angle), 1),
        "shape": shape,
        "turn": round(turn + SHAPES[shape], 1),
        "is_arrow": shape in ("closer", "farther"),
    }


def _arcs(radius: float) -> dict[str, Any]:
    top, bottom = CENTRE_Y - radius, CENTRE_Y + radius
    left, right = CENTRE_X - STRIP, CENTRE_X + STRIP
    return {
        "left": f"M{left:g} {top:g}A{radius:g} {radius:g} 0 0 0 {left:g} {bottom:g}",
        "right": f"M{right:g} {top:g}A{radius:g} {radius:g} 0 0 1 {right:g} {bottom:g}",
    }
