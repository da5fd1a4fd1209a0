"""Web push as a browser and its maker see it: encrypted for one, signed for the other."""

import base64
import json
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import http_ece
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from py_vapid import Vapid02

from accounts.models import User
from reminders.channels import Message, Undelivered, send_through
from reminders.channels.pushkeys import private_file, public_key
from reminders.models import Channel
from reminders.services.channels import add_browser, note_failure, send_test
from tests.reminders.channels import MESSAGE, NOW
from tests.reminders.sinks import LOOPBACK, Sink, listening

ROOT = Path(__file__).resolve().parents[2]
AUTH = b"0123456789abcdef"


def packed(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


class Browser:
    """What a browser keeps to itself, and what it gives away."""

    def __init__(self, endpoint: str) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.settings = {"endpoint": endpoint, "p256dh": packed(point), "auth": packed(AUTH)}

    def read(self, body: bytes) -> dict[str, Any]:
        opened = http_ece.decrypt(body, private_key=self.key, auth_secret=AUTH, version="aes128gcm")
        return json.loads(opened)


@pytest.fixture
def keys(tmp_path: Path) -> Iterator[Path]:
    with override_settings(DATA_DIR=tmp_path):
        call_command("make_push_keys", verbosity=0)
        yield tmp_path


@pytest.fixture
def maker(keys: Path, now: datetime) -> Iterator[Sink]:
    """The push service of the browser's maker."""
    with listening("201") as sink, override_settings(WEBHOOK_ALLOWED=LOOPBACK):
        yield sink


@pytest.fixture
def browser(maker: Sink) -> Browser:
    return Browser(f"{maker.url}/push/abc")


@pytest.fixture
def channel(alice: User, browser: Browser) -> Channel:
    return add_browser(owner=alice, settings=browser.settings, now=NOW, name="Phone")


def test_only_the_browser_can_read_what_is_sent(channel: Channel, browser: Browser, maker: Sink) -> None:
    send_through(channel, MESSAGE)

    (got,) = maker.received
    assert browser.read(got.body) == {
        "title": MESSAGE.title, "text": MESSAGE.text, "link": MESSAGE.link, "key": MESSAGE.key,
    }  # fmt: skip
    assert MESSAGE.title.encode() not in got.body
    with pytest.raises(http_ece.ECEException):
        Browser(maker.url).read(got.body)


def test_the_maker_can_tell_who_sends(channel: Channel, maker: Sink, now: datetime) -> None:
    send_through(channel, MESSAGE)

    (got,) = maker.received
    told = dict(part.split("=", 1) for part in got.headers["Authorization"].removeprefix("vapid ").split(","))
    claims = json.loads(base64.urlsafe_b64decode(told["t"].split(".")[1] + "=="))
    assert Vapid02.verify(got.headers["Authorization"])
    assert told["k"] == public_key()
    assert claims["aud"] == maker.url
    assert claims["sub"].startswith("mailto:")
    assert 0 < claims["exp"] - now.timestamp() <= 86_400
    assert (got.path, got.headers["Content-Encoding"], got.headers["TTL"]) == (
        "/push/abc",
        "aes128gcm",
        "86400",
    )


def test_sent_twice_it_replaces_itself(channel: Channel, browser: Browser, maker: Sink) -> None:
    send_through(channel, MESSAGE)
    send_through(channel, MESSAGE)

    assert len({each.headers["Topic"] for each in maker.received}) == 1
    assert [browser.read(each.body)["key"] for each in maker.received] == ["key-1", "key-1"]


def test_a_long_message_fits_into_a_push(channel: Channel, browser: Browser, maker: Sink) -> None:
    send_through(channel, Message("key", "✉" * 5_000, "✉" * 5_000, "https://rapport.example.org/"))

    assert len(maker.received[0].body) <= 4_096
    assert len(browser.read(maker.received[0].body)["text"]) == 600


@pytest.mark.parametrize("status", ["404", "410"])
def test_a_browser_that_left_is_removed(channel: Channel, maker: Sink, status: str) -> None:
    maker.mode = status
    with pytest.raises(Undelivered) as raised:
        send_through(channel, MESSAGE)
    error = raised.value

    note_failure(channel=channel, words=error.words, is_gone=error.is_gone, now=NOW)

    channel.refresh_from_db()
    assert (error.is_final, error.is_gone) == (True, True)
    assert (channel.deleted_at, channel.trouble) == (NOW, "This browser no longer wants them.")


def test_a_test_finds_out_that_a_browser_left(channel: Channel, maker: Sink, alice: User) -> None:
    maker.mode = "410"

    assert send_test(channel=channel, now=NOW) == "This browser no longer wants them."
    assert not Channel.objects.owned_by(alice).exists()


@pytest.mark.parametrize("status", ["500", "429"])
def test_a_maker_in_trouble_is_tried_again(channel: Channel, maker: Sink, status: str) -> None:
    maker.mode = status

    with pytest.raises(Undelivered) as raised:
        send_through(channel, MESSAGE)
    assert (raised.value.is_final, raised.value.is_gone) == (False, False)


def test_e2_a_push_service_inside_this_machine_is_refused(channel: Channel, maker: Sink) -> None:
    with override_settings(WEBHOOK_ALLOWED=()), pytest.raises(Undelivered) as raised:
        send_through(channel, MESSAGE)

    assert raised.value.is_final
    assert maker.received == []


def test_without_keys_it_says_so(channel: Channel, tmp_path: Path) -> None:
    with override_settings(DATA_DIR=tmp_path / "empty"), pytest.raises(Undelivered, match="not set up"):
        send_through(channel, MESSAGE)


def test_the_keys_are_private_and_never_overwritten_by_chance(keys: Path) -> None:
    before = private_file().read_text()

    with pytest.raises(CommandError, match="--renew"):
        call_command("make_push_keys", verbosity=0)

    assert private_file().read_text() == before
    assert stat.S_IMODE(os.stat(private_file()).st_mode) == 0o600
    call_command("make_push_keys", "--renew", verbosity=0)
    assert private_file().read_text() != before
    assert stat.S_IMODE(os.stat(private_file()).st_mode) == 0o600


def test_a_browser_that_asks_again_keeps_its_channel(
    channel: Channel, browser: Browser, alice: User, maker: Sink
) -> None:
    fresh = Browser(browser.settings["endpoint"])
    Channel.objects.filter(pk=channel.pk).update(failures=3, trouble="x", paused_at=NOW)

    again = add_browser(owner=alice, settings=fresh.settings, now=NOW)
    send_through(again, MESSAGE)

    assert (again.pk, again.name, again.failures, again.paused_at) == (channel.pk, "Phone", 0, None)
    assert fresh.read(maker.received[0].body)["key"] == "key-1"


def test_a_browser_is_added_by_a_post(as_alice: Client, alice: User, browser: Browser) -> None:
    answer = as_alice.post("/settings/channels/browser/", {**browser.settings, "name": "Laptop"})

    row = Channel.objects.owned_by(alice).get()
    assert answer["Location"] == f"/settings/channels/{row.pk}/"
    assert (row.kind, row.name, row.settings) == ("push", "Laptop", browser.settings)


@pytest.mark.parametrize(
    "changed",
    [
        {"endpoint": "https://127.0.0.1/"}, {"endpoint": "file:///etc/passwd"}, {"endpoint": ""}, {"p256dh": "short"},
        {"p256dh": "A" * 87}, {"p256dh": "é" * 87}, {"auth": "short"}, {"auth": ""},
    ],
)  # fmt: skip
def test_what_no_browser_says_is_refused(
    as_alice: Client, alice: User, browser: Browser, changed: dict[str, str]
) -> None:
    with override_settings(WEBHOOK_ALLOWED=()):
        settings = {**browser.settings, "endpoint": "https://93.184.216.34/push", **changed}
        answer = as_alice.post("/settings/channels/browser/", settings, follow=True)

    assert "did not say where it can be reached" in answer.content.decode()
    assert not Channel.objects.owned_by(alice).exists()


def test_the_worker_is_served_from_the_root_to_anybody(client: Client) -> None:
    answer = client.get("/push-worker.js")

    assert (answer.status_code, answer["Content-Type"]) == (200, "text/javascript; charset=utf-8")
    assert answer["Cache-Control"] == "no-cache"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert b"showNotification" in answer.content


def test_the_page_offers_it_only_when_it_works(as_alice: Client, keys: Path, tmp_path: Path) -> None:
    with_keys = as_alice.get("/settings/channels/").content.decode()
    with override_settings(DATA_DIR=tmp_path / "empty"):
        without = as_alice.get("/settings/channels/").content.decode()

    assert [f'data-push="{public_key()}"' in with_keys, "js/push.js" in with_keys] == [True, True]
    assert ["data-push" in without, "js/push.js" in without, "make_push_keys" in without] == [
        False,
        False,
        True,
    ]


def test_the_pages_load_nothing_that_only_sending_needs() -> None:
    program = (
        "import sys, django; django.setup(); import crm.urls; "
        "print([name for name in ('apprise', 'requests', 'http_ece', 'py_vapid', 'aiohttp') if name in sys.modules])"
    )
    place = {**os.environ, "DJANGO_SETTINGS_MODULE": "crm.settings"}

    answer = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=place, cwd=ROOT
    )

    assert answer.stdout == "[]\n"


def test_pushing_loads_no_second_http_client() -> None:
    program = (
        "import sys, django; django.setup(); import reminders.channels.push, http_ece, py_vapid; "
        "print([name for name in ('requests', 'aiohttp', 'pywebpush') if name in sys.modules])"
    )
    place = {**os.environ, "DJANGO_SETTINGS_MODULE": "crm.settings"}

    answer = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=place, cwd=ROOT
    )

    assert answer.stdout == "[]\n"
