"""Whom to reach out to today, how many at most, and why now. The rest wait without guilt.

Dormant people who were once strong come first, for reconnecting such ties pays (Levin et al. 2011); then
whoever gains most from one contact, times how much the owner cares.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from domain.circles import CIRCLE_CARE
from domain.forecast import strength_after
from domain.health import FEW_DAYS, Health, health, once_strong, rhythm
from domain.state import State, gain_of_contact
from domain.touchparts import NOUNS, OTHER_NOUNS
from domain.wording import counted, month_in_words, sentence, span

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


def room(nudges: Collection[Nudge], today: date, budget: int, settled: Collection[int] = ()) -> int:
    """How many nudges may still be opened: neither more than the budget a day, nor more than it in view.

    `settled` are the ids of nudges that are about to be closed.
    """
    opened = sum(nudge.opened_on == today for nudge in nudges)
    shown = sum(nudge.shows_on(today) for nudge in nudges if nudge.pk not in settled)
    return max(0, budget - max(opened, shown))


def reconcile(due: Sequence[int], nudges: Collection[Nudge], today: date, budget: int) -> Changes:
    """Bring the nudges in line with who is due.

    1. Whoever is no longer due is settled.  2. Whatever else is open stays, snoozed or not.  3. The room that
    is left goes to the best who have no nudge yet. `due` holds contact ids, best first; `nudges` those open
    or opened today. Asking again after making the changes changes nothing.
    """
    still_due = set(due)
    settled = tuple(nudge.pk for nudge in nudges if nudge.is_open and nudge.contact not in still_due)
    asked = {nudge.contact for nudge in nudges}
    waiting = [contact for contact in due if contact not in asked]
    return Changes(tuple(waiting[: room(nudges, today, budget, settled)]), settled)


def rest_days(act: str, wished_days: int | None) -> int:
    """For how many days a nudge closed by "done" or "skip" is not renewed."""
    most = DONE_REST_DAYS if act == "done" else SKIP_REST_DAYS
    return min(most, wished_days or most)


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
    if is_dormant_tie(Candidate(0, state, "", wished_days), day):
        times = f"in touch on {counted(state.days, 'day')}{best}"
        return f"Once strong: {times}. Quiet since {month_in_words(state.last_on, day)}"
    silent = span(max(1, day - state.last_on))
    if state.days <= FEW_DAYS:
        times = "once" if state.days == 1 else "on two days"
        return f"In touch {times}, {silent} ago{_wish(wished_days)}"
    return f"{sentence(silent)} since {_last(last_kind)}{_usual(state, wished_days)}"


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


def occasion(name: str, label: str, years: int | None, *, is_birthday: bool, is_past: bool = False) -> str:
    """What a yearly date is: "Ada Holm turns 41", "Ada Holm’s birthday", "Ada Holm: Wedding, ten years".

    `years` is the age or the count reached on that day, None without a known year.
    """
    if is_birthday:
        return f"{name} {'turned' if is_past else 'turns'} {years}" if years else f"{name}’s birthday"
    return f"{name}: {label}, {counted(years, 'year')}" if years else f"{name}: {label}"


def digest_subject(people: int, birthdays: int, dates: int, tasks: int, requests: int) -> str:
    """The subject of the digest, without a name: "Three people, one birthday". "" for nothing at all.

    `dates` are those other than birthdays, `tasks` the follow-ups and own reminders.
    """
    parts = (
        (people, "person", "people"),
        (birthdays, "birthday", ""),
        (dates, "date", ""),
        (tasks, "thing you said you would do", "things you said you would do"),
        (requests, "request waiting", "requests waiting"),
    )
    return sentence(", ".join(counted(number, noun, plural) for number, noun, plural in parts if number))
