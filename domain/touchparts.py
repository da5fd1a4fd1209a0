"""What the touches gave a strength, by kind and period."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.parts import Part
from domain.replays import replay
from domain.state import EMPTY, State, strength
from domain.touches import LINKED, Touch
from domain.wording import counted, day_in_words, month_in_words, same_month, sentence, span

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
class _Group:
    is_recent: bool
    label: str
    phrase: str
    others: Sequence[Touch]


def touch_parts(touches: Sequence[Touch], state: State, today: int) -> list[Part]:
    """The groups of touches, the recent and weightiest first; `state` is after all of them.

    They share what the evidence gave on its last day above the base, each in proportion to what would have
    been missing without it.
    """
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
