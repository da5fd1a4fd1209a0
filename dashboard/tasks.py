"""The tick: once a minute, what is due is made and what waits is sent. Repeatable at will."""

import logging
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic
from zoneinfo import ZoneInfo

from accounts import clock
from accounts.models import User
from accounts.queries import verified_address
from dashboard import digest
from dashboard.services import purge_deleted
from interactions.services import resume_reweighings
from network.services.signal import keep_signal
from relationships.services import reanchor
from reminders.models import Delivery
from reminders.queries import digest_is_due, last_beat
from reminders.services import (
    beat,
    claim,
    drop_delivery,
    drop_older,
    due_deliveries,
    mark_failed,
    mark_sent,
    open_dates,
    open_digest,
    open_nudges,
    open_reminders,
)
from transfer.services.runs import resume_stalled

SEND_SECONDS = 12.0
"""No sending begins later than this in one tick: with 15 seconds for the last one, a job ends within 30."""
LAST_ZONE = timedelta(hours=12)
"""Where the day begins last: an anchor of a day that has not begun for its owner would not hold yet."""
REANCHORED = 2_000
"""Some 100 milliseconds' work; a book of 50,000 is through within half an hour."""
logger = logging.getLogger(__name__)
Step = Callable[[User, datetime], dict[str, int]]


def tick(*, heartbeat: bool = True) -> dict[str, int]:
    """Make every due date up to now, with its delivery, then send what waits.

    Returns how many due dates ("occurrences") and "deliveries" were made and how many mails were "sent".
    Any number of ticks, at once or one after the other, make the same rows. `heartbeat` says that the
    worker lives.
    """
    now, deadline = clock.now(), monotonic() + SEND_SECONDS
    counts = Counter({"occurrences": 0, "deliveries": 0, "sent": 0})
    owners = list(User.objects.filter(is_active=True).order_by("pk"))
    for owner in owners:
        counts.update(_guarded(open_due, owner, now))
    for owner in owners:
        counts.update(_guarded(lambda user, local: send_waiting(user, local, deadline), owner, now))
    keep_house(now)
    if heartbeat:
        beat(name="tick", now=now)
    return dict(counts)


def keep_house(now: datetime) -> None:
    """Pick up imports and rescorings that stopped half-way, and draw stale anchors anew.

    Once a day, let go of what was deleted long ago, and keep the signal figure.
    """
    resume_stalled(now=now)
    resume_reweighings(now=now)
    reanchor(today=(now - LAST_ZONE).date(), limit=REANCHORED)
    purged_at = last_beat("purge")
    if purged_at is None or now - purged_at > timedelta(days=1):
        purge_deleted(now=now)
        beat(name="purge", now=now)
    kept_at = last_beat("signal")
    if kept_at is None or now - kept_at > timedelta(days=1):
        beat(name="signal", now=now)
        for owner in User.objects.filter(is_active=True).order_by("pk"):
            _guarded(keep_signals, owner, now)


def keep_signals(owner: User, now: datetime) -> dict[str, int]:
    """Write down which share of one owner's links meets their policies today; `now` is in their zone."""
    return {"signals": keep_signal(owner=owner, today=now.date())}


def _guarded(step: Step, owner: User, now: datetime) -> dict[str, int]:
    """One owner's trouble is not another's: it is logged, and the next tick tries again."""
    try:
        return step(owner, now.astimezone(ZoneInfo(owner.time_zone)))
    except Exception:
        logger.exception("The tick failed for owner %d.", owner.pk)
        return {}


def open_due(owner: User, now: datetime) -> dict[str, int]:
    """Make one owner's due dates up to now, the digest last; `now` is in their zone."""
    made = open_nudges(owner=owner, now=now) + open_dates(owner=owner, now=now)
    made += open_reminders(owner=owner, now=now)
    if not digest_is_due(owner, now):
        return {"occurrences": made}
    has_news = bool(digest.compose(owner, now.date()).subject)
    recipient = verified_address(owner) if owner.digest_by_mail else None
    opened, deliveries = open_digest(owner=owner, recipient=recipient, has_news=has_news, now=now)
    return {"occurrences": made + opened, "deliveries": deliveries}


def send_waiting(owner: User, now: datetime, deadline: float) -> dict[str, int]:
    """Send what waits for one owner until the deadline; the rest is left to the next tick."""
    drop_older(owner=owner, now=now)
    sent = 0
    for delivery in due_deliveries(owner=owner, now=now):
        if monotonic() > deadline:
            break
        if claim(delivery=delivery, now=now):
            sent += _deliver(delivery, now)
    return {"sent": sent}


def _deliver(delivery: Delivery, now: datetime) -> bool:
    try:
        reason = digest.send(delivery, now)
    except Exception as error:  # whatever it is, the delivery stays, and others are sent
        words = digest.problem_words(error)
        logger.warning("Delivery %d was not sent: %s", delivery.pk, words)
        mark_failed(delivery=delivery, error=words, is_final=digest.is_final(error), now=now)
        return False
    if reason:
        drop_delivery(delivery=delivery, reason=reason)
        return False
    mark_sent(delivery=delivery, now=now)
    return True
