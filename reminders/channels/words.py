"""How a channel is doing, in words."""

from dataclasses import dataclass
from datetime import date

from accounts.clock import zone_of
from accounts.models import User
from reminders.models import Channel
from ui.dates import near


@dataclass(frozen=True, slots=True)
class Said:
    """One channel on a page."""

    channel: Channel
    state: str
    told: str
    trouble: str


def said_of(channel: Channel, today: date) -> Said:
    """State, when it last told, and its last trouble. `today` is the owner's."""
    told = near(_day(channel, "told_at"), today) if channel.told_at else ""
    words = f"Last told {told}." if told else "Nothing told yet."
    return Said(channel, state_of(channel, today), words, channel.trouble)


def state_of(channel: Channel, today: date) -> str:
    """On, off or paused, with its hour."""
    if not _is_on(channel):
        return "Off."
    if channel.paused_at:
        return f"Paused {near(_day(channel, 'paused_at'), today)}: it failed ten times in a row."
    at = hour_words(channel)
    if channel.failures:
        times = "once" if channel.failures == 1 else f"{channel.failures} times in a row"
        return f"On, {at}. It failed {times}, and is tried again."
    return f"On, {at}."


def hour_words(channel: Channel) -> str:
    """At which hour it tells."""
    if channel.hour is None:
        return f"with the digest at {channel.owner.digest_hour}:00"
    return f"at {channel.hour}:00"


def _is_on(channel: Channel) -> bool:
    return channel.owner.digest_by_mail if channel.kind == Channel.Kind.MAIL else channel.is_on


def mail_words(user: User) -> str:
    """Whether and when mail tells, before anything was sent by it."""
    return f"On, at {user.digest_hour}:00." if user.digest_by_mail else "Off."


def _day(channel: Channel, name: str) -> date:
    day: date = getattr(channel, name).astimezone(zone_of(channel.owner)).date()
    return day
