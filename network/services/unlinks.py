"""The checklist of links to end by hand."""

from datetime import datetime

from django.db import transaction

from accounts.services import hold_book
from network.models import UnlinkTask
from network.services.links import end_link, reopen_link


@transaction.atomic
def tick_unlink(*, task: UnlinkTask, now: datetime) -> UnlinkTask:
    """The owner ended this link there, by hand: it ends here today; a muted one stays.

    Ticking twice changes nothing.
    """
    hold_book(owner=task.owner)
    task.refresh_from_db()
    if task.done_at is None:
        task.done_at = now
        task.save(update_fields=["done_at"])
    if task.link.until is None and task.kind == UnlinkTask.Kind.UNLINK:
        end_link(link=task.link, on=now.date())
    return task


@transaction.atomic
def untick_unlink(*, task: UnlinkTask) -> UnlinkTask:
    """Take a tick back. Raises ValueError when the two are linked there anew, or another line says what to do."""
    hold_book(owner=task.owner)
    task.refresh_from_db()
    others = UnlinkTask.objects.owned_by(task.owner).filter(link=task.link, done_at=None)
    if others.exclude(pk=task.pk).exists():
        raise ValueError(f"There is a newer line for {task.link.contact} on the checklist.")
    if task.kind == UnlinkTask.Kind.UNLINK:
        reopen_link(link=task.link)
    task.done_at = None
    task.save(update_fields=["done_at"])
    return task
