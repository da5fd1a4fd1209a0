"""The steps of an introduction that both sides want: which may follow which, and what to see to next.

Either a contact introduces the owner to somebody, or the owner introduces two of theirs to each other. Both are asked
before anybody is introduced (double opt-in).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Step(StrEnum):
    ASKED = "asked"
    AGREED = "agreed"
    OTHER_ASKED = "other asked"
    OTHER_AGREED = "other agreed"
    MADE = "made"
    THANKED = "thanked"
    OUTCOME = "outcome"


class Way(StrEnum):
    """Who introduces: a contact the owner ("to me"), or the owner two contacts ("by me")."""

    TO_ME = "to me"
    BY_ME = "by me"


STEPS = {
    Way.TO_ME: (Step.ASKED, Step.AGREED, Step.OTHER_AGREED, Step.MADE, Step.THANKED, Step.OUTCOME),
    Way.BY_ME: (Step.ASKED, Step.AGREED, Step.OTHER_ASKED, Step.OTHER_AGREED, Step.MADE, Step.OUTCOME),
}
SILENT_AFTER_DAYS = 21
_AFTER_MADE = ("met", "led on", "nothing", "dropped")
_BEFORE_MADE = ("declined", "silence", "dropped")


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken, and on which day."""

    step: Step
    on: date


@dataclass(frozen=True, slots=True)
class Said:
    """What a step is called: on its button, once it is taken, and what is to be done after how many days."""

    button: str
    done: str
    days: int = 0
    next: str = ""


SAID = {
    Way.TO_ME: {
        Step.ASKED: Said("I asked {one}", "You asked {one}", 7, "Did {one} answer about {to}?"),
        Step.AGREED: Said("{one} agreed", "{one} agreed", 7, "Did {to} agree? Ask {one}"),
        Step.OTHER_AGREED: Said("{to} agreed", "{to} agreed", 7, "Did {one} introduce you to {to}?"),
        Step.MADE: Said(
            "{one} introduced us", "{one} introduced you", 2, "Thank {one} for the introduction to {to}"
        ),
        Step.THANKED: Said(
            "I thanked {one}", "You thanked {one}", 30, "What came of the introduction to {to}?"
        ),
        Step.OUTCOME: Said("What came of it", "What came of it"),
    },
    Way.BY_ME: {
        Step.ASKED: Said("I asked {one}", "You asked {one}", 7, "Did {one} answer about {to}?"),
        Step.AGREED: Said("{one} agreed", "{one} agreed", 1, "Ask {to} about meeting {one}"),
        Step.OTHER_ASKED: Said("I asked {to}", "You asked {to}", 7, "Did {to} answer about {one}?"),
        Step.OTHER_AGREED: Said("{to} agreed", "{to} agreed", 1, "Introduce {one} and {to}"),
        Step.MADE: Said(
            "I introduced them", "You introduced them", 30, "What came of introducing {one} and {to}?"
        ),
        Step.OUTCOME: Said("What came of it", "What came of it"),
    },
}


def button_words(way: Way, step: Step, one: str, to: str) -> str:
    """What the owner says by taking a step: "Bo agreed". `one` is who is asked first, `to` the other."""
    return SAID[way][step].button.format(one=one, to=to)


def done_words(way: Way, step: Step, one: str, to: str) -> str:
    """A step that was taken, such as "You asked Bo"."""
    return SAID[way][step].done.format(one=one, to=to)


def open_steps(way: Way, taken: Sequence[Step]) -> tuple[Step, ...]:
    """The steps that may be taken now, the usual one first; steps may be passed over, but none goes back.

    Nobody is thanked before the introduction is made. The outcome is open until it is known, at any time.
    """
    steps = STEPS[way]
    if Step.OUTCOME in taken:
        return ()
    first = max((steps.index(step) + 1 for step in taken), default=0)
    return tuple(step for step in steps[first:] if step is not Step.THANKED or Step.MADE in taken)


def check_step(way: Way, taken: Sequence[Taken], step: Step, on: date, today: date) -> None:
    """Raises ValueError, in words for the owner, for a step or a day that is out of order."""
    steps = [one.step for one in taken]
    if Step.OUTCOME in steps:
        raise ValueError("This introduction is closed. Take its outcome back first.")
    if step in steps:
        raise ValueError("That step is taken already.")
    if step is Step.THANKED and Step.MADE not in steps:
        raise ValueError("Thank them once the introduction is made.")
    if step not in open_steps(way, steps):
        raise ValueError("That step comes before one that is taken already.")
    if on > today:
        raise ValueError("That day is still to come.")
    if taken and on < taken[-1].on:
        raise ValueError("That is before the step that was taken last.")


def look_after(way: Way, step: Step, one: str, to: str, on: date, today: date) -> tuple[str, date] | None:
    """What to be reminded of after a step that was taken on a day, and when: never before today.

    None when nothing is left to do.
    """
    said = SAID[way][step]
    if not said.next:
        return None
    return said.next.format(one=one, to=to), max(on + timedelta(days=said.days), today)


def waits_for_word(way: Way, taken: Sequence[Taken]) -> bool:
    """Whether somebody else has the next word."""
    if not taken:
        return False
    last = taken[-1].step
    asked = (Step.ASKED, Step.OTHER_ASKED)
    return last in asked or (way is Way.TO_ME and last in (Step.AGREED, Step.OTHER_AGREED))


def is_silent(way: Way, taken: Sequence[Taken], today: date) -> bool:
    """Whether a word has been waited for so long that one may take silence for the answer; it is never recorded so."""
    return waits_for_word(way, taken) and (today - taken[-1].on).days >= SILENT_AFTER_DAYS


def outcomes_of(taken: Sequence[Step]) -> tuple[str, ...]:
    """The outcomes that make sense now: what came of it, or why it did not come to it."""
    return _AFTER_MADE if Step.MADE in taken else _BEFORE_MADE


def is_written(way: Way, step: Step) -> bool:
    """Whether the owner takes this step by writing to somebody; in the others somebody else has the word."""
    if step is Step.MADE:
        return way is Way.BY_ME
    return step in (Step.ASKED, Step.OTHER_ASKED, Step.THANKED)
