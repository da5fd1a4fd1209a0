"""`make run`: prepares the database, then serves web and worker in the foreground until Ctrl-C.

Little is loaded here, and migrations run in processes of their own, so that the supervisor stays small.
"""

import http.client
import json
import os
import signal
import sys
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from threading import Event
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from crm import environment as env
from crm import processes
from crm.place import FOLDER, Place, Refused
from crm.service import Service, stop_all

START_LIMIT = 120.0  # seconds that the web server has for its first answer
PAUSE = 0.2  # seconds between two looks at the services
CANARY_EVERY = 15.0  # seconds between two looks at the worker's heartbeat
CANARY_GRACE = 180.0  # seconds that a fresh worker has for its first heartbeat
WEB_GRACE = 15.0
WORKER_GRACE = 150.0  # the longest job and its acknowledgement
STUCK_GRACE = 10.0  # a worker without a heartbeat is not waited for: its jobs can be repeated
MEND_LIMIT = 60.0  # seconds for stopping a schedule that blocks all others
LEFT_OVER_GRACE = 5.0  # nor is what a killed supervisor left behind
MEMORY = Path("/dev/shm")  # noqa: S108  # where a server's heartbeat file costs no disk writes


class Supervisor:
    """Runs web and worker over one data folder."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.web = Service("web", _web(place), FOLDER, WEB_GRACE)
        self.worker = Service("worker", ["manage.py", "qcluster"], FOLDER, WORKER_GRACE)
        self.services: list[Service] = []
        self.asked = Event()
        self.interrupts = 0
        self.make_is_over = _watch_make()
        self.next_look = 0.0

    def run(self) -> None:
        """Serve until INT, TERM or HUP. Raises Refused where it cannot start."""
        self._listen()
        self._end_left_over()
        self.place.check_port()
        try:
            self._prepare()
            self._start()
            self._watch()
        finally:
            stop_all(self.services, in_a_hurry=lambda: self.interrupts > 1)
            self.place.remember_groups([])

    def _listen(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) is not signal.SIG_IGN or number == signal.SIGINT:
                signal.signal(number, self._heard)

    def _heard(self, number: int, _frame: object) -> None:
        self.interrupts += number == signal.SIGINT
        self.asked.set()

    def _is_asked(self, seconds: float) -> bool:
        """Wait so long for the wish to stop."""
        return self.asked.wait(seconds) or self.make_is_over()

    def _end_left_over(self) -> None:
        for mark in self.place.remembered_groups():
            if processes.is_ours(mark, FOLDER):
                say(f"Ending process group {mark.pid}, left by a supervisor that was killed.")
                processes.end(mark.pid, LEFT_OVER_GRACE)

    def _launch(self, service: Service) -> None:
        service.start()
        if service not in self.services:
            self.services.append(service)
        running = [each for each in self.services if each.is_running]
        self.place.remember_groups([processes.mark(each.pid) for each in running])

    def _prepare(self) -> None:
        """Migrate, and collect the static files where they have changed, in processes of their own."""
        steps = [
            Service(
                "migrate", ["manage.py", "migrate", "--verbosity", "0", "--skip-checks"], FOLDER, WEB_GRACE
            )
        ]
        stamp, wanted = self.place.data / "static.stamp", _static_stamp()
        if not (self.place.data / "static").is_dir() or not stamp.exists() or stamp.read_text() != wanted:
            collect = ["manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
            steps.append(Service("collectstatic", collect, FOLDER, WEB_GRACE))
        for step in steps:
            self._launch(step)
        while any(step.is_running for step in steps):
            if self._is_asked(0.05):
                return
        failed = [step.name for step in steps if step.status]
        if failed:
            raise Refused(f"{' and '.join(failed)} failed, see above.")
        stamp.write_text(wanted)
        self.services.clear()

    def _start(self) -> None:
        """Start the web server, then the worker. Raises Refused where the web server ends at once."""
        if self.asked.is_set():
            return
        self._launch(self.web)
        while (health := self._health()) is None:
            if self.web.status is not None or self.web.up_for > START_LIMIT:
                raise Refused("the web server does not come up, see above.")
            if self._is_asked(0.1):
                return
        if "web" not in health:
            raise Refused("the web server answers with an error, see above.")
        self._launch(self.worker)
        for warning in health["warnings"]:
            say(f"Warning: {warning}")
        say(f"Rapport is ready: {self.place.base_url}")
        say("The first visitor creates the owner's account. Ctrl-C stops it.")

    def _watch(self) -> None:
        while not self._is_asked(PAUSE):
            for service in (self.web, self.worker):
                self._revive(service)
            self._look_at_canary()

    def _revive(self, service: Service) -> None:
        if service.status is not None:
            say(f"The {service.name} ended with status {service.status}; it is started again.")
            service.bury()
        if service.process is None and time.monotonic() >= service.not_before:
            self._launch(service)

    def _look_at_canary(self) -> None:
        """Restart the worker's group when its heartbeat is late: a worker can hang and still look alive.

        Whatever may keep the next one from its jobs is mended first.
        """
        if time.monotonic() < self.next_look or not self.worker.is_running:
            return
        self.next_look = time.monotonic() + CANARY_EVERY
        health = self._health()
        stuck = is_stuck(health, self.worker.up_for)
        if stuck or (health and health.get("schedules")):
            self._mend()
        if stuck and not self.asked.is_set():
            say("The worker gives no sign of life; it is started again.")
            processes.end(self.worker.pid, STUCK_GRACE)

    def _mend(self) -> None:
        """Stop what blocks the schedules, in a process of its own: nothing of Django is loaded here."""
        mending = Service("mend_schedules", ["manage.py", "mend_schedules"], FOLDER, LEFT_OVER_GRACE)
        mending.start()
        while mending.is_running and mending.up_for < MEND_LIMIT and not self._is_asked(0.05):
            pass
        mending.kill()

    def _health(self) -> dict[str, Any] | None:
        """What /healthz says; None where nothing answers, nothing said where the answer is no JSON."""
        connection = http.client.HTTPConnection(self.place.near_host, self.place.port, timeout=2)
        try:
            connection.request("GET", "/healthz", headers={"Host": "localhost", "Connection": "close"})
            answer = json.loads(connection.getresponse().read())
        except OSError:
            return None
        except (http.client.HTTPException, ValueError):
            return {}
        finally:
            connection.close()
        return answer if isinstance(answer, dict) else None


def is_stuck(health: dict[str, Any] | None, up_for: float) -> bool:
    """Whether a worker that is `up_for` seconds old should have given a sign of life and has not."""
    return up_for > CANARY_GRACE and health is not None and health.get("worker") == "late"


def _watch_make() -> Callable[[], bool]:
    """Tells whether the make that started this was interrupted or killed.

    A terminal interrupts both. Interrupted alone, make drops its handler and waits for what it has started.
    """
    parent = os.getppid()
    if processes.name(parent) not in ("make", "gmake"):
        return lambda: False
    caught = processes.catches(parent, signal.SIGINT)
    return lambda: os.getppid() != parent or (caught and not processes.catches(parent, signal.SIGINT))


def say(line: str) -> None:
    print(line, flush=True)


def _web(place: Place) -> list[str]:
    """One process with threads: rendering decides the pace, and one cache serves all."""
    memory = ["--worker-tmp-dir", str(MEMORY)] if os.access(MEMORY, os.W_OK) else []
    return [
        *("-m", "gunicorn", "crm.wsgi:application", "--bind", place.bind),
        *("--workers", "1", "--threads", "8", "--no-control-socket"),
        *("--graceful-timeout", str(int(WEB_GRACE) - 5), "--log-level", "warning", *memory),
    ]


def _static_stamp() -> str:
    """Changes whenever a static file, a library or the way of serving them changes."""
    files = sorted((FOLDER / "static").rglob("*"))
    facts = [f"{file} {file.stat().st_mtime_ns}" for file in files]
    lock = (FOLDER / "requirements.txt").read_text()
    return sha256("\n".join([str(env.flag("CRM_DEBUG")), lock, *facts]).encode()).hexdigest()


def main() -> int:
    os.umask(0o077)  # what a book holds is its owner's alone
    try:
        place = Place.from_environment()
        with place.claim():
            place.write_secret()
            Supervisor(place).run()
    except (Refused, ImproperlyConfigured) as error:
        print(f"Rapport cannot start: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
