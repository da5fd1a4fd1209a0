"""The strength of a relationship: decayed sums of its interaction-days, read on a scale of 0 to 10.

Power-law need for people as for memories: Anderson & Schooler (1991). Constants and measurements:
docs/strength.md. Days are ordinals (date.toordinal()).
"""

from dataclasses import dataclass, replace
from math import exp, exp2, isfinite, log

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

    A positive delta halves every `half_life` days (None or infinite: never); a negative one does not fade
    in silence but shrinks by a tenth on each later interaction-day. `floor` (0 to 10) is the least strength
    ever shown.
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

    The sums and `last_weight` are as of the day `as_of`, which is later than `last_on` only when an
    uncounted touch came last. `days` counts interaction-days, `log_gap` is the running mean of the log of
    their gaps, `peak` the highest strength the evidence alone ever gave, `rated_days` the interaction-days
    after the rating's day.
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

    A second touch on a day adds only its excess over the first. A frozen state takes no touch after
    `frozen_on`. Raises ValueError for a touch before the state's day: then replay.
    """
    if state.frozen_on is not None and touch.day > state.frozen_on:
        return state
    if state.as_of is not None and touch.day < state.as_of:
        raise ValueError("The touch is older than the state; replay all touches instead.")
    return _count(_add(state, touch), touch) if touch.counted else _add(state, touch)


def _add(state: State, touch: Touch) -> State:
    is_new_day = state.as_of != touch.day
    weight = touch.weight if is_new_day else max(touch.weight, state.last_weight)
    excess = weight if is_new_day else weight - state.last_weight
    gap = 0 if state.as_of is None else touch.day - state.as_of
    e7, e90, long, short = _update(state.e7, state.e90, state.long, state.short, gap, weight, excess)
    return replace(
        state,
        e7=e7,
        e90=e90,
        long=long,
        short=short,
        as_of=touch.day,
        last_weight=weight,
        peak=max(state.peak, _score(_evidence(e7, e90, long))),
    )


def _update(
    e7: float, e90: float, long: float, short: float, gap: int, weight: float, excess: float
) -> tuple[float, float, float, float]:
    """The one update: fade over `gap` days, then add. Spaced days count in `long`, bursts do not."""
    remembered = short * exp(-gap / WEEK)
    long *= exp2(-gap / TWO_YEARS)
    e7 = e7 * exp2(-gap / WEEK) + excess
    e90 = e90 * exp2(-gap / QUARTER) + excess
    if weight > remembered:
        return e7, e90, long + weight - remembered, weight
    return e7, e90, long, remembered


def _count(state: State, touch: Touch) -> State:
    if state.last_on == touch.day:
        return state
    log_gap = (
        0.0 if state.last_on is None else _gap_mean(state.log_gap, state.days, touch.day - state.last_on)
    )
    is_after_rating = state.rating is not None and touch.day > state.rating.day
    return replace(
        state,
        last_on=touch.day,
        first_on=touch.day if state.first_on is None else state.first_on,
        days=state.days + 1,
        log_gap=log_gap,
        rated_days=state.rated_days + is_after_rating,
    )


def _gap_mean(mean: float, days: int, gap: int) -> float:
    """The running mean of the log gap after `days` interaction-days and one more, `gap` days later."""
    return log(gap) if days == 1 else GAP_MEMORY * mean + (1 - GAP_MEMORY) * log(gap)


def strength(state: State, day: int) -> float:
    """The strength on a day, 0 to 10: logistic in the logs of the sums, with the own rating and its floor.

    It never rises in silence. A day before the state's last reads as the last; a day after `frozen_on` as
    that one.
    """
    read_on = reading_day(state, day)
    rating = state.rating
    if rating is None:
        return _score(_evidence_on(state, read_on))
    rated = _score(_evidence_on(state, read_on) + _offset(rating, state.rated_days, read_on))
    return rated if rating.floor is None else max(rated, rating.floor)


def reading_day(state: State, day: int) -> int:
    """The day as which a day is read: not after the freezing, not before the last touch."""
    thawed = day if state.frozen_on is None else min(day, state.frozen_on)
    return thawed if state.as_of is None else max(thawed, state.as_of)


def _evidence_on(state: State, day: int) -> float:
    silence = 0 if state.as_of is None else day - state.as_of
    return _evidence(
        state.e7 * exp2(-silence / WEEK),
        state.e90 * exp2(-silence / QUARTER),
        state.long * exp2(-silence / TWO_YEARS),
    )


def _evidence(e7: float, e90: float, long: float) -> float:
    return 0.75 * log(0.10 + e7) + 0.35 * log(0.10 + e90) + 0.65 * log(0.05 + long)


def _score(evidence: float) -> float:
    return 10 / (1 + exp(min(700.0, -evidence / SPREAD)))


def _offset(rating: Rating, rated_days: int, day: int) -> float:
    if rating.delta < 0:
        return rating.delta * NEGATIVE_RATING_KEPT**rated_days
    if rating.half_life is None:
        return rating.delta
    return rating.delta * exp2(-max(0, day - rating.day) / rating.half_life)


def rate(
    state: State,
    day: int,
    value: float | None,
    half_life: float | None = SURE_HALF_LIVES[1],
    *,
    pinned: bool = False,
) -> Rating:
    """The rating that makes the strength `value` (0.5 to 9.5) on a day up to which the state holds all.

    Pinned and family: it lasts for ever and is a floor; without a value the floor is 7. Computed once, then
    stored. Raises ValueError when the state is later than the day.
    """
    if state.as_of is not None and day < state.as_of:
        raise ValueError("The state is later than the rating; replay the touches up to its day.")
    if value is None:
        return Rating(day, 0.0, None, PINNED_FLOOR if pinned else None)
    meant = min(9.5, max(0.5, value))
    delta = SPREAD * log(meant / (10 - meant)) - _evidence_on(state, reading_day(state, day))
    return Rating(day, delta, None, meant) if pinned else Rating(day, delta, half_life)


def gain_of_contact(state: State, day: int, weight: float = 1.0) -> float:
    """What contact today is worth: the strength right after it, less the strength in 30 days without it.

    0 for a frozen state, which takes no contact.
    """
    if state.frozen_on is not None:
        return 0.0
    today = reading_day(state, day)
    return strength(absorb(state, Touch(today, weight)), today) - strength(state, today + 30)


def bound(state: State, anchor_day: int) -> float:
    """No strength on the anchor day or later exceeds this, for it never rises in silence. For sorting."""
    return strength(state, anchor_day) + 1e-9
