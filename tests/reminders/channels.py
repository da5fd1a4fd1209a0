"""Channels for tests, with fields of the right shape that mean nothing."""

from datetime import UTC, datetime

from accounts.models import User
from reminders.channels import Message
from reminders.models import Channel
from reminders.services.channels import add_channel

NOW = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)
BOT_TOKEN = "123456789:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
USER_KEY, APP_TOKEN = "u" * 30, "a" * 30
MESSAGE = Message(
    key="key-1",
    title="2 people, 1 birthday",
    text="Ada Lindqvist: say hello – it has been a while. ✉",
    link="https://rapport.example.org/",
    payload={"people": 2},
)
FIELDS = {
    "ntfy": {"server": "https://ntfy.sh", "topic": "quiet-otter-42", "token": "tk_abc"},
    "telegram": {"bot_token": BOT_TOKEN, "chat_id": "4242"},
    "pushover": {"user_key": USER_KEY, "app_token": APP_TOKEN, "device": ""},
    "webhook": {"url": "https://hooks.example.org/rapport"},
}


def make_channel(owner: User, kind: str = "ntfy", **changes: object) -> Channel:
    settings = {**FIELDS.get(kind, {}), **changes.pop("settings", {})}
    channel = add_channel(owner=owner, kind=kind, settings=settings, now=NOW)
    if changes:
        Channel.objects.filter(pk=channel.pk).update(**changes)
        channel.refresh_from_db()
    return channel
