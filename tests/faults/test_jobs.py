"""Jobs that kill, hang, repeat themselves, or fail over what nobody else may read."""

import sqlite3
import time
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from crm import processes
from tests.crm.serving import until
from tests.faults.cluster import Cluster, roles
from tests.faults.conftest import Tell
from tests.faults.forge import Forge
from tests.faults.sinks import MailSink

MORNING = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
TWO = ["alice@example.org", "bob@example.org"]
BROKE_OFF = "The import broke off five times in the same place."


def check(forge: Forge, sink: MailSink, now: datetime | None = None) -> None:
    assert forge.do("problems", now) == []
    assert max(Counter(sink.ids()).values(), default=1) == 1


def test_f5_a_job_that_kills_its_worker(forge: Forge, sink: MailSink, tell: Tell) -> None:
    """Tried in a process that dies each time it writes a person of that import; another import goes through."""
    alice, bob = forge.do("book", MORNING, emails=TWO, friends=0)
    poison = forge.do("import_begun", MORNING, owner=alice)
    other = forge.do("import_begun", MORNING, owner=bob)

    tries, moment = 0, MORNING
    while forge.killed("work_on", moment, kill={"holds": "Perez 3"}, run=poison):
        tries += 1
        moment += 2 * MINUTE
        assert forge.do("stalled", moment) >= 1
    forge.do("work_on", moment, run=other)

    state = forge.do("run_state", moment, run=poison)
    assert (tries, state["state"], state["problem"]) == (5, "failed", BROKE_OFF)
    assert forge.do("run_state", moment, run=other)["state"] == "done"
    check(forge, sink, moment)
    tell(
        "F5", "A job that kills its worker", f"{tries} tries, then shown to its owner; another import is done"
    )


def test_f5_a_cluster_whose_worker_is_killed_goes_on(forge: Forge, sink: MailSink, tell: Tell) -> None:
    forge.do("queued", func="tests.faults.jobs.die")
    with Cluster(forge.folder, forge.env):
        until(lambda: forge.do("queue")["waiting"] == 1, "the job that kills")
        begun = time.monotonic()
        forge.do("queued", func="math.sqrt", given=[16], times=4)
        until(lambda: len(forge.do("queue")["tasks"]) >= 4, "the other jobs")
        seconds = time.monotonic() - begun

    check(forge, sink)
    tell("F5", "A worker killed by its job", f"4 of 4 other jobs done within {seconds:.0f} s")


def test_f6_out_of_memory(forge: Forge, sink: MailSink, tell: Tell) -> None:
    alice, bob = forge.do("book", MORNING, emails=TWO, friends=0)
    large = forge.do("import_begun", MORNING, owner=alice, people=4000)
    other = forge.do("import_begun", MORNING, owner=bob)

    said, moment = [], MORNING
    for _ in range(6):
        order = forge.order("memory", moment, megabytes=3, inner="work_on", run=large)
        said.append(forge.ask([order])[0])
        moment += 2 * MINUTE
    forge.do("work_on", moment, run=other)

    state = forge.do("run_state", moment, run=large)
    assert (state["state"], state["problem"]) == ("failed", BROKE_OFF)
    assert forge.do("run_state", moment, run=other)["state"] == "done"
    check(forge, sink, moment)
    tell("F6", "A job out of memory", "5 tries, then shown to its owner; another import is done")


def test_f7_a_job_that_hangs_and_hears_no_alarm(
    forge: Forge, sink: MailSink, tmp_path: Path, tell: Tell
) -> None:
    """With a time-out of 6 seconds instead of 120."""
    notes = tmp_path / "notes.txt"
    forge.do("queued", func="tests.faults.jobs.hang", given=[str(notes)])
    with Cluster(forge.folder, forge.env, timeout=6, retry=60) as cluster:
        until(notes.exists, "the job that hangs")
        begun, pid = time.monotonic(), int(notes.read_text())
        group = cluster.process.pid
        until(lambda: pid not in processes.members(group), "its end")
        seconds = time.monotonic() - begun
        until(lambda: roles(group), "another worker")

    assert seconds <= 6 + 5
    check(forge, sink)
    tell("F7", "A job that hangs, time-out 6 s", f"killed after {seconds:.1f} s, another worker in its place")


def test_f8_slower_than_the_queue_is_patient(
    forge: Forge, sink: MailSink, tmp_path: Path, tell: Tell
) -> None:
    """Time-outs in which the library runs jobs twice: 12 jobs of 4 s, each given out again after 9."""
    notes = tmp_path / "notes.txt"
    forge.do("book", emails=TWO, hour=0)
    forge.do("queued", func="tests.faults.jobs.slow", given=[4, str(notes)], times=12)
    with Cluster(forge.folder, forge.env, timeout=8, retry=9, queue_limit=4) as cluster:
        until(lambda: forge.do("queue")["waiting"] == 0, "twelve jobs")

    runs = len(notes.read_text().splitlines())
    forge.do("tick", datetime.now(UTC) + 4 * MINUTE)  # what a job that took too long left behind
    assert runs >= 12, cluster.said()[-3000:]
    assert sorted({letter.to for letter in sink.letters}) == TWO, cluster.said()[-3000:]
    check(forge, sink)
    tell("F8", "12 jobs slower than the retry", f"{runs} runs, 1 mail for each of {len(TWO)} owners")


def test_f9_locked_for_thirty_seconds(forge: Forge, sink: MailSink, tell: Tell) -> None:
    """The file is held while jobs come to their end and want to note it."""
    forge.do("book", emails=TWO, hour=0)
    with Cluster(forge.folder, forge.env) as cluster:
        until(lambda: roles(cluster.process.pid), "a worker")
        forge.do("queued", func="dashboard.tasks.tick", times=3)
        until(lambda: sink.letters, "the first mail")
        with closing(sqlite3.connect(forge.folder / "rapport.sqlite3", timeout=30)) as other:
            other.execute("BEGIN IMMEDIATE")
            time.sleep(30)  # the fault itself
            other.rollback()
        begun = time.monotonic()
        forge.do("queued", func="dashboard.tasks.tick")
        until(lambda: len(sink.letters) >= len(TWO), "all mails")
        seconds = time.monotonic() - begun

    assert sorted({letter.to for letter in sink.letters}) == TWO
    check(forge, sink, datetime.now(UTC) + 5 * MINUTE)
    tell(
        "F9",
        "The file locked for 30 s",
        f"{len(sink.letters)} mails for {len(TWO)} owners, on again after {seconds:.0f} s",
    )


def test_p3_a_failing_import_leaves_nothing_private(forge: Forge, sink: MailSink, tell: Tell) -> None:
    canary = "Rana likes plums"
    (alice,) = forge.do("book", emails=TWO[:1], friends=0)
    run = forge.do("import_begun", owner=alice, canary=canary)
    forge.do("queued", func="transfer.tasks.work_on", given=[run])
    with Cluster(forge.folder, forge.env) as cluster:
        until(lambda: forge.do("queue")["tasks"], "a failure")
        said = cluster.said()

    (task,) = forge.do("queue")["tasks"]
    found = [text for text in [*forge.do("queue")["texts"], said] if canary in text or "plums" in text]
    assert task[:2] == ["transfer.tasks.work_on", "False"]
    assert "JobFailed: work_on: TypeError at transfer/" in task[2]
    assert found == []
    check(forge, sink)
    tell("P3", "An import fails over a private row", "0 private words in the queue's tables and the log")
