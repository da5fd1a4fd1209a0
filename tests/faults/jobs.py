"""Jobs that a real cluster is given to choke on."""

import os
import signal
import time
from pathlib import Path

from dashboard.tasks import tick


def die() -> None:
    """Kill the worker, as the machine does when memory runs out."""
    os.kill(os.getpid(), signal.SIGKILL)


def hang(file: str) -> None:
    """Never end, and hear no alarm."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
    note(file, f"{os.getpid()}")
    time.sleep(600)


def slow(seconds: float, file: str) -> None:
    """Take longer than the queue is patient for, then tick."""
    time.sleep(seconds)
    note(file, "ran")
    tick(heartbeat=False)


def note(file: str, line: str) -> None:
    with Path(file).open("a") as notes:
        notes.write(f"{line}\n")
