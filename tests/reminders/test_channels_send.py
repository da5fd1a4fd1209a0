"""What arrives at a webhook, at ntfy, Telegram and Pushover, and what is said when it does not."""

import hashlib
import hmac
import json
import logging
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from django.test import override_settings

from accounts.models import User
from reminders.channels import Message, Undelivered, send_through
from reminders.channels import services as by_apprise
from reminders.models import Channel
from tests.reminders.channels import APP_TOKEN, BOT_TOKEN, MESSAGE, USER_KEY, make_channel
from tests.reminders.sinks import LOOPBACK, Sink, listening

DOCS = Path(__file__).resolve().parents[2] / "docs/channels.md"
HOSTILE = Message(
    "key-2", "Title\r\nX-Evil: yes", "Line\r\n\r\nPOST / HTTP/1.1", "https://rapport.example.org/"
)


@pytest.fixture
def sink(db: None, now: datetime) -> Iterator[Sink]:
    with listening() as sink, override_settings(WEBHOOK_ALLOWED=LOOPBACK):
        yield sink


def hook(owner: User, sink: Sink) -> Channel:
    return make_channel(owner, "webhook", settings={"url": f"{sink.url}/hook"})


def trouble(channel: Channel, message: Message = MESSAGE) -> Undelivered:
    with pytest.raises(Undelivered) as raised:
        send_through(channel, message)
    return raised.value


def test_a_webhook_gets_json_with_its_key_and_a_signature(alice: User, sink: Sink) -> None:
    channel = hook(alice, sink)

    send_through(channel, MESSAGE)

    (got,) = sink.received
    assert (got.method, got.path, got.headers["Idempotency-Key"]) == ("POST", "/hook", "key-1")
    assert json.loads(got.body) == {
        "type": "rapport.message",
        "key": "key-1",
        "title": MESSAGE.title,
        "text": MESSAGE.text,
        "link": MESSAGE.link,
        "data": {"people": 2},
    }
    moment, signature = re.fullmatch(r"t=(\d+),v1=([0-9a-f]{64})", got.headers["Rapport-Signature"]).groups()
    signed = f"{moment}.".encode() + got.body
    assert hmac.new(channel.settings["secret"].encode(), signed, hashlib.sha256).hexdigest() == signature


def test_the_sample_in_the_docs_checks_what_is_sent(alice: User, sink: Sink, now: datetime) -> None:
    channel, names = hook(alice, sink), {}
    sample = re.search(r"```python\n(.+?)```", DOCS.read_text(), re.DOTALL)[1]
    exec(sample, names)  # noqa: S102  # the docs' own sample is what is tested

    send_through(channel, MESSAGE)

    (got,) = sink.received
    header, moment = got.headers["Rapport-Signature"], now.timestamp()
    check, secret = names["is_from_rapport"], channel.settings["secret"]
    assert check(secret, header, got.body, moment)
    assert not check(secret, header, got.body + b" ", moment)
    assert not check(secret + "x", header, got.body, moment)
    assert not check(secret, header, got.body, moment + 301)


def test_the_same_delivery_has_the_same_key_each_time(alice: User, sink: Sink) -> None:
    channel = hook(alice, sink)

    send_through(channel, MESSAGE)
    send_through(channel, MESSAGE)

    assert [each.headers["Idempotency-Key"] for each in sink.received] == ["key-1", "key-1"]


@pytest.mark.parametrize(
    ("mode", "words", "is_final"),
    [
        ("500", "The server answered 500.", False),
        ("503", "The server answered 503.", False),
        ("429", "The server answered 429.", False),
        ("404", "The server answered 404.", True),
        ("410", "The server answered 410.", True),
        ("302", "The server answered 302, a redirect; Rapport follows none.", True),
        ("close", "The connection was closed without an answer.", False),
    ],
)
def test_an_answer_that_is_no_yes_is_told_in_words(
    alice: User, sink: Sink, mode: str, words: str, is_final: bool
) -> None:
    sink.mode, sink.answer = mode, b"secret words of the server"

    error = trouble(hook(alice, sink))

    assert (error.words, error.is_final, error.is_gone) == (words, is_final, False)


def test_e2_a_channel_to_this_machine_sends_nothing(alice: User, sink: Sink) -> None:
    channel = hook(alice, sink)

    with override_settings(WEBHOOK_ALLOWED=()):
        error = trouble(channel)

    assert error.is_final
    assert error.words.startswith("127.0.0.1 is an address inside this machine")
    assert sink.received == []


def test_ntfy_gets_its_message_as_json_with_the_token_beside_it(alice: User, sink: Sink) -> None:
    channel = make_channel(alice, "ntfy", settings={"server": sink.url})

    send_through(channel, MESSAGE)

    (got,) = sink.received
    assert (got.path, got.headers["Authorization"]) == ("/", "Bearer tk_abc")
    assert json.loads(got.body) == {
        "topic": "quiet-otter-42",
        "title": MESSAGE.title,
        "message": MESSAGE.text,
        "click": MESSAGE.link,
    }


def test_no_title_becomes_a_header(alice: User, sink: Sink) -> None:
    for channel in (make_channel(alice, "ntfy", settings={"server": sink.url}), hook(alice, sink)):
        send_through(channel, HOSTILE)

    assert [("X-Evil" in each.headers, each.body.count(b"\r\n")) for each in sink.received] == [
        (False, 0)
    ] * 2


def test_a_long_text_is_cut_for_ntfy(alice: User, sink: Sink) -> None:
    send_through(
        make_channel(alice, "ntfy", settings={"server": sink.url}),
        Message("key-3", "t" * 5_000, "é" * 5_000, ""),
    )

    told = json.loads(sink.received[0].body)
    assert (len(told["title"]), len(told["message"]), told["message"][-1]) == (200, 1_000, "…")


@pytest.fixture
def services(sink: Sink, monkeypatch: pytest.MonkeyPatch) -> Sink:
    """Telegram and Pushover answer from the sink."""
    monkeypatch.setattr(by_apprise.NotifyTelegram, "notify_url", f"{sink.url}/bot")
    monkeypatch.setattr(by_apprise.NotifyPushover, "notify_url", f"{sink.url}/1/messages.json")
    monkeypatch.setattr(by_apprise.NotifyTelegram, "request_rate_per_sec", 0)
    monkeypatch.setattr(by_apprise.NotifyPushover, "request_rate_per_sec", 0)
    sink.answer = b'{"ok": true, "result": {}}'
    return sink


def test_telegram_gets_one_message_for_one_chat(alice: User, services: Sink) -> None:
    send_through(make_channel(alice, "telegram"), MESSAGE)

    (got,) = services.received
    told = json.loads(got.body)
    assert got.path == f"/bot{BOT_TOKEN}/sendMessage"
    assert (told["chat_id"], told["disable_web_page_preview"]) == (4242, True)
    assert [words in told["text"] for words in (MESSAGE.title, "Ada Lindqvist", MESSAGE.link)] == [True] * 3


def test_what_looks_like_markup_is_only_text_on_telegram(alice: User, services: Sink) -> None:
    send_through(
        make_channel(alice, "telegram"), Message("k", "<b>A</b>", "<a href='//evil'>x</a> & *y*", "")
    )

    text = json.loads(services.received[0].body)["text"]
    assert "<a" not in text
    assert "<b>A" not in text


def test_pushover_gets_one_message_with_the_link_beside_it(alice: User, services: Sink) -> None:
    send_through(make_channel(alice, "pushover", settings={"device": "phone"}), MESSAGE)

    (got,) = services.received
    told = {name: values[0] for name, values in parse_qs(got.body.decode()).items()}
    assert got.path == "/1/messages.json"
    assert (told["token"], told["user"], told["device"]) == (APP_TOKEN, USER_KEY, "phone")
    assert (told["title"], told["message"], told["url"]) == (MESSAGE.title, MESSAGE.text, MESSAGE.link)


@pytest.mark.parametrize(("kind", "name"), [("telegram", "Telegram"), ("pushover", "Pushover")])
def test_a_service_that_does_not_take_it_is_told_and_no_token_is_logged(
    alice: User, services: Sink, kind: str, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    services.mode = "401"

    error = trouble(make_channel(alice, kind))

    assert (error.words, error.is_final) == (f"{name} did not take it.", False)
    assert [word for word in (BOT_TOKEN, "4242", USER_KEY, APP_TOKEN) if word in caplog.text] == []


@pytest.mark.parametrize("kind", ["telegram", "pushover"])
def test_a_service_that_redirects_is_not_followed(alice: User, services: Sink, kind: str) -> None:
    with listening() as elsewhere:
        services.mode, services.leads_to = "302", elsewhere.url
        trouble(make_channel(alice, kind))

    assert elsewhere.received == []


@pytest.mark.parametrize(
    ("kind", "broken"),
    [
        ("telegram", {"bot_token": "json://127.0.0.1"}),
        ("telegram", {"bot_token": ""}),
        ("pushover", {"user_key": ""}),
    ],
)
def test_e4_settings_that_are_not_whole_reach_nobody(
    alice: User, services: Sink, kind: str, broken: dict[str, str]
) -> None:
    error = trouble(make_channel(alice, kind, settings=broken))

    assert error.is_final
    assert services.received == []
