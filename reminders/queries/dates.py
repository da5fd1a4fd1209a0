"""Birthdays and other dates that are near."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from accounts.models import User
from contacts.models import Contact, ImportantDate
from domain.nudges import occasion
from domain.recurrence import day_of_year, next_yearly
from reminders.models import Occurrence
from reminders.queries.rows import MOST_LEAD_DAYS, PAST_DATE_DAYS, UNDATED, Kind, in_view


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
        in_view(user, today, [Kind.DATE])
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


def event_day(row: ImportantDate, since: date) -> date:
    """The first such day that is not before `since`."""
    return next_yearly(row.month, row.day, since)


def rule_mark(row: ImportantDate) -> date:
    """A day in a leap year that stands for a date's month and day, to notice when they are edited."""
    return day_of_year(row.month, row.day, 2000)
