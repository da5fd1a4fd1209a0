"""Why this person, today: a sentence or two with numbers from their own history only."""

from datetime import date

from domain.forecast import strength_after
from domain.health import FEW_DAYS, rhythm
from domain.nudges import MET_VIEW_DAYS, is_dormant_tie, was_just_met
from domain.state import State
from domain.touchparts import NOUNS, OTHER_NOUNS
from domain.wording import counted, month_in_words, sentence, span

TOPIC_LENGTH = 120
FROM_AFAR = frozenset({"call", "message", "email", "online", "letter"})
"""Kinds after which two people have been in touch, and not met."""


def why_now(
    state: State,
    today: date,
    *,
    wished_days: int | None = None,
    last_kind: str = "",
    shows_strength: bool = True,
) -> str:
    """Why this person, today, in one or two sentences with numbers from their own history only.

    "Ten weeks since the last meal; you two are usually in touch every three weeks. A coffee now brings it
    back to 8.4." `last_kind` is the kind of the last interaction, empty when unknown. Without a strength for
    those who hide the numbers.
    """
    day = today.toordinal()
    if not shows_strength:
        return f"{_reason(state, day, wished_days, last_kind, '')}."
    best = f", {state.peak:.1f} at its best"
    return f"{_reason(state, day, wished_days, last_kind, best)}. {_promise(state, day)}"


def _reason(state: State, day: int, wished_days: int | None, last_kind: str, best: str) -> str:
    if state.last_on is None:
        return f"You want to be in touch {every(wished_days)}; nothing is recorded yet"
    if is_dormant_tie(state, day, wished_days):
        times = f"in touch on {counted(state.days, 'day')}{best}"
        return f"Once strong: {times}. Quiet since {month_in_words(state.last_on, day)}"
    silent = span(max(1, day - state.last_on))
    if was_just_met(state, day) or (not wished_days and was_just_met(state, day, MET_VIEW_DAYS)):
        return f"{_first_time(last_kind)} {silent} ago; a line {_by_when(state, day)} keeps it"
    if state.days <= FEW_DAYS:
        times = "once" if state.days == 1 else "on two days"
        return f"In touch {times}, {silent} ago{_wish(wished_days)}"
    return f"{sentence(silent)} since {_last(last_kind)}{_usual(state, wished_days)}"


def _first_time(last_kind: str) -> str:
    return "You were in touch for the first time" if last_kind in FROM_AFAR else "You met for the first time"


def _by_when(state: State, day: int) -> str:
    return "in the first week" if was_just_met(state, day) else "now"


def every(days: int | None) -> str:
    """A cadence in words: "every week", "every six months", "every 45 days"; None is "again"."""
    if days is None:
        return "again"
    named = {1: "day", 7: "week", 30: "month", 182: "six months", 365: "year"}.get(days)
    if named:
        return f"every {named}"
    return f"every {span(days)}" if days < 14 or (days < 60 and days % 7 == 0) else f"every {days} days"


def _last(kind: str) -> str:
    return f"the last {NOUNS.get(kind, OTHER_NOUNS)[0]}" if kind else "you were last in touch"


def _wish(wished_days: int | None) -> str:
    return f"; you wished for {every(wished_days)}" if wished_days else ""


def _usual(state: State, wished_days: int | None) -> str:
    """What the silence is measured by: the wish when it is what makes the person due, else the rhythm."""
    usual = rhythm(state)
    if wished_days and wished_days < 2 * usual:
        return _wish(wished_days)
    return f"; you two are usually in touch every {_about(usual)}"


def _about(days: float) -> str:
    rounded = max(1, round(days))
    if rounded == 1:
        return "day"
    words = span(rounded)
    return words.removeprefix("one ")


def _promise(state: State, day: int) -> str:
    reached = strength_after(state, day)
    back = "back " if state.days > FEW_DAYS and state.peak >= reached else ""
    return f"A coffee now brings it {back}to {reached:.1f}."


def topic(note: str) -> str:
    """The beginning of a note in one line of at most 120 characters, cut between words."""
    line = " ".join(note[: 4 * TOPIC_LENGTH].split())
    if len(line) <= TOPIC_LENGTH:
        return line
    cut = line[: TOPIC_LENGTH - 1]
    return f"{cut.rsplit(' ', 1)[0] or cut}…"
