"""The moment at which a reminder has its next turn. `today` is the owner's day."""

from datetime import date, datetime

from django.db import transaction

from accounts.clock import zone_of
from accounts.models import User
from domain.recurrence import due_at
from reminders.models import Occurrence, Reminder
from reminders.queries.ripe import ripe_reminder
from reminders.queries.rows import BY_HAND
from reminders.services.agenda import BATCH, look_again_at_all

Kind = Reminder.Kind


def schedule(*, reminder: Reminder, today: date) -> None:
    """Keep the moment of a saved reminder's next turn: today's if one is due by now, none if it never comes again.

    Raises ValueError for a rule that makes no sense.
    """
    row = ripe_reminder(reminder.pk)
    if row is None:
        return
    turn = row.turn(today)
    day = today if turn.due else turn.look_on
    reminder.next_at = None if day is None else due_at(day, 0, zone_of(reminder.owner))
    Reminder.objects.filter(pk=reminder.pk).update(next_at=reminder.next_at)


@transaction.atomic
def reschedule(*, owner: User, now: datetime) -> None:
    """After the owner moved to another zone: the moments of what is open are those of the new one."""
    look_again_at_all(owner=owner, now=now)
    zone = zone_of(owner)
    rows = list(Occurrence.objects.owned_by(owner).open().filter(kind__in=[*BY_HAND, Kind.DATE]))
    for row in rows:
        row.due_at = due_at(row.due_on, 0, zone)
    Occurrence.objects.bulk_update(rows, ["due_at"], batch_size=BATCH)
