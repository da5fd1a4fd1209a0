"""The cache in Redis while Redis answers, and in this process's own memory while it does not.

Nothing here may ever be the only copy of anything: what is lost is reckoned again. Limits go on counting in
memory, each process for itself, so that nobody is locked out and nobody tries without end.
"""

import logging
from collections.abc import Callable
from time import monotonic
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as Unreachable
from redis.exceptions import RedisError
from redis.retry import Retry

PATIENCE = 0.5  # seconds that a page waits for Redis
PAUSE = 5.0  # seconds after which a Redis that did not answer is asked again
WRITES_ONE = ("add", "set", "touch", "delete", "incr")
logger = logging.getLogger(__name__)


class SoftRedisClient(RedisCacheClient):
    """Every question that Redis does not answer in time is answered from memory, and so are the next ones.

    What was written meanwhile is deleted from Redis when it is back: it would be older than it seems.
    """

    near = LocMemCache("while Redis is away", {"OPTIONS": {"MAX_ENTRIES": 20_000}})
    away_until = 0.0
    owed: set[str] = set()

    def __init__(self, servers: Any, **options: Any) -> None:
        at_once = Retry(
            NoBackoff(), 1, supported_errors=(Unreachable,)
        )  # a restarted Redis drops connections
        limits: dict[str, Any] = {
            "socket_timeout": PATIENCE,
            "socket_connect_timeout": PATIENCE,
            "retry": at_once,
        }
        super().__init__(servers, **limits, **options)

    def ask(self, name: str, *given: Any) -> Any:
        """Redis's answer, or memory's."""
        if monotonic() >= SoftRedisClient.away_until:
            try:
                self._pay_back()
                return getattr(RedisCacheClient, name)(self, *given)
            except RedisError as error:
                logger.warning("Redis does not answer (%s); memory does.", type(error).__name__)
                SoftRedisClient.away_until = monotonic() + PAUSE
        self.owed.update(_written(name, *given))
        return getattr(self.near, name)(*given)

    def _pay_back(self) -> None:
        if self.owed:
            owed = list(self.owed)
            RedisCacheClient.delete_many(self, owed)
            self.owed.difference_update(owed)
            self.near.clear()


class SoftRedisCache(RedisCache):
    """What CRM_REDIS_URL stands for."""

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = SoftRedisClient


def _written(name: str, *given: Any) -> list[str]:
    """The keys that an operation changes."""
    if name in WRITES_ONE:
        return [given[0]]
    return list(given[0]) if name in ("set_many", "delete_many") else []


def _softly(name: str) -> Callable[..., Any]:
    return lambda client, *given: client.ask(name, *given)


for _name in (*WRITES_ONE, "get", "get_many", "has_key", "set_many", "delete_many", "clear"):
    setattr(SoftRedisClient, _name, _softly(_name))
