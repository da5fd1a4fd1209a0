"""The ring someone really is in, by the rhythm that is kept; beside the one the owner wished for."""

from itertools import pairwise
from math import exp, isqrt

from domain.circles import CIRCLE_DAYS
from domain.health import FEW_DAYS

OUTSIDE = "outside"
OUTERMOST_DAYS = 2 * 365
"""Twice the yearly wish of the network; who is in touch more rarely is in no ring."""

RING_LIMITS = {
    ring: isqrt(wished * next_wished) for (ring, wished), (_, next_wished) in pairwise(CIRCLE_DAYS.items())
} | {"network": OUTERMOST_DAYS}
"""The most days between contacts in each ring: where one wished cadence is nearer than the next, by ratio."""


def kept_days(days: int, log_gap: float, last_on: int | None, today: int) -> int | None:
    """Every how many days the two are really in touch: the usual gap, or the silence where that is longer.

    None before the third interaction-day, since there is no rhythm yet.
    """
    if last_on is None or days <= FEW_DAYS:
        return None
    return max(1, round(exp(log_gap)), today - last_on)


def ring_of(kept: int | None) -> str:
    """The ring that a kept rhythm in days belongs to: inner, close, friends, network or outside."""
    if kept is None:
        return OUTSIDE
    return next((ring for ring, limit in RING_LIMITS.items() if kept <= limit), OUTSIDE)
