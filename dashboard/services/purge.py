"""Letting go of what was deleted long ago."""

from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django_q.models import Failure

from accounts.models import Removable
from contacts.models import Contact
from interactions.models import Favour, Guest, Interaction
from network.models import Introduction
from transfer.exports.blotting import without
from transfer.services.forgetting import forget_gone

KEPT = timedelta(days=30)
PURGE_CHUNK = 100
FAILURES_KEPT = timedelta(days=7)
MOST_FAILURES = 200


def purge_deleted(*, now: datetime) -> int:
    """Remove for good what was deleted more than 30 days ago, in short transactions. Returns how many rows went."""
    limit, gone = now - KEPT, 0
    for model in _removable():
        while ids := list(
            model.objects.filter(deleted_at__lt=limit).values_list("pk", flat=True)[:PURGE_CHUNK]
        ):
            if model is Contact:
                _forget_names(ids)
            gone += model.objects.filter(pk__in=ids).delete()[0]
    with_nobody = Interaction.objects.filter(participations__isnull=True)
    while ids := list(with_nobody.values_list("pk", flat=True)[:PURGE_CHUNK]):
        gone += Interaction.objects.filter(pk__in=ids).delete()[0]
    if gone:
        forget_gone()
    return gone


def _forget_names(contact_ids: list[int]) -> None:
    """Rows of others that name people who go for good: their places on lists, introductions to them, favours."""
    Guest.objects.filter(contact__in=contact_ids).delete()
    Introduction.objects.filter(to__in=contact_ids).delete()
    about = Favour.objects.filter(about__in=contact_ids).select_related("about")
    for favour in about:
        who = favour.about
        names = {who.display, who.given, who.family, who.nickname} - {""} if who else set()
        Favour.objects.filter(pk=favour.pk).update(text=without(favour.text, names)[:300])


def _removable() -> list[Any]:
    """All tables whose rows are deleted by a time; people last, who take with them what hangs on them."""
    found = [model for model in apps.get_models() if issubclass(model, Removable)]
    return sorted(found, key=lambda model: model is Contact)


def prune_jobs(*, now: datetime) -> int:
    """Remove the records of failed jobs older than a week, and all but the newest 200. Returns how many went.

    The library prunes only those that went well.
    """
    failures = Failure.objects.order_by("-stopped", "pk")
    gone: int = failures.filter(stopped__lt=now - FAILURES_KEPT).delete()[0]
    while ids := list(failures.values_list("pk", flat=True)[MOST_FAILURES : MOST_FAILURES + PURGE_CHUNK]):
        gone += Failure.objects.filter(pk__in=ids).delete()[0]
    return gone
