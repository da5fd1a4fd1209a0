from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.nudges import (
    Candidate,
    Changes,
    Nudge,
    digest_subject,
    every,
    occasion,
    rank,
    reconcile,
    rest_days,
    topic,
    why_now,
)
from domain.strength import EMPTY, Touch, replay

TODAY = date(2026, 3, 12)
DAY = TODAY.toordinal()


def state_of(*days_ago: int, weight: float = 1.0):
    return replay([Touch(DAY - ago, weight) for ago in days_ago])


def every_days(step: int, times: int, last: int):
    return state_of(*(last + step * number for number in range(times)))


def nudge(
    pk: int, contact: int, opened_ago: int = 0, snoozed: int | None = None, is_open: bool = True
) -> Nudge:
    until = None if snoozed is None else TODAY + timedelta(days=snoozed)
    return Nudge(pk, contact, TODAY - timedelta(days=opened_ago), until, is_open)


def test_no_more_are_opened_than_the_budget_of_the_day():
    assert reconcile([1, 2, 3, 4, 5], [], TODAY, 3) == Changes(open=(1, 2, 3))


def test_whoever_is_no_longer_due_is_settled():
    assert reconcile([2], [nudge(10, 1, 1), nudge(20, 2, 1)], TODAY, 2) == Changes(settle=(10,))


def test_nothing_new_is_opened_while_the_budget_is_in_view():
    yesterday = [nudge(10, 1, 1), nudge(20, 2, 1), nudge(30, 3, 1)]

    assert reconcile([1, 2, 3, 4], yesterday, TODAY, 3) == Changes()


def test_dealing_with_todays_people_does_not_bring_up_more_today():
    done = [nudge(10, 1, 0, is_open=False), nudge(20, 2, 0, is_open=False), nudge(30, 3, 0, is_open=False)]

    assert reconcile([4, 5, 6], done, TODAY, 3) == Changes()
    assert reconcile([4, 5, 6], done, TODAY + timedelta(days=1), 3) == Changes(open=(4, 5, 6))


def test_a_snoozed_nudge_is_kept_and_makes_room_for_another():
    assert reconcile([1, 2], [nudge(10, 1, 3, snoozed=4)], TODAY, 1) == Changes(open=(2,))


def test_a_snoozed_nudge_comes_back_before_anyone_new():
    assert reconcile([1, 2], [nudge(10, 1, 7, snoozed=0)], TODAY, 1) == Changes()


def test_a_budget_of_nobody_opens_nothing():
    assert reconcile([1, 2], [], TODAY, 0) == Changes()


nudges = st.lists(
    st.builds(
        nudge,
        pk=st.integers(1, 1000),
        contact=st.integers(1, 12),
        opened_ago=st.integers(0, 3),
        snoozed=st.none() | st.integers(-2, 3),
        is_open=st.booleans(),
    ),
    unique_by=(lambda row: row.pk, lambda row: row.contact),
    max_size=8,
)


@given(st.lists(st.integers(1, 20), unique=True), nudges, st.integers(0, 5))
def test_asking_again_after_the_changes_changes_nothing_and_the_budget_holds(due, rows, budget):
    changes = reconcile(due, rows, TODAY, budget)

    kept = [row for row in rows if row.pk not in changes.settle]
    closed = [
        Nudge(row.pk, row.contact, row.opened_on, row.snoozed_until, False)
        for row in rows
        if row.pk in changes.settle
    ]
    opened = [nudge(2000 + contact, contact) for contact in changes.open]
    assert reconcile(due, [*kept, *closed, *opened], TODAY, budget) == Changes()
    before = sum(row.shows_on(TODAY) for row in kept)
    assert not opened or before + len(opened) <= budget
    assert len(set(changes.open)) == len(changes.open)


def test_dormant_people_who_were_once_strong_come_first():
    dormant = Candidate(1, every_days(14, 20, last=400))
    inner = Candidate(2, state_of(20), "inner", 7)

    assert [found.contact for found in rank([inner, dormant], TODAY)] == [1, 2]


def test_the_same_gain_counts_more_in_a_closer_circle():
    state = every_days(30, 5, last=70)
    people = [Candidate(1, state), Candidate(2, state, "network", 365), Candidate(3, state, "inner", 7)]

    assert [found.contact for found in rank(people, TODAY)] == [3, 2, 1]


def test_equal_people_keep_one_order():
    state = every_days(30, 5, last=70)

    assert [found.contact for found in rank([Candidate(9, state), Candidate(4, state)], TODAY)] == [4, 9]


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


def test_a_nudge_rests_no_longer_than_the_wish():
    assert [rest_days("done", None), rest_days("skip", None)] == [14, 30]
    assert [rest_days("done", 7), rest_days("skip", 182)] == [7, 30]


def test_a_topic_is_one_line_cut_between_words():
    assert topic("the engine\nis   late") == "the engine is late"
    assert topic("word " * 100) == "word " * 22 + "word…"
    assert len(topic("x" * 5000)) == 120


def test_occasions_in_words():
    assert occasion("Ada Holm", "Birthday", 41, is_birthday=True) == "Ada Holm turns 41"
    assert occasion("Ada Holm", "Birthday", 41, is_birthday=True, is_past=True) == "Ada Holm turned 41"
    assert occasion("Ada Holm", "Birthday", None, is_birthday=True) == "Ada Holm’s birthday"
    assert occasion("Ada Holm", "Wedding", 10, is_birthday=False) == "Ada Holm: Wedding, ten years"
    assert occasion("Ada Holm", "Wedding", None, is_birthday=False) == "Ada Holm: Wedding"


def test_a_subject_counts_and_names_nobody():
    assert digest_subject(3, 1, 0, 0, 0) == "Three people, one birthday"
    assert (
        digest_subject(1, 0, 2, 1, 7)
        == "One person, two dates, one thing you said you would do, seven requests waiting"
    )
    assert digest_subject(0, 0, 0, 0, 0) == ""
