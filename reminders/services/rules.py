"""Reminders and follow-ups that the owner makes."""

from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from contacts.models import Contact
from reminders.models import Occurrence, Reminder

TEXT_LENGTH = 100_000


@transaction.atomic
def add_follow_up(*, owner: User, contact: Contact, text: str, on: date | None, now: datetime) -> Reminder:
    """Remember something about a person, on a day or, without one, on their page until it is done.

    Raises ValueError when the person is in somebody else's book.
    """
    if contact.owner_id != owner.pk:
        raise ValueError("That person is not in your book.")
    return Reminder.objects.create(
        owner=owner,
        contact=contact,
        kind=Reminder.Kind.FOLLOW_UP,
        text=text.strip()[:TEXT_LENGTH],
        starts_on=on,
        counts_from=now.date(),
    )


@transaction.atomic
def save_reminder(*, reminder: Reminder, now: datetime) -> Reminder:
    """Save a reminder made or edited by its owner: a follow-up when it is about somebody and comes once.

    A changed rule counts from today: what was open under the old one goes, and the next tick opens what is
    due by the new one.
    """
    is_once = reminder.every is None
    reminder.kind = Reminder.Kind.FOLLOW_UP if reminder.contact and is_once else Reminder.Kind.OWN
    before = Reminder.objects.owned_by(reminder.owner).filter(pk=reminder.pk).first()
    if before is None or _rule(before) != _rule(reminder):
        reminder.counts_from = now.date()
        Occurrence.objects.owned_by(reminder.owner).open().filter(reminder=reminder.pk).delete()
    reminder.save()
    Occurrence.objects.owned_by(reminder.owner).filter(reminder=reminder).update(kind=reminder.kind)
    return reminder


def _rule(reminder: Reminder) -> tuple[object, ...]:
    return (reminder.starts_on, reminder.every, reminder.unit)


@transaction.atomic
def finish_reminder(*, reminder: Reminder, now: datetime) -> None:
    """The whole rule is done with, its open due date too; `restore_reminder` takes it back."""
    reminder.finished_at = now
    reminder.save(update_fields=["finished_at"])
    reminder.occurrences.filter(state=Occurrence.State.OPEN).update(state=Occurrence.State.DONE, acted_at=now)


def drop_reminder(*, reminder: Reminder, now: datetime) -> None:
    """Delete a reminder: hidden everywhere at once; `restore_reminder` brings it back."""
    reminder.deleted_at = now
    reminder.save(update_fields=["deleted_at"])


@transaction.atomic
def restore_reminder(*, reminder: Reminder) -> Reminder:
    """Take back a deletion, else that it was finished, with the due date that was closed by that."""
    if reminder.deleted_at is not None:
        reminder.deleted_at = None
    elif reminder.finished_at is not None:
        closed = reminder.occurrences.filter(state=Occurrence.State.DONE, acted_at=reminder.finished_at)
        closed.update(state=Occurrence.State.OPEN, acted_at=None, snoozed_until=None)
        reminder.finished_at = None
    reminder.save(update_fields=["deleted_at", "finished_at"])
    return reminder
