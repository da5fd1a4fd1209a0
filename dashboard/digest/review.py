"""The weekly review: who grew quiet in the last seven days, and the first who wait for a decision."""

from dataclasses import dataclass
from datetime import date, timedelta

from accounts.models import User
from contacts.models import Contact, State
from domain.digestwords import review_subject, turned_words
from domain.suggest import Kind, Suggestion
from network.queries import review_queue, suggestions_for
from network.queries.standings import standings_by_contact
from relationships.models import Standing

WEEK = timedelta(days=7)
SHOWN = 5
MOST_COUNTED = 50


@dataclass(frozen=True, slots=True)
class ToDecide:
    """Somebody who waits for a decision, with a reason that comes from days and counts alone; it may be empty."""

    contact: Contact
    reason: str


@dataclass(frozen=True, slots=True)
class Review:
    """What the weekly mail tells. `waiting` is counted up to 50 and one more."""

    day: date
    cooling: int
    dormant: int
    waiting: int
    first: list[ToDecide]

    @property
    def subject(self) -> str:
        """How much of what, without a name; empty when there is nothing to say."""
        return review_subject(self.cooling, self.dormant, self.waiting, MOST_COUNTED)

    @property
    def quiet_subject(self) -> str:
        return self.subject

    @property
    def turned(self) -> str:
        """Who grew quieter this week, counted; empty for nobody."""
        return turned_words(self.cooling, self.dormant)

    @property
    def others(self) -> int:
        """How many more than those shown wait; 0 when they are too many to count."""
        return 0 if self.waiting > MOST_COUNTED else self.waiting - len(self.first)


def compose_review(user: User, today: date) -> Review:
    """What the owner is told once a week. Some dozen queries, however big the book is."""
    ids = review_queue(user, today).next_ids(MOST_COUNTED + 1)
    return Review(
        day=today,
        cooling=_turned(user, today, "cooling_on"),
        dormant=_turned(user, today, "dormant_on"),
        waiting=len(ids),
        first=_first(user, ids[:SHOWN], today),
    )


def _turned(user: User, today: date, column: str) -> int:
    """How many people turned so in the last seven days, today included."""
    week = {f"{column}__gt": (today - WEEK).toordinal(), f"{column}__lte": today.toordinal()}
    people = Standing.objects.owned_by(user).filter(contact__deleted_at=None, contact__state=State.ACTIVE)
    return people.filter(contact__never_nudge=False, **week).count()


def _first(user: User, ids: list[int], today: date) -> list[ToDecide]:
    rows = Contact.objects.owned_by(user).filter(pk__in=ids).select_related("standing")
    found = {contact.pk: contact for contact in rows}
    people = [found[pk] for pk in ids if pk in found]
    suggestions = suggestions_for(user, people, standings_by_contact(people), today) if people else {}
    return [ToDecide(contact, _reason(suggestions[contact.pk])) for contact in people]


def _reason(suggestion: Suggestion) -> str:
    return suggestion.quiet_reason if suggestion.kind is Kind.REVIEW else ""
