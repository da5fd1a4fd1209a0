from math import exp

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from domain.health import Health, TurningDays, health, once_strong, one_sided, rhythm, turning_days
from domain.strength import EMPTY, State, Touch, replay

START = 730_000
law = settings(deadline=None)

gaps = st.lists(st.integers(1, 60), max_size=12)
wishes = st.none() | st.integers(1, 400)
ORDER = [Health.NEW, Health.THRIVING, Health.COOLING, Health.DORMANT, Health.NEVER]


def met(*gaps: int) -> State:
    """Met on START, and again after each gap."""
    days = [START]
    for gap in gaps:
        days.append(days[-1] + gap)
    return replay(Touch(day, 1.0) for day in days)


def by_formula(state: State, day: int, wished_days: int | None) -> Health:
    """Health from k = (d + 1) / max(1, e^G), without turning days."""
    silent = day - state.last_on
    if state.days <= 2 and day - state.first_on <= 30:
        return Health.NEW
    if state.days <= 2 and silent >= max(366, 2 * (wished_days or 0) + 1):
        return Health.NEVER
    usual = max(1.0, exp(state.log_gap)) if state.days >= 3 else wished_days or 30
    k = (silent + 1) / usual - 1e-9
    if k <= 2 or day <= state.first_on + 30:
        return Health.THRIVING
    return Health.COOLING if k <= 8 else Health.DORMANT


@law
@given(gaps, wishes, st.integers(0, 3_000))
def test_health_is_silence_in_the_own_rhythm(gaps, wished_days, silent):
    state = met(*gaps)
    day = state.last_on + silent
    assert health(state, day, wished_days) is by_formula(state, day, wished_days)


@law
@given(gaps, wishes)
def test_turning_days_agree_with_health_on_every_day(gaps, wished_days):
    state = met(*gaps)
    turns = turning_days(state, wished_days)
    firsts: dict[Health, int] = {}
    for day in range(state.last_on, state.last_on + 3_300):
        firsts.setdefault(health(state, day, wished_days), day)

    dormant_on = None if turns.dormant_on == turns.never_on else turns.dormant_on
    cooling_on = None if turns.cooling_on == turns.dormant_on else turns.cooling_on

    assert firsts.get(Health.COOLING) == cooling_on
    assert firsts.get(Health.DORMANT) == dormant_on
    assert firsts.get(Health.NEVER) == turns.never_on


@law
@given(gaps, wishes, st.integers(0, 3_000), st.integers(0, 3_000))
def test_in_silence_health_only_moves_forward(gaps, wished_days, some, more):
    state = met(*gaps)
    sooner = health(state, state.last_on + some, wished_days)
    later = health(state, state.last_on + some + more, wished_days)
    assert ORDER.index(sooner) <= ORDER.index(later)


@law
@given(gaps, wishes)
def test_turning_days_come_in_order_and_never_in_the_first_month(gaps, wished_days):
    state = met(*gaps)
    turns = turning_days(state, wished_days)
    days = [day for day in (turns.cooling_on, turns.dormant_on, turns.never_on) if day is not None]

    assert days == sorted(days)
    assert turns.cooling_on >= state.first_on + 31
    assert turns.due_on == min(turns.cooling_on, state.last_on + (wished_days or 3_000))


def test_nothing_recorded_is_unknown_and_due_when_the_circle_was_given():
    linked = replay([Touch(START, 0.1, counted=False)])

    assert health(EMPTY, START) is Health.UNKNOWN
    assert health(linked, START + 4_000, 7) is Health.UNKNOWN
    assert turning_days(linked) == TurningDays()
    assert turning_days(EMPTY, 7, circle_given_on=START) == TurningDays(due_on=START)


@pytest.mark.parametrize(
    ("silent", "expected"),
    [
        (0, Health.NEW),
        (30, Health.NEW),
        (31, Health.THRIVING),
        (59, Health.THRIVING),
        (60, Health.COOLING),
        (239, Health.COOLING),
        (240, Health.DORMANT),
        (365, Health.DORMANT),
        (366, Health.NEVER),
    ],
)
def test_someone_met_once_is_new_and_after_a_year_never(silent, expected):
    assert health(met(), START + silent) is expected


def test_new_and_never_are_for_at_most_two_days():
    assert health(met(5), START + 20) is Health.NEW
    assert health(met(5, 5), START + 20) is Health.THRIVING
    assert health(met(5), START + 400) is Health.NEVER
    assert health(met(5, 5), START + 4_000) is Health.DORMANT
    assert turning_days(met(5, 5)).never_on is None


def test_a_wished_cadence_stands_in_for_a_rhythm_and_puts_never_off():
    assert turning_days(met(), 365) == TurningDays(START + 730, None, START + 731, START + 365)
    assert turning_days(met(), 46) == TurningDays(START + 92, None, START + 366, START + 46)
    assert turning_days(met(), 45) == TurningDays(START + 90, START + 360, START + 366, START + 45)


def test_weekly_contact_cools_after_two_silent_weeks_and_sleeps_after_eight():
    state = met(*[7] * 20)
    assert rhythm(state) == 7.0
    assert turning_days(state) == TurningDays(
        state.last_on + 14, state.last_on + 56, None, state.last_on + 14
    )


def test_a_burst_in_the_first_month_does_not_cool_within_it():
    state = met(1, 1, 1)
    assert turning_days(state) == TurningDays(START + 31, START + 31, None, START + 31)
    assert health(state, START + 30) is Health.THRIVING
    assert health(state, START + 31) is Health.DORMANT


def test_frozen_people_have_no_turning_days_and_keep_their_health():
    frozen = replay([Touch(START, 1.0)], frozen_on=START + 100)

    assert turning_days(frozen, 7, circle_given_on=START) == TurningDays()
    assert health(frozen, START + 9_000) is Health.COOLING


def test_once_strong_needs_six_days_or_three_and_a_peak_of_seven():
    assert once_strong(met(400, 400, 400, 400, 400))
    assert not once_strong(met(400, 400, 400, 400))
    assert once_strong(met(8, 8, 8))
    assert not once_strong(met(8))


@pytest.mark.parametrize(
    ("days", "share", "expected"),
    [
        (6, 0.85, "me"),
        (6, 0.84, None),
        (6, 0.16, None),
        (6, 0.15, "them"),
        (5, 1.0, None),
        (6, None, None),
    ],
)
def test_a_tie_is_one_sided_from_six_days_on(days, share, expected):
    assert one_sided(days, share) == expected


@law
@given(gaps, st.integers(1, 80_000))
def test_centuries_do_not_break_it(gaps, gap):
    state = met(*gaps, gap)
    assume(state.days >= 3)
    assert turning_days(state).dormant_on >= turning_days(state).cooling_on
