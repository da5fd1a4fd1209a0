"""One part of Rapport in a process group of its own, restarted with growing pauses when it keeps dying."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from crm import processes

STEADY_AFTER = 60.0  # seconds of life after which earlier deaths are forgotten
ENVIRONMENT = {
    "PYTHONUNBUFFERED": "1",
    "PYTHONDONTWRITEBYTECODE": "",  # compiled once, the next start is twice as quick
}
LONGEST_PAUSE = 60.0  # seconds between two starts of what keeps dying


class Service:
    """A command run by this Python; `grace` is how many seconds it may take to stop."""

    def __init__(self, name: str, arguments: Sequence[str], folder: Path, grace: float) -> None:
        self.name = name
        self.command = [sys.executable, *arguments]
        self.folder = folder
        self.grace = grace
        self.deaths = 0
        self.not_before = 0.0
        self.started = 0.0
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        return self.process.pid if self.process else 0

    @property
    def up_for(self) -> float:
        """Seconds since the last start."""
        return time.monotonic() - self.started

    @property
    def status(self) -> int | None:
        """The leader's exit status; None while it runs and before it is started."""
        return self.process.poll() if self.process else None

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def start(self) -> None:
        self.process = subprocess.Popen(  # noqa: S603  # our own command, without a shell
            self.command,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            env=os.environ | ENVIRONMENT,
        )
        self.started = time.monotonic()

    def ask_to_stop(self) -> None:
        """Tell the leader only: it stops its own children in order."""
        if self.process:
            self.process.terminate()

    def kill(self) -> None:
        """End the whole group at once; also the orphans of a leader that has died."""
        if self.process:
            processes.kill(self.pid)
            self.process.wait()

    def bury(self) -> float:
        """Clear a dead service away. Returns the seconds to wait before its next start."""
        self.deaths = 1 if self.up_for > STEADY_AFTER else self.deaths + 1
        pause = min(2.0 ** (self.deaths - 2), LONGEST_PAUSE) if self.deaths > 1 else 0.0
        self.kill()
        self.process = None
        self.not_before = time.monotonic() + pause
        return pause


def stop_all(services: Sequence[Service], *, in_a_hurry: Callable[[], bool]) -> None:
    """Ask all of them at once, wait as long as each is granted, then kill what is left of their groups."""
    for service in services:
        service.ask_to_stop()
    begun = time.monotonic()
    while any(service.is_running for service in services):
        late = [service for service in services if in_a_hurry() or time.monotonic() - begun > service.grace]
        for service in late:
            service.kill()
        time.sleep(0.05)
    for service in services:
        service.kill()
