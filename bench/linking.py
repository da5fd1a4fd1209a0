"""Simulating policies over 30,000 links, and triage of requests: wall and CPU time, beside reading the links' names."""

from datetime import date, datetime
from functools import partial
from time import perf_counter, process_time

from bench.place import cpu_ms, set_up

set_up()

from django.utils import timezone  # noqa: E402  # after set_up

from accounts.models import User  # noqa: E402  # after set_up
from accounts.services import create_owner  # noqa: E402  # after set_up
from bench.book import seed  # noqa: E402  # after set_up
from domain.linkmail import read_invitation  # noqa: E402  # after set_up
from domain.linkpresets import PRESETS, preset  # noqa: E402  # after set_up
from network.models import Link, LinkRequest  # noqa: E402  # after set_up
from network.queries.simulation import simulate  # noqa: E402  # after set_up
from network.queries.triage import triage  # noqa: E402  # after set_up
from network.queries.waiting import waiting  # noqa: E402  # after set_up
from network.services.policies import save_version  # noqa: E402  # after set_up

PEOPLE = 60_000
"""Every other one is linked."""
EACH = 5
REQUESTS = 20


def main() -> None:
    now = timezone.now()
    owner = create_owner(email="bench@example.org", password="a long enough phrase 7")  # noqa: S106  # guards nothing
    seed(owner, 1, PEOPLE + 1, EACH, now)
    save_version(owner=owner, policy=preset("no-objection", "linkedin"), now=now)
    today = now.date()
    names = partial(_names, owner)
    print(f"reading {names():,} links with names: {cpu_ms(names, 5):.0f} CPU ms")
    print(f"{'preset':>22} {'seconds':>8} {'CPU ms':>8} {'pass':>8} {'fail':>8} {'strong':>8}")
    for slug in PRESETS:
        _simulated(owner, slug, today)
    _asked(owner, now)
    rows = list(waiting(owner, today).requests)
    print(f"triage of {len(rows)} requests: {cpu_ms(partial(triage, owner, rows, today), 5):.0f} CPU ms")
    print(f"triage of one: {cpu_ms(partial(triage, owner, rows[:1], today), 5):.0f} CPU ms")
    novel = "Ada Lindqvist would like to connect on LinkedIn\n" + "It was a dark and stormy night. " * 40_000
    print(f"reading a pasted novel: {cpu_ms(partial(read_invitation, novel), 5):.1f} CPU ms")
    print(f"what waits: {cpu_ms(lambda: waiting(owner, today).requests.count(), 5):.1f} CPU ms")


def _names(owner: User) -> int:
    links = Link.objects.owned_by(owner).filter(until=None, contact__deleted_at=None)
    return len(list(links.values_list("contact__display", "since")))


def _simulated(owner: User, slug: str, today: date) -> None:
    wall, cpu = perf_counter(), process_time()
    found = simulate(owner, preset(slug, "linkedin"), today)
    spent, used = perf_counter() - wall, (process_time() - cpu) * 1000
    counts = f"{found.passing:>8,} {found.failing:>8,} {found.strong_count:>8,}"
    print(f"{slug:>22} {spent:>8.2f} {used:>8.0f} {counts}")


def _asked(owner: User, now: datetime) -> None:
    LinkRequest.objects.bulk_create(
        LinkRequest(
            owner=owner,
            network="linkedin",
            name=f"Given{number * 7} Family{number * 7}",
            external_key=str(number),
            message="We spoke about mills.",
            sent_at=now,
        )
        for number in range(REQUESTS)
    )


if __name__ == "__main__":
    main()
