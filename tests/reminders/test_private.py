"""What is private stays out of logs, the queue's tables, the cache's keys and the words about failures."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client, override_settings

from accounts.models import User
from domain.quicklog import Entry, FollowUp
from interactions.models import Attendee
from interactions.services import log_interaction
from reminders.models import Channel, Delivery, Feed, Reminder
from reminders.services import save_reminder
from reminders.services.feeds import make_feed
from tests.reminders.channels import make_channel
from tests.reminders.people import NOW, TODAY, quiet_friend, tick_at

CANARY = "canarybird"
QUEUE = ("django_q_ormq", "django_q_task", "django_q_schedule", "reminders_heartbeat", "django_session")


@pytest.fixture
def secret(alice: User) -> str:
    """A canary in everything that is the owner's; the secret of their calendar."""
    alice.email = f"{CANARY}@example.org"
    alice.emailaddress_set.update(email=alice.email)  # type: ignore[attr-defined]  # allauth's relation
    alice.save()
    friend = quiet_friend(alice, f"{CANARY.title()} Holm", note=CANARY)
    promise = FollowUp(TODAY, CANARY)
    entry = Entry(kind="meal", day=TODAY - timedelta(days=69), place=CANARY, note=CANARY, follow_up=promise)
    log_interaction(owner=alice, attendees=[Attendee(friend)], entry=entry, now=NOW)
    save_reminder(reminder=Reminder(owner=alice, text=CANARY, starts_on=TODAY), now=NOW)
    make_channel(alice, "webhook", name=CANARY, settings={"url": f"https://127.0.0.1/{CANARY}"})
    make_channel(alice, "ntfy", name=CANARY, settings={"server": "https://127.0.0.1", "topic": CANARY})
    return make_feed(owner=alice, scope=Feed.Scope.DATES, tells_names=True, now=NOW)


def everything_in(tables: Any) -> str:
    with connection.cursor() as cursor:
        found = [cursor.execute(f'SELECT * FROM "{table}"').fetchall() for table in tables]  # noqa: S608  # named above
    return str(found)


@pytest.mark.parametrize("backend", ["Refusing", "Down", "Busy"])
def test_a_tick_with_trouble_everywhere_says_nothing_of_the_owners(
    backend: str, secret: str, alice: User, as_alice: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    with override_settings(EMAIL_BACKEND=f"tests.dashboard.backends.{backend}"):
        for minutes in (0, 6, 30):
            tick_at(NOW + timedelta(minutes=minutes))
    for path in (f"/feeds/{secret}.ics", f"/people/?q={CANARY}", "/", "/reminders/", "/no/such/page/"):
        as_alice.get(path)

    tokens = (CANARY, secret, *(row.settings.get("secret", CANARY) for row in Channel.objects.all()))
    kept = [
        *Delivery.objects.values_list("error", flat=True),
        *Channel.objects.values_list("trouble", flat=True),
    ]
    keys = list(getattr(cache, "_cache", {}))
    ours = [record.getMessage() for record in caplog.records if not record.name.startswith("django.")]
    told = "\n".join([*ours, *kept, *keys, everything_in(QUEUE)]).lower()
    assert [token for token in tokens if token.lower() in told] == []
    assert any("was not sent" in line for line in ours)
