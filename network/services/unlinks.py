"""The checklist of links to end by hand."""

from datetime import datetime

from django.db import transaction

from network.models import UnlinkTask
from network.services.links import end_link, reopen_link


@transaction.atomic
def tick_unlink(*, task: UnlinkTask, now: datetime) -> UnlinkTask:
    """The owner ended this link there, by hand: it ends here today; a muted one stays.

    Ticking twice changes nothing.
    """
    if task.done_at is None:
        task.done_at = now
        task.save(update_fields=["done_at"])
    if task.link.until is None and task.kind == UnlinkTask.Kind.UNLINK:
        end_link(link=task.link, on=now.date())
    return task


@transaction.atomic
def untick_unlink(*, task: UnlinkTask) -> UnlinkTask:
    """Take a tick back. Raises ValueError when the two are linked there anew."""
    if task.kind == UnlinkTask.Kind.UNLINK:
        reopen_link(link=task.link)
    task.done_at = None
    task.save(update_fields=["done_at"])
    return task
