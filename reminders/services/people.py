"""Changes to people that have consequences.

`now` is always aware and in the owner's zone, so that its date is the owner's day.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction

from accounts.models import User
from accounts.services import hold_book
from contacts.models import Contact, ImportantDate, State
from contacts.services import create_contact
from relationships.services import GONE, freeze, retime, thaw
from reminders.models import Occurrence, Reminder
from reminders.queries import SpokenOf, nobody, rule_mark
from reminders.services.agenda import BATCH, look_again, look_again_at
from reminders.services.settling import hear, settle


@transaction.atomic
def add_person(*, owner: User, name: str, now: datetime) -> Contact:
    """A new person from one line of text, with their standing. Raises ValueError for no name."""
    contact = create_contact(owner=owner, name=name)
    retime(contact=contact, today=now.date())
    return contact


@transaction.atomic
def change_person(
    *, contact: Contact, before: Contact | None, now: datetime, spoken: SpokenOf = nobody
) -> Contact:
    """Let changes of a saved contact take effect; `before` is the contact as it was, None for a new one.

    A wish (circle or cadence) newly given counts from today. Whoever left or died is frozen and silent;
    coming back thaws them. A pin holds the strength up. Then the turning days, the dates and the open nudges
    follow: somebody who was no longer suggested may be again. `spoken` as in `settle`.
    """
    hold_book(owner=contact.owner)
    _date_the_wish(contact, before, now.date())
    _forget_how_they_left(contact)
    if contact.state in GONE:
        freeze(contact=contact, today=now.date())
    elif before is not None and before.state in GONE:
        thaw(contact=contact, today=now.date())
    else:
        retime(contact=contact, today=now.date())
    sync_dates(contact=contact, now=now)
    if before is not None:
        hear(owner=contact.owner, contact_ids=[contact.pk])
    settle(contacts=[contact], now=now, spoken=spoken)
    return contact


def _date_the_wish(contact: Contact, before: Contact | None, today: date) -> None:
    had_wish = before is not None and before.wished_days is not None
    if contact.wished_days is None:
        since = None
    elif had_wish and contact.circle_since:
        since = contact.circle_since
    else:
        since = today
    if since != contact.circle_since:
        contact.circle_since = since
        contact.save(update_fields=["circle_since", "updated_at"])


def _forget_how_they_left(contact: Contact) -> None:
    if contact.left_how and contact.state != State.LEFT:
        contact.left_how = ""
        contact.save(update_fields=["left_how", "updated_at"])


@transaction.atomic
def remove_person(*, contact: Contact, now: datetime) -> None:
    """Hide a person everywhere, their reminders and nudges with them; `restore_person` is the way back."""
    hold_book(owner=contact.owner)
    contact.deleted_at = now
    contact.save(update_fields=["deleted_at"])
    retime(contact=contact, today=now.date())
    look_again(owner=contact.owner, now=now)  # their place is free


@transaction.atomic
def restore_person(*, contact: Contact, now: datetime, spoken: SpokenOf = nobody) -> Contact:
    """Bring a removed person back with everything that hung on them; `spoken` as in `settle`."""
    hold_book(owner=contact.owner)
    contact.deleted_at = None
    contact.save(update_fields=["deleted_at"])
    retime(contact=contact, today=now.date())
    sync_dates(contact=contact, now=now)
    settle(contacts=[contact], now=now, spoken=spoken)
    return contact


@transaction.atomic
def sync_dates(*, contact: Contact, now: datetime) -> None:
    """One reminder for each important date of a contact; an edited date is announced anew. Four queries."""
    dates = ImportantDate.objects.owned_by(contact.owner).filter(contact=contact)
    rules = Reminder.objects.owned_by(contact.owner).filter(contact=contact, kind=Reminder.Kind.DATE)
    known = {rule.date_id: rule for rule in rules}
    add_date_rules([row for row in dates if row.pk not in known], now.date())
    for row in dates:
        rule = known.get(row.pk)
        if rule is not None and rule.starts_on != rule_mark(row):
            rule.starts_on, rule.counts_from = rule_mark(row), now.date()
            rule.save(update_fields=["starts_on", "counts_from"])
            rule.occurrences.filter(state=Occurrence.State.OPEN).delete()
    look_again_at(contact=contact, now=now)
    look_again(owner=contact.owner, now=now)


def add_date_rules(dates: Iterable[ImportantDate], today: date) -> None:
    """Make the reminders of important dates, for the next tick; those that are there already stay as they are."""
    looked_at = datetime.combine(today, time(), UTC) - timedelta(days=1)  # past, wherever the owner is
    rules = [
        Reminder(
            owner_id=row.owner_id,
            contact_id=row.contact_id,
            date=row,
            kind=Reminder.Kind.DATE,
            starts_on=rule_mark(row),
            counts_from=today,
            next_at=looked_at,
        )
        for row in dates
    ]
    Reminder.objects.bulk_create(rules, batch_size=BATCH, ignore_conflicts=True)
