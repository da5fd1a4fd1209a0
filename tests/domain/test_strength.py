import math
from dataclasses import astuple, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.strength import (
    EMPTY,
    KIND_WEIGHTS,
    Rating,
    State,
    Touch,
    absorb,
    bound,
    gain_of_contact,
    rate,
    replay,
    strength,
    weigh,
)

START = 730_000
LAST = START + 4_000
law = settings(deadline=None)

weights = st.floats(0, 5)
touch_values = st.builds(Touch, st.integers(START, LAST), weights, st.booleans())
touch_lists = st.lists(touch_values, max_size=25)
silences = st.integers(0, 3_000)
ratings = st.none() | st.builds(
    Rating,
    st.integers(START, LAST),
    st.floats(-12, 12),
    st.sampled_from([90.0, 365.0, 730.0, math.inf, None]),
    st.none() | st.floats(0, 10),
)


def close(state: State, other: State) -> bool:
    """Equal to 1e-9, the peak and the mean gap included."""
    return all(
        mine == pytest.approx(theirs, rel=1e-9, abs=1e-9) if isinstance(mine, float) else mine == theirs
        for mine, theirs in zip(astuple(state), astuple(other), strict=True)
    )


def closed_form(touches: list[Touch], day: int) -> float:
    """The strength from the sums over all interaction-days, without any recurrence."""
    heaviest: dict[int, float] = {}
    for touch in touches:
        heaviest[touch.day] = max(touch.weight, heaviest.get(touch.day, 0.0))
    days = sorted(heaviest.items())

    def remembered(at: int) -> float:
        return max((weight * math.exp(-(at - then) / 7) for then, weight in days if then < at), default=0.0)

    e7 = sum(weight * 2 ** (-(day - then) / 7) for then, weight in days)
    e90 = sum(weight * 2 ** (-(day - then) / 90) for then, weight in days)
    long = sum(max(0.0, weight - remembered(then)) * 2 ** (-(day - then) / 730) for then, weight in days)
    evidence = 0.75 * math.log(0.10 + e7) + 0.35 * math.log(0.10 + e90) + 0.65 * math.log(0.05 + long)
    return 10 / (1 + math.exp(-evidence / 1.5))


def every(gap: int, years: int = 4) -> State:
    return replay(Touch(START + day, 1.0) for day in range(0, round(years * 365.25) + 1, gap))


def after(state: State, *silent: int) -> list[float]:
    return [round(strength(state, state.as_of + days), 1) for days in silent]


@pytest.mark.parametrize(
    ("gap", "expected"),
    [
        (7, [9.5, 9.4, 9.3]),
        (14, [9.2, 8.9, 8.6]),
        (30, [8.7, 7.7, 6.9]),
        (91, [7.7, 4.9, 4.5]),
        (365, [6.3, 2.7, 2.2]),
    ],
)
def test_a_steady_rhythm_of_four_years_reads_as_the_anchors_say(gap, expected):
    assert after(every(gap), 0, gap // 2, gap - 1) == expected


def test_a_rhythm_kept_for_good_is_a_little_stronger():
    assert after(every(91, years=8), 0, 45, 90) == [7.8, 5.1, 4.7]
    assert after(every(365, years=12), 0, 182, 364) == [6.5, 2.8, 2.3]


def test_one_coffee_fades_within_a_year():
    assert after(replay([Touch(START, 1.0)]), 0, 7, 30, 365) == [5.2, 4.4, 2.8, 1.5]


def test_nothing_ever_reads_as_the_base():
    assert round(strength(EMPTY, START), 1) == 0.5


def test_a_friend_seen_every_ten_days_fades_and_comes_back_with_one_coffee():
    friend = replay(Touch(START + 10 * n, 1.0) for n in range(74))
    today = friend.last_on + 56

    assert after(friend, 0, 21) == [9.2, 8.3]
    assert strength(friend, today) == pytest.approx(7.25, abs=0.005)
    assert round(strength(absorb(friend, Touch(today, 1.0)), today), 1) == 9.0
    assert round(strength(absorb(friend, Touch(today, 1.3)), today), 1) == 9.1


def test_a_link_alone_is_faint_evidence_and_no_interaction_day():
    linked = replay([Touch(START, weigh("linked", None, 1), counted=False, kind="linked")])

    assert after(linked, 0, 30, 365) == [1.2, 0.9, 0.7]
    assert (linked.days, linked.log_gap, linked.first_on, linked.last_on) == (0, 0.0, None, None)


def test_a_link_after_a_meeting_moves_neither_last_contact_nor_rhythm():
    met = [Touch(START, 1.0), Touch(START + 20, 1.0)]

    state = absorb(replay(met), Touch(START + 50, 0.1, counted=False))
    again = absorb(state, Touch(START + 60, 1.0))

    assert (state.last_on, state.days, state.log_gap) == (START + 20, 2, math.log(20))
    assert again.log_gap == pytest.approx(0.7 * math.log(20) + 0.3 * math.log(40))


@pytest.mark.parametrize(
    ("kind", "minutes", "others", "expected"),
    [
        ("coffee", None, 1, 1.0),
        ("coffee", 45, 1, 1.0),
        ("coffee", 180, 1, 2.0),
        ("coffee", 6000, 1, 2.0),
        ("coffee", 0, 1, 0.5),
        ("coffee", -5, 1, 0.5),
        ("call", 5, 1, 0.4),
        ("meal", None, 16, 0.65),
        ("event", None, 100, 0.07),
        ("message", 500, 1, 0.35),
        ("online", None, 0, 0.25),
        ("linked", None, 1, 0.1),
        ("sauna", None, 1, 0.5),
    ],
)
def test_a_touch_weighs_by_kind_length_and_company(kind, minutes, others, expected):
    assert weigh(kind, minutes, others) == pytest.approx(expected)


def test_the_owner_may_weigh_kinds_differently():
    assert weigh("letter", None, 1, {"letter": 1.5}) == 1.5
    assert weigh("coffee", None, 1, {"letter": 1.5}) == KIND_WEIGHTS["coffee"]


@pytest.mark.parametrize("weight", [-0.1, math.nan, math.inf])
def test_a_touch_refuses_a_weight_that_is_none(weight):
    with pytest.raises(ValueError, match="cannot weigh"):
        Touch(START, weight)


def test_absorb_refuses_an_earlier_day():
    with pytest.raises(ValueError, match="replay"):
        absorb(absorb(EMPTY, Touch(START, 1.0)), Touch(START - 1, 1.0))


def test_a_day_counts_its_heaviest_touch_only():
    day = [Touch(START, 0.35), Touch(START, 1.0), Touch(START, 0.8)]
    state = replay([Touch(START - 9, 1.0)])

    for touch in day:
        state = absorb(state, touch)

    assert close(state, replay([Touch(START - 9, 1.0), Touch(START, 1.0)]))


def test_a_mail_the_day_before_does_not_make_a_meal_count_less():
    meal = Touch(START + 100, 1.3)
    history = [Touch(START, 1.0), Touch(START + 50, 1.0)]

    assert replay([*history, Touch(START + 99, 0.35), meal]).long > replay([*history, meal]).long


def test_a_day_before_the_last_reads_as_the_last():
    state = every(14)
    assert strength(state, state.last_on - 400) == strength(state, state.last_on)


@law
@given(touch_lists, ratings, silences, silences)
def test_strength_never_rises_in_silence(touches, rating, some, more):
    state = replay(touches, rating)
    assert strength(state, LAST + some + more) <= strength(state, LAST + some) + 1e-12


@law
@given(touch_lists, touch_values, ratings, silences)
def test_a_touch_never_lowers_strength_wherever_it_is_inserted(touches, touch, rating, silence):
    without = strength(replay(touches, rating), LAST + silence)
    assert strength(replay([*touches, touch], rating), LAST + silence) >= without - 1e-9


@law
@given(touch_lists.flatmap(lambda touches: st.tuples(st.just(touches), st.permutations(touches))), ratings)
def test_the_order_of_insertion_does_not_matter(orders, rating):
    touches, shuffled = orders
    assert replay(touches, rating) == replay(shuffled, rating)


@law
@given(touch_lists, ratings, st.none() | st.integers(START, LAST))
def test_absorbing_in_order_equals_replaying(touches, rating, frozen_on):
    state = replace(EMPTY, rating=rating, frozen_on=frozen_on)
    for touch in sorted(touches, key=lambda touch: touch.day):
        state = absorb(state, touch)
    assert close(state, replay(touches, rating, frozen_on))


@law
@given(touch_lists, touch_lists, st.data(), silences)
def test_the_recurrence_equals_the_closed_form_after_any_edits(first, more, data, silence):
    touches = list(first)
    for touch in more:
        touches.insert(data.draw(st.integers(0, len(touches))), touch)
        if data.draw(st.booleans()):
            touches.pop(data.draw(st.integers(0, len(touches) - 1)))

    day = LAST + silence

    assert strength(replay(touches), day) == pytest.approx(closed_form(touches, day), abs=1e-9)


@law
@given(
    st.lists(
        st.builds(Touch, st.integers(-80_000, 800_000), st.floats(0, 1e300), st.booleans()), max_size=10
    ),
    st.none()
    | st.builds(
        Rating,
        st.integers(-80_000, 800_000),
        st.floats(allow_nan=False, allow_infinity=False),
        st.floats(min_value=0, exclude_min=True),
    ),
    st.integers(-1_000_000, 1_000_000),
)
def test_a_strength_lies_between_0_and_10_for_any_input(touches, rating, day):
    assert 0 <= strength(replay(touches, rating), day) <= 10


def test_extremes_do_not_break_it():
    centuries = replay([Touch(1, 1.0), Touch(73_000, 1.0), Touch(146_000, 4.0)])
    crowded = replay(Touch(START, n / 1000) for n in range(1001))

    assert strength(centuries, 146_000) == pytest.approx(strength(replay([Touch(146_000, 4.0)]), 146_000))
    assert crowded == replay([Touch(START, 1.0)])


@law
@given(touch_lists, ratings, st.none() | st.integers(START, LAST), silences, silences)
def test_the_stored_bound_holds_however_stale(touches, rating, frozen_on, anchor, later):
    state = replay(touches, rating, frozen_on)
    assert strength(state, LAST + anchor + later) <= bound(state, LAST + anchor)


def test_the_peak_is_of_the_evidence_alone():
    touches = [Touch(START + 7 * n, 1.0) for n in range(50)]

    rated = replay([*touches, Touch(START + 3000, 1.0)], Rating(START, 3.0, None))

    assert rated.peak == strength(replay(touches), START + 7 * 49)


def test_a_rating_makes_the_strength_the_rated_value_and_fades_by_its_half_life():
    state = every(30)
    day = state.last_on + 10
    rating = rate(state, day, 9.0, 90.0)
    rated = replace(state, rating=rating)

    evidence_lost = replace(rated, rating=replace(rating, delta=rating.delta / 2, half_life=None))

    assert strength(rated, day) == pytest.approx(9.0)
    assert strength(rated, day + 90) == pytest.approx(strength(evidence_lost, day + 90))


def test_a_low_rating_does_not_fade_in_silence_but_with_each_later_interaction_day():
    touches = [Touch(START + 10 * n, 1.0) for n in range(40)]
    state = replay(touches)
    rating = rate(state, state.last_on, 3.0)

    later = [Touch(state.last_on, 1.0), Touch(state.last_on + 5, 1.0), Touch(state.last_on + 5, 0.5)]
    rated = replay([*touches, *later, Touch(state.last_on + 9, 0.1, counted=False)], rating)
    same = replace(rated, rated_days=0, rating=replace(rating, delta=0.9 * rating.delta))

    assert rating.delta < 0
    assert rated.rated_days == 1
    assert strength(rated, state.last_on + 400) == pytest.approx(strength(same, state.last_on + 400))


@pytest.mark.parametrize(("value", "meant"), [(10.0, 9.5), (0.0, 0.5), (8.0, 8.0)])
def test_a_rated_value_stays_between_half_a_point_and_nine_and_a_half(value, meant):
    state = every(30)
    rating = rate(state, state.last_on, value)
    assert strength(replace(state, rating=rating), state.last_on) == pytest.approx(meant)


def test_pinned_people_never_fall_below_the_rated_value_or_seven():
    rated = replay([], rate(EMPTY, START, 8.5, pinned=True))
    unrated = replay([Touch(START, 1.0)], rate(EMPTY, START, None, pinned=True))

    assert strength(rated, START + 9_000) == pytest.approx(8.5)
    assert strength(unrated, START + 9_000) == 7.0


def test_a_rating_of_a_day_before_the_state_is_refused():
    with pytest.raises(ValueError, match="replay"):
        rate(every(30), START, 8.0)


@pytest.mark.parametrize("fields", [(0, math.nan), (0, 1.0, 0.0), (0, 1.0, 90.0, 11.0)])
def test_a_rating_that_makes_no_sense_is_refused(fields):
    with pytest.raises(ValueError, match="rating's"):
        Rating(*fields)


def test_a_frozen_strength_stays_as_it_was():
    touches = [Touch(START, 1.0), Touch(START + 20, 1.0)]
    frozen = replay([*touches, Touch(START + 90, 1.3)], frozen_on=START + 60)

    assert strength(frozen, START + 5_000) == strength(replay(touches), START + 60)
    assert absorb(frozen, Touch(START + 61, 1.0)) == frozen
    assert gain_of_contact(frozen, START + 100) == 0.0


def test_the_gain_of_contact_is_today_with_it_less_a_month_without_it():
    state = replay([Touch(START, 1.0)])
    coffee = replay([Touch(START, 1.0), Touch(START + 40, 1.0)])

    expected = strength(coffee, START + 40) - strength(state, START + 70)

    assert gain_of_contact(state, START + 40) == pytest.approx(expected)
