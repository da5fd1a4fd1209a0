from itertools import permutations
from math import log2
from statistics import fmean

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bench.tie_logs.measures import Measures, mean_of, measures

Pairs = list[tuple[float, int]]
few_scores = st.sampled_from([0.0, 0.5, 1.0, 2.0])
pairs = st.lists(st.tuples(few_scores, st.integers(0, 3)), min_size=2, max_size=6)
many_pairs = st.lists(st.tuples(few_scores, st.integers(0, 3)), min_size=2, max_size=40)


def has_both_labels(scored: Pairs) -> bool:
    return 0 < sum(later > 0 for _, later in scored) < len(scored)


def auc_by_pairs(scored: Pairs) -> float:
    met = [score for score, later in scored if later]
    missed = [score for score, later in scored if not later]
    return fmean((mine > theirs) + (mine == theirs) / 2 for mine in met for theirs in missed)


def precision_by_thresholds(scored: Pairs) -> float:
    """Each contact counts the share of contacts among all that score at least as much."""
    return fmean(
        fmean(later > 0 for score, later in scored if score >= mine) for mine, found in scored if found
    )


def gained(laters: list[int]) -> float:
    return sum(later / log2(place + 2) for place, later in enumerate(laters[:10]))


def gain_by_orders(scored: Pairs) -> float:
    """The mean over every order that the scores allow."""
    allowed = [
        [later for _, later in order]
        for order in permutations(scored)
        if all(first[0] >= second[0] for first, second in zip(order, order[1:], strict=False))
    ]
    return fmean(map(gained, allowed)) / gained(sorted((later for _, later in scored), reverse=True))


@given(many_pairs)
def test_auc_counts_pairs_and_half_the_equal_ones(scored: Pairs) -> None:
    assume(has_both_labels(scored))

    assert measures(scored).auc == pytest.approx(auc_by_pairs(scored))


@given(many_pairs)
def test_average_precision_reads_equal_scores_together(scored: Pairs) -> None:
    assume(has_both_labels(scored))

    assert measures(scored).precision == pytest.approx(precision_by_thresholds(scored))


@given(pairs)
def test_gain_is_the_mean_over_all_orders_of_equal_scores(scored: Pairs) -> None:
    assume(has_both_labels(scored))

    assert measures(scored).gain == pytest.approx(gain_by_orders(scored))


def test_a_perfect_ranking_reaches_one_in_all_three() -> None:
    assert measures([(3.0, 5), (2.0, 1), (1.0, 0)]) == Measures(1.0, 1.0, 1.0)


def test_a_ranking_upside_down() -> None:
    found = measures([(1.0, 1), (2.0, 0), (3.0, 0)])

    assert found == pytest.approx((0.0, 1 / 3, 1 / log2(4)))


def test_gain_looks_at_ten_places_and_equal_scores_share_them() -> None:
    scored = [(1.0, 1)] + [(1.0, 0)] * 10

    assert measures(scored).gain == pytest.approx(sum(1 / log2(place + 2) for place in range(10)) / 11)
    assert measures([(0.0, 1)] + [(1.0, 0)] * 10).gain == 0.0


def test_means_are_taken_measure_by_measure() -> None:
    assert mean_of([Measures(1.0, 0.5, 0.0), Measures(0.0, 0.5, 0.5)]) == Measures(0.5, 0.5, 0.25)
