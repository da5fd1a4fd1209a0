"""The arithmetic behind a strength: parts that sum to it exactly, with words for each."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from domain.health import FEW_DAYS, rhythm, silence_ratio
from domain.state import EMPTY, Rating, State, reading_day, replay, strength
from domain.touches import LINKED, Touch
from domain.wording import (
    counted,
    day_in_words,
    days_of,
    month_in_words,
    same_month,
    sentence,
    signed,
    span,
    times_usual,
)

RECENT_DAYS = 183
"""Touches up to half a year before the last are told by kind; what came earlier is told as one."""

NOUNS = {
    "coffee": ("coffee", "coffees"),
    "meal": ("meal", "meals"),
    "drink": ("drink", "drinks"),
    "event": ("event", "events"),
    "call": ("call", "calls"),
    "video": ("video call", "video calls"),
    "message": ("message", "messages"),
    "email": ("email", "emails"),
    "online": ("online exchange", "online exchanges"),
    "letter": ("letter", "letters"),
}
OTHER_NOUNS = ("interaction", "interactions")
WRITTEN = {"message", "email", "online"}
"""Kinds so frequent that only their number is worth telling."""


@dataclass(frozen=True, slots=True)
class Part:
    """One line of the arithmetic: `value` is exact, `shown` is rounded so that the shown parts sum too.

    `kind` is touches, base, rating or silence; `phrase` is the label as it stands inside the sentence.
    """

    label: str
    value: float
    shown: float = 0.0
    kind: str = "touches"
    phrase: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A strength (0 to 10), the parts that sum to it, and both in one sentence."""

    strength: float
    parts: tuple[Part, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class _Group:
    is_recent: bool
    label: str
    phrase: str
    others: Sequence[Touch]


def explain(
    touches: Iterable[Touch], day: int, rating: Rating | None = None, *, frozen_on: int | None = None
) -> Explanation:
    """Why the strength of replay(touches, rating, frozen_on) is what it is on a day.

    The touches, by kind and period, share what the evidence gave on their last day above the base, each
    group in proportion to what would have been missing without it; the own rating is with less without;
    silence is what the evidence lost since. The values sum to the strength within 1e-9, the shown ones to
    the strength shown.
    """
    known = [touch for touch in touches if frozen_on is None or touch.day <= frozen_on]
    state = replay(known, rating, frozen_on)
    total = strength(state, day)
    read_on = reading_day(state, day)
    parts = _rounded([*_touch_parts(known, state, day), *_other_parts(state, read_on, day)], total)
    return Explanation(total, parts, _told(total, parts, state, day))


def _touch_parts(touches: Sequence[Touch], state: State, today: int) -> list[Part]:
    if state.as_of is None:
        return []
    evidence = replace(state, rating=None)
    gained = strength(evidence, state.as_of) - strength(EMPTY, state.as_of)
    groups = _groups(touches, state.as_of, today)
    losses = [_loss(evidence, group) for group in groups]
    missed = sum(losses)
    shares = [loss / missed if missed > 0 else 1 / len(groups) for loss in losses]
    ranked = sorted(zip(groups, shares, strict=True), key=lambda pair: (not pair[0].is_recent, -pair[1]))
    return [Part(group.label, gained * share, phrase=group.phrase) for group, share in ranked]


def _loss(evidence: State, group: _Group) -> float:
    """What the strength on the last day would lack without the group."""
    day = evidence.as_of or 0
    return max(0.0, strength(evidence, day) - strength(replay(group.others), day))


def _groups(touches: Sequence[Touch], last_day: int, today: int) -> list[_Group]:
    start = last_day - RECENT_DAYS
    indices: dict[str, list[int]] = defaultdict(list)
    for index, touch in enumerate(touches):
        recent = touch.day >= start or touch.kind == LINKED
        indices[touch.kind if recent else ""].append(index)
    groups = []
    for kind, members in indices.items():
        chosen = set(members)
        inside = [touches[index] for index in members]
        outside = [touch for index, touch in enumerate(touches) if index not in chosen]
        label, phrase = _named(kind, inside, start, today)
        groups.append(_Group(kind not in ("", LINKED), label, phrase, outside))
    return groups


def _named(kind: str, touches: Sequence[Touch], start: int, today: int) -> tuple[str, str]:
    """The label of a group, and its phrase inside a sentence."""
    first, last = min(touch.day for touch in touches), max(touch.day for touch in touches)
    if kind == LINKED:
        phrase = f"linked on {day_in_words(first, today)}"
    elif len(touches) == 1:
        return _named_one(touches[0], today)
    elif kind == "":
        phrase = f"{span(start - first)} before"
    else:
        phrase = counted(len(touches), *NOUNS.get(kind, OTHER_NOUNS)) + _since(kind, first, last, today)
    return sentence(phrase), phrase


def _named_one(touch: Touch, today: int) -> tuple[str, str]:
    noun, _plural = NOUNS.get(touch.kind, OTHER_NOUNS)
    article = "an" if noun[0] in "aeio" else "a"
    return f"One {noun}, {day_in_words(touch.day, today)}", f"{article} {noun}"


def _since(kind: str, first: int, last: int, today: int) -> str:
    if kind in WRITTEN:
        return ""
    return f" {'in' if same_month(first, last) else 'since'} {month_in_words(first, today)}"


def _other_parts(state: State, read_on: int, today: int) -> list[Part]:
    evidence = replace(state, rating=None)
    parts = [Part("Base", strength(EMPTY, today), kind="base", phrase="on a base of")]
    if state.rating is not None:
        given = _given(state.rating, today)
        value = strength(state, read_on) - strength(evidence, read_on)
        parts.append(Part(sentence(given), value, kind="rating", phrase=given))
    if state.as_of is not None and read_on > state.as_of:
        silent = read_on - (state.last_on or state.as_of)
        value = strength(evidence, read_on) - strength(evidence, state.as_of)
        parts.append(
            Part(f"{days_of(silent)} of silence", value, kind="silence", phrase=_silence(state, read_on))
        )
    return parts


def _given(rating: Rating, today: int) -> str:
    given = f"own rating of {day_in_words(rating.day, today)}"
    return given if rating.floor is None else f"{given}, never below {rating.floor:.1f}"


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


def _told(total: float, parts: tuple[Part, ...], state: State, today: int) -> str:
    """Such as "6.1: three meals since April (+2.9), on a base of 0.5; silent 71 days (−1.8).".

    Of touches, only what shows is told, unless nothing does.
    """
    counting = [part for part in parts if part.kind == "touches"]
    told = [part for part in counting if part.shown] or counting[:1]
    touches = [f"{part.phrase} ({signed(part.shown)})" for part in told]
    base = [f"{part.phrase} {part.shown:.1f}" for part in parts if part.kind == "base"]
    rest = [f"{part.phrase} ({signed(part.shown)})" for part in parts if part.kind in ("rating", "silence")]
    clauses = [", ".join([*(touches or ["nothing recorded"]), *base]), *rest]
    if state.frozen_on is not None:
        clauses.append(f"frozen since {day_in_words(state.frozen_on, today)}")
    return f"{total:.1f}: {'; '.join(clauses)}."
