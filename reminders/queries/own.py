"""What the owner asked to be reminded of."""

from datetime import date

from django.db.models import F, QuerySet

from accounts.models import User
from reminders.models import Occurrence, Reminder
from reminders.queries.rows import BY_HAND, in_view


def follow_ups_open(user: User, today: date) -> list[Occurrence]:
    """Follow-ups and own reminders whose day has come, the oldest first. One query."""
    rows = in_view(user, today, BY_HAND).filter(reminder__finished_at__isnull=True)
    return list(rows.select_related("reminder__contact").order_by("due_on", "pk"))


def reminders_by_hand(user: User) -> QuerySet[Reminder]:
    """Every reminder the owner made that is not finished, those without a day last."""
    rows = Reminder.objects.owned_by(user).filter(kind__in=BY_HAND, finished_at__isnull=True)
    rows = rows.exclude(contact__deleted_at__isnull=False).select_related("contact")
    return rows.order_by(F("starts_on").asc(nulls_last=True), "pk")
