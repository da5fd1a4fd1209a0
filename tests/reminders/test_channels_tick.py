"""What is due goes out through channels: at their hour, once, named only where wanted; and what fails rests."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.test import Client, override_settings

from accounts.models import User
from reminders.models import Channel, Delivery
from reminders.services.channels import mail_channel
from tests.reminders.channels import make_channel
from tests.reminders.people import birthday, local, make_contact, tick_at
from tests.reminders.sinks import LOOPBACK, Sink, listening

EIGHT, EVENING = local(2026, 3, 12, 8), local(2026, 3, 12, 18)


@pytest.fixture
def sink(alice: User) -> Iterator[Sink]:
    """Something is due for Alice, and somebody listens."""
    birthday(make_contact(alice, "Ada Lindqvist"), 3, 12)
    User.objects.update(digest_by_mail=False)
    with listening() as sink, override_settings(WEBHOOK_ALLOWED=LOOPBACK):
        yield sink


def hook(owner: User, sink: Sink, **changes: object) -> Channel:
    return make_channel(owner, "webhook", settings={"url": f"{sink.url}/"}, **changes)


def deliveries(channel: Channel) -> list[tuple[str, int]]:
    return list(Delivery.objects.filter(through=channel).values_list("state", "attempt"))


def test_a_message_comes_once_at_the_hour_of_the_channel_and_without_names(alice: User, sink: Sink) -> None:
    channel = hook(alice, sink, hour=18)

    counts = []
    for moment in (EIGHT, EVENING - timedelta(minutes=1), EVENING, EVENING, EVENING + timedelta(hours=1)):
        tick_at(moment)
        counts.append(len(sink.received))

    told = json.loads(sink.received[0].body)
    assert counts == [0, 0, 1, 1, 1]
    assert deliveries(channel) == [("sent", 1)]
    assert told["key"] == sink.received[0].headers["Idempotency-Key"]
    assert b"Ada" not in sink.received[0].body
    assert told["data"]["counts"]["birthdays"] == 1
    channel.refresh_from_db()
    assert channel.told_at == EVENING


def test_names_are_told_where_the_owner_wants_them(alice: User, sink: Sink) -> None:
    hook(alice, sink, tells_names=True)

    tick_at(EIGHT)

    assert "Ada Lindqvist" in json.loads(sink.received[0].body)["text"]


def test_a_server_in_trouble_gets_the_same_message_later_with_the_same_key(alice: User, sink: Sink) -> None:
    channel = hook(alice, sink)
    sink.mode = "500"
    tried = []
    for minutes in (0, 4, 5, 19, 20, 21):
        tick_at(EIGHT + timedelta(minutes=minutes))
        tried.append(len(sink.received))
    sink.mode = "ok"
    tick_at(EIGHT + timedelta(minutes=80))

    assert tried == [1, 1, 2, 2, 3, 3]
    assert deliveries(channel) == [("sent", 4)]
    assert len({each.headers["Idempotency-Key"] for each in sink.received}) == 1
    channel.refresh_from_db()
    assert (channel.failures, channel.trouble) == (0, "")


def test_a_server_that_is_gone_for_good_is_paused_and_today_says_so(
    as_alice: Client, alice: User, sink: Sink, now: datetime
) -> None:
    channel = hook(alice, sink, name="Kitchen")
    sink.mode = "500"
    for hours in range(15):
        tick_at(EIGHT + timedelta(hours=hours))
    seen = len(sink.received)

    channel.refresh_from_db()
    assert (seen, channel.failures, channel.paused_at is not None) == (10, 10, True)
    assert "Kitchen failed ten times in a row." in as_alice.get("/").content.decode()


def test_what_is_paused_or_removed_gets_nothing(alice: User, sink: Sink) -> None:
    hook(alice, sink, is_on=False)
    hook(alice, sink, paused_at=EIGHT - timedelta(days=1))
    hook(alice, sink, deleted_at=EIGHT - timedelta(days=1))

    tick_at(EIGHT)

    assert sink.received == []


@override_settings(EMAIL_BACKEND="tests.dashboard.backends.Refusing")
def test_a_mailbox_that_bounces_is_paused_after_ten_days_and_resumed_by_hand(
    as_alice: Client, alice: User, sink: Sink
) -> None:
    User.objects.update(digest_by_mail=True)
    alice.refresh_from_db()
    channel = mail_channel(owner=alice)
    tom = make_contact(alice, "Tom Ashby")
    for day in range(12):
        birthday(tom, 3, 12 + day)
        tick_at(EIGHT + timedelta(days=day))
        tick_at(EIGHT + timedelta(days=day, hours=2))

    channel.refresh_from_db()
    assert (channel.failures, channel.paused_at) == (10, EIGHT + timedelta(days=9))
    assert channel.trouble == "The mail server refused the address (550)."
    assert deliveries(channel) == [("failed", 1)] * 10
    assert "E-mail failed ten times in a row." in as_alice.get("/").content.decode()
    as_alice.post(f"/settings/channels/{channel.pk}/resume/")
    assert "failed ten times" not in as_alice.get("/").content.decode()
