"""What is asked of a score: at six cuts, which ties will be in contact within the horizon. See docs/strength.md."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import floor

from bench.tie_logs.logs import Times
from domain.strength import EMPTY, State, Touch, absorb

CUTS, FROM, LEAST_TIES = 6, 0.62, 5
SHORT_SPAN = 28
"""A log of fewer days is of encounters, not of friendships: its "day" is the quarter-hour."""
QUARTER_HOURS = 96
HORIZONS = ((5 * 365, 90), (365, 60), (SHORT_SPAN, 14), (0, 40))
"""Least span in days, and the horizon in units (the last row in quarter-hours)."""
MOST_OF_SPAN = 8
"""The horizon is at most this part of the span, so that the cuts have room."""


@dataclass(frozen=True, slots=True)
class Log:
    """One set: the interaction-days of each tie by ego, rising, in units (days, or quarter-hours)."""

    ties: dict[str, list[list[int]]]
    unit: str
    horizon: int


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one tie at a cut, and how many interaction-days came within the horizon after it."""

    state: State
    days: Sequence[int]
    cut: int
    later: int


def log_of(times: Times) -> Log:
    """The log in units that suit its span: distinct (ego, alter, unit) count once."""
    moments = [t for found in times.values() for t in found]
    span = max(moments, default=0.0) - min(moments, default=0.0)
    per_day = 1 if span >= SHORT_SPAN else QUARTER_HOURS
    ties: dict[str, list[list[int]]] = defaultdict(list)
    for (ego, _alter), found in times.items():
        # 1e-9: a quarter-hour that was written as a fraction of a day must not fall into the one before
        ties[ego].append(sorted({floor(t * per_day + 1e-9) for t in found}))
    unit = "day" if per_day == 1 else "quarter-hour"
    return Log(dict(ties), unit, horizon_of(span, per_day))


def horizon_of(span: float, per_day: int) -> int:
    """The horizon in units for a span in days: by the span alone, so that an unseen log has one too."""
    wished = next(horizon for least, horizon in HORIZONS if span >= least)
    return max(1, min(wished, int(span * per_day) // MOST_OF_SPAN))


def cuts_of(log: Log) -> list[int]:
    """Six whole units, evenly spread from 62 % of the span to its end less the horizon; fewer when short."""
    found = [days for ties in log.ties.values() for days in ties]
    if not found:
        return []
    first, last = min(days[0] for days in found), max(days[-1] for days in found)
    start, end = first + FROM * (last - first), last - log.horizon
    if end < start:
        return []
    return sorted({round(start + (end - start) * step / (CUTS - 1)) for step in range(CUTS)})


def known_at(days: Sequence[int], cuts: Sequence[int], horizon: int) -> Iterator[Known]:
    """One tie at each cut by which it exists; the state goes on from cut to cut."""
    state, taken = EMPTY, 0
    for cut in cuts:
        until = bisect_right(days, cut)
        for day in days[taken:until]:
            state = absorb(state, Touch(day, 1.0))
        taken = until
        if until:
            yield Known(state, days[:until], cut, bisect_right(days, cut + horizon) - until)


def cases(log: Log) -> Iterator[list[Known]]:
    """The ties of one ego at one cut: at least five, with both labels, of egos active within two horizons."""
    cuts = cuts_of(log)
    for ties in log.ties.values():
        at: dict[int, list[Known]] = defaultdict(list)
        for days in ties:
            for tie in known_at(days, cuts, log.horizon):
                at[tie.cut].append(tie)
        yield from (case for cut, case in at.items() if _counts(case, cut - 2 * log.horizon))


def _counts(case: list[Known], active_after: int) -> bool:
    is_active = max(tie.days[-1] for tie in case) > active_after
    return is_active and len(case) >= LEAST_TIES and 0 < sum(tie.later > 0 for tie in case) < len(case)
