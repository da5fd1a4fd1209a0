"""A rank of 10 to 1 that nobody keeps up by hand: it follows from what happened."""

import pytest

from domain.forecast import strength_after
from domain.strength import Touch, rate, replay, strength

TODAY = 739_000


def met(*days_ago, kind_weight=1.0):
    return replay(Touch(TODAY - ago, kind_weight) for ago in sorted(days_ago, reverse=True))


def test_s11_a_best_friend_comes_first_and_who_sent_one_mail_last():
    best_friend = met(*range(2, 1_400, 7))
    monthly = met(*range(10, 1_400, 30))
    once_a_year = met(*range(40, 1_400, 365))
    one_mail = met(600, kind_weight=0.3)

    ranks = [strength(one, TODAY) for one in (best_friend, monthly, once_a_year, one_mail)]

    assert [round(rank) for rank in ranks] == [9, 8, 3, 1]
    assert ranks == sorted(ranks, reverse=True)


def test_s11_it_goes_down_when_we_do_not_meet():
    friend = met(*range(0, 1_400, 14))

    course = [strength(friend, TODAY + silent) for silent in (0, 30, 90, 180, 365, 730)]

    assert course == sorted(course, reverse=True)
    assert course[0] > 9
    assert course[-1] < 5


def test_s11_maybe_an_8_now_and_after_lunch_next_week_back_at_9():
    friend = met(*range(60, 1_400, 10))

    assert round(strength(friend, TODAY - 60)) == 9
    assert round(strength(friend, TODAY)) == 8
    assert round(strength_after(friend, TODAY + 7, 1.3)) == 9


@pytest.mark.parametrize("said", [3.0, 8.0])
def test_s11_the_owners_own_word_holds_on_its_day_and_what_happens_moves_it_on(said):
    touches = [Touch(TODAY - ago, 1.0) for ago in range(395, 0, -25)]
    friend = replay(touches, rate(replay(touches), TODAY, said))

    assert strength(friend, TODAY) == pytest.approx(said)
    assert strength(friend, TODAY + 200) < said < strength_after(friend, TODAY + 7)
