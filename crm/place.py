"""Where one Rapport runs: its address, its data folder, and the claim that nobody else serves it."""

import fcntl
import json
import os
import socket
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TextIO

from crm import environment as env
from crm.processes import Mark

FOLDER = Path(__file__).resolve().parent.parent


class Refused(Exception):
    """It cannot start; the message tells a person why and what to do."""


@dataclass(frozen=True)
class Place:
    """Read from the same variables as the settings."""

    host: str
    port: int
    data: Path
    base_url: str

    @classmethod
    def from_environment(cls) -> "Place":
        port = env.number("CRM_PORT", 8000)
        return cls(
            host=env.text("CRM_HOST", "127.0.0.1"),
            port=port,
            data=FOLDER / env.text("CRM_DATA_DIR", "var"),
            base_url=env.text("CRM_BASE_URL", f"http://localhost:{port}").rstrip("/"),
        )

    @property
    def bind(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def near_host(self) -> str:
        """The address at which this machine reaches itself."""
        return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104  # compared, not bound

    def check_port(self) -> None:
        """Raises Refused where the address cannot be bound."""
        if not 0 < self.port < 65536:
            raise Refused(f"CRM_PORT must lie between 1 and 65535, not {self.port}.")
        try:
            found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
            family, kind, protocol, _, address = found[0]
            with socket.socket(family, kind, protocol) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(address)
        except OSError as error:
            raise Refused(
                f"Cannot listen on {self.bind}: {error.strerror}. "
                "Stop what uses this port, or choose another: CRM_PORT=8001 make run"
            ) from None

    def claim(self) -> TextIO:
        """Hold the data folder while the returned file is open. Raises Refused where another holds it."""
        self.data.mkdir(parents=True, exist_ok=True)
        file = (self.data / "supervisor.lock").open("a+")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.seek(0)
            holder = file.read().strip() or "another process"
            file.close()
            raise Refused(f"Rapport already runs over {self.data}: {holder}. Stop it first.") from None
        file.truncate(0)
        file.write(f"process {os.getpid()}, {self.base_url}")
        file.flush()
        return file

    def write_secret(self) -> None:
        """By one process, before several look for it. Raises ImproperlyConfigured where it must be given."""
        path, must_be_given = self.data / "secret_key", self.base_url.startswith("https://")
        env.secret("CRM_SECRET_KEY", path, must_be_given=must_be_given)

    @property
    def _groups_file(self) -> Path:
        return self.data / "supervisor.json"

    def remember_groups(self, marks: list[Mark]) -> None:
        """Write down what to end if this supervisor is killed."""
        new = self._groups_file.with_suffix(".new")
        new.write_text(json.dumps([asdict(mark) for mark in marks]))
        new.replace(self._groups_file)

    def remembered_groups(self) -> list[Mark]:
        """What the last supervisor wrote down; nothing if it left no readable list."""
        try:
            return [Mark(**row) for row in json.loads(self._groups_file.read_text())]
        except (OSError, ValueError, TypeError):
            return []
