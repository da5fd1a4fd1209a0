"""One message by each way: what arrives there, under which key, and what is said when it does not."""

import json
from collections.abc import Iterator
from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.test import override_settings

from dashboard import digest
from reminders.channels.message import Undelivered
from reminders.models import Channel, Delivery
from reminders.services.channels import remove_channel
from tests.reminders.channels import make_channel
from tests.reminders.people import NOW, quiet_friend, tick_at
from tests.reminders.sinks import LOOPBACK, Sink, listening

pytestmark = pytest.mark.django_db


@pytest.fixture
def sink() -> Iterator[Sink]:
    with listening() as found, override_settings(WEBHOOK_ALLOWED=LOOPBACK):
        yield found


def delivery_of(owner, sink: Sink, **changes) -> Delivery:
    """A digest's delivery to a webhook, beside the mail that went out."""
    channel = make_channel(owner, "webhook", settings={"url": f"{sink.url}/hook"}, **changes)
    quiet_friend(owner, "Greta Holm", note="the engine is late")
    tick_at(NOW)
    return Delivery.objects.get(through=channel)


@pytest.mark.parametrize(("tells_names", "expected"), [(False, False), (True, True)])
def test_a_webhook_gets_counts_and_names_only_where_wanted(alice, sink, tells_names, expected):
    delivery = delivery_of(alice, sink, tells_names=tells_names)

    (got,) = sink.received
    said = json.loads(got.body)
    assert delivery.state == Delivery.State.SENT
    assert got.headers["Idempotency-Key"] == digest.key_of(delivery)
    assert said["data"]["counts"]["people"] == 1
    assert ("Greta Holm" in got.body.decode()) is expected
    assert "engine" not in got.body.decode()


def test_sent_again_it_has_the_same_key(alice, sink):
    delivery = delivery_of(alice, sink)

    assert digest.send(delivery, NOW) == ""

    assert len({got.headers["Idempotency-Key"] for got in sink.received}) == 1
    assert len(sink.received) == 2


def test_a_channel_that_was_switched_off_or_removed_gets_nothing(alice, sink):
    delivery = delivery_of(alice, sink)
    remove_channel(channel=delivery.through, now=NOW)

    assert digest.send(Delivery.objects.get(pk=delivery.pk), NOW) == "The channel was switched off."
    Channel.objects.filter(pk=delivery.through_id).update(deleted_at=None, is_on=False)
    assert digest.send(Delivery.objects.get(pk=delivery.pk), NOW) == "The channel was switched off."
    assert len(sink.received) == 1


def test_every_way_of_one_day_tells_the_same(alice, sink):
    delivery = delivery_of(alice, sink, tells_names=True)
    tick_at(NOW + timedelta(days=4))

    first = digest.compose(alice, (NOW + timedelta(days=4)).date())

    assert first.missed == "Three days without a message: this one tells all of it."
    assert delivery.occurrence.due_on == NOW.date()
    assert json.loads(sink.received[-1].body)["text"].startswith("Three days without a message")


@pytest.mark.parametrize(
    ("error", "words", "is_final", "is_outage"),
    [
        (Undelivered("They said no.", is_final=True), "They said no.", True, False),
        (Undelivered("Not now."), "Not now.", False, False),
        (SMTPDataError(451, b"private"), "The mail server answered 451.", False, False),
        (
            SMTPRecipientsRefused({"a@example.org": (550, b"private")}),
            "The mail server refused the address (550).",
            True,
            False,
        ),
        (
            SMTPRecipientsRefused({"a@example.org": (450, b"private")}),
            "The mail server refused the address (450).",
            False,
            False,
        ),
        (
            SMTPServerDisconnected("private"),
            "The mail server cannot be reached (SMTPServerDisconnected).",
            False,
            True,
        ),
        (
            ConnectionRefusedError("x"),
            "The mail server cannot be reached (ConnectionRefusedError).",
            False,
            True,
        ),
        (KeyError("private"), "The message could not be made (KeyError).", False, False),
    ],
)
def test_what_went_wrong_is_said_without_anything_private(error, words, is_final, is_outage):
    assert digest.problem_words(error) == words
    assert (digest.is_final(error), digest.is_outage(error)) == (is_final, is_outage)
