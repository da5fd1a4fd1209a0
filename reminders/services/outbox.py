"""The outbox: claim before the effect, then send, then say what became of it. And the heartbeat.

Mail cannot be sent exactly once: a sender that dies between the server's answer and our note leaves nobody
knowing. Such a delivery is sent once more, with the same Message-ID, and then marked as unknown.
"""

from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet

from accounts.models import User
from reminders.models import Delivery, Heartbeat

State = Delivery.State
LEASE = timedelta(minutes=3)
BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
MOST_ATTEMPTS = 5
SWEPT_AT_ONCE = 100
NOBODY_KNOWS = "Nobody knows whether it arrived."


def _free(now: datetime) -> Q:
    waiting = Q(state=State.PENDING, not_before__lte=now)
    return waiting | Q(state=State.SENDING, lease_until__lt=now)


def due_deliveries(*, owner: User, now: datetime) -> QuerySet[Delivery]:
    """What waits to be sent, or was left behind by a sender whose lease is over; the oldest first."""
    found = Delivery.objects.owned_by(owner).filter(_free(now), occurrence__due_on__lte=now.date())
    return found.select_related("occurrence", "owner").order_by("not_before", "pk")[:SWEPT_AT_ONCE]


def claim(*, delivery: Delivery, now: datetime) -> bool:
    """Take a delivery for sending, for three minutes; True for one claimer only.

    One conditional update that counts the attempt, so that a delivery that kills its sender is not tried for
    ever: after a second lost lease it is unknown, after five attempts failed.
    """
    row = _ours(delivery).filter(_free(now))
    was_lost = delivery.state == State.SENDING
    if was_lost and delivery.lapses:
        row.update(state=State.UNKNOWN, lease_until=None, error=NOBODY_KNOWS)
        return False
    if delivery.attempt >= MOST_ATTEMPTS:
        row.update(state=State.FAILED, lease_until=None)
        return False
    taken = row.update(
        state=State.SENDING,
        lease_until=now + LEASE,
        attempt=F("attempt") + 1,
        lapses=F("lapses") + int(was_lost),
    )
    delivery.refresh_from_db()
    return taken == 1


def mark_sent(*, delivery: Delivery, now: datetime) -> None:
    """The server took it."""
    _ours(delivery).update(state=State.SENT, sent_at=now, lease_until=None, error="")


def mark_failed(*, delivery: Delivery, error: str, is_final: bool, now: datetime) -> None:
    """The server did not take it: try again after 1, 5, 15 and 60 minutes, then give up, to be seen.

    `error` is kept, so it must hold nothing private; `is_final` gives up at once.
    """
    if is_final or delivery.attempt >= MOST_ATTEMPTS:
        _ours(delivery).update(state=State.FAILED, lease_until=None, error=error[:200])
        return
    wait = BACK_OFF[min(delivery.attempt, len(BACK_OFF)) - 1]
    _ours(delivery).update(state=State.PENDING, lease_until=None, not_before=now + wait, error=error[:200])


def drop_delivery(*, delivery: Delivery, reason: str) -> None:
    """There is nothing to send any more."""
    _ours(delivery).update(state=State.DROPPED, lease_until=None, error=reason[:200])


def drop_older(*, owner: User, now: datetime) -> None:
    """What is left of earlier days is never sent: today's message covers it."""
    older = Delivery.objects.owned_by(owner).filter(occurrence__due_on__lt=now.date())
    older.filter(state=State.PENDING).update(state=State.DROPPED, error="Told with a later day.")
    lost = older.filter(state=State.SENDING, lease_until__lt=now)
    lost.update(state=State.UNKNOWN, lease_until=None, error=NOBODY_KNOWS)


def _ours(delivery: Delivery) -> QuerySet[Delivery]:
    """The row, as long as nobody else has claimed it since."""
    return Delivery.objects.owned_by(delivery.owner).filter(pk=delivery.pk, attempt=delivery.attempt)


def beat(*, name: str, now: datetime) -> None:
    """A part of the machinery proves that it lives."""
    Heartbeat.objects.update_or_create(name=name, defaults={"beat_at": now})
