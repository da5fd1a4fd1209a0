from datetime import date

import pytest

from domain.forecast import forecast, forecast_coffee, strength_after
from domain.strength import EMPTY, Rating, State, Touch, replay, strength

TODAY = date(2026, 11, 21).toordinal()


def met(*days_ago: int) -> State:
    return replay(Touch(TODAY - days, 1.0) for days in days_ago)


def test_it_names_the_days_still_to_come():
    assert forecast(met(60, 40, 20), TODAY) == "Turns cooling on 11 December; dormant on 10 April 2027."
    assert forecast(met(100, 80, 60), TODAY) == "Turns dormant on 1 March 2027."
    assert forecast(met(300), TODAY) == "Turns never on 26 January 2027."


def test_nothing_to_come_is_not_told():
    assert forecast(met(500), TODAY) == ""
    assert forecast(EMPTY, TODAY) == ""
    assert forecast(replay([Touch(TODAY, 1.0)], frozen_on=TODAY), TODAY) == ""


def test_a_turn_that_passes_cooling_over_is_told_once():
    assert forecast(met(3, 2, 1, 0), TODAY) == "Turns dormant on 19 December."


def test_it_tells_what_one_coffee_would_do_today_and_next_week():
    friend = met(*range(56, 796, 10))
    assert forecast_coffee(friend, TODAY) == "A coffee today makes it 9.0, next week 9.0."
    assert forecast_coffee(met(300), TODAY) == "A coffee today makes it 5.9, next week 5.8."
    assert forecast_coffee(EMPTY, TODAY) == "A coffee today makes it 5.2, next week 5.2."


def test_a_coffee_with_a_rating_is_forecast_with_it():
    rated = replay([Touch(TODAY - 40, 1.0)], Rating(TODAY, 2.0, 90.0, 8.0))
    with_coffee = replay([Touch(TODAY - 40, 1.0), Touch(TODAY, 1.0)], rated.rating)
    assert forecast_coffee(rated, TODAY).startswith(
        f"A coffee today makes it {strength(with_coffee, TODAY):.1f}"
    )


def test_no_coffee_is_forecast_for_frozen_people():
    assert forecast_coffee(replay([Touch(TODAY, 1.0)], frozen_on=TODAY), TODAY) == ""


def test_a_contact_raises_to_what_a_replay_would_read():
    expected = strength(met(10, 0), TODAY)
    assert strength_after(met(10), TODAY) == pytest.approx(expected)
    assert strength_after(EMPTY, TODAY) == pytest.approx(strength(met(0), TODAY))


def test_a_contact_changes_nothing_for_frozen_people():
    frozen = replay([Touch(TODAY - 50, 1.0)], frozen_on=TODAY - 20)
    assert strength_after(frozen, TODAY) == strength(frozen, TODAY)
