"""The strength of a relationship: decayed sums of its interaction-days, read on a scale of 0 to 10.

Power-law need for people as for memories: Anderson & Schooler (1991). Constants and measurements: docs/strength.md.
Days are ordinals (date.toordinal()).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import exp, exp2, inf, isfinite, log

from domain.touches import Touch

WEEK, QUARTER, TWO_YEARS = 7.0, 90.0, 730.0
"""Half-lives in days of the three sums; the short memory of bursts fades by e in a week."""
GAP_MEMORY = 0.7
SPREAD = 1.5
PINNED_FLOOR = 7.0
NEGATIVE_RATING_KEPT = 0.9
SURE_HALF_LIVES = (90.0, 365.0, 730.0)
"""How long an own rating lasts, by how sure the owner is. Pinned and family: for ever (None)."""


@dataclass(frozen=True, slots=True)
class Rating:
    """The owner's own word, "we are at 8", as an offset `delta` on the evidence scale from `day` on.

    A positive delta halves every `half_life` days (None or infinite: never); a negative one does not fade in silence
    but shrinks by a tenth on each later interaction-day. `floor` (0 to 10) is the least strength ever shown.
    """

    day: int
    delta: float
    half_life: float | None = None
    floor: float | None = None

    def __post_init__(self) -> None:
        if not isfinite(self.delta):
            raise ValueError("A rating's delta must be a number.")
        if self.half_life is not None and not self.half_life > 0:
            raise ValueError("A rating's half-life must be above 0 days, or None.")
        if self.floor is not None and not 0 <= self.floor <= 10:
            raise ValueError("A rating's floor must be from 0 to 10.")


@dataclass(frozen=True, slots=True)
class State:
    """All that the model remembers of one relationship: plain numbers, one database row.

    The sums and `last_weight` are as of the day `as_of`, which is later than `last_on` only when an uncounted touch
    came last. `days` counts interaction-days, `log_gap` is the running mean of the log of their gaps, `peak` the
    highest strength the evidence alone ever gave, `rated_days` the interaction-days after the rating's day.
    """

    e7: float = 0.0
    e90: float = 0.0
    long: float = 0.0
    short: float = 0.0
    as_of: int | None = None
    last_on: int | None = None
    first_on: int | None = None
    days: int = 0
    last_weight: float = 0.0
    log_gap: float = 0.0
    peak: float = 0.0
    rating: Rating | None = None
    rated_days: int = 0
    frozen_on: int | None = None


EMPTY = State()


def absorb(state: State, touch: Touch) -> State:
    """The state after one more touch, in constant time.

    A second touch on a day adds only its excess over the first. A frozen state takes no touch after `frozen_on`.
    Raises ValueError for a touch before the state's day: then replay.
    """
    if state.frozen_on is not None and touch.day > state.frozen_on:
        return state
    if state.as_of is not None and touch.day < state.as_of:
        raise ValueError("The touch is older than the state; replay all touches instead.")
    return _count(_add(state, touch), touch) if touch.counted else _add(state, touch)


def _add(state: State, touch: Touch) -> State:
    weight = touch.weight
    gap = 0 if state.as_of is None else touch.day - state.as_of
    is_new_day = state.as_of != touch.day
    excess = weight if is_new_day else max(0.0, weight - state.last_weight)
    remembered = state.short * exp(-gap / WEEK)
    e7 = state.e7 * exp2(-gap / WEEK) + excess
    e90 = state.e90 * exp2(-gap / QUARTER) + excess
    long = state.long * exp2(-gap / TWO_YEARS) + max(0.0, weight - remembered)
    return replace(
        state,
        e7=e7,
        e90=e90,
        long=long,
        short=max(weight, remembered),
        as_of=touch.day,
        last_weight=weight if is_new_day else max(weight, state.last_weight),
        peak=max(state.peak, _score(_appeal(e7, e90, long))),
    )


def _count(state: State, touch: Touch) -> State:
    if state.last_on == touch.day:
        return state
    log_gap = state.log_gap
    if state.last_on is not None:
        log_gap = _next_log_gap(log_gap, touch.day - state.last_on, state.days)
    is_after_rating = state.rating is not None and touch.day > state.rating.day
    return replace(
        state,
        last_on=touch.day,
        first_on=touch.day if state.first_on is None else state.first_on,
        days=state.days + 1,
        log_gap=log_gap,
        rated_days=state.rated_days + is_after_rating,
    )


def _next_log_gap(log_gap: float, gap: int, days: int) -> float:
    latest = log(gap)
    return latest if days == 1 else GAP_MEMORY * log_gap + (1 - GAP_MEMORY) * latest


def replay(touches: Iterable[Touch], rating: Rating | None = None, frozen_on: int | None = None) -> State:
    """The state after all touches, in any order and with any number on a day; equal to absorbing them in order.

    Touches after `frozen_on` do not count. About a million touches a second and a half.
    """
    heaviest: dict[int, float] = {}
    counted: set[int] = set()
    until = inf if frozen_on is None else frozen_on
    for touch in touches:
        day = touch.day
        if day > until:
            continue
        if touch.weight > heaviest.get(day, -1.0):
            heaviest[day] = touch.weight
        if touch.counted:
            counted.add(day)
    summed = _sum_days(sorted(heaviest.items()))
    return replace(_count_days(summed, sorted(counted), rating), rating=rating, frozen_on=frozen_on)


def _sum_days(days: list[tuple[int, float]]) -> State:
    """The sums of _add, on local floats because a million frozen states would take nine seconds."""
    if not days:
        return EMPTY
    e7 = e90 = long = short = weight = peak = 0.0
    before = days[0][0]
    for day, weight in days:
        gap = before - day
        before = day
        remembered = short * exp(gap / WEEK)
        e7 = e7 * exp2(gap / WEEK) + weight
        e90 = e90 * exp2(gap / QUARTER) + weight
        long *= exp2(gap / TWO_YEARS)
        if weight > remembered:
            long += weight - remembered
            short = weight
        else:
            short = remembered
        reached = 0.75 * log(0.10 + e7) + 0.35 * log(0.10 + e90) + 0.65 * log(0.05 + long)
        if reached > peak or before is None:
            peak = reached
    return State(e7=e7, e90=e90, long=long, short=short, as_of=before, last_weight=weight, peak=_score(peak))
