"""Process groups, with real processes."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from crm import processes
from crm.place import FOLDER
from tests.crm.serving import until

pytestmark = pytest.mark.skipif(not processes.PROC.is_dir(), reason="without /proc there is nothing to see")

FAMILY = "import os, sys, time; os.fork(); print('here', flush=True); time.sleep(60)"
STUBBORN = (
    "import signal, time; signal.signal(15, signal.SIG_IGN); signal.signal(2, signal.default_int_handler)\n"
    "print('here', flush=True); time.sleep(60)"
)


@pytest.fixture
def group() -> Iterator[subprocess.Popen[bytes]]:
    """A leader with one child."""
    yield from _group(FAMILY, 2)


@pytest.fixture
def stubborn() -> Iterator[subprocess.Popen[bytes]]:
    """A leader that does not hear TERM."""
    yield from _group(STUBBORN, 1)


def _group(program: str, size: int) -> Iterator[subprocess.Popen[bytes]]:
    leader = subprocess.Popen(
        [sys.executable, "-c", program], cwd=FOLDER, start_new_session=True, stdout=subprocess.PIPE
    )
    assert leader.stdout is not None
    for _ in range(size):
        leader.stdout.readline()
    yield leader
    processes.kill(leader.pid)
    leader.wait()
    leader.stdout.close()


def test_a_group_has_all_its_living_members(group: subprocess.Popen[bytes]) -> None:
    found = processes.members(group.pid)

    assert len(found) == 2
    assert group.pid in found


def test_a_marked_group_is_recognised(group: subprocess.Popen[bytes]) -> None:
    assert processes.is_ours(processes.mark(group.pid), FOLDER)


def test_a_group_with_another_birth_or_boot_is_a_strangers(group: subprocess.Popen[bytes]) -> None:
    mark = processes.mark(group.pid)

    assert not processes.is_ours(replace(mark, born=mark.born - 1), FOLDER)
    assert not processes.is_ours(replace(mark, boot="another"), FOLDER)
    assert not processes.is_ours(replace(mark, boot=""), FOLDER)


def test_orphans_are_ours_only_if_they_work_in_our_folder(
    group: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    mark = processes.mark(group.pid)
    os.kill(group.pid, signal.SIGKILL)
    group.wait()

    assert len(processes.members(group.pid)) == 1
    assert processes.is_ours(mark, FOLDER)
    assert not processes.is_ours(mark, tmp_path)


def test_a_group_that_is_gone_is_nobodys(group: subprocess.Popen[bytes]) -> None:
    mark = processes.mark(group.pid)

    processes.kill(group.pid)

    assert processes.members(group.pid) == []
    assert not processes.is_ours(mark, FOLDER)


def test_ending_a_group_asks_its_leader_and_then_kills_the_rest(group: subprocess.Popen[bytes]) -> None:
    processes.end(group.pid, grace=5)

    assert processes.members(group.pid) == []
    assert group.wait() == -signal.SIGTERM


def test_who_does_not_stop_in_time_is_killed(stubborn: subprocess.Popen[bytes]) -> None:
    processes.end(stubborn.pid, grace=0.2)

    assert processes.members(stubborn.pid) == []
    assert stubborn.wait() == -signal.SIGKILL


def test_ending_what_is_gone_does_nothing(group: subprocess.Popen[bytes]) -> None:
    processes.kill(group.pid)
    group.wait()

    processes.end(group.pid, grace=5)

    assert processes.members(group.pid) == []


def test_a_handler_is_seen_from_outside(stubborn: subprocess.Popen[bytes]) -> None:
    until(lambda: processes.catches(stubborn.pid, signal.SIGINT), "the interpreter's own handler")

    assert not processes.catches(stubborn.pid, signal.SIGTERM)
    assert not processes.catches(0, signal.SIGINT)
