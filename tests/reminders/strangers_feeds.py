"""A calendar of Alice's, for the tests of what strangers get."""

from datetime import datetime
from typing import Any

from accounts.models import User
from contacts.models import Contact
from reminders.models import Feed
from reminders.services.feeds import make_feed

OPEN = {"dashboard:feed"}
"""Whoever has the address may read it, signed in or not; tests/reminders/test_feeds.py tells who has it not."""


def objects(alice: User, person: Contact, now: datetime) -> dict[str, dict[str, Any]]:
    """The address of Alice's calendar of dates."""
    secret = make_feed(owner=alice, scope=Feed.Scope.DATES, tells_names=False, now=now)
    return {"dashboard:feed": {"secret": secret}}
