"""Letting go of what was deleted long ago."""

from datetime import datetime, timedelta

from django_q.models import Failure

from contacts.models import Contact, Note
from interactions.models import Interaction
from reminders.models import Channel, Reminder
from transfer.services.forgetting import forget_gone

KEPT = timedelta(days=30)
PURGE_CHUNK = 100
FAILURES_KEPT = timedelta(days=7)
MOST_FAILURES = 200


def purge_deleted(*, now: datetime) -> int:
    """Remove for good what was deleted more than 30 days ago, in short transactions. Returns how many rows went."""
    limit, gone = now - KEPT, 0
    for model in (Interaction, Reminder, Channel, Note, Contact):
        while ids := list(
            model.objects.filter(deleted_at__lt=limit).values_list("pk", flat=True)[:PURGE_CHUNK]
        ):
            gone += model.objects.filter(pk__in=ids).delete()[0]
    with_nobody = Interaction.objects.filter(participations__isnull=True)
    while ids := list(with_nobody.values_list("pk", flat=True)[:PURGE_CHUNK]):
        gone += Interaction.objects.filter(pk__in=ids).delete()[0]
    if gone:
        forget_gone()
    return gone


def prune_jobs(*, now: datetime) -> int:
    """Remove the records of failed jobs older than a week, and all but the newest 200. Returns how many went.

    The library prunes only those that went well.
    """
    failures = Failure.objects.order_by("-stopped", "pk")
    gone: int = failures.filter(stopped__lt=now - FAILURES_KEPT).delete()[0]
    while ids := list(failures.values_list("pk", flat=True)[MOST_FAILURES : MOST_FAILURES + PURGE_CHUNK]):
        gone += Failure.objects.filter(pk__in=ids).delete()[0]
    return gone
