"""A change of the owner's scale: switched at once, then the book is rescored by a job."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django_q.tasks import async_task

from accounts.models import User
from contacts.models import Contact
from domain.scale import Scale
from interactions.models import Reweighing
from interactions.services.scale import hold_scale

LEASE = timedelta(seconds=60)
"""A worker writes at least this often; after that somebody else may take over."""
INSTANT = timedelta(microseconds=1)
State = Reweighing.State


class Unchanged(ValueError):
    """The scale is what it was."""


class Overtaken(Exception):
    """Somebody else took the job up, a later change replaced it, or its owner is gone: nothing more is written."""


@transaction.atomic
def begin_reweighing(*, owner: User, scale: Scale, now: datetime) -> Reweighing:
    """Weigh by this scale from now on, and queue the rescoring of what was logged.

    A change that is still at work is replaced by this one. Raises Unchanged when the scale is what it was.
    """
    before = hold_scale(owner)
    if scale == before:
        raise Unchanged("Nothing was changed: these are your weights already.")
    owner.kind_weights, owner.usual_minutes = dict(scale.weights), dict(scale.minutes)
    owner.save(update_fields=["kind_weights", "usual_minutes"])
    Reweighing.objects.owned_by(owner).filter(state=State.WORKING).update(state=State.REPLACED)
    job = Reweighing.objects.create(
        owner=owner,
        kind_weights=owner.kind_weights,
        usual_minutes=owner.usual_minutes,
        weights_before=dict(before.weights),
        minutes_before=dict(before.minutes),
        total=Contact.objects.filter(owner=owner).count(),
        made_at=now,
        moved_at=now,
    )
    hint(job)
    return job


def undo_reweighing(*, reweighing: Reweighing, now: datetime) -> Reweighing:
    """Begin a change back to the scale before this one. Raises ValueError when a later one came in between."""
    if Reweighing.objects.owned_by(reweighing.owner).filter(pk__gt=reweighing.pk).exists():
        raise ValueError("You changed the weights again since. Undo that change first.")
    scale = Scale(reweighing.weights_before, reweighing.minutes_before)
    return begin_reweighing(owner=reweighing.owner, scale=scale, now=now)


def hint(job: Reweighing) -> None:
    """Ask the worker, once the transaction is through, to look at a job. A hint may get lost or come twice."""
    transaction.on_commit(lambda: async_task("interactions.tasks.work_on_weights", job.pk))


def claim(*, reweighing_id: int, now: datetime) -> Reweighing | None:
    """Take a job up; None when there is nothing to do or another worker has it.

    `moved_at` is the claim: whoever wrote it last holds the job for a minute. Where it says when the change was
    made, nobody does. A time far ahead, from a clock that went back since, holds nothing.
    """
    free = Q(moved_at=F("made_at")) | Q(moved_at__lt=now - LEASE) | Q(moved_at__gt=now + LEASE)
    job = Reweighing.objects.filter(free, pk=reweighing_id, state=State.WORKING, owner__is_active=True)
    found = job.select_related("owner").first()
    if found is None:
        return None
    try:
        found.moved_at = write_down(job=found, now=now)
    except Overtaken:
        return None
    return found


def write_down(*, job: Reweighing, now: datetime, **fields: Any) -> datetime:
    """Put what a chunk reached into the row of its job, in the chunk's own transaction; the new `moved_at`.

    `job` itself is left to the caller, who knows when the transaction is through. Raises Overtaken when the claim
    is lost, which rolls the chunk back.
    """
    moved_at = job.moved_at + INSTANT if now in (job.moved_at, job.made_at) else now
    held = Reweighing.objects.filter(pk=job.pk, state=State.WORKING, moved_at=job.moved_at)
    if not held.update(moved_at=moved_at, **fields):
        raise Overtaken
    return moved_at


def let_go(*, job: Reweighing) -> None:
    """End a turn: whoever comes next may go on."""
    held = Reweighing.objects.filter(pk=job.pk, state=State.WORKING, moved_at=job.moved_at)
    held.update(moved_at=F("made_at"))


def resume_reweighings(*, now: datetime) -> int:
    """Ask the worker to look at every job whose worker is gone or whose hint was lost; how many there are."""
    jobs = list(stalled_jobs(now).order_by("pk"))
    for job in jobs:
        hint(job)
    return len(jobs)


def stalled_jobs(now: datetime) -> QuerySet[Reweighing]:
    """Jobs under way that nobody holds, though somebody should."""
    stalled = Q(moved_at__lt=now - LEASE) | Q(moved_at__gt=now + LEASE)
    return Reweighing.objects.filter(stalled, state=State.WORKING)
