"""The tick: once a minute, what is due is made and what waits is sent. Repeatable at will."""

import logging
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic

from accounts import clock
from accounts.asked import any_rows
from accounts.clock import zone_of
from accounts.jobs import discreet, place_of
from accounts.models import User
from dashboard import digest
from dashboard.services.house import keep_house
from reminders.channels.message import Undelivered
from reminders.models import Agenda, Channel, Delivery
from reminders.queries import last_beats, next_look, waiting_deliveries
from reminders.queries.agenda import never_looked_at, owners_to_look_at, up_for_a_look
from reminders.queries.ripe import ripe
from reminders.queries.telling import to_be_sent
from reminders.services import (
    adopt_dates,
    beat,
    claim,
    drop_delivery,
    hold_mail,
    look_at_everything_again,
    mark_failed,
    mark_sent,
    open_messages,
    open_nudges,
    open_reminders,
    plan_look,
    show_anew,
    start_agendas,
)
from reminders.services.channels import note_failure, note_success

OPEN_SECONDS, LOOK_SECONDS, SEND_SECONDS = 6.0, 10.0, 12.0
"""Nothing is begun later than so many seconds into a tick, each part after the one before: with 15 seconds for the
last message, a job ends within 30. The next tick goes on."""
WORK = (ripe, up_for_a_look, never_looked_at, to_be_sent)
"""What a tick asks first: mostly there is nothing, and asking is all it does."""
OWNERS_AT_ONCE = 100
SENT_AT_ONCE = 100
OFF = timedelta(days=1)
"""After so long without a tick the days off do not count as days on which a nudge was seen."""
AFTER_TROUBLE = timedelta(minutes=5)
BACK = timedelta(minutes=1)
"""A clock that shows an earlier time than this before the last tick was set back."""
logger = logging.getLogger(__name__)


@discreet
def tick(*, heartbeat: bool = True) -> dict[str, int]:
    """Make every due date up to now, with its delivery, then send what waits.

    Returns how many due dates ("occurrences") and "deliveries" were made and how many messages were "sent". Any
    number of ticks, at once or one after the other, make the same rows. `heartbeat` says that the worker lives.
    """
    now, begun = clock.now(), monotonic()
    counts = Counter({"occurrences": 0, "deliveries": 0, "sent": 0})
    beats = last_beats()
    if "clock" in beats and now < beats["clock"] - BACK:
        look_at_everything_again(now=now)
    if any(any_rows(now, WORK)):
        counts["occurrences"] += open_reminders(now=now, is_over=lambda: monotonic() - begun > OPEN_SECONDS)
        was_off = "clock" in beats and now - beats["clock"] > OFF
        if not any(any_rows(now, (ripe,))):  # a message tells of what is open, so that comes first
            counts.update(look_at_owners(now, lambda: monotonic() - begun > LOOK_SECONDS, was_off=was_off))
        counts["sent"] += send_waiting(now, lambda: monotonic() - begun > SEND_SECONDS)
    keep_house(now, beats)
    beat(*(("clock", "tick") if heartbeat else ("clock",)), now=now)
    return dict(counts)


def look_at_owners(now: datetime, is_over: Callable[[], bool], *, was_off: bool = False) -> Counter[str]:
    """Bring nudges and messages up to date for the owners whose moment has come; what was made for them.

    `was_off` tells that nothing ran for days.
    """
    counts: Counter[str] = Counter()
    start_agendas(now=now)
    while looks := owners_to_look_at(now, OWNERS_AT_ONCE):
        adopt_dates(owners=[look.owner for look in looks], now=now)
        counts["occurrences"] += open_reminders(now=now, is_over=is_over)  # also what another tick adopted
        for look in looks:
            counts.update(_look_at(look, now, was_off))
        if is_over():
            break
    return counts


def _look_at(look: Agenda, now: datetime, was_off: bool) -> dict[str, int]:
    """One owner's trouble is not another's: it is logged, and tried again a few minutes later."""
    owner, seen = look.owner, look.next_at
    try:
        local = now.astimezone(zone_of(owner))
        if was_off:
            show_anew(owner=owner, today=local.date())
        made = open_due(owner, local)
        plan_look(owner=owner, at=next_look(owner, local), seen=seen)
    except Exception as error:
        logger.error("The tick failed for owner %d: %s", owner.pk, place_of(error))
        plan_look(owner=owner, at=now + AFTER_TROUBLE, seen=seen)
        return {}
    return made


def open_due(owner: User, now: datetime) -> dict[str, int]:
    """Open one owner's nudges, then make the messages whose hour has come; `now` is in their zone."""
    nudges = open_nudges(owner=owner, now=now)
    opened, made = open_messages(
        owner=owner, now=now, has_news=lambda kind: digest.has_news(owner, kind, now.date())
    )
    return {"occurrences": nudges + opened, "deliveries": made}


def send_waiting(now: datetime, is_over: Callable[[], bool]) -> int:
    """Send what waits, whoever it is for; what is left when time is up waits for the next tick. How many were sent."""
    sent = 0
    for delivery in waiting_deliveries(now, SENT_AT_ONCE):
        if is_over():
            break
        local = now.astimezone(zone_of(delivery.owner))
        if claim(delivery=delivery, now=local):
            sent += _deliver(delivery, local)
    return sent


def _deliver(delivery: Delivery, now: datetime) -> bool:
    try:
        reason = digest.send(delivery, now)
    except Exception as error:  # whatever it is, the delivery stays, and others are sent
        _note_trouble(delivery, error, now)
        return False
    if reason:
        drop_delivery(delivery=delivery, reason=reason)
        return False
    mark_sent(delivery=delivery, now=now)
    if delivery.through:
        note_success(channel=delivery.through, now=now)
    return True


def _note_trouble(delivery: Delivery, error: Exception, now: datetime) -> None:
    """A server that cannot be reached is nobody’s fault: mail waits for it. All else counts against the channel."""
    words = digest.problem_words(error)
    logger.warning("Delivery %d was not sent: %s", delivery.pk, words)
    mark_failed(delivery=delivery, error=words, is_final=digest.is_final(error), now=now)
    if delivery.channel == Channel.Kind.MAIL and digest.is_outage(error):
        hold_mail(now=now)
    elif delivery.through:
        is_gone = isinstance(error, Undelivered) and error.is_gone
        note_failure(channel=delivery.through, words=words, now=now, is_gone=is_gone)
