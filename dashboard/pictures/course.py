"""One person's strength over time, with what happened and what will become of it."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from accounts.models import User
from contacts.models import Contact
from contacts.queries import shows_strength
from dashboard.pictures.told import happened, months_told, shape_of
from domain.health import turning_days
from domain.history import course
from domain.strength import State, Touch, strength
from domain.wording import counted, day_in_words
from interactions.queries import touches_with
from relationships.models import Standing
from ui.plots.course import Course, Flag, Mark, drawn

SPAN_DAYS = 3 * 365 + 1
AHEAD_DAYS = 183
FINEST = 400
"""About so many points are drawn between the touches."""
MOST_JUMPS = 1_200
"""With more touch days than that, the line is drawn without a step at each."""


def person_course(user: User, contact: Contact, today: date, *, whole: bool = False) -> dict[str, Any] | None:
    """The picture, its sentence and its table; None where the strength is hidden. Two queries.

    From the first touch, but at most three years back unless the `whole` time is asked for.
    """
    if not shows_strength(user, contact):
        return None
    touches = sorted(touches_with(contact), key=lambda touch: (touch.day, -touch.weight))
    standing = Standing.objects.owned_by(user).filter(contact=contact).first() or Standing()
    state = standing.state
    begun = [touch.day for touch in touches[:1]] + ([state.rating.day] if state.rating else [])
    if not begun:
        return {"drawing": None}
    day = today.toordinal()
    first = min(*begun, day)
    start = first if whole else max(first, day - SPAN_DAYS)
    line = _line(touches, state, start, day)
    return {
        "drawing": drawn(
            _course(touches, state, line, day, _flags(standing, line, day, contact.wished_days))
        ),
        "words": _words(touches, line, day),
        "is_whole": whole,
        "has_more": first < day - SPAN_DAYS,
        "rows": months_told(touches, state, start, day) if start < day else [],
        "turns": [(flag.day, flag.word) for flag in _turns(state, day, contact.wished_days)],
        "shapes": dict.fromkeys(shape_of(touch.kind) for touch in touches if touch.day >= start),
    }


def _line(touches: Sequence[Touch], state: State, start: int, today: int) -> list[tuple[int, float]]:
    """Points by day: an even grid, and the day before and of each touch, so that a step is a step."""
    days = {*_grid(start, today), today}
    steps = {touch.day for touch in touches if start <= touch.day <= today}
    if state.rating and start <= state.rating.day <= today:
        steps.add(state.rating.day)
    if len(steps) <= MOST_JUMPS:
        days |= steps | {day - 1 for day in steps if day > start}
    rising = sorted(days)
    return list(zip(rising, course(touches, rising, state.rating, state.frozen_on), strict=True))


def _grid(start: int, today: int) -> range:
    return range(start, today + 1, max(1, (today - start) // FINEST))


def _course(
    touches: Sequence[Touch], state: State, line: Sequence[tuple[int, float]], today: int, flags: list[Flag]
) -> Course:
    ahead = range(today, today + AHEAD_DAYS + 1, 3) if state.frozen_on is None else ()
    return Course(
        line=line,
        future=[(day, strength(state, day)) for day in ahead],
        marks=_marks(touches, dict(line), line[0][0], today),
        flags=flags,
    )


def _marks(touches: Sequence[Touch], heights: dict[int, float], start: int, today: int) -> list[Mark]:
    """One mark for each day and shape; on a line without a step at each touch, for each day of the grid."""
    width = _grid(start, today).step
    found: dict[tuple[int, str], list[Touch]] = {}
    for touch in touches:
        if start <= touch.day <= today:
            day = touch.day if touch.day in heights else touch.day - (touch.day - start) % width
            found.setdefault((day, shape_of(touch.kind)), []).append(touch)
    return [
        Mark(day, heights[day], shape, f"{day_in_words(day, today)}: {happened(alike)}")
        for (day, shape), alike in found.items()
    ]


def _flags(
    standing: Standing, line: Sequence[tuple[int, float]], today: int, wished: int | None
) -> list[Flag]:
    state, start = standing.state, line[0][0]
    flags = _turns(state, today, wished)
    if state.rating and start <= state.rating.day <= today:
        said = "pinned" if standing.rated_value is None else f"you said {standing.rated_value:.1f},"
        flags.append(Flag(state.rating.day, f"{said} {_short(state.rating.day)}", "rated"))
    if state.frozen_on is not None and start <= state.frozen_on:
        flags.append(Flag(state.frozen_on, f"stands still since {_short(state.frozen_on)}", "frozen"))
    return flags


def _turns(state: State, today: int, wished: int | None) -> list[Flag]:
    turns = turning_days(state, wished)
    named = ((turns.cooling_on, "cooling"), (turns.dormant_on, "dormant"), (turns.never_on, "never"))
    coming = [(day, word) for day, word in named if day is not None and today < day <= today + AHEAD_DAYS]
    # Of two words for one day the later holds at once.
    coming = [one for one, after in pairwise([*coming, (0, "")]) if one[0] != after[0]]
    return [Flag(day, f"{word} {_short(day)}", word) for day, word in coming]


def _words(touches: Sequence[Touch], line: Sequence[tuple[int, float]], today: int) -> str:
    start, now = line[0][0], line[-1][1]
    highest_on, highest = max(line, key=lambda point: point[1])
    days = len({touch.day for touch in touches if touch.counted and touch.day >= start})
    touched = f"in touch on {counted(days, 'day')}" if days else "not in touch"
    since = f"Since {day_in_words(start, today)}: {touched}"
    if highest - now < 0.05:
        return f"{since}; today, at {now:.1f}, it is at its highest."
    return f"{since}; at its highest {highest:.1f} on {day_in_words(highest_on, today)}, today {now:.1f}."


def _short(day: int) -> str:
    then = date.fromordinal(day)
    return f"{then.day} {then:%b}"
