"""People and meetings for tests, by the services the product uses."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from accounts import clock
from accounts.models import User
from contacts.models import Contact, ImportantDate
from dashboard.tasks import tick
from domain.quicklog import Entry
from interactions.models import Attendee
from interactions.services import log_interaction
from reminders.models import Occurrence, Reminder
from reminders.services import add_person, change_person

TODAY = date(2026, 3, 12)
NOW = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)


def make_contact(owner: User, name: str, **fields) -> Contact:
    contact = add_person(owner=owner, name=name, now=NOW)
    if fields:
        change(contact, **fields)
    return contact


def change(contact: Contact, now: datetime = NOW, **fields) -> Contact:
    before = Contact.objects.get(pk=contact.pk)
    for name, value in fields.items():
        setattr(contact, name, value)
    contact.save()
    return change_person(contact=contact, before=before, now=now)


def meet(contact: Contact, *days_ago: int, now: datetime = NOW, kind: str = "coffee", note: str = ""):
    """Log a meeting on each of these days, the newest last; the last interaction is returned."""
    interaction = None
    for ago in sorted(days_ago, reverse=True):
        entry = Entry(kind=kind, day=now.date() - timedelta(days=ago), note=note)
        interaction = log_interaction(
            owner=contact.owner, attendees=[Attendee(contact)], entry=entry, now=now
        )
    return interaction


def quiet_friend(owner: User, name: str, last: int = 70, note: str = "") -> Contact:
    """Someone met five times every three weeks, and not for ten weeks."""
    contact = make_contact(owner, name)
    meet(contact, *(last + 21 * number for number in range(5)), note=note)
    return contact


def birthday(contact: Contact, month: int, day: int, year: int | None = None, **fields) -> ImportantDate:
    return ImportantDate.objects.create(
        owner=contact.owner, contact=contact, month=month, day=day, year=year, **fields
    )


def tick_at(moment: datetime) -> dict[str, int]:
    with clock.set_to(moment):
        return tick()


def local(year: int, month: int, day: int, hour: int = 9, minute: int = 0, zone: str = "UTC") -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=ZoneInfo(zone))


def rows(owner: User, kind: str, **filters):
    return Occurrence.objects.filter(owner=owner, kind=kind, **filters)


def nudged(owner: User) -> list[str]:
    """Who has an open nudge."""
    found = rows(owner, Reminder.Kind.KEEP_IN_TOUCH, state="open")
    return sorted(found.values_list("reminder__contact__display", flat=True))
