"""Adding, resting and removing channels, and how their failures are counted."""

from datetime import datetime, timedelta

import pytest
from django.test import override_settings

from accounts.models import User
from reminders.models import Agenda, Channel, Delivery, Occurrence, Reminder
from reminders.queries.channels import channels_of, delivery_log, paused_channels
from reminders.queries.telling import ways_of
from reminders.services.channels import (
    add_channel,
    change_channel,
    mail_channel,
    note_failure,
    note_success,
    pause_channel,
    remove_channel,
    renew_secret,
    restore_channel,
    resume_channel,
    send_test,
)
from tests.reminders.channels import FIELDS, NOW, make_channel
from tests.reminders.sinks import LOOPBACK, listening


def live(user: User) -> list[Channel]:
    """The channels through which the owner is told."""
    return [way.channel for way in ways_of(user) if way.channel is not None]


def fail(channel: Channel, times: int, now: datetime = NOW) -> Channel:
    for number in range(times):
        note_failure(channel=channel, words="The server answered 500.", now=now + timedelta(hours=number))
    channel.refresh_from_db()
    return channel


def test_failures_back_off_after_5_15_and_60_minutes(alice: User) -> None:
    channel, waits = make_channel(alice), []

    for _ in range(5):
        fail(channel, 1)
        waits.append(round((channel.not_before - NOW).total_seconds() / 60))

    assert waits == [5, 15, 60, 60, 60]
    assert (channel.failures, channel.trouble, channel.paused_at) == (5, "The server answered 500.", None)


def test_after_ten_failures_in_a_row_a_channel_is_paused(alice: User) -> None:
    channel = fail(make_channel(alice), 9)
    assert [live(alice), list(paused_channels(alice))] == [[channel], []]

    fail(channel, 1, now=NOW + timedelta(days=1))

    assert channel.paused_at == NOW + timedelta(days=1)
    assert [live(alice), list(paused_channels(alice))] == [[], [channel]]
    fail(channel, 1, now=NOW + timedelta(days=2))
    assert channel.paused_at == NOW + timedelta(days=1)


def test_a_success_counts_from_nothing_again(alice: User) -> None:
    channel = fail(make_channel(alice), 9)

    note_success(channel=channel, now=NOW)
    fail(channel, 1)

    assert (channel.failures, channel.told_at, channel.paused_at) == (1, NOW, None)


def test_failures_are_counted_even_by_two_who_hold_the_same_row(alice: User) -> None:
    channel = make_channel(alice)
    other = Channel.objects.get(pk=channel.pk)

    for row in (channel, other):
        note_failure(channel=row, words="x" * 300, now=NOW)

    channel.refresh_from_db()
    assert (channel.failures, len(channel.trouble)) == (2, 200)


def test_resuming_forgets_trouble(alice: User) -> None:
    channel = fail(make_channel(alice), 10)

    resume_channel(channel=channel, now=NOW)

    channel.refresh_from_db()
    assert (channel.failures, channel.not_before, channel.paused_at, channel.trouble) == (0, None, None, "")
    assert live(alice) == [channel]


def test_new_settings_are_tried_anew_and_a_new_name_is_not(alice: User) -> None:
    channel = fail(make_channel(alice), 10)

    change_channel(channel=channel, settings={}, name="Phone", hour=18, now=NOW)
    channel.refresh_from_db()
    assert (channel.name, channel.hour, channel.failures) == ("Phone", 18, 10)

    change_channel(channel=channel, settings={"topic": "other"}, name="Phone", hour=18, now=NOW)
    channel.refresh_from_db()
    assert channel.settings == {**FIELDS["ntfy"], "topic": "other"}
    assert (channel.failures, channel.paused_at) == (0, None)


def test_what_is_paused_or_removed_is_not_live(alice: User, bob: User) -> None:
    kept, paused, removed = (make_channel(alice) for _ in range(3))
    make_channel(bob)

    pause_channel(channel=paused)
    remove_channel(channel=removed, now=NOW)

    assert live(alice) == [kept]
    assert list(channels_of(alice)) == [kept, paused]
    assert list(paused_channels(alice)) == []
    restore_channel(channel=removed, now=NOW)
    assert live(alice) == [kept, removed]


def test_mail_is_live_as_the_settings_say_and_is_never_removed(alice: User) -> None:
    channel = mail_channel(owner=alice)

    assert mail_channel(owner=alice) == channel
    assert live(alice) == [channel]
    alice.digest_by_mail = False
    assert live(alice) == []
    with pytest.raises(ValueError, match="settings"):
        remove_channel(channel=channel, now=NOW)
    with pytest.raises(ValueError, match="test of its own"):
        send_test(channel=channel, now=NOW)


def test_each_webhook_has_a_secret_of_its_own_that_can_be_renewed(alice: User) -> None:
    first, second = make_channel(alice, "webhook"), make_channel(alice, "webhook")
    before = first.settings["secret"]

    assert before != second.settings["secret"]
    assert renew_secret(channel=first) == Channel.objects.get(pk=first.pk).settings["secret"] != before
    with pytest.raises(ValueError, match="webhook"):
        renew_secret(channel=make_channel(alice))


def test_twenty_channels_are_enough(alice: User) -> None:
    for _ in range(20):
        make_channel(alice)

    with pytest.raises(ValueError, match="Twenty"):
        add_channel(owner=alice, kind="ntfy", settings=FIELDS["ntfy"], now=NOW)


def test_a_new_channel_lets_the_next_tick_look_at_its_owner(alice: User) -> None:
    agenda = Agenda.objects.create(owner=alice, next_at=NOW + timedelta(hours=9))

    make_channel(alice)

    agenda.refresh_from_db()
    assert agenda.next_at == NOW


def test_a_test_that_arrives_forgets_earlier_trouble(alice: User) -> None:
    with listening() as sink, override_settings(WEBHOOK_ALLOWED=LOOPBACK):
        channel = fail(make_channel(alice, settings={"server": sink.url}), 3)
        problem = send_test(channel=channel, now=NOW)

    channel.refresh_from_db()
    assert (problem, len(sink.received)) == (None, 1)
    assert (channel.failures, channel.trouble, channel.told_at) == (0, "", None)


def test_a_test_that_fails_says_why_and_is_not_counted(alice: User) -> None:
    with listening("500") as sink, override_settings(WEBHOOK_ALLOWED=LOOPBACK):
        channel = make_channel(alice, settings={"server": sink.url})
        problem = send_test(channel=channel, now=NOW)

    channel.refresh_from_db()
    assert problem == "The server answered 500."
    assert (channel.failures, channel.trouble) == (0, problem)


def test_the_log_holds_the_newest_fifty_of_one_channel(alice: User, bob: User) -> None:
    channel, other = make_channel(alice), make_channel(alice)
    rule = Reminder.objects.create(owner=alice, kind="digest")
    for number in range(60):
        day = NOW.date() + timedelta(days=number)
        due = Occurrence.objects.create(owner=alice, reminder=rule, kind="digest", due_on=day, due_at=NOW)
        for row in (channel, other):
            Delivery.objects.create(
                owner=alice,
                occurrence=due,
                channel=row.kind,
                through=row,
                recipient=str(row.pk),
                not_before=NOW,
            )

    days = [each.occurrence.due_on for each in delivery_log(alice, channel)]

    assert days == [NOW.date() + timedelta(days=59 - number) for number in range(50)]
    assert list(delivery_log(bob, channel)) == []
