"""Two clusters, jobs that come several times, in any order: the rows are the same."""

import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bench.postgres import NoBinaries, served
from tests.faults.conftest import Tell
from tests.faults.forge import FILE, Forge, copy_book
from tests.faults.sinks import MailSink

MORNING = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
TWO = ["alice@example.org", "bob@example.org"]
RULES, ROUNDS = 200, 100


def check(forge: Forge, sink: MailSink, now: datetime) -> None:
    assert forge.do("problems", now) == []
    assert max(Counter(sink.ids()).values(), default=1) == 1


def rounds(forge: Forge, count: int) -> int:
    """Two ticks at the same moment, day after day; how many due dates came twice."""
    owners = forge.do("book", MORNING, emails=TWO, friends=0)
    for owner in owners:
        forge.do("daily", MORNING, owner=owner, count=RULES // 2, starts_on="2026-03-12", every=1, unit="day")
    for number in range(count):
        at = MORNING + number * DAY
        forge.answers([forge.order("tick", at), forge.order("tick", at)])
        forge.do("settled", at)
    keys = [tuple(row[1:4]) for row in forge.do("occurrences", at) if row[1] == "own"]
    assert len(set(keys)) >= RULES
    return len(keys) - len(set(keys))


def test_f25_two_clusters_on_sqlite(forge: Forge, sink: MailSink, tell: Tell) -> None:
    doubled = rounds(forge, ROUNDS)

    assert doubled == 0
    assert len(sink.letters) == len(TWO) * ROUNDS
    check(forge, sink, MORNING + ROUNDS * DAY)
    tell(
        "F25",
        "Two clusters, SQLite",
        f"{RULES} rules, {ROUNDS} rounds: {doubled} due dates twice, no mail twice",
    )


def test_f25_two_clusters_on_postgresql(tmp_path: Path, sink: MailSink, tell: Tell) -> None:
    try:
        with served() as address, Forge(tmp_path, sink.port, CRM_DATABASE_URL=address) as forge:
            forge.do("migrate")
            doubled = rounds(forge, ROUNDS)
            assert doubled == 0
            assert len(sink.letters) == len(TWO) * ROUNDS
            check(forge, sink, MORNING + ROUNDS * DAY)
    except NoBinaries as missing:
        pytest.skip(str(missing))
    tell(
        "F25",
        "Two clusters, PostgreSQL",
        f"{RULES} rules, {ROUNDS} rounds: {doubled} due dates twice, no mail twice",
    )


def test_f10_every_job_three_times(
    forge: Forge, sink: MailSink, tmp_path: Path, migrated: Path, tell: Tell
) -> None:
    """Against a clean run of the same days over a copy of the same book."""
    owners = forge.do("book", MORNING, emails=TWO)
    for owner in owners:
        forge.do("daily", MORNING, owner=owner, count=10, starts_on="2026-03-12")
        forge.do("birthdays", MORNING, owner=owner, month=3, day=14)
    clean_folder = tmp_path / "clean"
    copy_book(tmp_path / FILE, clean_folder)
    jobs = [MORNING + day * DAY + minute * MINUTE for day in range(7) for minute in range(3)]
    shuffled = random.Random(7)

    with MailSink() as clean_sink, Forge(clean_folder, clean_sink.port) as clean:
        for at in jobs:
            clean.do("tick", at)
        expected = clean.do("occurrences", jobs[-1])
    for day in range(7):
        thrice = [at for at in jobs[3 * day : 3 * day + 3] for _ in range(3)]
        shuffled.shuffle(thrice)
        for some in (thrice[:4], thrice[4:]):
            forge.answers([forge.order("tick", at) for at in some])

    assert forge.do("occurrences", jobs[-1]) == expected
    assert Counter(sink.ids()) == Counter(clean_sink.ids())
    check(forge, sink, jobs[-1] + 3 * MINUTE)
    tell(
        "F10",
        "Every job three times, shuffled",
        f"{len(expected)} due dates and {len(sink.letters)} mails, as in a clean run",
    )
