"""The people of an appointment, and what the mail of the evening before tells."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from accounts.models import User
from contacts.models import Contact
from dashboard.brief.among import ties_among
from dashboard.brief.gather import MOST_PEOPLE, briefs_of
from dashboard.brief.values import EventBrief, PersonBrief
from domain.briefwords import appointments_subject
from interactions.models import Event, Guest
from interactions.queries.events import NOT_LOGGED, coming_events
from relationships.queries.strength import strength_expression

MOST_EVENTS = 6
"""So many appointments of one day a mail tells one by one."""
NAMED = 3
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Tomorrow:
    """What the mail of an evening tells: the appointments of the next day with people of the book."""

    day: date
    events: list[EventBrief]
    names_in_subject: bool = False

    @property
    def quiet_subject(self) -> str:
        """How many appointments with how many people, without a name; empty when there is nothing to say."""
        return appointments_subject([], len(self._names) + self._others, len(self.events))

    @property
    def subject(self) -> str:
        """The subject as its owner wants it: with names, or only counted."""
        if not self.names_in_subject:
            return self.quiet_subject
        others = len(self._names[NAMED:]) + self._others
        return appointments_subject(self._names[:NAMED], others, len(self.events))

    @property
    def _names(self) -> list[str]:
        """Everybody once, in the order of the day."""
        people = [one.contact for event in self.events for one in event.people]
        return list({one.pk: one.display for one in people}.values())

    @property
    def _others(self) -> int:
        return sum(event.others for event in self.events)


def event_brief(user: User, event: Event, today: date) -> EventBrief:
    """The strongest twelve of those expected who are in the book, and how many more there are."""
    people, others = _expected(user, event, today)
    return EventBrief(event, briefs_of(user, people, today), others, ties_among(user, people))


def _expected(user: User, event: Event, today: date) -> tuple[list[Contact], int]:
    rows = Guest.objects.owned_by(user).filter(event=event, contact__deleted_at=None, absent=False)
    rows = rows.filter(contact__isnull=False)
    ordered = rows.order_by(strength_expression(today, "contact__standing__").desc(), "contact_id")
    ids = list(ordered.values_list("contact_id", flat=True)[:MOST_PEOPLE])
    people = Contact.objects.owned_by(user).select_related("standing", "met_through")
    found = people.prefetch_related("tags").in_bulk(ids)
    for contact in found.values():
        contact.owner = user
    return [found[pk] for pk in ids if pk in found], max(0, rows.count() - len(ids))


def next_events(user: User, today: date) -> QuerySet[Event]:
    """The next few appointments, today's included, that are not logged yet."""
    return coming_events(user, today).filter(NOT_LOGGED)[:MOST_EVENTS]


def compose_tomorrow(user: User, today: date) -> Tomorrow:
    """What is told on the evening of `today`: nothing sensitive, and no appointment without anybody of the book."""
    day = today + ONE_DAY
    known = Guest.objects.owned_by(user).filter(contact__isnull=False, contact__deleted_at=None, absent=False)
    events = Event.objects.owned_by(user).filter(NOT_LOGGED, day=day, sensitive=False)
    events = events.filter(pk__in=known.values("event")).order_by("at", "pk")[:MOST_EVENTS]
    expected = [(event, *_expected(user, event, today)) for event in events]
    told = [(event, people, others) for event, people, others in expected if people]
    briefs = _by_contact(user, [one for _event, people, _others in told for one in people], today)
    return Tomorrow(
        day,
        [
            EventBrief(event, [briefs[one.pk] for one in people], others, ties_among(user, people))
            for event, people, others in told
        ],
        user.names_in_subject,
    )


def _by_contact(user: User, people: Sequence[Contact], today: date) -> dict[int, PersonBrief]:
    """Everybody once, whoever many appointments they come to; as it may leave in a mail."""
    once = list({one.pk: one for one in people}.values())
    return {brief.contact.pk: brief for brief in briefs_of(user, once, today, leaves=True)}
