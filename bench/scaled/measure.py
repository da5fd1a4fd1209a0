"""Wall time, processor time and queries of some calls, taken in turns and beside a yardstick.

Processor time is that of this process and, on PostgreSQL, of the server's process that works for it. On a shared
machine even that wanders with what the neighbours do. So right before and right after each call a loop that is
always the same is measured too: a cost in yardsticks wanders far less than one in milliseconds.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any

from django.db import connection, transaction
from django.db.transaction import Atomic

ADDITIONS = 100_000
ROUNDS = 15
SECONDS_A_ROW = 10.0
"""Slow calls are repeated less often."""
_lengths: list[float] = []


@dataclass
class Row:
    """Something to measure. `before` prepares a repetition, outside of the time.

    `inside` is measured within an open transaction, which is rolled back. What is slow needs no warming up.
    """

    name: str
    call: Callable[[], object]
    before: Callable[[], object] = bool
    times: int = ROUNDS
    is_slow: bool = False
    inside: bool = False


@dataclass
class Figures:
    """What the repetitions of a row took: milliseconds, yardsticks and queries; the longest transaction."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    yards: list[float] = field(default_factory=list)
    queries: list[int] = field(default_factory=list)
    longest: float = 0.0

    @property
    def p95(self) -> float:
        return quantiles(self.wall, n=20, method="inclusive")[-1] if len(self.wall) > 1 else self.wall[0]

    @property
    def cpu_ms(self) -> float:
        return median(self.cpu)

    @property
    def yardsticks(self) -> float:
        return median(self.yards)

    def has_room(self, times: int) -> bool:
        return len(self.wall) < times and sum(self.wall) < SECONDS_A_ROW * 1000


def measure(rows: Sequence[Row]) -> dict[str, Figures]:
    """Each row's figures: every one is warmed up twice, then all take turns, so that a bad minute hits all alike."""
    found = {row.name: Figures() for row in rows}
    for row in rows:
        for _ in range(0 if row.is_slow else 2):
            _take(row, Figures())
    for _ in range(max(row.times for row in rows)):
        for row in rows:
            if found[row.name].has_room(row.times):
                _take(row, found[row.name])
    return found


def yardstick() -> float:
    """The CPU milliseconds of 100,000 additions, here and now."""
    began, total = process_time(), 0
    for number in range(ADDITIONS):
        total += number
    return (process_time() - began) * 1000


def _take(row: Row, figures: Figures) -> None:
    row.before()
    with transaction.atomic() if row.inside else nullcontext():
        _time(row.call, figures)
        if row.inside:
            transaction.set_rollback(True)


def _time(call: Callable[[], object], figures: Figures) -> None:
    count = _Count()
    _lengths.clear()
    near = yardstick()
    with connection.execute_wrapper(count):
        wall, processor = perf_counter(), Processor()
        call()
        figures.cpu.append(processor.seconds() * 1000)
        figures.wall.append((perf_counter() - wall) * 1000)
    figures.yards.append(figures.cpu[-1] / ((near + yardstick()) / 2))
    figures.queries.append(count.queries)
    figures.longest = max([figures.longest, *_lengths])


class _Count:
    """Counts statements; many rows given to one statement count once."""

    queries = 0

    def __call__(self, execute: Any, sql: Any, values: Any, many: Any, context: Any) -> Any:
        self.queries += 1
        return execute(sql, values, many, context)


class Processor:
    """The processor time since this was made: of this process, and of its PostgreSQL server process (by schedstat).

    A new connection has a new server process; what the old one did since is lost then.
    """

    def __init__(self) -> None:
        self.server = _server()
        self.own = process_time()

    def seconds(self) -> float:
        own, (number, spent) = process_time() - self.own, _server()
        return own + spent - (self.server[1] if number == self.server[0] else 0.0)


def _server() -> tuple[int, float]:
    """The number and the processor seconds of the server process; nothing where there is none or Linux tells not."""
    if connection.vendor != "postgresql":
        return 0, 0.0
    connection.ensure_connection()
    number = connection.connection.info.backend_pid
    told = Path(f"/proc/{number}/schedstat")
    return number, int(told.read_text().split()[0]) / 1e9 if told.exists() else 0.0


@contextmanager
def watched_transactions() -> Iterator[None]:
    """Meanwhile each outermost transaction's milliseconds are noted, from its start to the end of its commit."""
    enter, leave = Atomic.__enter__, Atomic.__exit__
    began = 0.0

    def entering(self: Any) -> None:
        nonlocal began
        if not connection.in_atomic_block:
            began = perf_counter()
        enter(self)

    def leaving(self: Any, *problem: Any) -> None:
        leave(self, *problem)
        if not connection.in_atomic_block:
            _lengths.append((perf_counter() - began) * 1000)

    Atomic.__enter__, Atomic.__exit__ = entering, leaving
    try:
        yield
    finally:
        Atomic.__enter__, Atomic.__exit__ = enter, leave
