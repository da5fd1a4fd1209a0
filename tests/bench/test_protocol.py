from collections.abc import Sequence

import pytest

from bench.tie_logs.protocol import Log, cases, cuts_of, horizon_of, known_at, log_of
from bench.tie_logs.scores import SCORES
from domain.strength import Touch, replay, strength

QUARTER = 1 / 96


def log(*ties: Sequence[int], horizon: int = 10) -> Log:
    """One ego with these ties."""
    return Log({"me": [list(days) for days in ties]}, "day", horizon)


@pytest.mark.parametrize(
    ("span", "per_day", "horizon"),
    [
        (19_206, 1, 90),
        (803.9, 1, 60),
        (193.7, 1, 14),
        (100, 1, 12),
        (4.02, 96, 40),
        (0.125, 96, 1),
        (0, 96, 1),
    ],
)
def test_the_horizon_follows_from_the_span(span: float, per_day: int, horizon: int) -> None:
    assert horizon_of(span, per_day) == horizon


def test_moments_of_one_day_are_one_interaction_day() -> None:
    found = log_of({("a", "b"): [40.9, 3.0, 3.5, 3.99, 4.0], ("b", "a"): [0.2]})

    assert found == Log({"a": [[3, 4, 40]], "b": [[0]]}, "day", 5)


def test_a_log_of_a_few_days_is_told_in_quarter_hours() -> None:
    found = log_of({("a", "b"): [0.0, 0.01, 5 * QUARTER, 2.0], ("a", "c"): [4.0]})

    assert found == Log({"a": [[0, 5, 192], [384]]}, "quarter-hour", 40)


def test_every_quarter_hour_written_as_a_fraction_falls_into_itself() -> None:
    found = log_of({("a", "b"): [number / 96 for number in range(960)]})

    assert found.ties == {"a": [list(range(960))]}


def test_six_cuts_are_spread_evenly_and_are_whole_days() -> None:
    assert cuts_of(log([0, 193], horizon=14)) == [120, 132, 143, 155, 167, 179]
    assert cuts_of(log([1000], [1193], horizon=14)) == [1120, 1132, 1143, 1155, 1167, 1179]


def test_a_short_log_has_fewer_cuts_and_none_without_room_for_the_horizon() -> None:
    assert cuts_of(log([0, 10], horizon=2)) == [6, 7, 8]
    assert cuts_of(log([0, 10], horizon=5)) == []
    assert cuts_of(log([7], horizon=1)) == []
    assert cuts_of(Log({}, "day", 1)) == []


def test_the_day_of_the_cut_is_known_and_the_last_of_the_horizon_still_counts() -> None:
    (tie,) = known_at([1, 5, 6, 9, 10], [5], 4)

    assert (list(tie.days), tie.cut, tie.later) == ([1, 5], 5, 2)


def test_the_state_goes_on_from_cut_to_cut() -> None:
    days = [3, 4, 11, 30, 42]

    found = list(known_at(days, [2, 10, 20, 41], 10))

    assert [tie.cut for tie in found] == [10, 20, 41]
    assert [tie.later for tie in found] == [1, 1, 1]
    for tie in found:
        known = replay(Touch(day, 1.0) for day in tie.days)
        assert strength(tie.state, tie.cut) == pytest.approx(strength(known, tie.cut), abs=1e-9)


FOUR = [[1], [2], [3], [4]]


def cuts(*ties: Sequence[int]) -> list[int]:
    return [case[0].cut for case in cases(log(*ties))]


def test_a_case_has_five_ties_with_both_labels() -> None:
    weekly = range(0, 101, 7)

    assert cuts(weekly, *FOUR) == [61, 66, 72, 77, 83, 88]
    assert cuts(weekly, *FOUR[:3]) == []  # four ties
    assert cuts(*[weekly] * 5) == []  # none without contact
    assert cuts(*[[day] for day in range(5)], [0, 10]) == []  # none with


def test_an_ego_counts_while_active_within_two_horizons() -> None:
    quiet_since_48, returns = [0, 48], [0, 72, 100]  # cut at 62, 68 (quiet for 20 days), 73, 79, 84 and 90

    assert cuts(quiet_since_48, returns, *FOUR) == [62, 90]


def test_the_simple_rules_on_one_tie() -> None:
    (tie,) = known_at([0, 10, 30], [36], 10)

    assert {name: score(tie) for name, score in SCORES.items() if name != "strength"} == pytest.approx(
        {
            "recency": 30,
            "count": 3,
            "exponential, 30 days": 2 ** (-36 / 30) + 2 ** (-26 / 30) + 2 ** (-6 / 30),
            "count / (recency + 7)": 3 / 13,
            "every N days, overdue": -6 / 15,
        }
    )


def test_whoever_was_met_once_is_expected_after_thirty_days() -> None:
    (tie,) = known_at([6], [36], 10)

    assert SCORES["every N days, overdue"](tie) == -1.0
