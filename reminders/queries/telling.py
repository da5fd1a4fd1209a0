"""What is told and what was told: the ways to an owner, their hours, and whether the machinery lives."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from accounts.clock import zone_of
from accounts.models import User
from accounts.queries import verified_address
from domain.recurrence import due_at
from reminders.models import Channel, Delivery, Heartbeat, Occurrence
from reminders.queries.rows import MISSED_DAYS, Kind, rest_of

PROVING = timedelta(hours=1)
STUBBORN = 3
"""After so many attempts a message that still waits is told of."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to tell an owner something: the kind of channel, whom it reaches there, and at which hour."""

    kind: str
    recipient: str
    hour: int
    channel: Channel | None = None


def ways_of(user: User) -> list[Way]:
    """The ways that are on and not paused. Mail needs a proven address."""
    rows = list(Channel.objects.owned_by(user))
    others = [row for row in rows if row.kind != Channel.Kind.MAIL and row.is_on and row.paused_at is None]
    ways = [Way(row.kind, str(row.pk), _hour(user, row), row) for row in others]
    return _mail(user, rows) + ways if user.digest_by_mail else ways


def ways_for(user: User, kind: str) -> list[Way]:
    """The ways for messages of one kind: only the digest goes by all of them, the others by mail.

    The brief has an hour of its own, and comes where the daily digest is not wanted by mail, too.
    """
    if kind == Kind.BRIEF:
        return [replace(way, hour=user.brief_hour) for way in _mail(user, Channel.objects.owned_by(user))]
    return [way for way in ways_of(user) if kind == Kind.DIGEST or way.kind == Channel.Kind.MAIL]


def _mail(user: User, rows: Iterable[Channel]) -> list[Way]:
    """Mail, where it is not paused and the address is proven."""
    mail = next((row for row in rows if row.kind == Channel.Kind.MAIL), None)
    address = verified_address(user) if mail is None or mail.paused_at is None else None
    return [Way(Channel.Kind.MAIL, address, _hour(user, mail), mail)] if address else []


def _hour(user: User, channel: Channel | None) -> int:
    return user.digest_hour if channel is None or channel.hour is None else channel.hour


def messages_of(user: User, today: date) -> list[str]:
    """Which messages a day has for an owner: none on a day of rest."""
    if rest_of(user).covers(today):
        return []
    has_review = user.review_weekday is not None and user.review_weekday == today.weekday()
    return [
        Kind.DIGEST,
        *([Kind.REVIEW] if has_review else []),
        *([Kind.BRIEF] if user.brief_by_mail else []),
    ]


def ways_waiting(user: User, kind: str, now: datetime) -> list[Way]:
    """The ways whose hour has come today without today's message of this kind. `now` is in the owner's zone."""
    today, zone = now.date(), zone_of(user)
    come = [way for way in ways_for(user, kind) if due_at(today, way.hour, zone) <= now]
    if not come:
        return []
    made = Delivery.objects.owned_by(user).filter(occurrence__kind=kind, occurrence__due_on=today)
    told = set(made.values_list("channel", "recipient"))
    kinds_told = {channel for channel, _recipient in told if channel == Channel.Kind.MAIL}
    return [way for way in come if (way.kind, way.recipient) not in told and way.kind not in kinds_told]


def has_message_before(user: User, kind: str) -> bool:
    """Whether there was a message of this kind ever."""
    return Occurrence.objects.owned_by(user).filter(kind=kind).exists()


def next_look(user: User, now: datetime) -> datetime:
    """When the next tick must look at an owner: at the next hour of a way, at the latest when their day begins.

    At the hours of the digest and of the brief in any case, and every hour while mail waits for an address to be
    proven.
    """
    today, zone = now.date(), zone_of(user)
    looks = [due_at(today + timedelta(days=1), 0, zone)]
    if (user.digest_by_mail or user.brief_by_mail) and verified_address(user) is None:
        looks.append(now + PROVING)
    hours = {user.digest_hour, *(way.hour for way in ways_of(user))}
    hours |= {user.brief_hour} if user.brief_by_mail else set()
    looks += [due_at(today, hour, zone) for hour in hours]
    return min(moment for moment in looks if moment > now)


def mail_trouble(user: User, today: date) -> Delivery | None:
    """The newest mail of the last week if it was given up, waits for long, or nobody knows whether it arrived."""
    recent = Delivery.objects.owned_by(user).filter(
        channel=Channel.Kind.MAIL, occurrence__due_on__gte=today - timedelta(days=MISSED_DAYS)
    )
    newest = recent.order_by("-occurrence__due_on", "-pk").first()
    if newest is None:
        return None
    bad = (Delivery.State.FAILED, Delivery.State.UNKNOWN)
    is_stuck = newest.state == Delivery.State.PENDING and newest.attempt >= STUBBORN
    return newest if newest.state in bad or is_stuck else None


def waiting_deliveries(now: datetime, limit: int) -> list[Delivery]:
    """What waits to be sent to anybody, or was left behind by a sender whose lease is over.

    Those tried least often come first, so that one that hangs does not keep the others waiting.
    """
    return list(
        to_be_sent(now)
        .select_related("occurrence", "owner", "through")
        .order_by("attempt", "not_before", "pk")[:limit]
    )


def to_be_sent(now: datetime) -> QuerySet[Delivery]:
    """Deliveries that may be claimed now, and whose channel is neither paused nor resting after a failure."""
    rows = Delivery.objects.filter(is_free(now), owner__is_active=True)
    rows = rows.filter(Q(through=None) | Q(through__paused_at=None, through__deleted_at=None))
    return rows.filter(Q(through=None) | Q(through__not_before=None) | Q(through__not_before__lte=now))


def is_free(now: datetime) -> Q:
    """Whether a delivery may be claimed."""
    waiting = Q(state=Delivery.State.PENDING, not_before__lte=now)
    return waiting | Q(state=Delivery.State.SENDING, lease_until__lt=now)


def last_beats() -> dict[str, datetime]:
    """The last signs of life of all parts."""
    return dict(Heartbeat.objects.values_list("name", "beat_at"))
