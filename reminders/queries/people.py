"""Whom to reach out to, and why now."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol

from django.db.models import Q, QuerySet

from accounts.models import User
from contacts.models import Contact, State
from contacts.queries import shows_strength
from domain.health import FEW_DAYS, Health
from domain.nudges import Candidate, rank, topic, why_now
from relationships.models import Standing
from reminders.models import Occurrence
from reminders.queries.rows import WAITING_COUNTED, Kind, in_view


def due_standings(user: User, today: date) -> QuerySet[Standing]:
    """The standings of everyone who is due and may be nudged, those with a nudge open included.

    Due: by the stored day; and wished for (a circle or a cadence), or in touch on three days or more.
    """
    return (
        Standing.objects.owned_by(user)
        .filter(due_on__lte=today.toordinal(), contact__deleted_at__isnull=True)
        .filter(contact__state=State.ACTIVE, contact__never_nudge=False)
        .filter(~Q(contact__circle="") | Q(contact__cadence_days__isnull=False) | Q(days__gt=FEW_DAYS))
        .select_related("contact")
    )


def waiting_standings(user: User, today: date) -> QuerySet[Standing]:
    """Those of them who are not left alone for a while after "done" or "skip"."""
    resting = Occurrence.objects.owned_by(user).filter(
        kind=Kind.KEEP_IN_TOUCH, state__in=["done", "skipped"], snoozed_until__gt=today
    )
    return due_standings(user, today).exclude(contact__in=resting.values("reminder__contact"))


def candidate(standing: Standing) -> Candidate:
    """The model's value of a person who is due; the contact must be at hand."""
    contact = standing.contact
    return Candidate(contact.pk, standing.state, contact.circle, contact.wished_days)


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
    """Whom to reach out to today, best first, at most the owner's number of people a day.

    `talks_of` gives the last interactions by contact id (interactions.queries.last_talks), `lines_of` the last
    year's strengths (interactions.sparks.sparks_of). One query, and those of the two.
    """
    rows = {row.reminder.contact.pk: row for row in _nudges(user, today) if row.reminder.contact}
    ranked = rank((candidate(row.reminder.contact.standing) for row in rows.values()), today)
    chosen = [found.contact for found in ranked[: user.people_a_day]]
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
    """How many others are due and can wait, up to a hundred; those snoozed or left alone not counted. Two queries."""
    snoozed = (
        Occurrence.objects.owned_by(user).open().filter(kind=Kind.KEEP_IN_TOUCH, snoozed_until__gt=today)
    )
    others = waiting_standings(user, today).exclude(contact__in=snoozed.values("reminder__contact"))
    return max(0, others[:WAITING_COUNTED].count() - open_count(user, today))
