"""Parts of the machinery killed, a schedule that stops all others, and starts without end."""

import os
import signal
import sqlite3
import time
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from crm import processes
from tests.crm.serving import Serving, until
from tests.faults.conftest import Tell
from tests.faults.forge import Forge
from tests.faults.serving import OWNER, running
from tests.faults.sinks import MailSink

STORMS = 12


def check(forge: Forge, sink: MailSink, mails: int = 1) -> None:
    assert forge.do("problems", datetime.now(UTC) + timedelta(minutes=5)) == []
    assert sorted(Counter(sink.ids()).values()) == [1] * mails


def test_f4_pusher_sentinel_and_main_are_killed(tmp_path: Path, migrated: Path, tell: Tell) -> None:
    figures = []
    with running(tmp_path / "run", migrated) as run:
        for role in ("pusher", "sentinel", "main"):
            old = run.roles()
            os.kill(old[role], signal.SIGKILL)
            begun = time.monotonic()
            until(lambda old=old, role=role: run.roles().get(role, old[role]) != old[role], f"another {role}")
            now = datetime.now(UTC)
            run.tick_now()
            until(lambda now=now: run.beat_after(now), "a job")
            figures.append(f"{role} {time.monotonic() - begun:.0f} s")
            if role != "pusher":
                assert processes.members(old["main"]) == []
        run.forge.do("book", emails=[OWNER], hour=0)
        run.tick_now()
        until(lambda: run.sink.letters, "the mail")
        check(run.forge, run.sink)

    tell(
        "F4",
        "Pusher, sentinel, main killed",
        f"jobs run again after: {', '.join(figures)}; 0 orphans, 0 lost",
    )


def test_f26_a_schedule_that_stops_all_others(tmp_path: Path, migrated: Path, tell: Tell) -> None:
    with running(tmp_path / "run", migrated) as run:
        with closing(sqlite3.connect(run.serving.folder / "rapport.sqlite3", timeout=20)) as other, other:
            row = other.execute(
                "INSERT INTO django_q_schedule (func, args, schedule_type, repeats, next_run)"
                " VALUES ('math.sqrt', 'os.getpid()', 'I', -1, '2026-01-01') RETURNING id"
            ).fetchone()[0]
        begun = time.monotonic()
        status, health = run.serving.health()
        red = time.monotonic() - begun
        until(lambda: run.serving.health()[1]["schedules"] == [], "the row stopped")
        mended = time.monotonic() - begun
        ticked = run.wait_for_beat() + mended

    assert status == 503
    assert health["schedules"] == [
        {"id": row, "words": "a schedule that cannot be read and stops all others"}
    ]
    assert red < 180
    assert ticked < 300
    tell(
        "F26",
        "A poison schedule",
        f"named after {red:.1f} s, stopped after {mended:.0f} s, tick after {ticked:.0f} s",
    )


def test_f27_a_storm_of_restarts(tmp_path: Path, migrated: Path, tell: Tell) -> None:
    """Every five seconds, killed or stopped in turn: twelve times instead of for ten minutes."""
    boots = []
    with running(tmp_path / "run", migrated) as run:
        run.forge.do("book", emails=[OWNER], hour=0)
        serving = run.serving
        env = {
            name: value
            for name, value in run.forge.env.items()
            if name.startswith(("CRM_SMTP", "CRM_SECRET"))
        }
        for number in range(STORMS):
            serving.stop(signal.SIGKILL if number % 2 else signal.SIGTERM)
            begun = time.monotonic()
            serving = Serving(serving.folder, serving.port, **env)
            serving.wait_until_ready()
            boots.append(time.monotonic() - begun)
            run.tick_now()
            until(lambda begun=begun: time.monotonic() - begun > 5, "five seconds")
        run.serving = serving
        try:
            until(lambda: run.sink.letters, "the mail")
            until(run.roles, "a worker")
            now = datetime.now(UTC)
            run.tick_now()
            until(lambda: run.beat_after(now), "a job")
            check(run.forge, run.sink)
            waiting = run.forge.do("problems")
        finally:
            serving.clear_away()

    assert waiting == []
    tell(
        "F27",
        f"Restarted {STORMS} times in a row",
        f"0 lost, 0 twice; ready after {min(boots):.1f} to {max(boots):.1f} s",
    )
