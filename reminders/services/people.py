"""Changes to people that have consequences, and nudges that interactions settle.

`now` is always aware and in the owner's zone, so that its date is the owner's day.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from accounts.services import hold_book
from contacts.models import Contact, ImportantDate, State
from contacts.services import create_contact
from relationships.models import Standing
from relationships.services import GONE, freeze, retime, thaw
from reminders.models import Occurrence, Reminder
from reminders.queries import due_standings, event_day, rule_mark

BATCH = 500
WATCHED = (Reminder.Kind.KEEP_IN_TOUCH, Reminder.Kind.DATE)


@transaction.atomic
def add_person(*, owner: User, name: str, now: datetime) -> Contact:
    """A new person from one line of text, with their standing. Raises ValueError for no name."""
    contact = create_contact(owner=owner, name=name)
    retime(contact=contact, today=now.date())
    return contact


@transaction.atomic
def change_person(*, contact: Contact, before: Contact | None, now: datetime) -> Contact:
    """Let changes of a saved contact take effect; `before` is the contact as it was, None for a new one.

    A wish (circle or cadence) newly given counts from today. Whoever left or died is frozen and silent;
    coming back thaws them. A pin holds the strength up. Then the turning days, the dates and the open nudges
    follow.
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
    settle(contacts=[contact], now=now)
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


@transaction.atomic
def restore_person(*, contact: Contact, now: datetime) -> Contact:
    """Bring a removed person back with everything that hung on them."""
    hold_book(owner=contact.owner)
    contact.deleted_at = None
    contact.save(update_fields=["deleted_at"])
    retime(contact=contact, today=now.date())
    sync_dates(contact=contact, now=now)
    settle(contacts=[contact], now=now)
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


def add_date_rules(dates: Iterable[ImportantDate], today: date) -> None:
    """Make the reminders of important dates; those that are there already stay as they are."""
    rules = [
        Reminder(
            owner_id=row.owner_id,
            contact_id=row.contact_id,
            date=row,
            kind=Reminder.Kind.DATE,
            starts_on=rule_mark(row),
            counts_from=today,
        )
        for row in dates
    ]
    Reminder.objects.bulk_create(rules, batch_size=BATCH, ignore_conflicts=True)


@transaction.atomic
def settle(*, contacts: Sequence[Contact], now: datetime) -> None:
    """Close the open nudges and dates of people who need none any more; reopen what was so closed today.

    Nudges: when nobody is due any more. Dates: when there was contact on the day or after it. So logging and
    undoing it, removing and restoring, leave everything as it was. A handful of queries for up to 500 people.
    """
    for start in range(0, len(contacts), BATCH):
        _settle_some(contacts[start].owner, contacts[start : start + BATCH], now)


def _settle_some(owner: User, contacts: Sequence[Contact], now: datetime) -> None:
    ids = [contact.pk for contact in contacts]
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    settled_today = Q(state=Occurrence.State.SETTLED, acted_at__gte=midnight)
    watched = Occurrence.objects.owned_by(owner).filter(kind__in=WATCHED, reminder__contact__in=ids)
    if not watched.exists():  # most people are not up; asking so costs half
        return
    rows = watched.filter(Q(state=Occurrence.State.OPEN) | settled_today)
    found = list(rows.select_related("reminder__date").order_by("-due_on", "-pk"))
    if not found:
        return
    standings = Standing.objects.owned_by(owner).filter(contact__in=ids)
    last_on = dict(standings.values_list("contact_id", "last_on"))
    due = set(due_standings(owner, now.date()).filter(contact__in=ids).values_list("contact_id", flat=True))
    _close_or_reopen(found, due, last_on, now)


def _close_or_reopen(
    rows: Sequence[Occurrence], due: set[int], last_on: dict[int, int | None], now: datetime
) -> None:
    has_open = {row.reminder_id for row in rows if row.state == Occurrence.State.OPEN}
    for row in rows:
        contact_id = row.reminder.contact_id or 0
        is_needed = _is_needed(row, contact_id in due, last_on.get(contact_id))
        if row.state == Occurrence.State.OPEN and not is_needed:
            _set_state(row, Occurrence.State.SETTLED, now)
        elif row.state == Occurrence.State.SETTLED and is_needed and row.reminder_id not in has_open:
            has_open.add(row.reminder_id)
            _set_state(row, Occurrence.State.OPEN, None)


def _set_state(row: Occurrence, state: str, acted_at: datetime | None) -> None:
    row.state, row.acted_at = state, acted_at
    row.save(update_fields=["state", "acted_at"])


def _is_needed(row: Occurrence, is_due: bool, last_on: int | None) -> bool:
    if row.kind == Reminder.Kind.KEEP_IN_TOUCH or row.reminder.date is None:
        return is_due
    return last_on is None or last_on < event_day(row.reminder.date, row.due_on).toordinal()
