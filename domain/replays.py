"""Replaying: the state after all touches of one contact, or of a whole book in one sweep.

The update is domain.state's, on local floats and with fadings looked up: a million touches take about a second,
where a million frozen states would take nine.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from math import exp, exp2, inf, log
from operator import itemgetter
from typing import NamedTuple

from domain.state import GAP_MEMORY, QUARTER, TWO_YEARS, WEEK, Rating, State, _evidence, _score
from domain.touches import Touch

TABLED_DAYS = 4_000
"""Gaps up to so many days have their fading looked up; longer ones are rare."""

Row = tuple[int, int, float, bool]
"""Contact, day, weight, and whether it is an interaction-day."""


Sums = tuple[float, float, float, float, int | None, float, float]
"""The three sums and the short memory, their day, the weight on it, and the peak."""
NOTHING: Sums = (0.0, 0.0, 0.0, 0.0, None, 0.0, 0.0)


class Hold(NamedTuple):
    """What of a standing does not come from the touches."""

    rating: Rating | None = None
    frozen_on: int | None = None


FREE = Hold()


def replay(touches: Iterable[Touch], rating: Rating | None = None, frozen_on: int | None = None) -> State:
    """The state after all touches, given in any order, any number on a day; the same as absorbing in order.

    Touches after `frozen_on` do not count.
    """
    rows = sorted((0, touch.day, touch.weight, touch.counted) for touch in touches)
    return _replay_sorted(rows, Hold(rating, frozen_on))


def replay_many(rows: Iterable[Row], holds: Mapping[int, Hold]) -> Iterator[tuple[int, State]]:
    """The state of every contact that has rows; these come by contact, then by day, several on a day or not.

    The same as `replay` for each of them. `holds` are their ratings and freezings; who has none may be missing.
    """
    for contact, group in groupby(rows, itemgetter(0)):
        yield contact, _replay_sorted(list(group), holds.get(contact, FREE))


def _replay_sorted(rows: list[Row], hold: Hold) -> State:
    rating, last_day = hold
    if last_day is not None:
        rows = [row for row in rows if row[1] <= last_day]
    days = {day: weight for _, day, weight, _ in rows}
    counted = [day for _, day, _, counts in rows if counts]
    if len(days) < len(rows):
        days, counted = _heaviest(rows), sorted(set(counted))
    e7, e90, long, short, as_of, last_weight, peak = _sum_up(days) if days else NOTHING
    return State(
        e7,
        e90,
        long,
        short,
        as_of,
        counted[-1] if counted else None,
        counted[0] if counted else None,
        len(counted),
        last_weight,
        _log_gap(counted),
        peak,
        rating,
        0 if rating is None else len(counted) - bisect_right(counted, rating.day),
        last_day,
    )


def _heaviest(rows: list[Row]) -> dict[int, float]:
    days: dict[int, float] = {}
    for _, day, weight, _ in rows:
        days[day] = max(weight, days.get(day, 0.0))
    return days


def _sum_up(days: Mapping[int, float]) -> Sums:
    """What absorbing each day in turn would reach, but for what is counted.

    The evidence is concave in the sums: where its tangent at the highest so far does not rise, neither does it,
    and three logarithms are spared.
    """
    e7 = e90 = long = short = weight = 0.0
    top7 = top90 = top_long = -1.0
    slope7 = slope90 = slope_long = 1.0
    peak = -inf
    before = next(iter(days))
    for day, weight in days.items():
        gap = day - before
        week, quarter, years, burst = FADINGS[gap] if gap < TABLED_DAYS else _fading(gap)
        e7 = e7 * week + weight
        e90 = e90 * quarter + weight
        long *= years
        short *= burst
        if weight > short:
            long = long + weight - short
            short = weight
        if slope7 * (e7 - top7) + slope90 * (e90 - top90) + slope_long * (long - top_long) > 0:
            reached = _evidence(e7, e90, long)
            if reached > peak:
                top7, top90, top_long, peak = e7, e90, long, reached
                slope7, slope90, slope_long = 0.75 / (0.10 + e7), 0.35 / (0.10 + e90), 0.65 / (0.05 + long)
        before = day
    return e7, e90, long, short, before, weight, _score(peak)


def _log_gap(days: list[int]) -> float:
    """The running mean of the log of the gaps; 0 for less than two days."""
    gaps = [after - before for before, after in zip(days, days[1:], strict=False)]
    logs = [LOGS[gap] if gap < TABLED_DAYS else log(gap) for gap in gaps]
    mean = logs[0] if logs else 0.0
    for value in logs[1:]:
        mean = GAP_MEMORY * mean + (1 - GAP_MEMORY) * value
    return mean


def _fading(gap: int) -> tuple[float, float, float, float]:
    """What a gap of so many days leaves of each sum, and of the short memory."""
    return exp2(-gap / WEEK), exp2(-gap / QUARTER), exp2(-gap / TWO_YEARS), exp(-gap / WEEK)


FADINGS = tuple(_fading(gap) for gap in range(TABLED_DAYS))
LOGS = (0.0, *(log(gap) for gap in range(1, TABLED_DAYS)))
