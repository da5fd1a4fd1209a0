"""Redis killed, emptied, paused: pages go on, limits go on counting, jobs never needed it."""

import http.client
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.crm.serving import Serving, free_port, until
from tests.faults.conftest import Tell
from tests.faults.serving import running

PAGES = ("/accounts/login/", "/accounts/signup/", "/healthz")


class Redis:
    """Debian's server on a free port, without a file."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.start()

    def start(self) -> None:
        command = ["redis-server", "--port", str(self.port), "--save", "", "--dir", str(self.folder)]
        self.process = subprocess.Popen([*command, "--bind", "127.0.0.1"], stdout=subprocess.DEVNULL)
        until(lambda: self.say("PING") == "PONG", "Redis")

    def say(self, *words: str) -> str:
        command = ["redis-cli", "-p", str(self.port), *words]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()

    def send(self, number: int) -> None:
        os.kill(self.process.pid, number)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[Redis]:
    if shutil.which("redis-server") is None:
        pytest.skip("There is no redis-server on this machine.")
    server = Redis(tmp_path)
    yield server
    server.kill()


def pages(serving: Serving) -> tuple[set[int], float]:
    """What pages answer, and the longest time one took."""
    found, longest = set(), 0.0
    for page in PAGES * 4:
        begun = time.monotonic()
        with closing(http.client.HTTPConnection("127.0.0.1", serving.port, timeout=20)) as connection:
            connection.request("GET", page)
            found.add(connection.getresponse().status)
        longest = max(longest, time.monotonic() - begun)
    return found, longest


def logins_until_limited(serving: Serving, email: str) -> int:
    """How many bad passwords for one account are heard before the limit; 30 where there is none."""
    for number in range(30):
        with closing(http.client.HTTPConnection("127.0.0.1", serving.port, timeout=20)) as connection:
            connection.request("GET", "/accounts/login/")
            page = connection.getresponse()
            cookie = page.headers["Set-Cookie"].partition(";")[0]
            token = page.read().decode().partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
            body = f"csrfmiddlewaretoken={token}&login={email}&password=wrong"
            headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
            connection.request(
                "POST", "/accounts/login/", body, headers | {"Origin": serving_origin(serving)}
            )
            answer = connection.getresponse()
            text = answer.read().decode()
        if answer.status == 429 or "Too many" in text:
            return number
    return 30


def serving_origin(serving: Serving) -> str:
    return f"http://127.0.0.1:{serving.port}"


def test_f28_redis_killed_emptied_and_paused(
    redis: Redis, tmp_path: Path, migrated: Path, tell: Tell
) -> None:
    address = f"redis://127.0.0.1:{redis.port}/0"
    statuses, longest, limits = set(), {}, {}
    with running(tmp_path / "run", migrated, CRM_REDIS_URL=address) as run:
        run.forge.do("book", emails=["alice@example.org"], hour=0)

        def look(state: str) -> None:
            found, longest[state] = pages(run.serving)
            statuses.update(found)
            limits[state] = logins_until_limited(run.serving, f"{state}@example.org")

        look("there")
        keys = int(redis.say("DBSIZE").split()[-1])
        redis.say("FLUSHALL")
        look("emptied")
        redis.send(signal.SIGSTOP)
        look("paused")
        run.tick_now()
        until(lambda: run.sink.letters, "the mail while Redis is paused")
        redis.send(signal.SIGCONT)
        redis.kill()
        look("killed")
        run.tick_now()
        ticked = run.wait_for_beat()
        redis.start()
        until(lambda: run.serving.health() and int(redis.say("DBSIZE").split()[-1]) >= 0, "Redis again")
        look("back")
        assert run.forge.do("problems") == []
        assert len(run.sink.letters) == 1

    assert keys > 0
    assert statuses == {200}
    assert max(limits.values()) <= 10
    assert limits["there"] >= 1
    assert longest["killed"] < 3
    assert ticked < 120
    tell(
        "F28",
        "Redis killed, emptied, paused",
        f"pages 200, at most {max(longest.values()):.1f} s; sign-in limited after at most {max(limits.values())} "
        f"tries in each state; jobs done",
    )
