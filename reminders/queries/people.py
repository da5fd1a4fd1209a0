"""Whom to reach out to, and why now."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Protocol

from accounts.models import User
from contacts.models import Contact, State
from contacts.queries import shows_strength
from domain.health import Health
from domain.nudges import choose
from domain.whynow import topic, why_now
from relationships.models import Standing
from reminders.models import Occurrence
from reminders.queries.due import candidate, waiting_standings
from reminders.queries.rows import WAITING_COUNTED, Kind, in_view


class Talk(Protocol):
    """What a card tells of the last interaction."""

    @property
    def kind(self) -> str: ...

    @property
    def day(self) -> date: ...

    @property
    def note(self) -> str: ...


TalksOf = Callable[[User, Iterable[int]], Mapping[int, Talk]]


LinesOf = Callable[[User, Iterable[Contact], date], Mapping[int, Sequence[float]]]


SpokenOf = Callable[[User, Mapping[int, datetime]], Collection[int]]
"""Of these contact ids with moments: whom the owner has recorded something with since that moment."""


def nobody(user: User, since: Mapping[int, datetime]) -> Collection[int]:
    """Nothing was recorded with any of them."""
    return ()


def everybody(user: User, since: Mapping[int, datetime]) -> Collection[int]:
    """Something was recorded with all of them just now."""
    return since.keys()


def no_talks(user: User, contact_ids: Iterable[int]) -> Mapping[int, Talk]:
    """Nothing about any last interaction."""
    return {}


def no_lines(user: User, people: Iterable[Contact], today: date) -> Mapping[int, Sequence[float]]:
    """No sparklines."""
    return {}


@dataclass(frozen=True, slots=True)
class NudgeCard:
    """One person worth a message: the strength (0-10), why now, what was last talked about, the last year's line.

    Without strength and line where the owner hides them.
    """

    occurrence: Occurrence
    contact: Contact
    strength: float | None
    health: Health
    why: str
    last_topic: str = ""
    line: Sequence[float] = ()


def open_people(
    user: User, today: date, talks_of: TalksOf = no_talks, lines_of: LinesOf = no_lines
) -> list[NudgeCard]:
    """Whom to reach out to today, best first, at most the owner's number of people a day; see domain.nudges.choose.

    `talks_of` gives the last interactions by contact id (interactions.queries.last_talks), `lines_of` the last
    year's strengths (interactions.sparks.sparks_of). One query, and those of the two.
    """
    rows = {row.reminder.contact.pk: row for row in _nudges(user, today) if row.reminder.contact}
    people = [candidate(row.reminder.contact.standing) for row in rows.values()]
    chosen = [one.contact for one in choose(people, today, user.people_a_day, user.people_a_day)]
    talks = talks_of(user, chosen) if chosen else {}
    lines = lines_of(user, [rows[pk].reminder.contact for pk in chosen], today) if chosen else {}
    cards = [_card(user, rows[pk], today, talks.get(pk)) for pk in chosen]
    return [replace(card, line=lines.get(card.contact.pk, ())) for card in cards]


def _nudges(user: User, today: date) -> Any:
    rows = in_view(user, today, [Kind.KEEP_IN_TOUCH]).filter(
        reminder__contact__state=State.ACTIVE,
        reminder__contact__never_nudge=False,
        reminder__contact__standing__isnull=False,
    )
    return rows.select_related("reminder__contact__standing")


def _card(user: User, occurrence: Occurrence, today: date, talk: Talk | None) -> NudgeCard:
    contact: Any = occurrence.reminder.contact
    is_shown = shows_strength(user, contact)
    standing: Standing = contact.standing
    was_last = talk is not None and talk.day.toordinal() == standing.last_on
    return NudgeCard(
        occurrence=occurrence,
        contact=contact,
        strength=standing.strength_on(today) if is_shown else None,
        health=standing.health_on(today),
        why=why_now(
            standing.state,
            today,
            wished_days=contact.wished_days,
            last_kind=talk.kind if talk and was_last else "",
            shows_strength=is_shown,
        ),
        last_topic=topic(talk.note) if talk else "",
    )


def open_count(user: User, today: date) -> int:
    """How many people are up today; one query."""
    return min(user.people_a_day, int(_nudges(user, today).count()))


def waiting_count(user: User, today: date) -> int:
    """How many others are due and can wait, up to a hundred; none with a nudge or left alone. One query."""
    asked = Occurrence.objects.owned_by(user).open().filter(kind=Kind.KEEP_IN_TOUCH)
    others = waiting_standings(user, today).exclude(contact__in=asked.values("reminder__contact"))
    return int(others[:WAITING_COUNTED].count())
