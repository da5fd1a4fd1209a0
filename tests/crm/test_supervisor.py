"""The supervisor with real processes, a real port and real signals."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from crm import processes
from crm.place import FOLDER
from crm.supervisor import is_stuck
from tests.crm.serving import Serving, environment, free_port, until

pytestmark = pytest.mark.processes

Start = Callable[[], Serving]
DATABASE = "rapport.sqlite3"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    serving = Serving(tmp_path_factory.mktemp("running"), free_port())
    try:
        yield serving.wait_until_ready()
    finally:
        serving.clear_away()


@pytest.fixture
def start(running: Serving, tmp_path: Path) -> Iterator[Start]:
    """Start, or start again, over another folder, in which the static files and the tables are there already."""
    shutil.copytree(running.folder / "static", tmp_path / "static")
    shutil.copy(running.folder / "static.stamp", tmp_path)
    copy_database(running.folder / DATABASE, tmp_path / DATABASE)
    started: list[Serving] = []
    port = free_port()

    def _start() -> Serving:
        started.append(Serving(tmp_path, port))
        return started[-1].wait_until_ready()

    yield _start
    for serving in started:
        serving.clear_away()


def copy_database(source: Path, target: Path) -> None:
    """Copy a database that is in use."""
    with closing(sqlite3.connect(source)) as given, closing(sqlite3.connect(target)) as made:
        given.backup(made)


def refusal(folder: Path, port: int) -> str:
    """What a start says that is refused."""
    command = [sys.executable, "-m", "crm.supervisor"]
    answer = subprocess.run(
        command,
        cwd=FOLDER,
        env=environment(folder, port),
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert answer.returncode == 1
    return answer.stderr


def test_web_and_worker_come_up_in_groups_of_their_own(running: Serving) -> None:
    web, worker = running.groups()

    status, health = running.health()

    assert status == 200
    assert health["web"] == health["database"] == "ok"
    assert health["worker"] in ("ok", "starting")
    assert {os.getpgid(pid) for pid in (web, worker, running.process.pid)} == {
        web,
        worker,
        running.process.pid,
    }
    assert running.has_said(f"Rapport is ready: http://localhost:{running.port}")


def test_only_the_owner_of_the_machine_reads_the_data(running: Serving) -> None:
    private = [running.folder / name for name in ("rapport.sqlite3", "secret_key", "supervisor.json")]

    assert [oct(path.stat().st_mode & 0o777) for path in private] == ["0o600", "0o600", "0o600"]


def test_a_job_runs_from_end_to_end(running: Serving) -> None:
    program = "from django_q.tasks import *; print(result(async_task('math.sqrt', 16), wait=20000))"
    command = [sys.executable, "manage.py", "shell", "--verbosity", "0", "--command", program]

    answer = subprocess.run(
        command,
        cwd=FOLDER,
        env=environment(running.folder, running.port),
        capture_output=True,
        text=True,
        check=True,
    )

    assert answer.stdout.strip() == "4.0"


def test_a_second_supervisor_over_the_same_folder_is_refused(running: Serving) -> None:
    said = refusal(running.folder, free_port())

    assert said == (
        f"Rapport cannot start: Rapport already runs over {running.folder}: process {running.process.pid}, "
        f"http://localhost:{running.port}. Stop it first.\n"
    )
    assert running.health()[0] == 200


def test_a_port_in_use_is_told_and_not_fought_for(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        said = refusal(tmp_path, port)

    assert said == (
        f"Rapport cannot start: Cannot listen on 127.0.0.1:{port}: Address already in use. "
        "Stop what uses this port, or choose another: CRM_PORT=8001 make run\n"
    )


@pytest.mark.parametrize("part", [0, 1], ids=["web", "worker"])
def test_a_part_that_was_killed_is_started_again_without_orphans(running: Serving, part: int) -> None:
    old = running.groups()

    os.kill(old[part], signal.SIGKILL)
    until(lambda: len(running.groups()) == 2 and old[part] not in running.groups(), "a new group")

    assert running.groups() != old
    assert processes.members(old[part]) == []
    until(lambda: processes.members(running.groups()[1]), "its processes")
    until(running.answers, "an answer")


def test_f26_a_schedule_that_stops_all_others_is_stopped(running: Serving) -> None:
    with closing(sqlite3.connect(running.folder / DATABASE, timeout=20)) as other, other:
        other.execute(
            "INSERT INTO django_q_schedule (func, args, schedule_type, repeats, next_run)"
            " VALUES ('math.sqrt', 'os.getpid()', 'I', -1, '2026-01-01')"
        )
    status, health = running.health()

    until(lambda: running.health()[1]["schedules"] == [], "the row stopped")

    assert (status, len(health["schedules"])) == (503, 1)
    assert running.has_said(
        f"Mended schedule {health['schedules'][0]['id']}: {health['schedules'][0]['words']}."
    )


def test_ctrl_c_stops_both_within_seconds_and_leaves_nothing(start: Start) -> None:
    serving = start()
    groups = serving.groups()

    status, seconds = serving.stop(signal.SIGINT)

    assert status == 0
    assert seconds < 60  # the worker alone would have 150
    assert [processes.members(group) for group in groups] == [[], []]
    assert serving.groups() == []


def test_a_new_start_ends_what_a_killed_supervisor_left(start: Start) -> None:
    killed = start()
    old = killed.groups()
    killed.stop(signal.SIGKILL)
    left = [bool(processes.members(group)) for group in old]

    new = start()

    assert left == [True, True]
    assert [processes.members(group) for group in old] == [[], []]
    assert new.health()[0] == 200
    assert new.stop(signal.SIGTERM)[0] == 0


@pytest.mark.parametrize(
    ("worker", "seconds", "stuck"),
    [("late", 181.0, True), ("late", 100.0, False), ("ok", 1000.0, False), ("starting", 1000.0, False)],
)
def test_a_worker_is_stuck_once_it_had_time_for_a_heartbeat(worker: str, seconds: float, stuck: bool) -> None:
    assert is_stuck({"web": "ok", "worker": worker}, seconds) is stuck


def test_a_web_server_that_does_not_answer_says_nothing_about_the_worker() -> None:
    assert not is_stuck(None, 1000.0)
    assert not is_stuck({}, 1000.0)
