"""Reading what to do next: whom to reach out to, which dates are near, what one said one would do."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from django.db.models import F, Q, QuerySet
from django.http import Http404

from accounts.models import User
from contacts.models import Contact, ImportantDate, State
from contacts.queries import shows_strength
from domain.health import FEW_DAYS, Health
from domain.nudges import Candidate, occasion, rank, topic, why_now
from domain.recurrence import day_of_year, due_at, next_yearly
from relationships.models import Standing
from reminders.models import Delivery, Heartbeat, Occurrence, Reminder

Kind = Reminder.Kind
BY_HAND = (Kind.OWN, Kind.FOLLOW_UP)
GONE = (State.LEFT, State.DECEASED, State.ARCHIVED)
UNDATED = (*GONE, State.FADED)
"""Whoever is let fade or unlinked has no birthdays any more."""
MISSED_DAYS = 7
"""What fell due while nothing ran is told up to so many days later; what is older is only on the pages."""
PAST_DATE_DAYS = 2
WAITING_COUNTED = 100
MOST_LEAD_DAYS = 30


def reminder_or_404(user: User, pk: int) -> Reminder:
    """One live reminder that the owner made; anything else raises Http404."""
    found: Reminder = _or_404(Reminder.objects.owned_by(user).filter(pk=pk, kind__in=BY_HAND))
    return found


def gone_reminder_or_404(user: User, pk: int) -> Reminder:
    """One reminder that the owner made, deleted or finished; anything else raises Http404."""
    rows = Reminder.objects.filter(owner=user, pk=pk, kind__in=BY_HAND)
    found: Reminder = _or_404(rows.exclude(deleted_at__isnull=True, finished_at__isnull=True))
    return found


def occurrence_or_404(user: User, pk: int) -> Occurrence:
    """One due date that the owner may act on, open or not; anything else raises Http404."""
    rows = _of_those_there(Occurrence.objects.owned_by(user)).exclude(kind=Kind.DIGEST).filter(pk=pk)
    found: Occurrence = _or_404(rows.select_related("reminder__contact", "reminder__date", "owner"))
    return found


def _or_404(rows: QuerySet[Any]) -> Any:
    found = rows.first()
    if found is None:
        raise Http404
    return found


def _of_those_there(rows: Any) -> Any:
    """Leaves out what belongs to deleted reminders, and to people who are deleted or gone."""
    of_somebody_gone = Q(reminder__contact__deleted_at__isnull=False) | Q(reminder__contact__state__in=GONE)
    return rows.filter(reminder__deleted_at__isnull=True).exclude(of_somebody_gone)


def _in_view(user: User, today: date, kinds: Iterable[str]) -> Any:
    """Open due dates of these kinds that the owner sees on a day."""
    rows = _of_those_there(Occurrence.objects.owned_by(user).open().filter(kind__in=kinds, due_on__lte=today))
    return rows.filter(Q(snoozed_until__isnull=True) | Q(snoozed_until__lte=today))


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
    rows = _in_view(user, today, [Kind.KEEP_IN_TOUCH]).filter(
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


@dataclass(frozen=True, slots=True)
class DateCard:
    """A birthday or another date that is near: on which day, and what it is in words."""

    occurrence: Occurrence
    contact: Contact
    day: date
    words: str
    is_birthday: bool


def dates_near(user: User, today: date, past_days: int = PAST_DATE_DAYS) -> list[DateCard]:
    """The dates whose notice has begun and which are not more than `past_days` over, the nearest first."""
    rows = (
        _in_view(user, today, [Kind.DATE])
        .filter(
            due_on__gte=today - timedelta(days=MOST_LEAD_DAYS + past_days),
            reminder__contact__never_nudge=False,
        )
        .exclude(reminder__contact__state__in=UNDATED)
    )
    cards = [_date_card(row, today) for row in rows.select_related("reminder__contact", "reminder__date")]
    near = [card for card in cards if card.day >= today - timedelta(days=past_days)]
    return sorted(near, key=lambda card: (card.day, card.words))


def _date_card(occurrence: Occurrence, today: date) -> DateCard:
    contact: Any = occurrence.reminder.contact
    row: Any = occurrence.reminder.date
    day = next_yearly(row.month, row.day, occurrence.due_on)
    is_birthday = row.kind == ImportantDate.Kind.BIRTHDAY
    years = day.year - row.year if row.year and day.year > row.year else None
    words = occasion(contact.display, str(row), years, is_birthday=is_birthday, is_past=day < today)
    return DateCard(occurrence, contact, day, words, is_birthday)


def dates_between(user: User, first: date, last: date) -> list[ImportantDate]:
    """The owner's dates that may fall between two days less than a year apart, of people who are there."""
    low = first.month * 100 + first.day
    is_month_end = (last + timedelta(days=1)).month != last.month
    high = last.month * 100 + (31 if is_month_end else last.day)
    from_low, to_high = Q(month=low // 100, day__gte=low % 100), Q(month=high // 100, day__lte=high % 100)
    within = Q(month__in=_months_within(first, last))
    is_one_month = (first.year, first.month) == (last.year, last.month)
    found = from_low & to_high if is_one_month else from_low | within | to_high
    rows = ImportantDate.objects.owned_by(user).filter(found, contact__deleted_at__isnull=True)
    rows = rows.filter(contact__never_nudge=False).exclude(contact__state__in=UNDATED)
    return list(rows.select_related("contact"))


def _months_within(first: date, last: date) -> list[int]:
    """The months that lie wholly between the months of two days."""
    count = (last.year - first.year) * 12 + last.month - first.month
    return [(first.month + step - 1) % 12 + 1 for step in range(1, count)]


def event_day(row: ImportantDate, since: date) -> date:
    """The first such day that is not before `since`."""
    return next_yearly(row.month, row.day, since)


def rule_mark(row: ImportantDate) -> date:
    """A day in a leap year that stands for a date's month and day, to notice when they are edited."""
    return day_of_year(row.month, row.day, 2000)


def follow_ups_open(user: User, today: date) -> list[Occurrence]:
    """Follow-ups and own reminders whose day has come, the oldest first. One query."""
    rows = _in_view(user, today, BY_HAND).filter(reminder__finished_at__isnull=True)
    return list(rows.select_related("reminder__contact").order_by("due_on", "pk"))


def reminders_by_hand(user: User) -> QuerySet[Reminder]:
    """Every reminder the owner made that is not finished, those without a day last."""
    rows = Reminder.objects.owned_by(user).filter(kind__in=BY_HAND, finished_at__isnull=True)
    rows = rows.exclude(contact__deleted_at__isnull=False).select_related("contact")
    return rows.order_by(F("starts_on").asc(nulls_last=True), "pk")


def digest_is_due(user: User, now: datetime) -> bool:
    """Whether the owner's hour has come today and today's digest is not made yet. `now` is in their zone."""
    today = now.date()
    if now < due_at(today, user.digest_hour, ZoneInfo(user.time_zone)):
        return False
    made = Occurrence.objects.owned_by(user).filter(kind=Kind.DIGEST)
    return not made.filter(due_on=today).exists()


def last_told_on(user: User) -> date | None:
    """The day of the newest digest that was sent."""
    sent = Delivery.objects.owned_by(user).filter(state=Delivery.State.SENT, occurrence__kind=Kind.DIGEST)
    newest = sent.order_by("-occurrence__due_on").select_related("occurrence").first()
    return newest.occurrence.due_on if newest else None


def mail_trouble(user: User, today: date) -> Delivery | None:
    """The newest digest of the last week if it was given up or nobody knows whether it arrived."""
    since = today - timedelta(days=MISSED_DAYS)
    recent = Delivery.objects.owned_by(user).filter(occurrence__due_on__gte=since)
    newest: Delivery | None = recent.order_by("-occurrence__due_on", "-pk").first()
    bad = (Delivery.State.FAILED, Delivery.State.UNKNOWN)
    return newest if newest and newest.state in bad else None


def last_beat(name: str) -> datetime | None:
    """When a part of the machinery last gave a sign of life."""
    return Heartbeat.objects.filter(name=name).values_list("beat_at", flat=True).first()
