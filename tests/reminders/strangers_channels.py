"""Channels of Alice's, for the tests of what strangers get."""

from datetime import datetime
from typing import Any

from accounts.models import User
from contacts.models import Contact
from reminders.services.channels import remove_channel
from tests.reminders.channels import make_channel

OPEN = {"reminders:push_worker"}
"""A script that holds nothing of anybody's."""


def objects(alice: User, person: Contact, now: datetime) -> dict[str, dict[str, Any]]:
    channel = make_channel(alice, "webhook", name=person.display)
    gone = make_channel(alice, name=person.display)
    remove_channel(channel=gone, now=now)
    acts = ("channel", "channel_test", "channel_secret", "channel_pause", "channel_resume", "channel_remove")
    return {
        **{f"reminders:{act}": {"pk": channel.pk} for act in acts},
        "reminders:channel_restore": {"pk": gone.pk},
    }
