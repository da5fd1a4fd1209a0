"""Reminders and follow-ups that the owner makes."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from contacts.models import Contact
from reminders.models import Occurrence, Reminder
from reminders.queries import rule_of
from reminders.services.agenda import hold_rule
from reminders.services.own import schedule
from reminders.services.settling import hear

TEXT_LENGTH = 100_000


@transaction.atomic
def add_follow_up(*, owner: User, contact: Contact, text: str, on: date | None, now: datetime) -> Reminder:
    """Remember something about a person, on a day or, without one, on their page until it is done.

    Raises ValueError when the person is in somebody else's book.
    """
    if contact.owner_id != owner.pk:
        raise ValueError("That person is not in your book.")
    reminder = Reminder.objects.create(
        owner=owner,
        contact=contact,
        kind=Reminder.Kind.FOLLOW_UP,
        text=text.strip()[:TEXT_LENGTH],
        starts_on=on,
        counts_from=now.date(),
    )
    schedule(reminder=reminder, today=now.date())
    return reminder


@transaction.atomic
def save_reminder(*, reminder: Reminder, now: datetime) -> Reminder:
    """Save a reminder made or edited by its owner: a follow-up when it is about somebody and comes once.

    A changed rule counts from today: what was open under the old one goes, and the next tick opens what is
    due by the new one. A pause hides what is open until it is over, and what falls into it is never missed.
    Raises ValueError for a rule that makes no sense.
    """
    if reminder.starts_on is not None:
        rule_of(reminder)
    is_once = reminder.every is None
    reminder.kind = Reminder.Kind.FOLLOW_UP if reminder.contact and is_once else Reminder.Kind.OWN
    hold_rule(reminder=reminder)
    before = Reminder.objects.owned_by(reminder.owner).filter(pk=reminder.pk).first()
    if before is None or _rule(before) != _rule(reminder):
        reminder.counts_from = now.date()
        Occurrence.objects.owned_by(reminder.owner).open().filter(reminder=reminder.pk).delete()
    if before is not None and before.paused_until != reminder.paused_until:
        reminder.counts_from = now.date()
        _hide_until(before, reminder.paused_until)
    reminder.save()
    Occurrence.objects.owned_by(reminder.owner).filter(reminder=reminder).update(kind=reminder.kind)
    schedule(reminder=reminder, today=now.date())
    return reminder


def _rule(reminder: Reminder) -> tuple[object, ...]:
    return (reminder.starts_on, reminder.every, reminder.unit, reminder.weekdays, reminder.nth)


def _hide_until(before: Reminder, day: date | None) -> None:
    """Move what is open from one pause to another; what was snoozed by hand beyond it stays snoozed."""
    rows = Occurrence.objects.owned_by(before.owner).open().filter(reminder=before)
    rows.filter(Q(snoozed_until=None) | Q(snoozed_until=before.paused_until)).update(snoozed_until=day)


def resume_reminder(*, reminder: Reminder, now: datetime) -> Reminder:
    """End a pause today: what was open comes back, what fell into the pause does not."""
    reminder.paused_until = None
    return save_reminder(reminder=reminder, now=now)


@transaction.atomic
def finish_reminder(*, reminder: Reminder, now: datetime) -> None:
    """The whole rule is done with, its open due date too; `restore_reminder` takes it back."""
    reminder.finished_at, reminder.next_at = now, None
    reminder.save(update_fields=["finished_at", "next_at"])
    reminder.occurrences.filter(state=Occurrence.State.OPEN).update(state=Occurrence.State.DONE, acted_at=now)
    if reminder.contact_id:
        hear(owner=reminder.owner, contact_ids=[reminder.contact_id])


def drop_reminder(*, reminder: Reminder, now: datetime) -> None:
    """Delete a reminder: hidden everywhere at once; `restore_reminder` brings it back."""
    reminder.deleted_at, reminder.next_at = now, None
    reminder.save(update_fields=["deleted_at", "next_at"])


@transaction.atomic
def restore_reminder(*, reminder: Reminder, now: datetime) -> Reminder:
    """Take back a deletion, else that it was finished, with the due date that was closed by that."""
    if reminder.deleted_at is not None:
        reminder.deleted_at = None
    elif reminder.finished_at is not None:
        closed = reminder.occurrences.filter(state=Occurrence.State.DONE, acted_at=reminder.finished_at)
        closed.update(state=Occurrence.State.OPEN, acted_at=None, snoozed_until=None)
        reminder.finished_at = None
    reminder.save(update_fields=["deleted_at", "finished_at"])
    schedule(reminder=reminder, today=now.date())
    return reminder
