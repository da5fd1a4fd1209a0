"""The whole job, in Chromium: from an empty house to a reviewed network."""

import re
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.test import override_settings
from playwright.sync_api import FilePayload, Page, expect

from dashboard.tasks import tick
from tests.browser.conftest import Browse, Server
from tests.conftest import PASSWORD
from tests.samples.linkedin import make_export
from transfer.models import ImportRun
from transfer.tasks import work_on

pytestmark = pytest.mark.browser

ME, MY_SLUG = "Robin Marsh", "robin-marsh"
NOW = datetime.now(UTC).replace(hour=12, minute=0)
LINE = "coffee with Ada and Carl yesterday at Kaffa 45m – the engine is late"


class PostOffice:
    """Takes every letter in."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        letter = message_from_bytes(envelope.content, policy=policy.default)
        self.letters.append(letter)
        return "250 Taken in"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def post_office() -> Iterator[PostOffice]:
    """A mail server on this machine, to which the product sends."""
    office = PostOffice()
    controller = Controller(office, hostname="127.0.0.1", port=free_port())
    controller.start()
    with override_settings(
        SMTP_HOST="127.0.0.1",
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=controller.port,
        EMAIL_USE_TLS=False,
    ):
        yield office
    controller.stop()


def exchange(name: str, slug: str, *days_ago: int) -> list[dict[str, Any]]:
    """A message each way on each of these days."""
    rows = []
    for ago in days_ago:
        at = NOW - timedelta(days=ago)
        there = {"sender": ME, "sender_slug": MY_SLUG, "to": [(name, slug)], "at": at}
        back = {"sender": name, "sender_slug": slug, "to": [(ME, MY_SLUG)], "at": at + timedelta(hours=1)}
        rows += [{**row, "conversation": slug, "body": "Hello"} for row in (there, back)]
    return rows


def export() -> bytes:
    """Someone growing quiet, someone once close, someone met once, some with nothing recorded; a request."""
    days = {
        "Ada Lindqvist": 900,
        "Carl Babic": 800,
        "Greta Holm": 1500,
        "Rana Perez": 2000,
        "Bruno Falk": 1200,
    }
    connections = []
    for name, linked in days.items():
        given, family = name.split()
        on = (NOW - timedelta(days=linked)).date()
        slug = f"{given}-{family}".lower()
        connections.append(
            {"given": given, "family": family, "slug": slug, "on": on, "company": "Kauri", "position": "Poet"}
        )
    messages = [
        *exchange("Greta Holm", "greta-holm", *range(80, 400, 14)),
        *exchange("Rana Perez", "rana-perez", *range(500, 1100, 10)),
        *exchange("Bruno Falk", "bruno-falk", 1000),
    ]
    sent_at = NOW.replace(tzinfo=None) - timedelta(days=3)
    invitation = {
        "sender": "Vera Lindgren", "sender_slug": "vera-lindgren", "recipient": ME, "recipient_slug": MY_SLUG,
        "at": sent_at, "message": "We sat at the same table in Graz.",
    }  # fmt: skip
    return make_export(connections=connections, messages=messages, invitations=[invitation])


def sign_up(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_label("Time zone")).to_have_value("Europe/Berlin")
    page.get_by_label("Email").fill("robin@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Password (again)").fill(PASSWORD)
    page.get_by_role("button", name="Make an account").click()
    expect(page.get_by_role("heading", name="Begin with the people you have")).to_be_visible()


def find_the_door_closed(page: Page) -> None:
    page.goto("/accounts/signup/")
    expect(page.get_by_role("heading", name="No new accounts")).to_be_visible()
    page.goto("/accounts/login/")
    expect(page.get_by_role("link", name="Make an account")).to_have_count(0)


def bring_in(page: Page, server: Server, content: bytes) -> None:
    page.get_by_role("link", name="Import a file").click()
    file = FilePayload(name="export.zip", mimeType="application/zip", buffer=content)
    page.locator("input[type=file]").set_input_files(file)
    for button, heading in (("Look at it first", "What it would bring"), ("Take it in", "What came in")):
        page.get_by_role("button", name=button, exact=True).click()
        expect(page.get_by_role("progressbar")).to_be_visible()
        with server.turn:
            work_on(ImportRun.objects.get().pk)
        expect(page.get_by_role("heading", name=heading)).to_be_visible()

    expect(page.get_by_role("term").filter(has_text="Added").locator("xpath=..")).to_contain_text("5")
    expect(page.get_by_text("Dormant, but strong once")).to_be_visible()
    expect(page.get_by_role("link", name="Rana Perez")).to_be_visible()
    expect(page.get_by_text("2 people you are linked with")).to_be_visible()
    expect(page.get_by_text("1 person asks to be linked with you.")).to_be_visible()


def strength(page: Page, name: str) -> float:
    row = page.get_by_role("row", name=re.compile(name))
    return float(row.locator(".measure b").inner_text())


def see_everyone_scored(page: Page) -> None:
    page.get_by_role("link", name="People").first.click()
    shown = dict(
        zip(
            page.locator("a.name").all_inner_texts(),
            page.locator("td .health").all_inner_texts(),
            strict=True,
        )
    )
    assert shown == {
        "Greta Holm": "Cooling",
        "Rana Perez": "Dormant",
        "Bruno Falk": "Never",
        "Ada Lindqvist": "Nothing recorded",
        "Carl Babic": "Nothing recorded",
    }
    assert strength(page, "Greta Holm") > strength(page, "Rana Perez") > strength(page, "Bruno Falk") > 0.5


def log_a_coffee(page: Page) -> None:
    before = {name: strength(page, name) for name in ("Ada", "Carl")}

    page.keyboard.press("l")
    dialog = page.get_by_role("dialog", name="Log what happened")
    dialog.get_by_label("What happened?").press_sequentially(LINE)
    understood = dialog.get_by_role("group", name="What Rapport understood")
    for words in (
        "Coffee",
        "Ada Lindqvist",
        "Carl Babic",
        "yesterday",
        "at Kaffa",
        "45 min",
        "“the engine is late”",
    ):
        expect(understood.get_by_text(words, exact=True)).to_be_visible()
    page.keyboard.press("Enter")

    expect(page.get_by_text("Logged: coffee with Ada Lindqvist, Carl Babic.")).to_be_visible()
    expect(dialog).to_be_hidden()
    for name in before:
        expect(page.get_by_role("row", name=re.compile(name)).locator(".health")).to_have_text("New")
        assert strength(page, name) > before[name] + 3


def ask_for_the_digest_at_midnight(page: Page) -> None:
    page.get_by_role("link", name="Settings").click()
    page.get_by_role("link", name="People a day, the digest, quiet days, holiday").click()
    page.get_by_label("Hour of the daily digest").fill("0")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()


def snooze_from_the_mail(page: Page, letter: EmailMessage, url: str) -> None:
    text = letter.get_body(("plain",)).get_content()
    assert [word for word in ("Greta Holm", "Rana Perez", "One person asks") if word not in text] == []
    about_greta = text[text.index("Greta Holm") :]
    link = re.search(rf"{re.escape(url)}\S+/snooze/", about_greta)
    page.goto(link.group())
    expect(page.get_by_role("heading", name="Greta Holm")).to_be_visible()
    page.get_by_role("main").get_by_role("button", name="Snooze").click()
    expect(page.get_by_text("Snoozed for seven days: Greta Holm.")).to_be_visible()
    cards = page.get_by_role("article")
    expect(cards.filter(has_text="Rana Perez")).to_be_visible()
    expect(cards.filter(has_text="Greta Holm")).to_have_count(0)


def unlink_in_review(page: Page) -> None:
    page.get_by_role("link", name="Review").first.click()
    expect(page.get_by_role("heading", name="Bruno Falk")).to_be_visible()
    page.keyboard.press("d")
    expect(page.get_by_text("Bruno Falk is on the unlink checklist.")).to_be_visible()

    page.get_by_role("link", name="The checklist").click()
    task = page.get_by_role("listitem").filter(has_text="Bruno Falk")
    profile = task.get_by_role("link", name="https://www.linkedin.com/in/bruno-falk")
    expect(profile).to_have_attribute("href", "https://www.linkedin.com/in/bruno-falk")
    task.get_by_role("button", name="Done").click()
    expect(page.get_by_text("Unlinked: Bruno Falk.")).to_be_visible()
    expect(page.get_by_role("heading", name="Nothing to unlink")).to_be_visible()


def take_it_back(page: Page) -> None:
    page.keyboard.press("u")
    expect(page.get_by_text("Back on the checklist: Bruno Falk.")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^Done.*Bruno Falk"))).to_be_visible()


def test_the_main_job_from_an_empty_house_to_a_reviewed_network(
    browse: Browse, server: Server, post_office: PostOffice
) -> None:
    page = browse(timezone_id="Europe/Berlin")

    sign_up(page)
    find_the_door_closed(browse())
    bring_in(page, server, export())
    see_everyone_scored(page)
    log_a_coffee(page)

    ask_for_the_digest_at_midnight(page)
    with server.turn:
        assert tick()["sent"] == 1
    [letter] = post_office.letters
    snooze_from_the_mail(page, letter, server.url)

    unlink_in_review(page)
    take_it_back(page)
