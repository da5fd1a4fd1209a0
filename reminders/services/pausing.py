"""Leaving a person alone until a day, going on, and suggesting them again. `now` is in the owner's zone."""

from datetime import date, datetime

from django.db import transaction

from accounts.services import hold_book
from contacts.models import Contact
from reminders.models import Reminder
from reminders.queries import SpokenOf, nobody
from reminders.services.settling import hear, settle


@transaction.atomic
def pause_person(
    *, contact: Contact, until: date | None, now: datetime, spoken: SpokenOf = nobody
) -> date | None:
    """No suggestions about a person before a day, or (None) no pause any more; returns until when it was before.

    Their dates and what the owner asked for come up as ever. An open nudge is settled, and comes back when one
    goes on within a day. `spoken` as in `settle`. Raises ValueError for a day that is not to come.
    """
    if until is not None and until <= now.date():
        raise ValueError("Choose a day to come.")
    hold_book(owner=contact.owner)
    rule, _ = Reminder.objects.get_or_create(
        owner=contact.owner,
        contact=contact,
        kind=Reminder.Kind.KEEP_IN_TOUCH,
        defaults={"counts_from": now.date()},
    )
    before, rule.paused_until = rule.paused_until, until
    rule.save(update_fields=["paused_until"])
    settle(contacts=[contact], now=now, spoken=spoken)
    return before if before and before > now.date() else None


@transaction.atomic
def suggest_again(*, contact: Contact, now: datetime, spoken: SpokenOf = nobody) -> None:
    """Bring a person up again who was no longer suggested, once they had their week of rest."""
    hear(owner=contact.owner, contact_ids=[contact.pk])
    settle(contacts=[contact], now=now, spoken=spoken)
