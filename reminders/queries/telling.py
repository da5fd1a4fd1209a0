"""What was told, and whether the machinery lives."""

from datetime import date, datetime, timedelta

from accounts.clock import zone_of
from accounts.models import User
from domain.recurrence import due_at
from reminders.models import Delivery, Heartbeat, Occurrence
from reminders.queries.rows import MISSED_DAYS, Kind


def digest_is_due(user: User, now: datetime) -> bool:
    """Whether the owner's hour has come today and today's digest is not made yet. `now` is in their zone."""
    today = now.date()
    if now < due_at(today, user.digest_hour, zone_of(user)):
        return False
    made = Occurrence.objects.owned_by(user).filter(kind=Kind.DIGEST)
    return not made.filter(due_on=today).exists()


def last_told_on(user: User) -> date | None:
    """The day of the newest digest that was sent."""
    sent = Delivery.objects.owned_by(user).filter(state=Delivery.State.SENT, occurrence__kind=Kind.DIGEST)
    newest = sent.order_by("-occurrence__due_on").select_related("occurrence").first()
    return newest.occurrence.due_on if newest else None


def mail_trouble(user: User, today: date) -> Delivery | None:
    """The newest digest of the last week if it was given up or nobody knows whether it arrived."""
    since = today - timedelta(days=MISSED_DAYS)
    recent = Delivery.objects.owned_by(user).filter(occurrence__due_on__gte=since)
    newest: Delivery | None = recent.order_by("-occurrence__due_on", "-pk").first()
    bad = (Delivery.State.FAILED, Delivery.State.UNKNOWN)
    return newest if newest and newest.state in bad else None


def last_beat(name: str) -> datetime | None:
    """When a part of the machinery last gave a sign of life."""
    return Heartbeat.objects.filter(name=name).values_list("beat_at", flat=True).first()
