"""Making the digest of a day, and with it what tells it. `now` is aware, in the owner's zone."""

from datetime import datetime

from django.db import transaction

from accounts.clock import zone_of
from accounts.models import User
from domain.recurrence import due_at
from reminders.models import Channel, Delivery, Occurrence, Reminder
from reminders.services.due import hold_owner

Kind, State = Reminder.Kind, Occurrence.State


def open_digest(*, owner: User, recipient: str | None, has_news: bool, now: datetime) -> tuple[int, int]:
    """Make today's digest, and with it, in one transaction, the delivery if there is news and an address.

    Returns how many due dates and deliveries were made. Before the first digest ever, nothing is made while
    there is nothing to say, so that a new owner's first one need not wait until tomorrow.
    """
    with transaction.atomic():
        hold_owner(owner)
        told = Occurrence.objects.owned_by(owner).filter(kind=Kind.DIGEST)
        if told.filter(due_on=now.date()).exists() or not (has_news or told.exists()):
            return 0, 0
        rule, _ = Reminder.objects.get_or_create(owner=owner, kind=Kind.DIGEST)
        occurrence = Occurrence.objects.create(
            owner=owner,
            reminder=rule,
            kind=Kind.DIGEST,
            due_on=now.date(),
            due_at=due_at(now.date(), owner.digest_hour, zone_of(owner)),
            state=State.DONE,  # nobody acts on a digest; its delivery tells what became of it
        )
        if not (has_news and recipient):
            return 1, 0
        Delivery.objects.create(
            owner=owner,
            occurrence=occurrence,
            channel=Channel.Kind.MAIL,
            recipient=recipient,
            not_before=now,
        )
        return 1, 1
