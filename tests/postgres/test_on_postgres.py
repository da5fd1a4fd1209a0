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
    "tests/postgres/test_deciding_together.py",
    "tests/postgres/test_ticking_together.py",
    "tests/accounts/test_bulk.py",
    "tests/relationships",
    "tests/interactions/test_book.py",
    "tests/network/test_review_queue.py",
    "tests/network/test_decisions.py",
    "tests/network/test_introducers.py",
    "tests/network/test_review_sources.py",
    "tests/network/test_simulation.py",
)


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


def test_standings_review_and_decisions_pass_on_postgresql(address: str) -> None:
    command = [sys.executable, "-m", "pytest", "-q", "--tb=short", "-p", "no:cacheprovider", *AGAIN]

    run = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | {"CRM_DATABASE_URL": address},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )

    assert run.returncode == 0, run.stdout
