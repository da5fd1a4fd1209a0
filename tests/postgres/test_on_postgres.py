"""What reads and writes the database does so on PostgreSQL too: its tests are run again there."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from bench.postgres import NoBinaries, served

ROOT = Path(__file__).resolve().parents[2]
AGAIN = (
    "tests/postgres/test_together.py",
    "tests/accounts/test_bulk.py",
    "tests/relationships",
    "tests/interactions/test_services.py",
    "tests/interactions/test_book.py",
    "tests/dashboard/test_people.py",
    "tests/network/test_review_queue.py",
)
LISTS = "tests/relationships/test_listing.py::test"
LEFT_OUT = (
    f"{LISTS}_every_page_is_that_of_the_whole_list[0-2000",
    f"{LISTS}_every_page_is_that_of_the_whole_list[500-0",
    f"{LISTS}_a_list_counts_whom_it_holds_up_to_a_limit",
)
"""The same lists found in other ways; they take long."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    try:
        with served() as found:
            yield found
    except NoBinaries as problem:
        pytest.skip(str(problem))


def test_the_server_answers_and_can_be_reached_from_here_alone(address: str) -> None:
    with psycopg.connect(address) as connection:
        row = connection.execute("SHOW listen_addresses").fetchone()

    assert row == ("127.0.0.1",)


def test_everything_about_standings_passes_on_postgresql(address: str) -> None:
    command = [sys.executable, "-m", "pytest", "-q", "--tb=short", "-p", "no:cacheprovider", *AGAIN]
    command += [word for name in LEFT_OUT for word in ("--deselect", name)]

    run = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | {"CRM_DATABASE_URL": address},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )

    assert run.returncode == 0, run.stdout
