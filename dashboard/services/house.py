"""What is done beside the due dates: going on with what stopped, letting go of what is old."""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

from accounts.asked import any_rows
from accounts.clock import zone_of
from accounts.jobs import place_of
from accounts.models import User
from dashboard.services.purge import prune_jobs, purge_deleted
from interactions.services import resume_reweighings
from interactions.services.reweighing import stalled_jobs
from network.services.signal import keep_signal
from relationships.services import reanchor
from reminders.services import beat, drop_stale
from transfer.services.runs import resume_stalled, stalled_runs

LAST_ZONE = timedelta(hours=12)
"""Where the day begins last: an anchor of a day that has not begun for its owner would not hold yet."""
REANCHORED = 2_000
"""Some 100 milliseconds' work; a book of 50,000 is through within half an hour."""
ONE_HOUR, ONE_DAY = timedelta(hours=1), timedelta(days=1)
logger = logging.getLogger(__name__)


def keep_house(now: datetime, beats: Mapping[str, datetime]) -> None:
    """Pick up imports and rescorings that stopped half-way, and draw stale anchors anew.

    Once a day, let go of what was deleted long ago and of old jobs, and keep the signal figure. `beats` are the
    last signs of life by name.
    """
    is_run_stalled, is_job_stalled = any_rows(now, (stalled_runs, stalled_jobs))
    if is_run_stalled or _is_ago(ONE_HOUR, beats.get("sweep"), now):  # uploads that nobody needs go too
        resume_stalled(now=now)
        drop_stale(now=now)
        beat("sweep", now=now)
    if is_job_stalled:
        resume_reweighings(now=now)
    reanchor(today=(now - LAST_ZONE).date(), limit=REANCHORED)
    if _is_ago(ONE_DAY, beats.get("purge"), now):
        purge_deleted(now=now)
        prune_jobs(now=now)
        beat("purge", now=now)
    if _is_ago(ONE_DAY, beats.get("signal"), now):
        beat("signal", now=now)
        for owner in User.objects.filter(is_active=True).order_by("pk"):
            _keep_signal(owner, now)


def _is_ago(pause: timedelta, beat_at: datetime | None, now: datetime) -> bool:
    """Whether something was done so long ago, or never, or by a clock that ran ahead."""
    return beat_at is None or abs(now - beat_at) > pause


def _keep_signal(owner: User, now: datetime) -> None:
    """Write down which share of an owner's links meets their policies today; one's trouble is not another's."""
    try:
        keep_signal(owner=owner, today=now.astimezone(zone_of(owner)).date())
    except Exception as error:
        logger.error("The signal figure failed for owner %d: %s", owner.pk, place_of(error))
