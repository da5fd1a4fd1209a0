"""Letting go of what was deleted long ago."""

from datetime import datetime, timedelta

from contacts.models import Contact, Note
from interactions.models import Interaction
from reminders.models import Reminder

KEPT = timedelta(days=30)
PURGE_CHUNK = 100


def purge_deleted(*, now: datetime) -> int:
    """Remove for good what was deleted more than 30 days ago, in short transactions. Returns how many rows went."""
    limit, gone = now - KEPT, 0
    for model in (Interaction, Reminder, Note, Contact):
        while ids := list(
            model.objects.filter(deleted_at__lt=limit).values_list("pk", flat=True)[:PURGE_CHUNK]
        ):
            gone += model.objects.filter(pk__in=ids).delete()[0]
    with_nobody = Interaction.objects.filter(participations__isnull=True)
    while ids := list(with_nobody.values_list("pk", flat=True)[:PURGE_CHUNK]):
        gone += Interaction.objects.filter(pk__in=ids).delete()[0]
    return gone
