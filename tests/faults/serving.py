"""The supervisor with web and worker over a book of its own, its mail going to a sink."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from tests.crm.serving import Serving, free_port, until
from tests.faults.cluster import roles
from tests.faults.forge import Forge, copy_book
from tests.faults.sinks import MailSink

OWNER = "alice@example.org"


class Run:
    """A running Rapport, the forge over the same file, and the sink that gets its mail."""

    def __init__(self, serving: Serving, forge: Forge, sink: MailSink) -> None:
        self.serving, self.forge, self.sink = serving, forge, sink

    def roles(self) -> dict[str, int]:
        groups = self.serving.groups()
        return roles(groups[1]) if len(groups) == 2 else {}

    def beat_after(self, moment: datetime) -> bool:
        beat = self.forge.do("heartbeat")
        return bool(beat) and datetime.fromisoformat(beat) > moment

    def tick_now(self) -> None:
        """A heartbeat without waiting for the minute."""
        self.forge.do("queued", func="dashboard.tasks.tick")

    def wait_for_beat(self, patience: float = 600.0) -> float:
        """Wait for the first tick that begins from now on; the seconds until it was over."""
        now, begun = datetime.now(UTC), time.monotonic()
        while not self.beat_after(now):
            assert time.monotonic() - begun < patience, self.serving.log.read_text()[-3000:]
            time.sleep(1)
        return time.monotonic() - begun


@contextmanager
def running(folder: Path, migrated: Path, **env: str) -> Iterator[Run]:
    """A supervisor over a copy of the migrated file."""
    copy_book(migrated, folder)
    with MailSink() as sink, Forge(folder, sink.port, **env) as forge:
        names = {
            name: value for name, value in forge.env.items() if name.startswith(("CRM_SMTP", "CRM_SECRET"))
        } | env
        serving = Serving(folder, free_port(), **names)
        try:
            serving.wait_until_ready()
            run = Run(serving, forge, sink)
            until(run.roles, "a worker")
            yield run
        finally:
            serving.clear_away()
