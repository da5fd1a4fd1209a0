"""The dates that are near."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta

from accounts.models import User
from contacts.models import Contact, ImportantDate, State
from dashboard.brief.values import Near
from domain.nudges import occasion
from reminders.queries import event_day

NEAR = timedelta(days=30)


def dates_of(user: User, people: Collection[Contact], today: date) -> dict[int, list[Near]]:
    """The birthdays and other dates of the next 30 days, the nearest first; none of those who died."""
    known = {one.pk: one for one in people if one.state != State.DECEASED}
    found: dict[int, list[Near]] = defaultdict(list)
    for row in ImportantDate.objects.owned_by(user).filter(contact__in=known):
        day = event_day(row, today)
        if day - today <= NEAR:
            found[row.contact_id].append(Near(_occasion(row, known[row.contact_id], day), day))
    return {pk: sorted(near, key=lambda one: one.day) for pk, near in found.items()}


def _occasion(row: ImportantDate, contact: Contact, day: date) -> str:
    years = day.year - row.year if row.year and day.year > row.year else None
    is_birthday = row.kind == ImportantDate.Kind.BIRTHDAY
    return occasion(contact.given or contact.display, str(row), years, is_birthday=is_birthday)
