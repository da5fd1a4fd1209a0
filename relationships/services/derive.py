"""From the model's state to the columns of a row: the turning days, and what makes long lists quick."""

from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple

from contacts.models import Contact, State
from domain import strength as model
from domain.health import NEW_DAYS, Health, TurningDays, health, turning_days
from domain.worth import most_worth

FRESH_DAYS = 7
"""After so many days the bound is worth being drawn tighter."""
TINY = 1e-9
FOR_EVER = date.max.toordinal()
"""The day on which what does not change with time grows stale."""

SUMS = (
    "e7", "e90", "long", "short", "as_of", "last_on", "first_on", "days", "last_weight", "log_gap", "peak",
    "rated_days", "frozen_on",
)  # fmt: skip
TURNS = ("cooling_on", "dormant_on", "never_on", "due_on")
ANCHORS = ("is_listed", "bound", "low", "worth", "health_then", "anchored_on", "stale_on")
DERIVED = (*SUMS, *TURNS, *ANCHORS)
"""The columns that are worked out from the touches, the wishes and the day."""

_sums = attrgetter(*SUMS)


class Wishes(NamedTuple):
    """What of a contact bears on the row: the wished cadence, since when (an ordinal), the circle, and whether they
    are there.
    """

    wished_days: int | None = None
    since: int | None = None
    is_active: bool = True
    is_deleted: bool = False
    circle: str = ""

    @property
    def is_listed(self) -> bool:
        return self.is_active and not self.is_deleted


def wishes_of(contact: Contact) -> Wishes:
    since = contact.circle_since.toordinal() if contact.circle_since else None
    is_active = contact.state == State.ACTIVE
    return Wishes(contact.wished_days, since, is_active, contact.deleted_at is not None, contact.circle)


def derive(state: model.State, wishes: Wishes, day: int) -> tuple[Any, ...]:
    """The values of DERIVED as of a day (an ordinal)."""
    turns = turning_days(state, wishes.wished_days, wishes.since)
    return *lasting(state, wishes, turns), *anchor(state, turns, wishes, day)


def lasting(state: model.State, wishes: Wishes, turns: TurningDays) -> tuple[Any, ...]:
    """The values of SUMS and TURNS, which do not change with the day. Nobody who is not active is due."""
    due_on = turns.due_on if wishes.is_active else None
    return *_sums(state), turns.cooling_on, turns.dormant_on, turns.never_on, due_on


def anchor(state: model.State, turns: TurningDays, wishes: Wishes, day: int) -> tuple[Any, ...]:
    """The values of ANCHORS as of a day."""
    now = health(state, day, wishes.wished_days, turns)
    stale_on = _stale_on(state, turns, now, day)
    until = min(stale_on, day + FRESH_DAYS)
    low = model.strength(state, until) - TINY
    is_wanted = bool(wishes.wished_days) or (state.rating is not None and state.rating.floor is not None)
    worth = most_worth(state, now, wishes.circle, is_wanted, (day, until))
    return wishes.is_listed, model.bound(state, day), low, worth, now.value, day, stale_on


def _stale_on(state: model.State, turns: TurningDays, now: Health, day: int) -> int:
    """The first day on which the health may have turned, or the bound is old."""
    is_empty = state.as_of is None and state.rating is None
    if state.frozen_on is not None or is_empty:
        return FOR_EVER
    stale_on = day + FRESH_DAYS
    if now is Health.NEW and state.first_on is not None:
        stale_on = min(stale_on, state.first_on + NEW_DAYS + 1)
    for turn in (turns.cooling_on, turns.dormant_on, turns.never_on):
        if turn is not None and day < turn < stale_on:
            stale_on = turn
    return stale_on
