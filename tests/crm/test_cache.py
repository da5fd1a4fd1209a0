"""A cache in a Redis that is not there: pages work from memory, limits go on counting."""

import socket
from collections.abc import Iterator
from time import monotonic

import pytest
from django.core.cache import caches
from django.core.cache.backends.base import BaseCache
from django.test import override_settings

from crm.cache import PAUSE, SoftRedisCache, SoftRedisClient
from tests.crm.serving import free_port


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(SoftRedisClient, "away_until", 0.0)
    yield
    SoftRedisClient.owed.clear()
    SoftRedisClient.near.clear()


@pytest.fixture
def away() -> BaseCache:
    return SoftRedisCache(f"redis://127.0.0.1:{free_port()}/0", {})


def test_f28_every_question_has_an_answer_while_redis_is_away(away: BaseCache) -> None:
    assert away.get("a", "nothing") == "nothing"
    assert away.add("a", 1)
    assert not away.add("a", 2)
    away.set("b", {"x": 1}, timeout=60)
    assert away.get_many(["a", "b", "c"]) == {"a": 1, "b": {"x": 1}}
    assert away.incr("a") == 2
    assert away.get_or_set("c", lambda: 3) == 3
    assert away.set_many({"d": 4}) == []
    assert ("d" in away, away.touch("d", 10), away.delete("d"), "d" in away) == (True, True, True, False)
    away.delete_many(["a", "b"])
    away.clear()
    assert away.get("c") is None


def test_f28_a_number_that_is_not_there_cannot_grow(away: BaseCache) -> None:
    with pytest.raises(ValueError, match="not found"):
        away.incr("nothing")


def test_f28_a_redis_that_is_away_is_left_alone_for_a_while(
    away: BaseCache, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(100):
        away.get("a")

    assert len(caplog.records) == 1
    assert 0 < SoftRedisClient.away_until - monotonic() <= PAUSE


def test_f28_a_redis_that_hangs_costs_half_a_second_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        cache = SoftRedisCache(f"redis://127.0.0.1:{silent.getsockname()[1]}/0", {})
        begun = monotonic()

        for number in range(50):
            cache.set(str(number), number)

        assert monotonic() - begun < 2
        assert cache.get("49") == 49


def test_f28_what_was_written_meanwhile_is_owed(away: BaseCache) -> None:
    away.set("a", 1)
    away.delete_many(["b", "c"])
    away.get("d")

    assert {":1:a", ":1:b", ":1:c"} == SoftRedisClient.owed


def test_f28_signing_in_stays_limited(away: BaseCache) -> None:
    with override_settings(
        CACHES={"default": {"BACKEND": "crm.cache.SoftRedisCache", "LOCATION": away._servers[0]}}
    ):
        cache = caches.create_connection("default")

        found = [cache.get_or_set("tries", 0)] + [cache.incr("tries") for _ in range(12)]

    assert found == list(range(13))
