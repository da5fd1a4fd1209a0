"""Whom to reach out to today, how many at most, and for how long. The rest wait without guilt.

Whoever gains most from one contact, times how much the owner cares, comes first. One place a day is kept for a
dormant tie that was once strong, for reconnecting such ties pays (Levin et al. 2011), and no more than one, for
they are many and would crowd out everybody else. And one for somebody just met whose first week ends.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from domain.circles import CIRCLE_CARE
from domain.health import Health, health, once_strong
from domain.rest import Rest
from domain.state import State, gain_of_contact
from domain.wording import counted, sentence

SNOOZE_DAYS = 7
"""Nobody is brought up again within so many days."""
VIEW_DAYS = 7
"""How long a nudge stays in view without an answer."""
MOST_IGNORED = 3
"""After so many nudges in a row without an answer a person rests until the owner speaks."""
DONE_REST_DAYS, SKIP_REST_DAYS = 14, 30
"""How long a person is left alone after "done" and "skip" without anything logged; hardly beyond the wish."""
MET_DAYS = (3, 7)
"""So many days after the first meeting a line may be suggested; on the last two of them it goes first."""
MET_VIEW_DAYS = 14
"""How long after it such a nudge is still of use."""
NEVER_AT_REST = Rest()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person who may be brought up: the contact's id, the model's state, the circle, the wished days."""

    contact: int
    state: State
    circle: str = ""
    wished_days: int | None = None

    def is_dormant(self, day: int) -> bool:
        """Whether this is a dormant tie that was once strong."""
        return is_dormant_tie(self.state, day, self.wished_days)


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

    def days_in_view(self, day: date, rest: Rest) -> int:
        """On how many days before this one the owner could have answered, up to a week; days of rest left out."""
        seen_on, days = max(self.opened_on, self.snoozed_until or self.opened_on), 0
        while seen_on < day and days < VIEW_DAYS:
            days += not rest.covers(seen_on)
            seen_on += timedelta(days=1)
        return days


@dataclass(frozen=True, slots=True)
class Changes:
    """What to do: contacts to open a nudge for, best first; nudges to settle and to let pass, by their ids."""

    open: tuple[int, ...] = ()
    settle: tuple[int, ...] = ()
    ignore: tuple[int, ...] = ()


def is_dormant_tie(state: State, day: int, wished_days: int | None) -> bool:
    """Whether this is a dormant tie that was once strong."""
    return once_strong(state) and health(state, day, wished_days) is Health.DORMANT


def was_just_met(state: State, day: int, most_days: int = MET_DAYS[1]) -> bool:
    """Whether the one day together was three to `most_days` days ago."""
    return state.days == 1 and state.first_on is not None and MET_DAYS[0] <= day - state.first_on <= most_days


def rank(candidates: Iterable[Candidate], today: date) -> list[Candidate]:
    """The best to contact first: by expected gain × care of the circle, equal ones by their ids."""
    day = today.toordinal()

    def key(candidate: Candidate) -> tuple[float, int]:
        gain = gain_of_contact(candidate.state, day) * CIRCLE_CARE.get(candidate.circle, 1.0)
        return (-gain, candidate.contact)

    return sorted(candidates, key=key)


def choose(
    candidates: Iterable[Candidate], today: date, places: int, budget: int, *, has_dormant: bool = False
) -> list[Candidate]:
    """Whom to bring up in so many of the day's `budget` places, in the order of `rank`.

    One place is for the best dormant tie, unless one `has_dormant` already; more of them come only where nobody
    else waits. With a budget of one they take turns by the day: on even days the dormant tie, on odd days the
    others, so that neither waits for ever. Of the others one whose first week is about to end goes first.
    """
    ranked, day = rank(candidates, today), today.toordinal()
    dormant = [one for one in ranked if one.is_dormant(day)]
    others = _last_call_first([one for one in ranked if not one.is_dormant(day)], day)
    is_turn = budget > 1 or day % 2 == 0
    reserved = 1 if is_turn and not has_dormant else 0
    chosen = [*dormant[:reserved], *others, *dormant[reserved:]][:places]
    return [one for one in ranked if one in chosen]


def _last_call_first(ranked: list[Candidate], day: int) -> list[Candidate]:
    """The best of those whose first week ends today or tomorrow first: whoever is due otherwise loses less."""
    ending = [one for one in ranked if was_just_met(one.state, day) and not was_just_met(one.state, day + 2)][
        :1
    ]
    return [*ending, *(one for one in ranked if one not in ending)]


def room(nudges: Collection[Nudge], today: date, budget: int, closed: Collection[int] = ()) -> int:
    """How many nudges may still be opened: neither more than the budget a day, nor more than it in view.

    `closed` are the ids of nudges that are about to be closed.
    """
    opened = sum(nudge.opened_on == today for nudge in nudges)
    shown = sum(nudge.shows_on(today) for nudge in nudges if nudge.pk not in closed)
    return max(0, budget - max(opened, shown))


def closing(
    due: Collection[Candidate],
    nudges: Collection[Nudge],
    today: date,
    budget: int,
    rest: Rest = NEVER_AT_REST,
) -> Changes:
    """Which nudges go: settled where nobody is due any more, ignored after a week in view without an answer.

    Only what the owner is shown passes: with more in view than the budget, the others stay.
    """
    people = {one.contact: one for one in due}
    settled = tuple(row.pk for row in nudges if row.is_open and row.contact not in people)
    shown = {row.contact: row for row in nudges if row.shows_on(today) and row.contact in people}
    seen = choose([people[pk] for pk in shown], today, budget, budget)
    rows = [shown[one.contact] for one in seen]
    return Changes((), settled, tuple(row.pk for row in rows if row.days_in_view(today, rest) >= VIEW_DAYS))


def reconcile(
    due: Collection[Candidate],
    nudges: Collection[Nudge],
    today: date,
    budget: int,
    rest: Rest = NEVER_AT_REST,
) -> Changes:
    """Bring the nudges in line with who is due.

    1. Some nudges go, see `closing`.  2. Whatever else is open stays, snoozed or not.  3. The room that is
    left goes to those who have no nudge yet, see `choose`; to nobody on a day of rest. `due` holds whoever has a
    nudge and is still due, and whoever waits; `nudges` those open or opened today. Asking again after making
    the changes changes nothing.
    """
    going, day = closing(due, nudges, today, budget, rest), today.toordinal()
    closed = {*going.settle, *going.ignore}
    places = 0 if rest.covers(today) else room(nudges, today, budget, closed)
    asked = {row.contact for row in nudges}
    todays = {
        row.contact
        for row in nudges
        if row.opened_on == today or (row.shows_on(today) and row.pk not in closed)
    }
    waiting = [one for one in due if one.contact not in asked]
    has_dormant = any(one.contact in todays and one.is_dormant(day) for one in due)
    chosen = choose(waiting, today, places, budget, has_dormant=has_dormant)
    return Changes(tuple(one.contact for one in chosen), going.settle, going.ignore)


def rest_days(act: str, wished_days: int | None) -> int:
    """For how many days a nudge closed by "done" or "skip" is not renewed; at least the snooze."""
    most = DONE_REST_DAYS if act == "done" else SKIP_REST_DAYS
    return max(SNOOZE_DAYS, min(most, wished_days or most))


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
