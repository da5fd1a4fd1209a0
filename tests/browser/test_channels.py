"""The ways to tell an owner in a real browser: the pages, the button for notifications, and what the worker shows."""

import json
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from django.test import override_settings
from playwright.sync_api import Page, expect

from accounts.models import User
from reminders.models import Channel
from reminders.services.channels import add_browser, mail_channel, note_failure
from tests.browser.conftest import NARROW, Browse, Server
from tests.browser.test_looks import COLOURS, RULES, STICKS_OUT
from tests.reminders.channels import NOW, make_channel
from tests.reminders.test_push import Browser

pytestmark = pytest.mark.browser
ALL = "/settings/channels/"
SUBSCRIBES = """(subscription) => {
  const made = { options: {}, toJSON: () => subscription, unsubscribe: async () => true };
  PushManager.prototype.getSubscription = async () => null;
  PushManager.prototype.subscribe = async () => made;
}"""
SHOWN = """async () => {
  const registration = await navigator.serviceWorker.ready;
  for (let turn = 0; turn < 100; turn += 1) {
    const found = await registration.getNotifications();
    if (found.length) return found.map((one) => [one.title, one.body, one.tag, one.data.link]);
    await new Promise((done) => setTimeout(done, 50));
  }
  return [];
}"""


@pytest.fixture(autouse=True)
def keys(tmp_path: Path) -> object:
    with override_settings(DATA_DIR=tmp_path):
        call_command("make_push_keys", verbosity=0)
        yield


def faults(page: Page, rules: dict[str, object] | None) -> dict[str, object]:
    told = {"sticks out": True} if page.evaluate(STICKS_OUT) else {}
    if rules is None:
        return told
    page.evaluate(Axe().axe_script)
    found = page.evaluate("(rules) => axe.run(rules)", rules)["violations"]
    return told | {each["id"]: [node["html"][:120] for node in each["nodes"]] for each in found}


def test_the_pages_have_no_fault_wide_and_narrow_light_and_dark(browse: Browse, alice: User) -> None:
    rows = [make_channel(alice, kind) for kind in ("ntfy", "webhook")]
    rows += [
        mail_channel(owner=alice),
        add_browser(owner=alice, settings=Browser("https://x").settings, now=NOW),
    ]
    for _ in range(10):
        note_failure(channel=rows[1], words="The server answered 500.", now=NOW)
    addresses = [ALL, *(f"{ALL}{row.pk}/" for row in rows), f"{ALL}new/?kind=ntfy"]
    looks = [({}, RULES), ({"color_scheme": "dark"}, COLOURS), (NARROW, None)]

    for options, rules in looks:
        page = browse(alice, **options)
        found = {}
        for address in addresses:
            page.goto(address)
            found[address] = faults(page, rules)
        assert {address: each for address, each in found.items() if each} == {}


def test_a_webhook_shows_its_secret_once_to_copy(browse: Browse, alice: User) -> None:
    page = browse(alice)
    page.goto(ALL)
    page.get_by_role("link", name="Add Webhook").click()
    page.get_by_label("Address").fill("https://127.0.0.1/hook")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator(".errors")).to_have_text(
        "127.0.0.1 is an address inside this machine or its network; Rapport sends nothing there."
    )

    page.get_by_label("Address").fill("https://93.184.216.34/hook")
    page.get_by_role("button", name="Add", exact=True).click()

    expect(page.locator("#secret")).to_have_text(Channel.objects.get().settings["secret"])
    assert page.locator("#secret").evaluate("words => words.scrollWidth <= words.clientWidth")
    page.reload()
    expect(page.locator("#secret")).to_have_count(0)


def test_a_browser_asks_to_be_notified_and_shows_what_comes(
    browse: Browse, server: Server, alice: User
) -> None:
    page = browse(alice, permissions=["notifications"])
    subscription = Browser("https://93.184.216.34/push/abc").settings
    keys = {"p256dh": subscription["p256dh"], "auth": subscription["auth"]}
    given = json.dumps({"endpoint": subscription["endpoint"], "keys": keys})
    page.add_init_script(f"({SUBSCRIBES})({given})")
    page.goto(ALL)

    page.get_by_label("What to call it").fill("Laptop")
    page.get_by_role("button", name="Notify me in this browser").click()

    expect(page.get_by_role("heading", name="Laptop")).to_be_visible()
    assert Channel.objects.get().settings == subscription
    assert shown(
        page, server, {"title": "2 people", "text": "Ada", "key": "k", "link": f"{server.url}/"}
    ) == [["2 people", "Ada", "k", f"{server.url}/"]]


def shown(page: Page, server: Server, told: dict[str, str]) -> list[list[str]]:
    """Let a message arrive at the worker as the browser's maker would; the notifications there are then."""
    session = page.context.new_cdp_session(page)
    ids: list[str] = []
    session.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: ids.extend(each["registrationId"] for each in event["registrations"]),
    )
    session.send("ServiceWorker.enable")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    message = {"origin": server.url, "registrationId": ids[-1], "data": json.dumps(told)}
    session.send("ServiceWorker.deliverPushMessage", message)
    found: list[list[str]] = page.evaluate(SHOWN)
    return found


def test_a_browser_that_was_told_not_to_says_so(browse: Browse, alice: User) -> None:
    page = browse(alice)
    page.add_init_script("Object.defineProperty(Notification, 'permission', { value: 'denied' })")
    page.goto(ALL)

    expect(page.get_by_role("button", name="Notify me in this browser")).to_be_disabled()
    expect(page.locator("[data-push-words]")).to_contain_text("told not to notify")


def test_without_scripts_the_page_says_why_there_is_no_button(browse: Browse, alice: User) -> None:
    page = browse(alice, java_script_enabled=False)
    page.goto(ALL)

    expect(page.get_by_text("Scripts are off in this browser")).to_be_visible()
    expect(page.get_by_role("button", name="Notify me in this browser")).to_be_hidden()
