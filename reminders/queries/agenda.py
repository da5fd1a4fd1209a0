"""Which owners a tick must look at."""

from datetime import datetime

from django.db.models import QuerySet

from accounts.models import User
from reminders.models import Agenda


def owners_to_look_at(now: datetime, limit: int) -> list[Agenda]:
    """The rows of the owners whose moment has come, the longest waiting first, with their owners."""
    rows = up_for_a_look(now).order_by("next_at", "pk")
    return list(rows.select_related("owner")[:limit])


def never_looked_at(now: datetime) -> QuerySet[User]:
    """Owners that no tick has looked at yet, whatever the moment."""
    return User.objects.filter(is_active=True).exclude(pk__in=Agenda.objects.values("owner"))


def up_for_a_look(now: datetime) -> QuerySet[Agenda]:
    """The rows of the owners whose moment has come."""
    return Agenda.objects.filter(next_at__lte=now, owner__is_active=True)
