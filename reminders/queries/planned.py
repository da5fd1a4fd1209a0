"""What a period would bring, told ahead: nothing is made by asking."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q

from accounts.clock import zone_of
from accounts.models import User
from contacts.models import ImportantDate
from domain.nudges import MOST_IGNORED, occasion
from domain.recurrence import MOST_DAYS_ASKED, Rule, day_of_year, days_between, due_at
from domain.rest import told_on
from domain.wording import days_of
from reminders.models import Reminder
from reminders.queries.due import due_standings
from reminders.queries.own import reminders_by_hand
from reminders.queries.rows import GONE, MOST_LEAD_DAYS, UNDATED, Kind, rest_of, rule_of
from reminders.queries.telling import messages_of, ways_for

MOST_YEARS = 3
YEARS = (1970, 2200)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Planned:
    """One thing that comes up: on which local day, at which moment in the owner's zone, and when it is told."""

    on: date
    at: datetime
    kind: str
    contact: str | None
    text: str
    told_on: date


@dataclass(frozen=True, slots=True)
class _Found:
    on: date
    kind: str
    text: str
    contact: str | None = None
    hour: int = 0


def planned(user: User, first: date, last: date) -> list[Planned]:
    """What the days from `first` to `last` would bring as everything stands now, in order.

    Own reminders and follow-ups by their rules, dates when their notice begins and on the day itself, people by
    the day on which they turn due, digests, weekly reviews and briefs. Raises ValueError, in words, for days that are
    the wrong way round, more than three years apart, or in another century.
    """
    if last < first:
        raise ValueError("The last day is before the first.")
    if first.year < YEARS[0] or last.year > YEARS[1]:
        raise ValueError(f"Between {YEARS[0]} and {YEARS[1]}.")
    if last > day_of_year(first.month, first.day, first.year + MOST_YEARS):
        raise ValueError(f"At most {MOST_YEARS} years at once.")
    parts = (_own(user, first, last), _dates(user, first, last), _people(user, first, last))
    found = [one for part in (*parts, _messages(user, first, last)) for one in part]
    zone, rest = zone_of(user), rest_of(user)
    rows = [
        Planned(
            one.on,
            due_at(one.on, one.hour, zone).astimezone(zone),
            str(one.kind),
            one.contact,
            one.text,
            told_on(one.on, rest),
        )
        for one in found
    ]
    return sorted(rows, key=lambda row: (row.on, row.at, row.kind, row.text, row.contact or ""))


def _own(user: User, first: date, last: date) -> Iterator[_Found]:
    rows = reminders_by_hand(user).filter(starts_on__lte=last).exclude(contact__state__in=GONE)
    for row in rows:
        try:
            rule = rule_of(row)
        except ValueError:  # such a row comes never, and its page tells so
            continue
        name = row.contact.display if row.contact else None
        for day in _days_of(row, rule, first, last):
            yield _Found(day, row.kind, row.text, name)


def _days_of(row: Reminder, rule: Rule, first: date, last: date) -> Iterator[date]:
    begins = max(first, row.paused_until or first)
    if rule.every is None:
        day = max(rule.start, row.paused_until or rule.start)
        yield from [day] if first <= day <= last else []
        return
    begins = max(begins, row.counts_from or begins)
    while begins <= last:
        end = min(last, begins + timedelta(days=MOST_DAYS_ASKED - 1))
        yield from days_between(rule, begins, end)
        begins = end + ONE_DAY


def _dates(user: User, first: date, last: date) -> Iterator[_Found]:
    rows = ImportantDate.objects.owned_by(user).filter(
        contact__deleted_at__isnull=True, contact__never_nudge=False
    )
    rows = rows.exclude(contact__state__in=UNDATED).select_related("contact")
    known = Reminder.objects.owned_by(user).filter(kind=Kind.DATE)
    since = dict(known.values_list("date_id", "counts_from"))
    for row in rows:
        lead = min(user.date_lead_days if row.lead_days is None else row.lead_days, MOST_LEAD_DAYS)
        for year in range(first.year, last.year + 2):
            event = day_of_year(row.month, row.day, year)
            if event >= (since.get(row.pk) or event):
                yield from _told(row, event, lead, first, last)


def _told(row: ImportantDate, event: date, lead: int, first: date, last: date) -> Iterator[_Found]:
    """The day on which the notice of a date begins, and the day itself."""
    years = event.year - row.year if row.year and event.year > row.year else None
    name = row.contact.display
    words = occasion(name, str(row), years, is_birthday=row.kind == ImportantDate.Kind.BIRTHDAY)
    begins = event - timedelta(days=lead)
    if lead and first <= begins <= last:
        yield _Found(begins, Kind.DATE, f"{words}, in {days_of(lead)}", name)
    if first <= event <= last:
        yield _Found(event, Kind.DATE, words, name)


def _people(user: User, first: date, last: date) -> Iterator[_Found]:
    rules = Reminder.objects.owned_by(user).filter(kind=Kind.KEEP_IN_TOUCH)
    silent = rules.filter(ignored__gte=MOST_IGNORED).values("contact")
    resting = rules.filter(paused_until__gte=first)
    paused: dict[Any, Any] = dict(resting.values_list("contact_id", "paused_until"))
    is_new = Q(due_on__gte=first.toordinal()) | Q(contact__in=resting.values("contact"))
    rows = due_standings(user, last).filter(is_new)
    for row in rows.exclude(contact__in=silent):
        due = date.fromordinal(row.due_on or 1)
        day = max(due, paused.get(row.contact.pk) or due)
        if first <= day <= last:
            yield _Found(day, Kind.KEEP_IN_TOUCH, f"Reach out to {row.contact.display}", row.contact.display)


def _messages(user: User, first: date, last: date) -> Iterator[_Found]:
    """The digests, weekly reviews and briefs, at the first hour at which anything tells them."""
    by_kind = {
        kind: min((way.hour for way in ways_for(user, kind)), default=None)
        for kind in (Kind.DIGEST, Kind.REVIEW, Kind.BRIEF)
    }
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        for kind in map(Kind, messages_of(user, day)):
            hour = by_kind[kind]
            if hour is not None:
                yield _Found(day, kind, kind.label, hour=hour)
