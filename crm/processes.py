"""Process groups, seen through /proc: which are ours, what still lives in them, ending them as a whole."""

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")


@dataclass(frozen=True)
class Mark:
    """What tells a group of ours from a stranger's with the same number: its birth and its boot."""

    pid: int
    born: int
    boot: str


@dataclass(frozen=True)
class Stat:
    """What /proc says of one process."""

    state: str
    group: int
    born: int


def mark(pid: int) -> Mark:
    stat = _stat(pid)
    return Mark(pid, stat.born if stat else 0, _boot())


def members(group: int) -> list[int]:
    """The living processes of a group. Without /proc: its leader, while anything of the group lives."""
    if not PROC.is_dir():
        return [group] if _send(group, 0) else []
    pids = [int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit()]
    return [pid for pid in pids if (stat := _stat(pid)) and stat.group == group and stat.state != "Z"]


def is_ours(marked: Mark, folder: Path) -> bool:
    """Whether the group that bears the number today is the one that was marked.

    While its leader lives, the leader's birth decides. Orphans without a leader must work in `folder`.
    """
    living = members(marked.pid)
    if not living or not marked.boot or marked.boot != _boot():
        return False
    if marked.pid in living:
        return mark(marked.pid) == marked
    return all(_folder(pid) == folder for pid in living)


def end(group: int, grace: float) -> None:
    """Ask the leader to stop; kill the whole group once it has stopped or `grace` seconds are over."""
    if group in members(group):
        os.kill(group, signal.SIGTERM)
    deadline = time.monotonic() + grace
    while group in members(group) and time.monotonic() < deadline:
        time.sleep(0.05)
    kill(group)


def kill(group: int) -> None:
    """Kill whatever is left of a group, and wait until it is gone."""
    deadline = time.monotonic() + 5
    while members(group) and time.monotonic() < deadline:
        _send(group, signal.SIGKILL)
        time.sleep(0.02)


def name(pid: int) -> str:
    """The short name of a program, empty where it cannot be known."""
    return _read(PROC / str(pid) / "comm").strip()


def catches(pid: int, number: int) -> bool:
    """Whether a process has a handler for a signal."""
    masks = [line.split()[1] for line in _read(PROC / str(pid) / "status").splitlines() if "SigCgt:" in line]
    return bool(masks) and bool(int(masks[0], 16) & 1 << (number - 1))


def _send(group: int, number: int) -> bool:
    try:
        os.killpg(group, number)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def _stat(pid: int) -> Stat | None:
    fields = _read(PROC / str(pid) / "stat").rpartition(")")[2].split()
    return Stat(state=fields[0], group=int(fields[2]), born=int(fields[19])) if fields else None


def _folder(pid: int) -> Path | None:
    try:
        return (PROC / str(pid) / "cwd").readlink()
    except OSError:
        return None


def _boot() -> str:
    return _read(PROC / "sys/kernel/random/boot_id").strip()


def _read(file: Path) -> str:
    try:
        return file.read_text()
    except OSError:
        return ""
