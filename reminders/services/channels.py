"""Ways to tell the owner: adding, changing, resting and removing them, trying them, and how they went of late."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings as places
from django.core.cache import cache
from django.db import transaction

from accounts.models import User
from reminders.channels import Message, Undelivered, send_through
from reminders.channels.webhook import make_secret
from reminders.models import Channel
from reminders.services.agenda import look_again
from reminders.services.outbox import BACK_OFF

MOST_FAILURES = 10
MOST_CHANNELS = 20
MOST_WORDS = 200
TESTS_AN_HOUR, HOUR = 30, timedelta(hours=1)
Settings = Mapping[str, str]


@transaction.atomic
def add_channel(
    *,
    owner: User,
    kind: str,
    settings: Settings,
    now: datetime,
    name: str = "",
    hour: int | None = None,
    tells_names: bool = False,
) -> Channel:
    """Add a way to tell the owner; a webhook gets a secret to sign with. `settings` are the checked fields of its kind.

    Raises ValueError when there are twenty already.
    """
    if Channel.objects.owned_by(owner).count() >= MOST_CHANNELS:
        raise ValueError("Twenty ways are enough. Remove one first.")
    kept = {**settings, "secret": make_secret()} if kind == Channel.Kind.WEBHOOK else dict(settings)
    channel = Channel.objects.create(
        owner=owner, kind=kind, settings=kept, name=name, hour=hour, tells_names=tells_names
    )
    look_again(owner=owner, now=now)
    return channel


@transaction.atomic
def add_browser(*, owner: User, settings: Settings, now: datetime, name: str = "") -> Channel:
    """Add a browser that wants notifications, or take its new keys where it is known already.

    Raises ValueError when there are too many channels.
    """
    browsers = Channel.objects.owned_by(owner).filter(kind=Channel.Kind.PUSH)
    known = next((row for row in browsers if row.settings.get("endpoint") == settings["endpoint"]), None)
    if known is None:
        return add_channel(owner=owner, kind=Channel.Kind.PUSH, settings=settings, now=now, name=name)
    known.settings, known.name = dict(settings), name or known.name
    known.save(update_fields=["settings", "name"])
    resume_channel(channel=known, now=now)
    return known


@transaction.atomic
def change_channel(
    *,
    channel: Channel,
    settings: Settings,
    now: datetime,
    name: str = "",
    hour: int | None = None,
    tells_names: bool = False,
) -> None:
    """Change where, when and how much is told. Fields that are not in `settings` stay; what changed is tried anew."""
    kept = {**channel.settings, **settings}
    is_new = kept != channel.settings
    channel.settings, channel.name, channel.hour, channel.tells_names = kept, name, hour, tells_names
    channel.paused_at = None if is_new else channel.paused_at
    channel.save(update_fields=["settings", "name", "hour", "tells_names", "paused_at"])
    if is_new:
        _forget_trouble(channel)
    look_again(owner=channel.owner, now=now)


def renew_secret(*, channel: Channel) -> str:
    """Sign with a new secret from now on, and return it. Raises ValueError for a channel that does not sign."""
    if channel.kind != Channel.Kind.WEBHOOK:
        raise ValueError("Only a webhook has a secret.")
    channel.settings = {**channel.settings, "secret": make_secret()}
    channel.save(update_fields=["settings"])
    return str(channel.settings["secret"])


def pause_channel(*, channel: Channel) -> None:
    """Tell nothing more through it until the owner resumes it."""
    channel.is_on = False
    channel.save(update_fields=["is_on"])


def resume_channel(*, channel: Channel, now: datetime) -> None:
    """Tell through it again, whoever paused it, and count its failures from nothing."""
    channel.is_on, channel.paused_at = True, None
    channel.save(update_fields=["is_on", "paused_at"])
    _forget_trouble(channel)
    look_again(owner=channel.owner, now=now)


def remove_channel(*, channel: Channel, now: datetime) -> None:
    """Remove a way; `restore_channel` brings it back. Raises ValueError for mail, which is switched off instead."""
    if channel.kind == Channel.Kind.MAIL:
        raise ValueError("Mail is switched off in the settings.")
    channel.deleted_at = now
    channel.save(update_fields=["deleted_at"])


def restore_channel(*, channel: Channel, now: datetime) -> None:
    """Take back a removal."""
    channel.deleted_at = None
    channel.save(update_fields=["deleted_at"])
    look_again(owner=channel.owner, now=now)


def mail_channel(*, owner: User) -> Channel:
    """The owner's mail as a channel, made when it is first needed."""
    return Channel.objects.get_or_create(owner=owner, kind=Channel.Kind.MAIL)[0]


def may_test(*, owner: User, now: datetime) -> bool:
    """Count one test. False, and nothing counted, when the owner made thirty within the hour."""
    key = f"channel-tests:{owner.pk}"
    before: list[datetime] = [made for made in cache.get(key, []) if made > now - HOUR]
    if len(before) >= TESTS_AN_HOUR:
        return False
    cache.set(key, [*before, now], HOUR.total_seconds())
    return True


def send_test(*, channel: Channel, now: datetime) -> str | None:
    """Send something without anything private; what went wrong in words, or None. Takes up to 10 seconds.

    Success forgets earlier failures; it neither resumes the channel nor counts as having told. A browser that has
    unsubscribed is removed. Raises ValueError for mail, which has a test of its own.
    """
    if channel.kind == Channel.Kind.MAIL:
        raise ValueError("Mail has a test of its own.")
    message = Message(
        key=f"test-{channel.pk}-{int(now.timestamp())}",
        title="A test from Rapport",
        text="It works. This is how you will be told what is due.",
        link=f"{places.BASE_URL}/",
        payload={"is_test": True},
    )
    try:
        send_through(channel, message)
    except Undelivered as error:
        gone_at = now if error.is_gone else None
        Channel.objects.filter(pk=channel.pk).update(trouble=error.words[:MOST_WORDS], deleted_at=gone_at)
        return error.words
    _forget_trouble(channel)
    return None


def note_success(*, channel: Channel, now: datetime) -> None:
    """It was told."""
    Channel.objects.filter(pk=channel.pk).update(failures=0, not_before=None, trouble="", told_at=now)


@transaction.atomic
def note_failure(*, channel: Channel, words: str, now: datetime, is_gone: bool = False) -> None:
    """It was not told: rest for 5, 15, then 60 minutes; after ten failures in a row, pause.

    `words` are kept, so they must hold nothing private. `is_gone` removes the channel: there is nobody there.
    """
    row = Channel.objects.select_for_update().get(pk=channel.pk)
    row.failures += 1
    row.not_before = now + BACK_OFF[min(row.failures, len(BACK_OFF)) - 1]
    row.trouble = words[:MOST_WORDS]
    if row.failures >= MOST_FAILURES and row.paused_at is None:
        row.paused_at = now
    if is_gone:
        row.deleted_at = now
    row.save(update_fields=["failures", "not_before", "trouble", "paused_at", "deleted_at"])


def _forget_trouble(channel: Channel) -> None:
    channel.failures, channel.not_before, channel.trouble = 0, None, ""
    channel.save(update_fields=["failures", "not_before", "trouble"])
