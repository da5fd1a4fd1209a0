"""The outbox: claim before the effect, then send, then say what became of it. And the heartbeat.

Mail cannot be sent exactly once: a sender that dies between the server's answer and our note leaves nobody
knowing. Such a delivery is sent once more, with the same Message-ID, and then marked as unknown.
"""

from datetime import datetime, timedelta

from django.db.models import F, QuerySet

from accounts import bulk
from reminders.models import Channel, Delivery, Heartbeat, Reminder
from reminders.queries.telling import is_free

State = Delivery.State
LEASE = timedelta(minutes=3)
BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60))
OUTAGE = timedelta(minutes=5)
MOST_LAPSES = 1
NOBODY_KNOWS = "Nobody knows whether it arrived."
TOLD_LATER = "Told with a later day."
EVENING_OVER = "The evening was over."


def claim(*, delivery: Delivery, now: datetime) -> bool:
    """Take a delivery for sending, for three minutes; True for one claimer only.

    One conditional update that counts the attempt. A delivery that kills its sender is not tried for ever: after
    a second lost lease it is unknown, and so it is when its day is over. One that still waits then is dropped,
    for the message of the next day tells it, and a brief is for the evening. `now` is in the owner's zone.
    """
    row = _ours(delivery).filter(is_free(now))
    was_lost = delivery.state == State.SENDING
    is_over = delivery.occurrence.due_on < now.date()
    if was_lost and (is_over or delivery.lapses >= MOST_LAPSES):
        row.update(state=State.UNKNOWN, lease_until=None, error=NOBODY_KNOWS)
        return False
    if is_over:
        is_brief = delivery.occurrence.kind == Reminder.Kind.BRIEF
        row.update(state=State.DROPPED, error=EVENING_OVER if is_brief else TOLD_LATER)
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
    """It was not taken: try again after 5, 15 and 60 minutes and then every hour, as long as its day lasts.

    `error` is kept, so it must hold nothing private; `is_final` gives up at once.
    """
    if is_final:
        _ours(delivery).update(state=State.FAILED, lease_until=None, error=error[:200])
        return
    wait = BACK_OFF[min(delivery.attempt, len(BACK_OFF)) - 1]
    _ours(delivery).update(state=State.PENDING, lease_until=None, not_before=now + wait, error=error[:200])


def hold_mail(*, now: datetime) -> int:
    """The mail server cannot be reached: no mail is tried for five minutes. How many wait for it."""
    waiting = Delivery.objects.filter(
        channel=Channel.Kind.MAIL, state=State.PENDING, not_before__lt=now + OUTAGE
    )
    return waiting.update(not_before=now + OUTAGE)


def drop_delivery(*, delivery: Delivery, reason: str) -> None:
    """There is nothing to send any more."""
    _ours(delivery).update(state=State.DROPPED, lease_until=None, error=reason[:200])


def drop_stale(*, now: datetime) -> int:
    """Let go of what waits behind a paused or removed channel when its day is over everywhere; how many went."""
    old = Delivery.objects.filter(occurrence__due_on__lt=now.date() - timedelta(days=1))
    lost = old.filter(state=State.SENDING, lease_until__lt=now)
    gone = lost.update(state=State.UNKNOWN, lease_until=None, error=NOBODY_KNOWS)
    return gone + old.filter(state=State.PENDING).update(state=State.DROPPED, error=TOLD_LATER)


def _ours(delivery: Delivery) -> QuerySet[Delivery]:
    """The row, as long as nobody else has claimed it since."""
    return Delivery.objects.owned_by(delivery.owner).filter(pk=delivery.pk, attempt=delivery.attempt)


def beat(*names: str, now: datetime) -> None:
    """Parts of the machinery prove that they live. Two statements, however many they are."""
    known = set(Heartbeat.objects.filter(name__in=names).values_list("name", flat=True))
    Heartbeat.objects.bulk_create(
        [Heartbeat(name=name, beat_at=now) for name in names if name not in known], ignore_conflicts=True
    )
    bulk.update(Heartbeat, ["beat_at"], [(now, name) for name in names if name in known])
