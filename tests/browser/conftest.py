"""A real Chromium over the live server, and a guard over all that it sees."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from django.conf import settings
from django.test import Client, override_settings
from playwright.sync_api import Browser, BrowserContext, Page, Response, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from accounts.models import User

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDE = {"viewport": {"width": 1280, "height": 900}}
NARROW = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
PATIENCE = 10_000
"""Milliseconds to wait for what should come at once, on a machine that has other things to do."""
Browse = Callable[..., Page]


@dataclass(frozen=True)
class Server:
    """Where the pages are. Whoever holds `turn` has the database to themselves: there is one, in memory."""

    url: str
    turn: threading.Lock


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.skip("There is no Chromium on this machine; install it, or name one in CHROMIUM.")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=ARGS)
        yield browser
        browser.close()


@pytest.fixture
def server(live_server: LiveServer, tmp_path: Path) -> Iterator[Server]:
    """The live server, answering one request after another."""
    httpd = live_server.thread.httpd
    answer, turn = httpd.get_app(), threading.Lock()

    def in_turn(environ: WSGIEnvironment, start_response: StartResponse) -> Any:
        with turn:
            return answer(environ, start_response)

    httpd.set_app(in_turn)
    with override_settings(BASE_URL=live_server.url, UPLOAD_DIR=tmp_path):
        yield Server(live_server.url, turn)
    with turn:
        httpd.set_app(answer)


@pytest.fixture
def browse(chromium: Browser, server: Server) -> Iterator[Browse]:
    """Opens pages: `browse(alice, color_scheme="dark", **NARROW)`. Anything amiss in one fails the test."""
    troubles: list[str] = []
    contexts: list[BrowserContext] = []

    def open_page(user: User | None = None, **options: Any) -> Page:
        context = chromium.new_context(
            base_url=server.url, **{**WIDE, "locale": "en-GB", "reduced_motion": "reduce", **options}
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        _watch(context, server.url, troubles)
        if user is not None:
            _sign_in(context, user, server.url)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    assert troubles == []


def _sign_in(context: BrowserContext, user: User, url: str) -> None:
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": url}])


def _watch(context: BrowserContext, url: str, troubles: list[str]) -> None:
    """Note script errors, breaches of the content policy, failed answers and strangers' addresses."""

    def note_response(response: Response) -> None:
        is_page = response.request.is_navigation_request()
        if response.status >= 500 or (response.status >= 400 and response.status != 422 and not is_page):
            troubles.append(f"{response.status}: {response.url}")

    def note_words(kind: str, words: str) -> None:
        if kind in ("error", "warning") and not words.startswith("Failed to load resource"):
            troubles.append(f"{kind}: {words}")

    def note_address(address: str) -> None:
        if not address.startswith(url):
            troubles.append(f"asked for {address}")

    context.on("response", note_response)
    context.on("console", lambda message: note_words(message.type, message.text))
    context.on("weberror", lambda error: troubles.append(f"script: {error.error}"))
    context.on("request", lambda request: note_address(request.url))
