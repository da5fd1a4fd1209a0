"""A worker that looks alive and does nothing: three of them at once, since each takes minutes to be found out."""

import os
import signal
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.crm.serving import until
from tests.faults.conftest import Tell
from tests.faults.serving import OWNER, Run, running

STUCK = "The worker gives no sign of life; it is started again."
SILENCE = 300.0  # seconds after which whoever is still alive would have been found out
ROLES = ("worker 1", "worker 2", "monitor")


@dataclass(frozen=True)
class Outcome:
    """Seconds from the kill until /healthz was red, until the group was ended and until the mail was there; or None."""

    red: float | None
    restarted: float | None
    mailed: float
    noted: bool
    mails: list[int]
    problems: list[str]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> dict[str, Outcome]:
    folder = tmp_path_factory.mktemp("canary")

    def suffer(role: str) -> Outcome:
        with running(folder / role.replace(" ", "-"), migrated) as run:
            return killed(run, role)

    with ThreadPoolExecutor(len(ROLES)) as pool:
        return dict(zip(ROLES, pool.map(suffer, ROLES), strict=True))


def killed(run: Run, role: str) -> Outcome:
    """Kill one idle process of a worker that is well, give it work, and see what becomes of it."""
    run.tick_now()
    until(lambda: run.serving.health()[1]["worker"] == "ok", "a green canary")
    os.kill(run.roles()[role], signal.SIGKILL)
    begun, seen = time.monotonic(), dict[str, float]()
    run.forge.do("book", emails=[OWNER], hour=0)
    while time.monotonic() - begun < SILENCE or ("red" in seen and "restarted" not in seen):
        for name, happened in (
            ("red", run.serving.health()[0] == 503),
            ("restarted", run.serving.has_said(STUCK)),
            ("mailed", bool(run.sink.letters)),
        ):
            if happened:
                seen.setdefault(name, time.monotonic() - begun)
        if "restarted" in seen and "mailed" in seen:
            break
        time.sleep(0.5)
    last = datetime.now(UTC)
    run.tick_now()
    until(lambda: run.beat_after(last), "another tick")
    until(lambda: run.serving.health()[0] == 200, "a green canary again")
    tasks = len(run.forge.do("queue")["tasks"])
    until(lambda: len(run.forge.do("queue")["tasks"]) >= min(tasks, 1), "noted results")
    return Outcome(
        seen.get("red"),
        seen.get("restarted"),
        seen["mailed"],
        tasks > 0,
        sorted(Counter(run.sink.ids()).values()),
        run.forge.do("problems", datetime.now(UTC) + timedelta(minutes=5)),
    )


@pytest.mark.parametrize("role", ["worker 1", "worker 2"])
def test_f3_an_idle_worker_is_killed(role: str, outcomes: dict[str, Outcome], tell: Tell) -> None:
    """One of the two holds the queue: then nothing runs until the group is started again."""
    found = outcomes[role]

    assert (found.mails, found.problems) == ([1], [])
    if found.red is None:
        tell("F3", f"Idle {role} killed", f"it held nothing: mail after {found.mailed:.0f} s")
        return
    assert found.red <= 185
    assert found.restarted is not None
    assert found.mailed <= 300
    tell(
        "F3",
        f"Idle {role} killed",
        f"it held the queue: red after {found.red:.0f} s, restarted after {found.restarted:.0f} s, "
        f"mail after {found.mailed:.0f} s",
    )


def test_f3_one_of_the_two_was_the_bad_one(outcomes: dict[str, Outcome]) -> None:
    assert [outcomes[role].red is None for role in ("worker 1", "worker 2")].count(True) == 1


def test_f4_the_monitor_is_killed(outcomes: dict[str, Outcome], tell: Tell) -> None:
    """Jobs run on, but nobody notes that they did: the queue would give them out again for ever."""
    found = outcomes["monitor"]

    assert (found.mails, found.problems) == ([1], [])
    assert found.red is not None
    assert found.red <= 185
    assert found.restarted is not None
    assert found.noted
    tell(
        "F4",
        "Monitor killed",
        f"jobs went on, unnoted: red after {found.red:.0f} s, restarted after {found.restarted:.0f} s",
    )
