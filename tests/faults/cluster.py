"""The worker as a real process with a group of its own, and who is who in it."""

import json
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from crm import processes
from crm.place import FOLDER


class Cluster:
    """`changed` is what differs from the settings' Q_CLUSTER."""

    def __init__(self, folder: Path, env: dict[str, str], **changed: Any) -> None:
        self.log = folder / "cluster.txt"
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.cluster", json.dumps(changed)],
                cwd=FOLDER,
                env=env,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def __enter__(self) -> "Cluster":
        return self

    def __exit__(self, *_: object) -> None:
        processes.end(self.process.pid, 20)
        self.process.wait()

    def said(self) -> str:
        return self.log.read_text()


def roles(leader: int) -> dict[str, int]:
    """The processes of a worker's group by their work; empty while they are not all there."""
    command = _command(leader)
    found = sorted(pid for pid in processes.members(leader) if _command(pid) == command)
    sentinels = [pid for pid in found if _parent(pid) == leader]
    if not sentinels:
        return {}
    children = [pid for pid in found if _parent(pid) == sentinels[0]]
    if len(children) != 4:
        return {}
    names = ("worker 1", "worker 2", "monitor", "pusher")
    return dict(zip(names, children, strict=True)) | {"sentinel": sentinels[0], "main": leader}


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return ""


def _parent(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "crm.settings"
    settings = import_module("django.conf").settings
    settings.Q_CLUSTER.update(json.loads(sys.argv[1]))
    import_module("django").setup()
    import_module("django.core.management").call_command("qcluster")


if __name__ == "__main__":
    main()
