"""The relation graph of 10,000 people and 40,000 ties: bytes on the wire, processor time, and the first frame.

The picture is drawn by a Chromium of this machine, if there is one; otherwise the server is measured alone.
"""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from random import Random

from bench.place import cpu_ms, set_up

set_up()

from django.conf import settings  # noqa: E402  # after set_up
from django.contrib.staticfiles.handlers import StaticFilesHandler  # noqa: E402  # after set_up
from django.test import Client  # noqa: E402  # after set_up
from django.test.testcases import LiveServerThread  # noqa: E402  # after set_up
from playwright.sync_api import Page, sync_playwright  # noqa: E402  # after set_up

from accounts import bulk  # noqa: E402  # after set_up
from accounts.models import User  # noqa: E402  # after set_up
from accounts.services import create_owner  # noqa: E402  # after set_up
from bench.book import seed  # noqa: E402  # after set_up
from contacts.models import Contact, Post, Tie  # noqa: E402  # after set_up
from crm.demo.names import GIVEN  # noqa: E402  # after set_up
from domain.ties import TieKind  # noqa: E402  # after set_up

PEOPLE, TIES, FIRMS = 10_000, 40_000, 1_500
SYLLABLES = (
    "an",
    "ber",
    "dal",
    "ek",
    "fors",
    "gren",
    "holm",
    "ist",
    "jans",
    "kar",
    "lund",
    "mar",
    "nor",
    "qui",
)
SHARES = (None, None, 2, 4, 5, 6, 7, 9)
TRIES = 5
MARKS = ("data", "first", "ties", "settled")


def furnish(owner: User, now: datetime) -> None:
    """Names as people have them, companies, and ties of which half stay within a company."""
    dice = Random(7)
    people = list(Contact.objects.owned_by(owner).order_by("pk"))
    for one in people:
        one.display = f"{dice.choice(GIVEN)} {''.join(dice.choices(SYLLABLES, k=3)).capitalize()}"
    Contact.objects.bulk_update(people, ["display"], batch_size=500)
    firms = {one.pk: int(FIRMS * dice.random() ** 2) for one in people}
    for pk, firm in firms.items():
        Post.objects.filter(contact=pk).update(organisation=f"Firm {firm}")
    pairs = list(dict.fromkeys(_pairs(dice, firms)))[:TIES]
    rows = [
        (one, other, dice.choice(list(TieKind)).value, dice.choice(SHARES))
        for one, other in pairs
        if one != other
    ]
    bulk.insert(Tie, ("one_id", "other_id", "kind", "estimate"), rows, {"owner_id": owner.pk, "made_at": now})


def _pairs(dice: Random, firms: dict[int, int]) -> Iterator[tuple[int, int]]:
    within: dict[int, list[int]] = {}
    for pk, firm in firms.items():
        within.setdefault(firm, []).append(pk)
    everybody = list(firms)
    for _ in range(TIES * 3 // 2):
        one = dice.choice(everybody)
        other = dice.choice(within[firms[one]] if dice.random() < 0.5 else everybody)
        if one != other:
            yield min(one, other), max(one, other)


def serve() -> LiveServerThread:
    settings.ALLOWED_HOSTS.append("localhost")
    thread = LiveServerThread("localhost", StaticFilesHandler)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    return thread


def watched(page: Page, url: str) -> dict[str, float]:
    """Milliseconds from the data to each stage of the picture."""
    page.goto(url)
    page.wait_for_selector("#graph[data-state='settled']", timeout=60_000)
    marks = page.evaluate(
        "() => Object.fromEntries(performance.getEntriesByType('mark').map((one) => [one.name, one.startTime]))"
    )
    return {name: marks[f"graph:{name}"] - marks["graph:data"] for name in MARKS}


def browse(client: Client) -> None:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        print("There is no Chromium here: the picture is not measured.")
        return
    server = serve()
    url = f"http://localhost:{server.port}"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": url}])
        found = [watched(context.new_page(), f"{url}/graph/") for _ in range(TRIES)]
        browser.close()
    server.terminate()
    for name in MARKS[1:]:
        times = sorted(each[name] for each in found)
        print(
            f"{name + ', ms after the data':>28} median {times[TRIES // 2]:>7.0f}   worst {times[-1]:>7.0f}"
        )


def main() -> None:
    now = datetime.now(UTC)
    owner = create_owner(email="bench@example.org", password="a long enough phrase 7")  # noqa: S106  # guards nothing
    seed(owner, 0, PEOPLE, 4, now)
    furnish(owner, now)
    client = Client()
    client.force_login(owner)
    plain = client.get("/graph/data/")
    packed = client.get("/graph/data/", headers={"accept-encoding": "gzip"})
    print(f"{PEOPLE:,} people, {Tie.objects.count():,} ties")
    print(f"{'on the wire, bytes':>28} {len(packed.content):>10,} of {len(plain.content):,}")
    data = cpu_ms(lambda: client.get("/graph/data/", headers={"accept-encoding": "gzip"}), 5)
    print(f"{'the data, CPU ms':>28} {data:>10.0f}")
    print(f"{'the page, CPU ms':>28} {cpu_ms(lambda: client.get('/graph/'), 5):>10.0f}")
    browse(client)


if __name__ == "__main__":
    main()
