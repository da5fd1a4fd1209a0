"""Health: silence measured in a relationship's own rhythm. A second axis, and never the ranking.

The line at eight times the usual rhythm follows Navarro et al. (2017). Days are ordinals (date.toordinal()).
"""

from dataclasses import dataclass
from enum import StrEnum
from math import exp, floor

from domain.state import State, reading_day

USUAL_DAYS = 30
"""The rhythm of those for whom neither their history nor the owner's wish gives one."""
THRIVING_RHYTHMS, COOLING_RHYTHMS = 2, 8
NEW_DAYS = 30
NEVER_DAYS = 366
FEW_DAYS = 2
"""Up to this many interaction-days there is no rhythm yet: a standing is new, and one day never was one."""
MANY_DAYS = 6
STRONG_PEAK = 7.0
ONE_SIDED_SHARE = 0.85


class Health(StrEnum):
    NEW = "new"
    THRIVING = "thriving"
    COOLING = "cooling"
    DORMANT = "dormant"
    NEVER = "never"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class TurningDays:
    """The first days of being cooling, dormant and never if nothing happens, and the day contact is due.

    None: it never turns. Two equal days: the later word holds at once.
    """

    cooling_on: int | None = None
    dormant_on: int | None = None
    never_on: int | None = None
    due_on: int | None = None


def rhythm(state: State, wished_days: int | None = None) -> float:
    """The usual days between contacts: from three interaction-days on, the running geometric mean of gaps.

    Below that the wished cadence, else 30 days, stands in. At least 1.
    """
    if state.days > FEW_DAYS:
        return max(1.0, round(exp(state.log_gap), 9))  # rounded, so that a weekly rhythm is 7 and not 6.999…
    return max(1.0, wished_days or USUAL_DAYS)


def silence_ratio(state: State, day: int, wished_days: int | None = None) -> float:
    """The silence in multiples of the rhythm, the day itself included; 0 when nothing is recorded."""
    if state.last_on is None:
        return 0.0
    return (max(0, day - state.last_on) + 1) / rhythm(state, wished_days)


def turning_days(
    state: State, wished_days: int | None = None, circle_given_on: int | None = None
) -> TurningDays:
    """The days on which health() will change if nothing happens; known the moment a touch is logged.

    Cooling after twice the rhythm, but not in the first month; dormant after eight times; never a year
    after the last of at most two interaction-days, or after twice the wished cadence. Due after the wished
    cadence or when cooling, whichever is earlier; with nothing recorded, the day the circle was given. All
    None for a frozen state.
    """
    return (
        TurningDays() if state.frozen_on is not None else _turning_days(state, wished_days, circle_given_on)
    )


def _turning_days(state: State, wished_days: int | None, circle_given_on: int | None = None) -> TurningDays:
    if state.last_on is None or state.first_on is None:
        return TurningDays(due_on=circle_given_on)
    usual = rhythm(state, wished_days)
    cooling_on = max(state.last_on + floor(THRIVING_RHYTHMS * usual), state.first_on + NEW_DAYS + 1)
    dormant_on = max(state.last_on + floor(COOLING_RHYTHMS * usual), cooling_on)
    due_on = min(cooling_on, state.last_on + wished_days) if wished_days else cooling_on
    if state.days > FEW_DAYS:
        return TurningDays(cooling_on, dormant_on, None, due_on)
    never_on = state.last_on + max(NEVER_DAYS, 2 * (wished_days or 0) + 1)
    return TurningDays(cooling_on, dormant_on if dormant_on < never_on else None, never_on, due_on)


def health(
    state: State, day: int, wished_days: int | None = None, turns: TurningDays | None = None
) -> Health:
    """How a relationship does on a day; in silence only forward: new, thriving, cooling, dormant, never.

    A frozen state keeps the health of the day it was frozen. `turns` are its turning days, if they are at hand.
    """
    if state.first_on is None:
        return Health.UNKNOWN
    day = reading_day(state, day)
    if state.days <= FEW_DAYS and day <= state.first_on + NEW_DAYS:
        return Health.NEW
    if turns is None or state.frozen_on is not None:
        turns = _turning_days(state, wished_days)
    if _reached(turns.never_on, day):
        return Health.NEVER
    if _reached(turns.dormant_on, day):
        return Health.DORMANT
    return Health.COOLING if _reached(turns.cooling_on, day) else Health.THRIVING


def _reached(turn: int | None, day: int) -> bool:
    return turn is not None and day >= turn


def once_strong(state: State) -> bool:
    """At least six interaction-days, or three and a strength of 7 at its best, on evidence alone."""
    return state.days >= MANY_DAYS or (state.days > FEW_DAYS and state.peak >= STRONG_PEAK)


def one_sided(days: int, share_begun_by_me: float | None) -> str | None:
    """Who begins nearly always: "me", "them", or None. A flag in words, not a score.

    From six interaction-days on, at a share (0 to 1) of 0.85. Reciprocity tells which ties last: Hidalgo &
    Rodriguez-Sickert (2008).
    """
    if days < MANY_DAYS or share_begun_by_me is None:
        return None
    if share_begun_by_me >= ONE_SIDED_SHARE:
        return "me"
    return "them" if share_begun_by_me <= 1 - ONE_SIDED_SHARE else None
