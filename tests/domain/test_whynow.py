"""Why this person, today, in words."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.strength import EMPTY, Touch, replay
from domain.whynow import every, topic, why_now

TODAY = date(2026, 3, 12)
DAY = TODAY.toordinal()


def state_of(*days_ago: int, weight: float = 1.0):
    return replay([Touch(DAY - ago, weight) for ago in days_ago])


def every_days(step: int, times: int, last: int):
    return state_of(*(last + step * number for number in range(times)))


def test_why_now_tells_the_silence_in_the_persons_own_rhythm():
    assert why_now(every_days(21, 8, last=49), TODAY, last_kind="meal") == (
        "Seven weeks since the last meal; you two are usually in touch every three weeks. "
        "A coffee now brings it back to 7.8."
    )


def test_why_now_tells_the_wish_when_that_is_the_shorter():
    assert why_now(every_days(30, 6, last=9), TODAY, wished_days=7, last_kind="call") == (
        "Nine days since the last call; you wished for every week. A coffee now brings it to 8.0."
    )


def test_why_now_of_a_dormant_tie_remembers_its_best():
    assert why_now(every_days(14, 30, last=730), TODAY) == (
        "Once strong: in touch on 30 days, 8.8 at its best. Quiet since March 2024. "
        "A coffee now brings it back to 7.6."
    )


def test_why_now_of_someone_met_once():
    assert why_now(state_of(245), TODAY, wished_days=182) == (
        "In touch once, eight months ago; you wished for every six months. A coffee now brings it to 5.9."
    )


def test_why_now_with_nothing_recorded():
    assert why_now(EMPTY, TODAY, wished_days=30) == (
        "You want to be in touch every month; nothing is recorded yet. A coffee now brings it to 5.2."
    )


def test_why_now_does_not_invent_a_kind():
    assert why_now(every_days(21, 8, last=49), TODAY).startswith("Seven weeks since you were last in touch;")
    assert why_now(every_days(21, 8, last=49), TODAY, last_kind="other").startswith(
        "Seven weeks since the last interaction;"
    )


@given(st.lists(st.integers(0, 3000), max_size=30), st.none() | st.integers(1, 3650), st.integers(0, 4000))
def test_there_is_always_a_whole_sentence(days_ago, wished, later):
    words = why_now(state_of(*days_ago), TODAY + timedelta(days=later), wished_days=wished)

    assert words[0].isupper()
    assert words.endswith(".")
    assert words.count("A coffee now") == 1


@pytest.mark.parametrize(
    ("days", "words"),
    [(1, "every day"), (7, "every week"), (10, "every ten days"), (21, "every three weeks"),
     (30, "every month"), (45, "every 45 days"), (182, "every six months"), (365, "every year"),
     (400, "every 400 days"), (None, "again")],
)  # fmt: skip
def test_a_cadence_in_words(days, words):
    assert every(days) == words


def test_why_now_of_someone_just_met():
    assert why_now(state_of(5), TODAY, last_kind="coffee") == (
        "You met for the first time five days ago; a line in the first week keeps it. "
        "A coffee now brings it to 6.5."
    )
    assert why_now(state_of(5), TODAY, last_kind="message", shows_strength=False) == (
        "You were in touch for the first time five days ago; a line in the first week keeps it."
    )


def test_why_now_of_someone_just_met_a_little_later():
    assert why_now(state_of(11), TODAY).startswith(
        "You met for the first time eleven days ago; a line now keeps"
    )
    assert why_now(state_of(11), TODAY, wished_days=7).startswith(
        "In touch once, eleven days ago; you wished"
    )
    assert why_now(state_of(15), TODAY).startswith("In touch once, two weeks ago")
    assert why_now(state_of(2), TODAY).startswith("In touch once, two days ago")


def test_a_topic_is_one_line_cut_between_words():
    assert topic("the engine\nis   late") == "the engine is late"
    assert topic("word " * 100) == "word " * 22 + "word…"
    assert len(topic("x" * 5000)) == 120
