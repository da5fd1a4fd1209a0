"""The order of the steps of an introduction, and what is remembered after each."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.introductions.steps import (
    STEPS,
    Step,
    Taken,
    Way,
    button_words,
    check_step,
    done_words,
    is_silent,
    is_written,
    look_after,
    open_steps,
    outcomes_of,
)

TODAY = date(2026, 3, 12)


def taken(*steps: Step, days_ago: int = 0) -> list[Taken]:
    return [Taken(step, TODAY - timedelta(days=days_ago)) for step in steps]


def test_a_contact_who_introduces_me_goes_through_these_steps() -> None:
    assert STEPS[Way.TO_ME] == ("asked", "agreed", "other agreed", "made", "thanked", "outcome")


def test_two_whom_i_introduce_are_both_asked() -> None:
    assert STEPS[Way.BY_ME] == ("asked", "agreed", "other asked", "other agreed", "made", "outcome")


def test_steps_may_be_passed_over_but_nobody_is_thanked_before_the_introduction() -> None:
    assert open_steps(Way.TO_ME, []) == ("asked", "agreed", "other agreed", "made", "outcome")
    assert open_steps(Way.TO_ME, [Step.ASKED, Step.MADE]) == ("thanked", "outcome")
    assert open_steps(Way.TO_ME, [Step.ASKED, Step.OUTCOME]) == ()


@given(st.sampled_from(Way), st.lists(st.sampled_from(Step), max_size=8))
def test_whatever_is_taken_stays_in_order_and_ends_with_the_outcome(way: Way, wanted: list[Step]) -> None:
    done: list[Taken] = []
    for step in wanted:
        try:
            check_step(way, done, step, TODAY, TODAY)
        except ValueError:
            assert step not in open_steps(way, [one.step for one in done])
        else:
            assert step in open_steps(way, [one.step for one in done])
            done.append(Taken(step, TODAY))
    places = [STEPS[way].index(one.step) for one in done]
    assert places == sorted(set(places))


@pytest.mark.parametrize(
    ("step", "on", "words"),
    [
        (Step.AGREED, TODAY + timedelta(days=1), "still to come"),
        (Step.AGREED, TODAY - timedelta(days=6), "before the step"),
        (Step.ASKED, TODAY, "taken already"),
        (Step.THANKED, TODAY, "once the introduction is made"),
        (Step.OTHER_ASKED, TODAY, "comes before"),
    ],
)
def test_a_step_out_of_order_is_refused_in_words(step: Step, on: date, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        check_step(Way.TO_ME, taken(Step.ASKED, days_ago=5), step, on, TODAY)


def test_a_closed_introduction_takes_no_step() -> None:
    with pytest.raises(ValueError, match="closed"):
        check_step(Way.BY_ME, taken(Step.OUTCOME), Step.MADE, TODAY, TODAY)


@pytest.mark.parametrize(
    ("way", "step", "words", "days"),
    [
        (Way.TO_ME, Step.ASKED, "Did Bo answer about Cara?", 7),
        (Way.TO_ME, Step.MADE, "Thank Bo for the introduction to Cara", 2),
        (Way.TO_ME, Step.THANKED, "What came of the introduction to Cara?", 30),
        (Way.BY_ME, Step.AGREED, "Ask Cara about meeting Bo", 1),
        (Way.BY_ME, Step.OTHER_AGREED, "Introduce Bo and Cara", 1),
        (Way.BY_ME, Step.MADE, "What came of introducing Bo and Cara?", 30),
    ],
)
def test_each_step_reminds_of_the_next(way: Way, step: Step, words: str, days: int) -> None:
    assert look_after(way, step, "Bo", "Cara", TODAY, TODAY) == (words, TODAY + timedelta(days=days))


def test_nothing_is_left_to_do_after_the_outcome() -> None:
    assert look_after(Way.TO_ME, Step.OUTCOME, "Bo", "Cara", TODAY, TODAY) is None


def test_a_step_told_late_is_due_today_at_the_earliest() -> None:
    long_ago = TODAY - timedelta(days=90)

    assert look_after(Way.TO_ME, Step.ASKED, "Bo", "Cara", long_ago, TODAY) == (
        "Did Bo answer about Cara?",
        TODAY,
    )


@pytest.mark.parametrize(
    ("way", "step", "days", "silent"),
    [
        (Way.TO_ME, Step.ASKED, 21, True),
        (Way.TO_ME, Step.ASKED, 20, False),
        (Way.TO_ME, Step.AGREED, 40, True),
        (Way.TO_ME, Step.MADE, 400, False),
        (Way.BY_ME, Step.AGREED, 40, False),
        (Way.BY_ME, Step.OTHER_ASKED, 21, True),
    ],
)
def test_silence_is_offered_after_three_weeks_where_others_have_the_word(
    way: Way, step: Step, days: int, silent: bool
) -> None:
    assert is_silent(way, taken(step, days_ago=days), TODAY) is silent


def test_what_came_of_it_is_asked_only_once_it_is_made() -> None:
    assert outcomes_of([Step.ASKED]) == ("declined", "silence", "dropped")
    assert outcomes_of([Step.ASKED, Step.MADE]) == ("met", "led on", "nothing", "dropped")


def test_every_step_of_both_ways_has_its_words() -> None:
    for way, steps in STEPS.items():
        for step in steps:
            assert "{" not in button_words(way, step, "Bo", "Cara") + done_words(way, step, "Bo", "Cara")


def test_the_owner_writes_for_some_steps_and_waits_for_the_others() -> None:
    assert [step for step in STEPS[Way.TO_ME] if is_written(Way.TO_ME, step)] == ["asked", "thanked"]
    assert [step for step in STEPS[Way.BY_ME] if is_written(Way.BY_ME, step)] == [
        "asked",
        "other asked",
        "made",
    ]
