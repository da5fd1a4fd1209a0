"""A line over time with marks on it, a dashed forecast, and flags on days that matter."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ui.plots.scale import Scale, month_ticks

WIDTH, TALL = 640, 166
LEFT, RIGHT = 26, 614
MANY_MARKS = 60
FLAG_ROOM, FLAG_LINE, LETTER = 4, 14, 6.4


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened: `shape` is met, call, written or linked; `label` is shown on pointing at it."""

    day: int
    height: float
    shape: str
    label: str


@dataclass(frozen=True, slots=True)
class Flag:
    """A day with a word, such as "cooling 12 Mar"; `look` is a class: cooling, dormant, never, rated, frozen."""

    day: int
    word: str
    look: str


@dataclass(frozen=True, slots=True)
class Course:
    """What is drawn: points of (day, 0 to 10), and the days that matter. `future` begins where `line` ends."""

    line: Sequence[tuple[int, float]]
    future: Sequence[tuple[int, float]] = ()
    marks: Sequence[Mark] = ()
    flags: Sequence[Flag] = ()


def drawn(course: Course) -> dict[str, Any]:
    """The numbers of the SVG."""
    first, today = course.line[0][0], course.line[-1][0]
    end = course.future[-1][0] if course.future else today
    across = Scale(first, max(end, first + 1), LEFT, RIGHT)
    flags = _flags(course.flags, across)
    top = 10 + FLAG_LINE * max((flag["row"] + 1 for flag in flags), default=0)
    up = Scale(0, 10, top + TALL, top)
    return {
        "width": WIDTH,
        "height": top + TALL + 24,
        "left": LEFT,
        "right": RIGHT,
        "top": top,
        "bottom": top + TALL,
        "grid": [{"y": up(height), "label": height} for height in range(0, 11, 2)],
        "ticks": [{"x": across(day), "label": label} for day, label in _ticks(first, end, across)],
        "curve": _points(course.line, across, up),
        "future": _points(course.future, across, up),
        "now": across(today) if course.future else None,
        "marks": [_mark(mark, across, up, len(course.marks) > MANY_MARKS) for mark in course.marks],
        "flags": flags,
    }


def _ticks(first: int, last: int, across: Scale) -> list[tuple[int, str]]:
    """Without a label that would stick out on the right."""
    return [(day, label) for day, label in month_ticks(first, last) if across(day) < RIGHT - 40]


def _points(points: Sequence[tuple[int, float]], across: Scale, up: Scale) -> str:
    return " ".join(f"{across(day):g},{up(height):g}" for day, height in points)


def _mark(mark: Mark, across: Scale, up: Scale, is_small: bool) -> dict[str, Any]:
    x, y, size = across(mark.day), up(mark.height), 2.6 if is_small else 4.2
    corners = {
        "call": ((0, -1.3), (1.2, 0.9), (-1.2, 0.9)),
        "written": ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)),
        "linked": ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
    }.get(mark.shape, ())
    points = " ".join(f"{x + dx * size:.1f},{y + dy * size:.1f}" for dx, dy in corners)
    return {"x": x, "y": y, "r": size, "points": points, "shape": mark.shape, "label": mark.label}


def _flags(flags: Sequence[Flag], across: Scale) -> list[dict[str, Any]]:
    """Each word beside its line, on the first row where it is clear of the words before."""
    ends: list[float] = []
    placed = []
    for flag in sorted(flags, key=lambda flag: flag.day):
        x, length = across(flag.day), len(flag.word) * LETTER
        is_left = x + FLAG_ROOM + length > RIGHT
        start = x - FLAG_ROOM - length if is_left else x + FLAG_ROOM
        row = next((row for row, end in enumerate(ends) if end < start), len(ends))
        ends[row : row + 1] = [start + length + FLAG_ROOM]
        placed.append(
            {
                "x": x,
                "text_x": x - FLAG_ROOM if is_left else x + FLAG_ROOM,
                "row": row,
                "y": 12 + FLAG_LINE * row,
                "is_left": is_left,
                "word": flag.word,
                "look": flag.look,
            }
        )
    return placed
