"""Reminders for the birthdays and other dates that have none yet, such as imported ones."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from accounts.clock import zone_of
from accounts.models import User
from contacts.models import ImportantDate
from reminders.services.agenda import BATCH
from reminders.services.people import add_date_rules


def adopt_dates(*, owners: Sequence[User], now: datetime) -> int:
    """Make the missing reminders of these owners' dates, which have their turn at once; how many were made."""
    by_pk = {owner.pk: owner for owner in owners}
    missing = list(ImportantDate.objects.filter(owner__in=by_pk, reminders=None).select_related("contact"))
    for start in range(0, len(missing), BATCH):
        with transaction.atomic():
            for row in missing[start : start + BATCH]:
                add_date_rules([row], now.astimezone(zone_of(by_pk[row.owner_id])).date())
    return len(missing)
