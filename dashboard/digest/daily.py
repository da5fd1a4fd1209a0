"""What one owner is told on one day: people, dates, follow-ups and requests that wait."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from domain.digestwords import missed_words, more_words, named_subject, one_line
from domain.nudges import digest_subject
from domain.rest import Rest, told_on
from domain.wording import counted, sentence
from interactions.queries import last_talks, sensitive_follow_ups
from network.queries import waiting_count
from reminders.models import Occurrence
from reminders.queries import (
    MISSED_DAYS,
    DateCard,
    NudgeCard,
    Talk,
    dates_near,
    follow_ups_open,
    open_people,
    rest_of,
)
from reminders.queries.silence import days_to_tell, last_told_before, missed_days

TEXT_LENGTH = 300
MOST_SHOWN = 15
"""So many dates and so many follow-ups a mail shows one by one; the others are counted."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a message may tell of the last interaction: nothing of a sensitive note."""

    kind: str
    day: date
    note: str


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One thing the owner meant to do, in words that may leave the machine; `name` is empty where they hold it."""

    occurrence: Occurrence
    text: str
    name: str


@dataclass(frozen=True, slots=True)
class Digest:
    """What one owner is told on one day. `missed` tells of days without a message, if there were any."""

    day: date
    people: list[NudgeCard]
    dates: list[DateCard]
    follow_ups: list[FollowUp]
    requests: int
    missed: str = ""
    names_in_subject: bool = False

    @property
    def quiet_subject(self) -> str:
        """How much of what, without a name; empty when there is nothing to say."""
        return self._counted(len(self.people))

    @property
    def subject(self) -> str:
        """The subject as its owner wants it: with the names of the people, or only counted."""
        if not (self.names_in_subject and self.people):
            return self.quiet_subject
        return named_subject([card.contact.display for card in self.people], self._counted(0))

    @property
    def nearest_dates(self) -> list[DateCard]:
        return self.dates[:MOST_SHOWN]

    @property
    def more_dates(self) -> str:
        """How many dates are not shown, in words; empty for none."""
        return more_words(len(self.dates) - MOST_SHOWN)

    @property
    def latest_follow_ups(self) -> list[FollowUp]:
        """Those that came up last, since the older ones were told before."""
        return self.follow_ups[-MOST_SHOWN:]

    @property
    def more_follow_ups(self) -> str:
        """How many follow-ups are not shown, in words; empty for none."""
        return more_words(len(self.follow_ups) - MOST_SHOWN)

    @property
    def birthdays(self) -> int:
        return sum(card.is_birthday for card in self.dates)

    @property
    def requests_words(self) -> str:
        if not self.requests:
            return ""
        asks = "asks" if self.requests == 1 else "ask"
        return sentence(f"{counted(self.requests, 'person', 'people')} {asks} to be linked with you.")

    def _counted(self, people: int) -> str:
        others = len(self.dates) - self.birthdays
        return digest_subject(people, self.birthdays, others, len(self.follow_ups), self.requests)


def compose(user: User, today: date) -> Digest:
    """Everything worth telling on a day, without what is sensitive. Some nine queries, however big the book is."""
    told, rest = last_told_before(user, today), rest_of(user)
    rows = [row for row in follow_ups_open(user, today) if _is_recent(row, today, rest)]
    rows.sort(key=_came_up)
    return Digest(
        day=today,
        people=open_people(user, today, _tellable),
        dates=dates_near(user, today, past_days=days_to_tell(told, today, rest)),
        follow_ups=_follow_ups(user, rows),
        requests=waiting_count(user, today),
        missed=missed_words(missed_days(user, told, today, rest), MISSED_DAYS),
        names_in_subject=user.names_in_subject,
    )


def _is_recent(row: Occurrence, today: date, rest: Rest) -> bool:
    """A message repeats what is open for a week from the day it could first be told; then the pages have it."""
    return (today - told_on(_came_up(row), rest)).days <= MISSED_DAYS


def _came_up(row: Occurrence) -> date:
    return max(row.due_on, row.snoozed_until or row.due_on)


def _tellable(user: User, contact_ids: Iterable[int]) -> Mapping[int, Talk]:
    talks = last_talks(user, contact_ids)
    return {pk: Told(talk.kind, talk.day, "" if talk.sensitive else talk.note) for pk, talk in talks.items()}


def _follow_ups(user: User, rows: list[Occurrence]) -> list[FollowUp]:
    hidden = sensitive_follow_ups(user, [row.reminder_id for row in rows]) if rows else set()
    return [_follow_up(row, row.reminder_id in hidden) for row in rows]


def _follow_up(row: Occurrence, is_hidden: bool) -> FollowUp:
    contact = row.reminder.contact
    name = contact.display if contact else ""
    if is_hidden:
        return FollowUp(row, f"Something you noted about {name}" if name else "Something you noted", "")
    return FollowUp(row, one_line(row.reminder.text, TEXT_LENGTH), name)
