"""Starting the real supervisor over a folder of its own, and looking at what it does."""

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from crm import processes
from crm.place import FOLDER

PATIENCE = (
    180.0  # seconds; a start takes two to five, and many times that beside other work on a slow machine
)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(folder: Path, port: int) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CRM_", "DJANGO_"))}
    return kept | {"CRM_DATA_DIR": str(folder), "CRM_PORT": str(port)}


def until(true: Callable[[], Any], what: str) -> Any:
    """Wait for a true answer and return it."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if answer := true():
            return answer
        time.sleep(0.05)
    raise AssertionError(f"waited in vain for {what}")


class Serving:
    """A supervisor that runs, with everything it has said in `log`; `names` are further variables."""

    def __init__(self, folder: Path, port: int, **names: str) -> None:
        self.folder, self.port = folder, port
        self.log = folder / "log.txt"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "crm.supervisor"],
                cwd=FOLDER,
                env=environment(folder, port) | names,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait_until_ready(self) -> "Serving":
        until(lambda: self.has_said("Rapport is ready") or self.process.poll() is not None, "a start")
        assert self.has_said("Rapport is ready"), self.log.read_text()
        return self

    def has_said(self, words: str) -> bool:
        return words in self.log.read_text()

    def groups(self) -> list[int]:
        """The process groups of web and worker, in this order."""
        return [row["pid"] for row in json.loads((self.folder / "supervisor.json").read_text())]

    def health(self) -> tuple[int, dict[str, Any]]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        with closing(connection):
            connection.request("GET", "/healthz")
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())

    def answers(self) -> bool:
        """Whether the web server is there."""
        try:
            return bool(self.health())
        except OSError:
            return False

    def stop(self, number: int) -> tuple[int, float]:
        """Send a signal to the supervisor alone. Returns its exit status and the seconds it took."""
        begun = time.monotonic()
        self.process.send_signal(number)
        return self.process.wait(timeout=PATIENCE), time.monotonic() - begun

    def clear_away(self) -> None:
        """Leave nothing behind, whatever the test has come to."""
        self.process.kill()
        self.process.wait()
        for group in self.groups() if (self.folder / "supervisor.json").exists() else []:
            processes.kill(group)
