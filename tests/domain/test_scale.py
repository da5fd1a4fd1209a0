"""The owner's own weights and usual minutes: what may be changed, how far, and what it does to a touch."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.scale import SHIPPED, WEIGHTS, Difference, Scale, differences
from domain.touches import KIND_WEIGHTS, USUAL_MINUTES, weigh

weights = st.dictionaries(st.sampled_from(sorted(WEIGHTS)), st.floats(0.2, 2))
lengths = st.dictionaries(st.sampled_from(sorted(USUAL_MINUTES)), st.integers(1, 1440))


def test_only_what_differs_from_the_shipped_is_kept():
    scale = Scale({"coffee": 1.0, "letter": 1}, {"meal": 90, "call": 10})

    assert (dict(scale.weights), dict(scale.minutes)) == ({"letter": 1.0}, {"call": 10})
    assert Scale({"coffee": 1}) == SHIPPED


@pytest.mark.parametrize("weight", [0.19, 2.01, 0, -1, math.nan, math.inf])
def test_a_weight_out_of_its_range_is_refused(weight):
    with pytest.raises(ValueError, match="A weight is from 0.2 to 2"):
        Scale({"coffee": weight})


@pytest.mark.parametrize("minutes", [0, -5, 1441, 30.5, math.nan])
def test_minutes_out_of_their_range_are_refused(minutes):
    with pytest.raises(ValueError, match="whole minutes, from 1 to 1440"):
        Scale({}, {"coffee": minutes})


@pytest.mark.parametrize("kind", ["linked", "sauna", ""])
def test_a_kind_that_nobody_can_weigh_is_refused(kind):
    with pytest.raises(ValueError, match="is no kind whose weight can be changed"):
        Scale({kind: 1.0})


@pytest.mark.parametrize("kind", ["linked", "letter", "email"])
def test_what_is_written_has_no_usual_length(kind):
    with pytest.raises(ValueError, match="is no kind that has a usual length"):
        Scale({}, {kind: 10})


def test_the_bounds_themselves_are_allowed():
    scale = Scale({"coffee": 0.2, "meal": 2}, {"coffee": 1, "meal": 1440})

    assert (scale.weigh("coffee", None, 1), scale.weigh("meal", None, 1)) == (0.2, 2.0)
    assert (scale.weigh("coffee", 4, 1), scale.weigh("meal", 90, 1)) == (0.4, 1.0)


@given(st.sampled_from(sorted(KIND_WEIGHTS)), st.none() | st.integers(1, 5000), st.integers(0, 200))
def test_the_shipped_scale_weighs_as_shipped(kind, minutes, others):
    assert SHIPPED.weigh(kind, minutes, others) == weigh(kind, minutes, others)


@given(weights, lengths)
def test_a_scale_comes_back_from_what_it_keeps(own, minutes):
    scale = Scale(own, minutes)

    assert Scale(dict(scale.weights), dict(scale.minutes)) == scale
    assert all(scale.weight_of(kind) == own[kind] for kind in own)
    assert all(scale.minutes_of(kind) == minutes[kind] for kind in minutes)


def test_a_link_weighs_the_same_on_every_scale():
    assert Scale(dict.fromkeys(WEIGHTS, 2.0)).weigh("linked", None, 1) == 0.1


def test_differences_are_told_by_kind_in_weights_and_minutes():
    before, after = Scale({"letter": 1}), Scale({"meal": 2}, {"meal": 60})

    assert list(differences(before, after)) == [
        Difference("meal", True, 1.3, 2.0),
        Difference("meal", False, 90, 60),
        Difference("letter", True, 1.0, 0.5),
    ]
    assert list(differences(after, after)) == []
