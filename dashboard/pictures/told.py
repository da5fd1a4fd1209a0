"""What happened, in words for marks and table rows."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from domain.history import course
from domain.months import month_ends
from domain.strength import State, Touch, strength
from domain.touchparts import NOUNS, OTHER_NOUNS
from domain.wording import counted

SHAPES = {
    "met": ("coffee", "meal", "drink", "event", "other"),
    "call": ("call", "video"),
    "written": ("message", "email", "online", "letter"),
    "linked": ("linked",),
}
"""Kinds that share a mark: met in person, spoken with, written to, linked."""
_SHAPE = {kind: shape for shape, kinds in SHAPES.items() for kind in kinds}
MOST_MONTHS = 60
COMING = 6
MONTH = "%B %Y"


def shape_of(kind: str) -> str:
    """The mark of a kind of interaction: met, call, written or linked."""
    return _SHAPE.get(kind, "met")


def happened(touches: Iterable[Touch]) -> str:
    """Such as "two coffees, one call"; the most frequent first."""
    kinds = Counter(touch.kind for touch in touches)
    return ", ".join(_counted(kind, number) for kind, number in kinds.most_common())


def _counted(kind: str, number: int) -> str:
    if kind == "linked":
        return "linked"
    return counted(number, *NOUNS.get(kind, OTHER_NOUNS))


def months_told(touches: Sequence[Touch], state: State, start: int, today: int) -> list[dict[str, Any]]:
    """The table beside the line, the newest first: month, strength at its end, what happened.

    Years instead of months where there would be more than sixty. The coming months come first.
    """
    first, now = date.fromordinal(start), date.fromordinal(today)
    months = (now.year - first.year) * 12 + now.month - first.month + 1
    ends = month_ends(today, months)
    pattern = MONTH
    if months > MOST_MONTHS:
        ends, pattern = [end for end in ends if date.fromordinal(end).month == 12 or end == today], "%Y"
    points = course(touches, ends, state.rating, state.frozen_on)
    rows, after = [], start
    for end, point in zip(ends, points, strict=True):
        within = [touch for touch in touches if after <= touch.day <= end]
        label = "Today" if end == today else f"{date.fromordinal(end):{pattern}}"
        rows.append({"label": label, "strength": point, "what": happened(within)})
        after = end + 1
    return [*_coming(state, today), *reversed(rows)]


def _coming(state: State, today: int) -> list[dict[str, Any]]:
    if state.frozen_on is not None:
        return []
    days = month_ends(today + 31 * COMING, COMING + 1)[:-1]
    return [
        {
            "label": f"{date.fromordinal(day):{MONTH}}",
            "strength": strength(state, day),
            "what": "",
            "is_coming": True,
        }
        for day in reversed(days)
        if day > today
    ]
