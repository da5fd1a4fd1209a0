from datetime import date

import pytest

from domain.forecast import forecast, forecast_contact, strength_after
from domain.strength import EMPTY, State, Touch, replay, strength

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


def test_it_tells_what_one_contact_would_do():
    friend = met(*range(56, 796, 10))
    assert forecast_contact(friend, TODAY, TODAY) == "A coffee on 21 November brings it to 9.0."
    assert forecast_contact(friend, TODAY, TODAY, 1.3, "a meal") == "A meal on 21 November brings it to 9.1."


def test_a_contact_raises_to_what_a_replay_would_read():
    expected = strength(met(10, 0), TODAY)
    assert strength_after(met(10), TODAY) == pytest.approx(expected)
    assert strength_after(EMPTY, TODAY) == pytest.approx(strength(met(0), TODAY))


def test_a_contact_changes_nothing_for_frozen_people():
    frozen = replay([Touch(TODAY - 50, 1.0)], frozen_on=TODAY - 20)
    assert strength_after(frozen, TODAY) == strength(frozen, TODAY)
