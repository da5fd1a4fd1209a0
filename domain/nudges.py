"""Whom to reach out to today, how many at most, and why now. The rest wait without guilt.

Dormant people who were once strong come first, for reconnecting such ties pays (Levin et al. 2011); then
whoever gains most from one contact, times how much the owner cares.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from domain.circles import CIRCLE_CARE
from domain.explain import NOUNS, OTHER_NOUNS
from domain.health import FEW_DAYS, Health, health, once_strong, rhythm
from domain.state import State, gain_of_contact
from domain.forecast import strength_after
from domain.wording import counted, month_in_words, number_in_words, sentence, span

SNOOZE_DAYS = 7
DONE_REST_DAYS, SKIP_REST_DAYS = 14, 30
"""How long a person is left alone after "done" and "skip" without anything logged; never beyond the wish."""
TOPIC_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person who is due: the contact's id, the model's state, the circle and the wished cadence in days."""

    contact: int
    state: State
    circle: str = ""
    wished_days: int | None = None


@dataclass(frozen=True, slots=True)
class Nudge:
    """One nudge that is open or was opened today: `snoozed_until` hides an open one before that day."""

    pk: int
    contact: int
    opened_on: date
    snoozed_until: date | None = None
    is_open: bool = True

    def shows_on(self, day: date) -> bool:
        """Whether the owner sees it on a day."""
        return self.is_open and (self.snoozed_until is None or self.snoozed_until <= day)


@dataclass(frozen=True, slots=True)
class Changes:
    """What to do: contacts to open a nudge for, best first, and nudges to settle by their ids."""

    open: tuple[int, ...] = ()
    settle: tuple[int, ...] = ()


def rank(candidates: Iterable[Candidate], today: date) -> list[Candidate]:
    """The best to contact first: dormant once-strong people, then by expected gain × care of the circle."""
    day = today.toordinal()

    def key(candidate: Candidate) -> tuple[bool, float, int]:
        gain = gain_of_contact(candidate.state, day) * CIRCLE_CARE.get(candidate.circle, 1.0)
        return (not is_dormant_tie(candidate, day), -gain, candidate.contact)

    return sorted(candidates, key=key)


def is_dormant_tie(candidate: Candidate, day: int) -> bool:
    """Whether this is a dormant tie that was once strong."""
    state = candidate.state
    return once_strong(state) and health(state, day, candidate.wished_days) is Health.DORMANT


def room(nudges: Collection[Nudge], today: date, budget: int) -> int:
    """How many nudges may still be opened: neither more than the budget a day, nor more than it in view."""
    opened = sum(nudge.opened_on == today for nudge in nudges)
    shown = sum(nudge.shows_on(today) for nudge in nudges)
    return max(0, budget - max(opened, shown))


def reconcile(due: Sequence[int], nudges: Collection[Nudge], today: date, budget: int) -> Changes:
    """Bring the nudges in line with who is due.

    1. Whoever is no longer due is settled.  2. Whatever else is open stays, snoozed or not.  3. The room that
    is left goes to the best who have no nudge yet. `due` holds contact ids, best first; `nudges` those open
    or opened today. Asking again after making the changes changes nothing.
    """
    still_due = set(due)
    settled = tuple(nudge.pk for nudge in nudges if nudge.is_open and nudge.contact not in still_due)
    kept = [nudge for nudge in nudges if nudge.pk not in settled or nudge.opened_on == today]
    shown = [nudge for nudge in nudges if nudge.pk not in settled]
    free = min(room(kept, today, budget) if kept else budget, room(shown, today, budget) if shown else budget)
    asked = {nudge.contact for nudge in nudges}
    return Changes(tuple([contact for contact in due if contact not in asked][:free]), settled)


def rest_days(act: str, wished_days: int | None) -> int:
    """For how many days a nudge closed by "done" or "skip" is not renewed."""
    most = DONE_REST_DAYS if act == "done" else SKIP_REST_DAYS
    return min(most, wished_days or most)
