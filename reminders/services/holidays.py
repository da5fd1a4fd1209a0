"""Coming back from a holiday early."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from reminders.services.agenda import look_again


@transaction.atomic
def end_holiday(*, owner: User, now: datetime) -> None:
    """End the owner's holiday, lasting or planned: the next tick brings up what waited."""
    owner.holiday_from = owner.holiday_until = None
    owner.save(update_fields=["holiday_from", "holiday_until"])
    look_again(owner=owner, now=now)
