from datetime import date
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.health import Health, health
from domain.history import Past, course, course_of, health_course, past_of
from domain.months import month_ends, months_before
from domain.rings import RING_LIMITS, kept_days, ring_of
from domain.strength import Rating, Touch, replay, strength
from tests.domain.test_strength import law, ratings, silences, touch_lists

START = 730_000
asked_days = st.lists(st.integers(START - 400, START + 5_000), max_size=12).map(sorted)
frozen_days = st.none() | st.integers(START - 100, START + 4_500)


def up_to(touches: list[Touch], day: int) -> list[Touch]:
    return [touch for touch in touches if touch.day <= day]


@law
@given(touch_lists, asked_days, ratings, frozen_days)
def test_the_course_is_the_strength_as_it_was_read_on_each_day(
    touches: list[Touch], days: list[int], rating: Rating | None, frozen_on: int | None
) -> None:
    read = []
    for day in days:
        given_by_then = rating if rating is not None and rating.day <= day else None
        read.append(strength(replay(up_to(touches, day), given_by_then, frozen_on), day))

    assert course(touches, days, rating, frozen_on) == pytest.approx(read, rel=1e-9, abs=1e-9)


@law
@given(touch_lists, asked_days, st.none() | st.integers(1, 800), frozen_days)
def test_the_course_of_health_is_the_health_as_it_was_read_on_each_day(
    touches: list[Touch], days: list[int], wished: int | None, frozen_on: int | None
) -> None:
    read = [health(replay(up_to(touches, day), None, frozen_on), day, wished) for day in days]

    assert health_course(touches, days, wished, frozen_on) == read


@law
@given(touch_lists, silences)
def test_today_s_point_of_the_course_is_today_s_strength(touches: list[Touch], silent: int) -> None:
    today = START + 4_000 + silent

    assert course(touches, [today]) == pytest.approx([strength(replay(touches), today)], abs=1e-9)


def test_a_day_counts_its_heaviest_touch_and_the_uncounted_make_no_interaction_day() -> None:
    touches = [Touch(9, 0.3), Touch(5, 1.0), Touch(9, 0.8), Touch(7, 0.1, counted=False)]

    assert past_of(touches) == Past({5: 1.0, 7: 0.1, 9: 0.8}, [5, 9])
    assert list(past_of(touches).weights) == [5, 7, 9]


def test_with_nothing_recorded_the_course_lies_at_the_base() -> None:
    assert [round(point, 1) for point in course([], [START, START + 9])] == [0.5, 0.5]
    assert health_course([], [START]) == [Health.UNKNOWN]
    assert course([], []) == []


def test_a_hundred_thousand_touches_are_read_in_one_pass() -> None:
    past = Past({START + 11 * number: 1.0 for number in range(100_000)}, [])
    before = process_time()

    course_of(past, [START + 500_000, START + 1_100_000])

    assert process_time() - before < 10  # a pass takes tenths; one for each touch would take hours


def test_months_go_back_to_the_same_day_or_the_last_of_a_shorter_month() -> None:
    from_march = [(2026, 1, 31), (2026, 2, 28), (2026, 3, 31)]

    assert months_before(_day(2026, 3, 31), 2) == [_day(*when) for when in from_march]
    assert len(months_before(_day(2026, 3, 12), 12)) == 13


def test_month_ends_close_with_today() -> None:
    ends = [(2025, 12, 31), (2026, 1, 31), (2026, 2, 28), (2026, 3, 12)]

    assert month_ends(_day(2026, 3, 12), 4) == [_day(*when) for when in ends]
    assert months_before(10, 2) == [1, 1, 10]


def test_the_rings_part_at_the_geometric_means_of_the_wished_cadences() -> None:
    assert RING_LIMITS == {"inner": 14, "close": 73, "friends": 257, "network": 730}
    assert [ring_of(kept) for kept in (1, 14, 15, 73, 74, 257, 258, 730, 731, None)] == [
        *("inner", "inner", "close", "close", "friends", "friends"),
        *("network", "network", "outside", "outside"),
    ]


def test_the_kept_rhythm_is_the_usual_gap_or_a_longer_silence() -> None:
    weekly = replay(Touch(START + 7 * number, 1.0) for number in range(9))

    def kept_on(day: int) -> int | None:
        return kept_days(weekly.days, weekly.log_gap, weekly.last_on, day)

    assert [kept_on(START + 56), kept_on(START + 60), kept_on(START + 156)] == [7, 7, 100]
    assert kept_days(2, 1.0, START, START + 5) is None
    assert kept_days(0, 0.0, None, START) is None


def _day(year: int, month: int, day: int) -> int:
    return date(year, month, day).toordinal()
