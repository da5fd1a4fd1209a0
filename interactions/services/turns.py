"""The work on a change of the scale, turn by turn: it goes on where it stopped, and others can write meanwhile."""

import time
from collections.abc import Callable
from datetime import datetime

from django.db import connection, transaction

from accounts.clock import zone_of
from contacts.models import Contact
from interactions.models import Reweighing
from interactions.services.book import paced, rescore_chunk
from interactions.services.reweighing import Overtaken, State, claim, hint, let_go, write_down
from interactions.services.scale import hold_scale
from interactions.services.weights import reweigh_touches
from reminders.services import look_again

FIRST_SIZE = 100
BREATH = 0.5
"""Between two chunks others get the only write lock: for at least this part of the time that the last one held it."""
Clock = Callable[[], datetime]


def take_turn(*, reweighing_id: int, clock: Clock, seconds: float | None = None) -> bool:
    """Work on a change for one turn; True when there is nothing left to do for it.

    After a turn of `seconds` it is queued again; None works to the end. An error ends the turn and is raised; the
    next turn tries the same again.
    """
    job = claim(reweighing_id=reweighing_id, now=clock())
    if job is None:
        return True
    try:
        is_done = _work(job, clock, seconds)
    except Overtaken:
        return True
    except BaseException:
        let_go(job=job)
        raise
    if not is_done:
        let_go(job=job)
        hint(job)
    return is_done


def _work(job: Reweighing, clock: Clock, seconds: float | None) -> bool:
    size, end = FIRST_SIZE, time.monotonic() + (seconds or 0.0)
    while (held := _write_chunk(job, size, clock())) is not None:
        size = paced(size, held)
        if seconds is not None and time.monotonic() >= end:
            return False
        if connection.vendor == "sqlite":
            time.sleep(min(0.1, held * BREATH))
    return True


def _write_chunk(job: Reweighing, size: int, now: datetime) -> float | None:
    """Weigh and replay the next people by id, the deleted too; how many seconds it held the lock, None at the end."""
    with transaction.atomic():
        started = time.monotonic()
        scale = hold_scale(job.owner)
        people = Contact.objects.filter(owner=job.owner, pk__gt=job.cursor).order_by("pk")
        ids = list(people.values_list("pk", flat=True)[:size])
        if not ids:
            write_down(job=job, now=now, state=State.DONE)
            look_again(owner=job.owner, now=now)  # other weights, other people due
            return None
        cursor, done = ids[-1], job.done + len(ids)
        moved_at = write_down(job=job, now=now, cursor=cursor, done=done)
        reweigh_touches(owner=job.owner, after=job.cursor, up_to=cursor, scale=scale)
        today = now.astimezone(zone_of(job.owner)).date()
        rescore_chunk(owner=job.owner, after=job.cursor, limit=len(ids), today=today)
    job.cursor, job.done, job.moved_at = cursor, done, moved_at
    return time.monotonic() - started
