"""One part of Rapport as a real process: starting, stopping and the pauses between restarts."""

import signal
from collections.abc import Iterator

import pytest

from crm import processes
from crm.place import FOLDER
from crm.service import LONGEST_PAUSE, Service, stop_all
from tests.crm.serving import until

SLEEPS = ["-c", "import time; time.sleep(60)"]
DIES = ["-c", "raise SystemExit(3)"]
STUBBORN = [
    "-c",
    "import pathlib, signal, sys, time; signal.signal(15, signal.SIG_IGN);"
    "pathlib.Path(sys.argv[1]).touch(); time.sleep(60)",
]


@pytest.fixture
def services() -> Iterator[list[Service]]:
    started: list[Service] = []
    yield started
    for service in started:
        service.kill()


def make(services: list[Service], arguments: list[str], grace: float = 5.0) -> Service:
    service = Service("sleeper", arguments, FOLDER, grace)
    services.append(service)
    service.start()
    return service


def test_a_service_leads_its_own_group(services: list[Service]) -> None:
    service = make(services, SLEEPS)

    assert service.is_running
    assert service.status is None
    assert processes.members(service.pid) == [service.pid]


def test_one_that_was_never_started_is_not_running() -> None:
    service = Service("idle", SLEEPS, FOLDER, 1.0)

    service.ask_to_stop()
    service.kill()

    assert (service.is_running, service.status, service.pid) == (False, None, 0)


def test_all_are_asked_to_stop(services: list[Service]) -> None:
    both = [make(services, SLEEPS), make(services, SLEEPS)]

    stop_all(both, in_a_hurry=lambda: False)

    assert [service.status for service in both] == [-signal.SIGTERM, -signal.SIGTERM]


@pytest.mark.parametrize(("grace", "hurry"), [(0.2, False), (60.0, True)], ids=["too late", "in a hurry"])
def test_one_that_does_not_stop_is_killed(
    services: list[Service], tmp_path_factory: pytest.TempPathFactory, grace: float, hurry: bool
) -> None:
    flag = tmp_path_factory.mktemp("flag") / "deaf"
    service = make(services, [*STUBBORN, str(flag)], grace)
    until(flag.exists, "its deafness")

    stop_all([service], in_a_hurry=lambda: hurry)

    assert service.status == -signal.SIGKILL


def test_what_keeps_dying_is_started_after_growing_pauses(services: list[Service]) -> None:
    service = make(services, DIES)
    pauses = []
    for _ in range(9):
        until(lambda: service.status == 3, "its end")
        pauses.append(service.bury())
        service.start()

    assert pauses == [0.0, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, LONGEST_PAUSE, LONGEST_PAUSE]


def test_a_long_life_makes_up_for_earlier_deaths(services: list[Service]) -> None:
    service = make(services, DIES)
    service.deaths = 7
    service.started -= 3600
    until(lambda: service.status == 3, "its end")

    assert service.bury() == 0.0
    assert service.deaths == 1
