"""The arithmetic behind a strength: parts that sum to it exactly, with words for each."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from domain.health import FEW_DAYS, rhythm, silence_ratio
from domain.parts import NO_WORDS, OwnWords, Part
from domain.replays import replay
from domain.saidparts import frozen_parts, said_parts
from domain.state import EMPTY, Rating, State, reading_day, strength
from domain.touches import Touch
from domain.touchparts import touch_parts
from domain.wording import day_in_words, days_of, signed, times_usual


@dataclass(frozen=True, slots=True)
class Explanation:
    """A strength (0 to 10), the parts that sum to it, both in one sentence, and what silence cost in another."""

    strength: float
    parts: tuple[Part, ...]
    sentence: str
    silence: str = ""


def explain(
    touches: Iterable[Touch],
    day: int,
    rating: Rating | None = None,
    *,
    frozen_on: int | None = None,
    words: OwnWords = NO_WORDS,
) -> Explanation:
    """Why the strength of replay(touches, rating, frozen_on) is what it is on a day.

    The touches, by kind and period, share what the evidence gave on their last day above the base, each
    group in proportion to what would have been missing without it; the own rating and the floor are with less
    without; silence is what the evidence lost since. The values sum to the strength within 1e-9, the shown
    ones to the strength shown. `words` are only told.
    """
    known = [touch for touch in touches if frozen_on is None or touch.day <= frozen_on]
    state = replay(known, rating, frozen_on)
    total = strength(state, day)
    read_on = reading_day(state, day)
    exact = [
        *touch_parts(known, state, day),
        Part("Base", strength(EMPTY, day), kind="base", phrase="on a base of"),
        *said_parts(state, read_on, day, words),
        *_silence_parts(state, read_on),
        *frozen_parts(state, day, words),
    ]
    parts = _rounded(exact, total)
    return Explanation(total, parts, _told(total, parts), _silence_told(parts, state, day))


def _silence_parts(state: State, read_on: int) -> list[Part]:
    if state.as_of is None or read_on <= state.as_of:
        return []
    evidence = replace(state, rating=None)
    silent = read_on - (state.last_on or state.as_of)
    value = strength(evidence, read_on) - strength(evidence, state.as_of)
    return [Part(f"{days_of(silent)} of silence", value, kind="silence", phrase=_silence(state, read_on))]


def _silence(state: State, day: int) -> str:
    if state.last_on is None:
        return f"nothing in the {days_of(day - (state.as_of or day))} since"
    silent = f"silent {days_of(day - state.last_on)}"
    ratio = silence_ratio(state, day)
    if state.days <= FEW_DAYS or ratio < 1:
        return silent
    return f"{silent}, {times_usual(ratio, rhythm(state))}"


def _rounded(parts: list[Part], total: float) -> tuple[Part, ...]:
    """The parts with their shown values; what rounding left over goes into the largest part."""
    shown = [round(part.value, 1) for part in parts]
    largest = max(range(len(parts)), key=lambda index: abs(parts[index].value))
    shown[largest] = round(shown[largest] + round(total, 1) - sum(shown), 1)
    return tuple(replace(part, shown=value) for part, value in zip(parts, shown, strict=True))


def _told(total: float, parts: tuple[Part, ...]) -> str:
    """Such as "6.1: three meals since April (+2.9), on a base of 0.5; silent 71 days (−1.8).".

    Of touches, only what shows is told, unless nothing does; so a floor that holds nothing up is not.
    """
    counting = [part for part in parts if part.kind == "touches"]
    touches = [_with_value(part) for part in [part for part in counting if part.shown] or counting[:1]]
    base = [f"{part.phrase} {part.shown:.1f}" for part in parts if part.kind == "base"]
    rest = [
        part.phrase if part.kind == "frozen" else _with_value(part)
        for part in parts
        if part.kind in ("rating", "silence", "frozen") or (part.kind == "floor" and part.shown)
    ]
    return f"{total:.1f}: {'; '.join([', '.join([*(touches or ['nothing recorded']), *base]), *rest])}."


def _with_value(part: Part) -> str:
    return f"{part.phrase} ({signed(part.shown)})"


def _silence_told(parts: tuple[Part, ...], state: State, today: int) -> str:
    """Such as "Silence since 11 September has cost 2.5."; empty without silence."""
    cost = next((-part.shown for part in parts if part.kind == "silence"), None)
    since = state.as_of if state.last_on is None else state.last_on
    if cost is None or since is None:
        return ""
    amount = f"{cost:.1f}" if cost > 0 else "nothing worth telling"
    begun = day_in_words(since, today)
    if state.frozen_on is not None and state.frozen_on < today:
        return f"Silence from {begun} to {day_in_words(state.frozen_on, today)} had cost {amount}."
    return f"Silence since {begun} has cost {amount}."
