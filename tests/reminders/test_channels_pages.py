"""The pages about channels: what can be set, what is refused, and what is never shown."""

import socket
from datetime import timedelta

import pytest
from django.test import Client, override_settings

from accounts.models import User
from reminders.models import Channel, Delivery, Occurrence, Reminder
from reminders.services.channels import mail_channel, note_failure
from tests.reminders.channels import APP_TOKEN, BOT_TOKEN, NOW, USER_KEY, make_channel
from tests.reminders.sinks import LOOPBACK, listening

ALL = "/settings/channels/"
PUBLIC = "https://93.184.216.34"
COMMON = {"name": "", "hour": "", "tells_names": ""}
pytestmark = pytest.mark.usefixtures("now")


def add(client: Client, kind: str, **fields: str) -> str:
    """Add a channel; the page that follows."""
    answer = client.post(f"{ALL}new/?kind={kind}", {**COMMON, **fields}, follow=True)
    return answer.content.decode()


def page(client: Client, channel: Channel) -> str:
    return client.get(f"{ALL}{channel.pk}/").content.decode()


def only(owner: User) -> Channel:
    return Channel.objects.owned_by(owner).get()


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("ntfy", {"server": PUBLIC, "topic": "quiet-otter", "token": "tk_abc"}),
        ("telegram", {"bot_token": BOT_TOKEN, "chat_id": "-4242"}),
        ("pushover", {"user_key": USER_KEY, "app_token": APP_TOKEN, "device": "phone"}),
        ("webhook", {"url": f"{PUBLIC}/hook"}),
    ],
)
def test_a_channel_of_each_kind_is_added(
    as_alice: Client, alice: User, kind: str, fields: dict[str, str]
) -> None:
    html = add(as_alice, kind, **fields, hour="18", name="My way")

    row = only(alice)
    secret = {"secret": row.settings["secret"]} if kind == "webhook" else {}
    assert "Added." in html
    assert (row.kind, row.name, row.hour, row.tells_names) == (kind, "My way", 18, False)
    assert row.settings == {**fields, **secret}


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "[::1]", "[::ffff:7f00:1]", "localhost",
     "localhost.", "127.0.0.1.", "１２７.0.0.1", "0"],
)  # fmt: skip
@pytest.mark.parametrize(("kind", "field"), [("webhook", "url"), ("ntfy", "server")])
def test_e2_an_address_of_this_machine_is_refused_at_its_field(
    as_alice: Client, alice: User, kind: str, field: str, host: str
) -> None:
    fields = {**COMMON, "topic": "quiet-otter", field: f"https://{host}"}

    answer = as_alice.post(f"{ALL}new/?kind={kind}", fields)

    assert answer.status_code == 422
    assert answer.context["form"].errors[field] == [
        f"{host.strip('[]')} is an address inside this machine or its network; Rapport sends nothing there."
    ]
    assert not Channel.objects.owned_by(alice).exists()


@pytest.mark.parametrize(
    ("kind", "field", "text"),
    [
        ("webhook", "url", "http://93.184.216.34/"), ("webhook", "url", "https://a@93.184.216.34/"),
        ("webhook", "url", "json://93.184.216.34"), ("webhook", "url", "file:///etc/passwd"), ("webhook", "url", ""),
        ("ntfy", "server", f"{PUBLIC}/topic"), ("ntfy", "topic", "a/b"), ("ntfy", "topic", "a\r\nb"),
        ("ntfy", "topic", ""),
        ("ntfy", "token", "tk_a\r\nX: y"), ("ntfy", "token", "secret"), ("telegram", "bot_token", "json://127.0.0.1"),
        ("telegram", "bot_token", "123:short"), ("telegram", "chat_id", "@someone"), ("telegram", "chat_id", "1,2"),
        ("telegram", "chat_id", "٤٢"), ("pushover", "user_key", "u" * 29), ("pushover", "app_token", "é" * 30),
        ("pushover", "device", "a,b"), ("ntfy", "hour", "24"), ("ntfy", "hour", "x"), ("ntfy", "name", "x" * 81),
    ],
)  # fmt: skip
def test_e4_fields_take_only_what_they_are_for(
    as_alice: Client, alice: User, kind: str, field: str, text: str
) -> None:
    whole = {
        "ntfy": {"server": PUBLIC, "topic": "quiet-otter"},
        "telegram": {"bot_token": BOT_TOKEN, "chat_id": "1"},
        "pushover": {"user_key": USER_KEY, "app_token": APP_TOKEN},
        "webhook": {"url": PUBLIC},
    }

    answer = as_alice.post(f"{ALL}new/?kind={kind}", {**COMMON, **whole[kind], field: text})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not Channel.objects.owned_by(alice).exists()


@pytest.mark.parametrize("kind", ["", "push", "mail", "json", "syslog"])
def test_other_kinds_cannot_be_added(as_alice: Client, alice: User, kind: str) -> None:
    answer = as_alice.post(f"{ALL}new/?kind={kind}", {**COMMON, "url": PUBLIC})

    assert (answer.status_code, answer["Location"]) == (302, ALL)
    assert not Channel.objects.owned_by(alice).exists()


def test_secrets_are_never_shown_again(as_alice: Client, alice: User) -> None:
    rows = [make_channel(alice, kind) for kind in ("ntfy", "telegram", "pushover", "webhook")]
    html = as_alice.get(ALL).content.decode() + "".join(page(as_alice, row) for row in rows)

    secrets = ["quiet-otter-42", "tk_abc", BOT_TOKEN, USER_KEY, APP_TOKEN, rows[3].settings["secret"]]
    assert [secret for secret in secrets if secret in html] == []
    assert "Leave empty to keep" in html


def test_a_secret_left_empty_stays(as_alice: Client, alice: User) -> None:
    row = make_channel(alice, "telegram")

    as_alice.post(f"{ALL}{row.pk}/", {**COMMON, "bot_token": "", "chat_id": "99", "tells_names": "on"})

    row.refresh_from_db()
    assert row.settings == {"bot_token": BOT_TOKEN, "chat_id": "99"}
    assert row.tells_names


def test_the_secret_of_a_webhook_is_shown_once(as_alice: Client, alice: User) -> None:
    html = add(as_alice, "webhook", url=PUBLIC)
    row = only(alice)
    first = row.settings["secret"]

    assert [first in html, first in page(as_alice, row)] == [True, False]
    html = as_alice.post(f"{ALL}{row.pk}/secret/", follow=True).content.decode()
    row.refresh_from_db()
    assert first not in html
    assert [row.settings["secret"] in html, row.settings["secret"] in page(as_alice, row)] == [True, False]


def test_the_test_button_tells_what_came_of_it(as_alice: Client, alice: User) -> None:
    with listening() as sink, override_settings(WEBHOOK_ALLOWED=LOOPBACK):
        row = make_channel(alice, settings={"server": sink.url})
        good = as_alice.post(f"{ALL}{row.pk}/test/", follow=True).content.decode()
        sink.mode = "500"
        bad = as_alice.post(f"{ALL}{row.pk}/test/", follow=True).content.decode()

    assert "Sent: look at ntfy." in good
    assert "It did not arrive. The server answered 500." in bad
    assert "Last trouble: The server answered 500." in bad


def test_pausing_resuming_and_removing_can_be_taken_back(as_alice: Client, alice: User) -> None:
    row = make_channel(alice)
    states = []
    for act in ("pause", "resume", "remove", "restore"):
        html = as_alice.post(f"{ALL}{row.pk}/{act}/", follow=True).content.decode()
        row.refresh_from_db()
        states.append((row.is_on, row.deleted_at is None, f"/{row.pk}/re" in html))

    assert "Bring back" not in as_alice.get("/recent/").content.decode()
    assert states == [(False, True, True), (True, True, False), (True, False, True), (True, True, False)]


def test_today_says_quietly_that_a_channel_was_paused(as_alice: Client, alice: User) -> None:
    row = make_channel(alice, name="My phone")
    assert "failed ten times" not in as_alice.get("/").content.decode()
    for _ in range(10):
        note_failure(channel=row, words="The server answered 500.", now=NOW - timedelta(days=2))

    today, listed = as_alice.get("/").content.decode(), as_alice.get(ALL).content.decode()

    assert "My phone failed ten times in a row." in today
    assert "Paused 2 days ago: it failed ten times in a row." in listed
    as_alice.post(f"{ALL}{row.pk}/resume/")
    assert "failed ten times" not in as_alice.get("/").content.decode()


def test_the_log_tells_days_states_and_errors(as_alice: Client, alice: User) -> None:
    row = make_channel(alice)
    rule = Reminder.objects.create(owner=alice, kind="digest")
    due = Occurrence.objects.create(owner=alice, reminder=rule, kind="digest", due_on=NOW.date(), due_at=NOW)
    Delivery.objects.create(
        owner=alice, occurrence=due, channel="ntfy", through=row, recipient=str(row.pk), not_before=NOW,
        state="failed", attempt=3, error="The server answered 500.",
    )  # fmt: skip

    html = page(as_alice, row)

    assert "12 March 2026<br><small>The server answered 500.</small>" in html
    assert "<small>Gave up, 3 attempts</small>" in html


def test_mail_has_its_hour_and_switch_in_the_settings(as_alice: Client, alice: User) -> None:
    row = mail_channel(owner=alice)

    assert "On, with the digest at 8:00." in as_alice.get(ALL).content.decode()
    assert "alice@example.org" in page(as_alice, row)
    answers = [
        as_alice.post(f"{ALL}{row.pk}/{act}").status_code
        for act in ("", "pause/", "remove/", "test/", "secret/")
    ]
    assert answers == [404] * 5
    User.objects.update(digest_by_mail=False)
    assert "E-mail" in as_alice.get(ALL).content.decode()


def test_twenty_ways_are_enough(as_alice: Client, alice: User) -> None:
    for _ in range(20):
        make_channel(alice)

    assert "Twenty ways are enough." in add(as_alice, "webhook", url=PUBLIC)
    assert Channel.objects.owned_by(alice).count() == 20


def test_a_removed_channel_can_be_brought_back_later(as_alice: Client, alice: User) -> None:
    row = make_channel(alice, name="My phone")
    as_alice.post(f"{ALL}{row.pk}/remove/")

    html = as_alice.get("/recent/").content.decode()

    assert f'action="{ALL}{row.pk}/restore/"' in html
    assert "My phone" in html


def test_secrets_do_not_travel_to_another_server(as_alice: Client, alice: User) -> None:
    row = make_channel(alice)
    moved = {**COMMON, "server": PUBLIC, "topic": "", "token": ""}

    answer = as_alice.post(f"{ALL}{row.pk}/", moved)

    assert answer.context["form"].errors == {
        name: ["For another server, name it again."] for name in ("topic", "token")
    }
    as_alice.post(f"{ALL}{row.pk}/", {**moved, "topic": "new", "token": "tk_new"})
    row.refresh_from_db()
    assert row.settings == {"server": PUBLIC, "topic": "new", "token": "tk_new"}


def test_thirty_tests_an_hour_are_enough(as_alice: Client, alice: User) -> None:
    row = make_channel(alice, "webhook", settings={"url": "https://127.0.0.1/"})

    pages = [as_alice.post(f"{ALL}{row.pk}/test/", follow=True).content.decode() for _ in range(31)]

    assert ["That was often enough" in html for html in pages] == [False] * 30 + [True]


def test_a_name_that_nobody_knows_just_now_may_be_kept(
    as_alice: Client, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look_up(*_: object, **__: object) -> None:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    add(as_alice, "webhook", url="https://hooks.example.org/hook")

    assert only(alice).settings["url"] == "https://hooks.example.org/hook"
