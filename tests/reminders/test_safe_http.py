"""What may be posted to, how long it may take, and what is seen of the answer."""

import socket
import threading
import time
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

from crm import environment
from reminders.safe_http import Refused, Unreachable, check_url, is_public, post, read_url
from tests.reminders.sinks import LOOPBACK, NAME, certified, listening

HERE = [
    "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.1", "0177.1", "017700000001", "127.0.0.1.",
    "0.0.0.0",  # noqa: S104  # an address to refuse, not one to listen on
    "0", "[::1]", "[::]", "[::ffff:7f00:1]", "[::ffff:127.0.0.1]", "[::7f00:1]", "localhost", "localhost.",
    "LOCALHOST", "１２７.０.０.１", "127。0。0。1", "①②⑦.0.0.1", "10.1.2.3", "172.16.0.1",
    "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "192.0.0.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "[fe80::1]", "[fc00::1]",
    "[fec0::1]", "[ff02::1]", "[2002:7f00:1::]", "[2001:0:7f00:1::]", "[64:ff9b::7f00:1]", "[64:ff9b:1::7f00:1]",
    "[2001:db8::1]", "[100::1]",
]  # fmt: skip
BODY, HEADERS = b'{"a": 1}', {"Content-Type": "application/json"}


def resolving(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> list[str]:
    """Every name leads to these addresses; the names that were asked for."""
    asked: list[str] = []

    def look_up(host: str, port: int, *_: Any, **__: Any) -> list[Any]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked


@pytest.fixture
def outbound(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Where connections were tried."""
    tried: list[Any] = []
    connect = socket.socket.connect_ex
    monkeypatch.setattr(
        socket.socket, "connect_ex", lambda self, address: (tried.append(address), connect(self, address))[1]
    )
    return tried


@pytest.mark.parametrize("host", HERE)
def test_e2_nothing_is_sent_into_this_machine_or_its_network(host: str, outbound: list[Any]) -> None:
    for scheme in ("https", "http"):
        with pytest.raises(Refused, match="inside this machine or its network; Rapport sends nothing there"):
            post(f"{scheme}://{host}:8443/hook", body=BODY, headers=HEADERS)
        with pytest.raises(Refused):
            check_url(f"{scheme}://{host}/")

    assert outbound == []


def test_e2_the_words_name_what_was_written() -> None:
    with pytest.raises(Refused) as refused:
        check_url("https://127.0.0.1/")

    words = "127.0.0.1 is an address inside this machine or its network; Rapport sends nothing there."
    assert str(refused.value) == words


@pytest.mark.parametrize(
    "url",
    [
        "https://a@127.0.0.1/", "https://a:b@example.org/", "https://example.org\\@127.0.0.1/", "https://@example.org/",
        "https:///hook", "https://", "https://exa mple.org/", "https://example.org/\r\nX: y", "https://[::1%25lo]/",
        "https://[::1%lo]/", "https://127.0.0.1:99999/", "https://example.org:0/", "https://example.org:22/",
        "https://example.org:25/", "https://ex*mple.org/", "https://-/", "https://.../",
        "https://" + "a" * 70 + ".org/", "https://xn--/", "https://example.org/" + "a" * 2_000,
        "//example.org/", "example.org", "", "https://[127.0.0.1]/",
    ],
)  # fmt: skip
def test_e2_addresses_that_play_tricks_are_refused(url: str, outbound: list[Any]) -> None:
    with pytest.raises(Refused):
        post(url, body=BODY, headers=HEADERS)

    assert outbound == []


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "93.184.216.34", "2606:4700::1111", "2a00:1450:4001::1", "::ffff:1.1.1.1"]
)
def test_e2_public_addresses_are_public(address: str) -> None:
    assert is_public(ip_address(address))


def test_e3_one_inner_address_among_public_ones_spoils_them_all(
    monkeypatch: pytest.MonkeyPatch, outbound: list[Any]
) -> None:
    resolving(monkeypatch, "93.184.216.34", "127.0.0.1")

    with pytest.raises(Refused):
        post(f"https://{NAME}/", body=BODY, headers=HEADERS)
    assert outbound == []


def test_e3_a_name_is_looked_up_once_and_the_checked_address_is_connected_to(
    monkeypatch: pytest.MonkeyPatch, outbound: list[Any], tmp_path: Path
) -> None:
    asked = resolving(monkeypatch, "127.0.0.1")
    context, file = certified(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))

    with listening(context=context) as sink:
        status = post(f"https://{NAME}:{sink.port}/a?b=c", body=BODY, headers=HEADERS, allowed=LOOPBACK)

    assert status == 200
    assert asked == [NAME]
    assert outbound == [("127.0.0.1", sink.port)]
    assert [(each.path, each.body, each.headers["Host"]) for each in sink.received] == [
        ("/a?b=c", BODY, f"{NAME}:{sink.port}")
    ]


def test_e3_no_redirect_is_followed() -> None:
    with listening() as inner, listening("302") as sink:
        sink.leads_to = inner.url
        status = post(sink.url, body=BODY, headers=HEADERS, allowed=LOOPBACK)

    assert status == 302
    assert inner.received == []


@pytest.mark.parametrize(
    "scheme", ["file", "gopher", "ftp", "json", "jsons", "syslog", "dbus", "tgram", "javascript"]
)
def test_e4_other_schemes_are_refused(scheme: str) -> None:
    with pytest.raises(Refused, match="Only https addresses"):
        read_url(f"{scheme}://example.org/etc/passwd")


def test_http_is_refused_for_public_hosts(monkeypatch: pytest.MonkeyPatch, outbound: list[Any]) -> None:
    resolving(monkeypatch, "93.184.216.34")

    with pytest.raises(Refused, match="Only https addresses"):
        post(f"http://{NAME}/", body=BODY, headers=HEADERS)
    assert outbound == []


def test_e6_an_answer_of_a_byte_a_second_is_given_up_after_five_seconds() -> None:
    with listening("trickle") as sink:
        began = time.monotonic()
        with pytest.raises(Unreachable, match=r"No answer within 5 seconds\."):
            post(sink.url, body=BODY, headers=HEADERS, allowed=LOOPBACK)

    assert 4.5 < time.monotonic() - began < 7


def test_e6_a_server_that_hangs_is_given_up_after_five_seconds() -> None:
    with listening("hang") as sink:
        began = time.monotonic()
        with pytest.raises(Unreachable):
            post(sink.url, body=BODY, headers=HEADERS, allowed=LOOPBACK)

    assert time.monotonic() - began < 7


def test_e6_of_a_huge_answer_only_a_little_is_read() -> None:
    with listening("huge") as sink:
        began = time.monotonic()
        status = post(sink.url, body=BODY, headers=HEADERS, allowed=LOOPBACK)

    assert status == 200
    assert time.monotonic() - began < 3


def test_e6_a_resolver_that_hangs_is_given_up_after_three_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    is_over = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: is_over.wait(20) and [])
    began = time.monotonic()

    with pytest.raises(Unreachable, match="looked up in time"):
        post(f"https://{NAME}/", body=BODY, headers=HEADERS)

    is_over.set()
    assert time.monotonic() - began < 5


def test_e7_ranges_at_home_are_reached_when_the_setting_names_them() -> None:
    with listening() as sink:
        with override_settings(WEBHOOK_ALLOWED=LOOPBACK):
            status = post(sink.url, body=BODY, headers=HEADERS)
        with pytest.raises(Refused):
            post(sink.url, body=BODY, headers=HEADERS)

    assert status == 200
    assert len(sink.received) == 1


def test_e7_the_setting_takes_ranges_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    name = "CRM_WEBHOOK_ALLOWED_CIDRS"

    assert environment.networks(name) == ()
    for value in ("0.0.0.0/0", "::/0", "10.0.0.1/8", "home"):
        monkeypatch.setenv(name, value)
        with pytest.raises(ImproperlyConfigured, match=name):
            environment.networks(name)
    monkeypatch.setenv(name, "10.0.0.0/8, fd00::/8")
    assert [str(found) for found in environment.networks(name)] == ["10.0.0.0/8", "fd00::/8"]


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(tmp_path: Path) -> None:
    context, _ = certified(tmp_path)

    with listening(context=context) as sink, pytest.raises(Unreachable, match="certificate"):
        post(sink.url, body=BODY, headers=HEADERS, allowed=LOOPBACK)

    assert sink.received == []


def test_a_certificate_of_another_host_is_not_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, file = certified(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    resolving(monkeypatch, "127.0.0.1")

    with listening(context=context) as sink, pytest.raises(Unreachable, match="certificate"):
        post(f"https://else.example.org:{sink.port}/", body=BODY, headers=HEADERS, allowed=LOOPBACK)

    assert sink.received == []


@pytest.mark.parametrize(
    ("mode", "words"), [("close", "closed without an answer"), ("garble", "does not speak HTTP")]
)
def test_what_is_no_answer_is_told(mode: str, words: str) -> None:
    with listening(mode) as sink, pytest.raises(Unreachable, match=words):
        post(sink.url, body=BODY, headers=HEADERS, allowed=LOOPBACK)


def test_a_hint_before_the_answer_is_passed_over() -> None:
    with listening("early") as sink:
        assert post(sink.url, body=BODY, headers=HEADERS, allowed=LOOPBACK) == 200


def test_nobody_listening_is_told() -> None:
    with listening() as sink:
        url = sink.url

    with pytest.raises(Unreachable, match="Nobody answers"):
        post(url, body=BODY, headers=HEADERS, allowed=LOOPBACK)


@pytest.mark.parametrize("value", ["a\r\nX-Other: b", "a\nb", "é", "a\x00"])
def test_a_header_stays_one_line_of_plain_letters(value: str) -> None:
    with listening() as sink, pytest.raises(ValueError, match="one line"):
        post(sink.url, body=BODY, headers={"Title": value}, allowed=LOOPBACK)

    assert sink.received == []


def test_an_address_is_written_as_the_network_writes_it() -> None:
    target = read_url("https://Bücher.example.org./Straße?q=ä b".replace(" ", "+"))

    assert (target.host, target.port, target.path) == (
        "xn--bcher-kva.example.org", 443, "/Stra%C3%9Fe?q=%C3%A4+b",
    )  # fmt: skip
