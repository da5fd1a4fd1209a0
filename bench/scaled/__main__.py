"""python -m bench.scaled SIZE …: one run in the database that the environment names; see bench/scale.py."""

import sys
from datetime import datetime
from time import perf_counter, process_time

from bench.place import set_up

set_up()

from django.core.cache import cache  # noqa: E402  # after set_up
from django.db import connection  # noqa: E402  # after set_up

from accounts import clock  # noqa: E402  # after set_up
from accounts.models import User  # noqa: E402  # after set_up
from accounts.services import create_owner  # noqa: E402  # after set_up
from bench.book import seed  # noqa: E402  # after set_up
from bench.scaled.measure import Figures, Processor, measure, watched_transactions, yardstick  # noqa: E402  # after set_up
from bench.scaled.pages import page_rows  # noqa: E402  # after set_up
from bench.scaled.tables import growth_table, size_table  # noqa: E402  # after set_up
from bench.scaled.writes import book_rows, write_rows  # noqa: E402  # after set_up

EACH = 20
"""Interactions with each person, on average."""


def main(sizes: list[int]) -> None:
    owner = create_owner(email="bench@example.org", password="a long enough phrase 7")  # noqa: S106  # guards nothing
    print(f"{connection.display_name}, {EACH} interactions with each person on average.", flush=True)
    found: dict[int, dict[str, Figures]] = {}
    with watched_transactions():
        for before, size in zip([0, *sizes], sizes, strict=False):
            grown = _grow(owner, before, size, clock.now_for(owner))
            cache.clear()
            found[size] = {f"Seeding {size - before:,} people": grown} | _measured(owner, size)
            print(size_table(size, found[size]), flush=True)
    print(growth_table(found))


def _grow(owner: User, before: int, size: int, now: datetime) -> Figures:
    near, wall, processor = yardstick(), perf_counter(), Processor()
    seed(owner, before, size, EACH, now)
    spent = processor.seconds() * 1000
    grown = Figures([(perf_counter() - wall) * 1000], [spent], [spent / near], [])
    if connection.vendor == "postgresql":  # which would do so by itself a minute later
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return grown


def _measured(owner: User, size: int) -> dict[str, Figures]:
    """Reading first, then single writes, then the whole book: each lot takes turns within itself."""
    lots = (page_rows(owner, size), write_rows(owner), book_rows(owner))
    return {name: figures for lot in lots for name, figures in measure(list(lot)).items()}


if __name__ == "__main__":
    began = perf_counter()
    main(sorted(map(int, sys.argv[1:])))
    print(f"\nAll of it took {perf_counter() - began:.0f} s, {process_time():.0f} s of this processor.")
