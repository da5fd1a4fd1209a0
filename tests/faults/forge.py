"""Real processes in milliseconds: one that has loaded everything forks a child for each act, and never connects.

A child does one act of tests.faults.acts over the same database, at a moment of its own, and may be told to kill
itself on the way: `kill` is {"at": n} (before its n-th statement), {"after": n} or {"holds": text} (before the
first statement that writes this value).
"""

import gc
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from crm.place import FOLDER
from tests.crm.serving import environment

FILE = "rapport.sqlite3"
KEY = "the same for every book, so that their messages have the same ids"


class Forge:
    """Starts and asks the process that forks. `env` are further CRM_ variables."""

    def __init__(self, folder: Path, smtp_port: int, **env: str) -> None:
        self.folder = folder
        mail = {
            "CRM_SECRET_KEY": KEY,
            "CRM_SMTP_HOST": "127.0.0.1",
            "CRM_SMTP_PORT": str(smtp_port),
            "CRM_SMTP_SECURITY": "none",
        }
        self.env = environment(folder, 8000) | mail | env
        self.log = folder / "forge.txt"
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.forge"],
                cwd=FOLDER,
                env=self.env,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )

    def __enter__(self) -> "Forge":
        return self

    def __exit__(self, *_: object) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(timeout=60)

    def do(self, act: str, at: datetime | None = None, **given: Any) -> Any:
        """Do one act in a process of its own and return its answer. Fails where the child does."""
        return self.answers([self.order(act, at, **given)])[0]

    def killed(self, act: str, at: datetime | None = None, *, kill: dict[str, Any], **given: Any) -> bool:
        """Do one act that is killed on the way; whether it was."""
        (found,) = self.ask([self.order(act, at, **given) | {"kill": kill}])
        assert found["status"] in (0, -9), self.log.read_text()[-3000:]
        return bool(found["status"])

    def answers(self, orders: Sequence[dict[str, Any]]) -> list[Any]:
        """Do some acts at the same time, each in a process of its own."""
        found = self.ask(orders)
        assert [each["status"] for each in found] == [0] * len(found), self.log.read_text()[-3000:]
        return [each["answer"] for each in found]

    def ask(self, orders: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """The same; each answer with the exit status of its process, a negative signal where it was killed."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        print(json.dumps(orders), file=self.process.stdin, flush=True)
        line = self.process.stdout.readline()
        assert line, self.log.read_text()[-3000:]
        return json.loads(line)  # type: ignore[no-any-return]  # what serve() writes

    @staticmethod
    def order(act: str, at: datetime | None = None, **given: Any) -> dict[str, Any]:
        return {"act": act, "now": at and at.isoformat(), "given": given}


def copy_book(source: Path, folder: Path) -> None:
    """Copy a SQLite file into a folder with all that its log holds."""
    folder.mkdir(exist_ok=True)
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(folder / FILE)) as new:
        old.backup(new)


def serve() -> None:
    """Read orders, a list on each line, until there are no more."""
    import_module("django").setup()
    acts = import_module("tests.faults.acts")
    acts.warm_up()
    gc.freeze()  # a child that looks for rubbish copies all its memory
    gc.disable()
    for line in sys.stdin:
        children = [_fork(acts.perform, order) for order in json.loads(line)]
        print(json.dumps([_harvest(*child) for child in children]), flush=True)


def _fork(perform: Any, order: dict[str, Any]) -> tuple[int, int]:
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return pid, reading
    os.close(reading)
    status = 1
    try:
        answer = perform(order)
        with os.fdopen(writing, "w") as pipe:
            json.dump(answer, pipe)
        status = 0
    except BaseException:
        sys.excepthook(*sys.exc_info())
        sys.stderr.flush()
    os._exit(status)


def _harvest(pid: int, reading: int) -> dict[str, Any]:
    with os.fdopen(reading) as pipe:
        text = pipe.read()
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    return {"status": status, "answer": json.loads(text) if text else None}


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "crm.settings"
    serve()
