"""How much a message may be worth in the days to come: those worth most are found without weighing everybody."""

from dataclasses import replace
from math import exp

from domain.circles import CIRCLE_CARE
from domain.health import Health, once_strong
from domain.state import WEEK, State, absorb, reading_day, strength
from domain.suggest import AHEAD
from domain.touches import Touch

MONTH = 30
TINY = 1e-9


def most_worth(state: State, now: Health, circle: str, is_wanted: bool, days: tuple[int, int]) -> float:
    """No suggestion to nurture has a higher priority on any of the days (first and last), if nothing happens.

    `now` is the health, which must not turn within them; 0 for whom there is nothing to nurture.
    """
    is_quiet = now in (Health.COOLING, Health.DORMANT)
    is_missed = is_wanted and now in (Health.NEVER, Health.UNKNOWN)
    if state.frozen_on is not None or not (is_quiet or is_missed):
        return 0.0
    ahead = AHEAD if now is Health.DORMANT and once_strong(state) else 0.0
    least = strength(state, reading_day(state, days[1]) + MONTH)
    return ahead + (_best_after(state, days) - least) * CIRCLE_CARE.get(circle, 1.0) + TINY


def _best_after(state: State, days: tuple[int, int]) -> float:
    """No strength after contact on one of the days exceeds this.

    All that counts fades meanwhile, but for three: what is left of a burst takes the less away, a touch of the
    same day is no longer in the way, and a rating of the same day that is below the evidence begins to shrink.
    """
    first, last = days
    most = replace(
        state,
        short=state.short * exp(-(last - first) / WEEK),
        last_weight=0.0,
        rated_days=state.rated_days + 1,
    )
    today = reading_day(state, first)
    return strength(absorb(most, Touch(today, 1.0)), today)
