from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.strength import (
    EMPTY,
    Explanation,
    OwnWords,
    Part,
    Rating,
    Touch,
    explain,
    rate,
    replay,
    strength,
)

TODAY = date(2026, 11, 21).toordinal()
law = settings(deadline=None)

KINDS = ["coffee", "meal", "call", "message", "email", "linked", "other", "sauna"]
touch_lists = st.lists(
    st.builds(
        Touch, st.integers(TODAY - 3_000, TODAY), st.floats(0, 4), st.booleans(), st.sampled_from(KINDS)
    ),
    max_size=20,
)
ratings = st.none() | st.builds(
    Rating,
    st.integers(TODAY - 3_000, TODAY),
    st.floats(-9, 9),
    st.none() | st.floats(1, 1000),
    st.none() | st.floats(0, 10),
)
days = st.integers(TODAY - 100, TODAY + 2_000)


def on(month: int, day: int, year: int = 2026) -> int:
    return date(year, month, day).toordinal()


def meals(*days: int) -> list[Touch]:
    return [Touch(day, 1.3, kind="meal") for day in days]


def labels(explanation: Explanation) -> list[str]:
    return [part.label for part in explanation.parts]


@law
@given(touch_lists, days, ratings, st.none() | st.integers(TODAY - 3_000, TODAY))
def test_the_parts_sum_to_the_strength(touches, day, rating, frozen_on):
    explained = explain(touches, day, rating, frozen_on=frozen_on)

    assert explained.strength == strength(replay(touches, rating, frozen_on), day)
    assert sum(part.value for part in explained.parts) == pytest.approx(explained.strength, abs=1e-9)
    assert sum(part.shown for part in explained.parts) == pytest.approx(explained.strength, abs=0.05 + 1e-9)


@law
@given(touch_lists, days)
def test_touches_only_add_and_silence_only_takes(touches, day):
    for part in explain(touches, day).parts:
        assert part.value <= 0 if part.kind == "silence" else part.value >= 0


def test_a_long_friendship_is_told_in_one_sentence():
    years = [Touch(on(6, 1, year) + 20 * n, 1.0, kind="meal") for year in range(2019, 2026) for n in range(8)]
    recent = [*meals(on(4, 20), on(6, 3), on(7, 9)), Touch(on(9, 11), 1.0, kind="coffee")]
    messages = [Touch(on(4, 24) + 8 * n, 0.35, kind="message") for n in range(14)]

    explained = explain([*years, *recent, *messages], TODAY)

    assert labels(explained) == [
        "One coffee, 11 September",
        "14 messages",
        "Three meals since April",
        "Six years before",
        "Base",
        "71 days of silence",
    ]
    assert explained.sentence == (
        "6.1: a coffee (+5.1), 14 messages (+0.5), three meals since April (+0.4), six years before (+2.1), "
        "on a base of 0.5; silent 71 days, 6.2 × your usual 12 (−2.5)."
    )


def test_groups_are_named_by_kind_and_period():
    assert labels(explain(meals(on(7, 1), on(7, 20)), TODAY))[0] == "Two meals in July"
    assert labels(explain(meals(on(3, 2, 2020), on(1, 20, 2020)), TODAY))[0] == "Two meals since January 2020"
    assert labels(explain([Touch(on(5, 2, 2020), 0.7, kind="event")], TODAY))[0] == "One event, 2 May 2020"
    assert labels(explain([Touch(on(5, 2), 0.5, kind="sauna")] * 2, TODAY))[0] == "Two interactions in May"


def test_one_touch_before_the_last_half_year_is_named_for_itself():
    explained = explain([Touch(on(5, 2, 2020), 0.8, kind="call"), *meals(TODAY)], TODAY)

    assert labels(explained) == ["One meal, 21 November", "One call, 2 May 2020", "Base"]
    assert explained.sentence == "6.0: a meal (+5.4), a call (+0.1), on a base of 0.5."


def test_nothing_recorded_is_only_the_base():
    explained = explain([], TODAY)

    assert [(part.label, part.value, part.shown) for part in explained.parts] == [
        ("Base", strength(EMPTY, TODAY), 0.5)
    ]
    assert explained.sentence == "0.5: nothing recorded, on a base of 0.5."


def test_a_link_alone_tells_since_when():
    linked = [Touch(on(3, 3, 2019), 0.1, counted=False, kind="linked")]
    assert explain(linked, TODAY).sentence == (
        "0.5: linked on 3 March 2019 (+0.7), on a base of 0.5; nothing in the 2820 days since (−0.7)."
    )


def test_the_own_rating_is_its_own_part():
    touches = meals(TODAY - 40)
    explained = explain(touches, TODAY, Rating(on(11, 11), 1.2, 365.0))
    own = explained.parts[2]

    assert own.label == "Own rating of 11 November"
    assert own.value == pytest.approx(explained.strength - strength(replay(touches), TODAY))


def test_the_own_rating_says_what_was_said():
    rating = Rating(on(11, 11), 1.2, 365.0)
    explained = explain(meals(TODAY - 40), TODAY, rating, words=OwnWords(rated=8.0))
    assert labels(explained)[2] == "Own rating of 8.0, 11 November"


def test_family_is_a_floor_of_its_own():
    rating = Rating(on(11, 11), 0.0, None, 7.0)
    explained = explain([], TODAY, rating, words=OwnWords(held="Family"))

    assert labels(explained) == ["Base", "Family: never below 7.0"]
    assert explained.sentence == ("7.0: nothing recorded, on a base of 0.5; family: never below 7.0 (+6.5).")
    assert explain([], TODAY, rating).sentence == (
        "7.0: nothing recorded, on a base of 0.5; never below 7.0 (+6.5)."
    )


def test_the_rating_and_the_floor_of_pinned_people_are_two_lines():
    touches = meals(TODAY - 200)
    rating = rate(replay(touches), TODAY - 200, 8.0, pinned=True)
    explained = explain(touches, TODAY, rating, words=OwnWords(rated=8.0, held="Pinned"))
    own, floor = explained.parts[2:4]

    assert labels(explained)[2:4] == ["Own rating of 8.0, 5 May", "Pinned: never below 8.0"]
    unheld = replay(touches, replace(rating, floor=None))
    assert own.value == pytest.approx(strength(unheld, TODAY) - strength(replay(touches), TODAY))
    assert floor.value == pytest.approx(8.0 - strength(unheld, TODAY))
    assert explained.strength == 8.0


def test_a_floor_that_holds_nothing_up_is_a_line_but_not_told():
    explained = explain(meals(TODAY, TODAY - 7, TODAY - 14), TODAY, Rating(TODAY, 0.0, None, 7.0))

    assert explained.parts[-1] == Part("Never below 7.0", 0.0, 0.0, "floor", "never below 7.0")
    assert "never" not in explained.sentence


def test_a_frozen_standing_says_since_when_and_leaves_later_touches_out():
    words = OwnWords(left="Moved away")
    explained = explain(meals(on(5, 2), on(9, 1)), TODAY, frozen_on=on(5, 12), words=words)

    assert explained.parts[-1].label == "Frozen since 12 May: moved away"
    assert explained.parts[-1].value == 0.0
    assert explained.sentence == (
        "4.8: a meal (+5.4), on a base of 0.5; silent 10 days (−1.1); frozen since 12 May: moved away."
    )
    assert explained.silence == "Silence from 2 May to 12 May had cost 1.1."
    assert explain(meals(on(5, 2)), TODAY, frozen_on=on(5, 12)).sentence.endswith("frozen since 12 May.")


def test_what_silence_cost_is_told_in_words():
    assert explain(meals(TODAY - 71), TODAY).silence == "Silence since 11 September has cost 3.4."
    assert explain(meals(TODAY), TODAY).silence == ""
    assert explain([], TODAY).silence == ""
    often = meals(*range(TODAY - 700, TODAY, 3))
    assert explain(often, TODAY).silence == "Silence since 20 November has cost nothing worth telling."


bounds = st.sampled_from([0.0, 0.1, 0.2, 2.0, 4.0, 1e-12, 1e12])
far_days = st.sampled_from([TODAY - 73_000, TODAY - 1, TODAY, TODAY + 1, TODAY + 73_000])
odd_touches = st.lists(st.builds(Touch, far_days, bounds, st.booleans(), st.sampled_from(KINDS)), max_size=12)


@law
@given(odd_touches, far_days, ratings, st.none() | far_days, st.sampled_from([1, 1_000]))
def test_the_parts_sum_whatever_the_book_holds(touches, day, rating, frozen_on, times):
    """Weights at and beyond their bounds, 200 years apart, a thousand on one day, read before they were."""
    explained = explain([*touches, *touches[:1] * times], day, rating, frozen_on=frozen_on)

    assert 0 <= explained.strength <= 10
    assert sum(part.value for part in explained.parts) == pytest.approx(explained.strength, abs=1e-9)
    assert sum(part.shown for part in explained.parts) == pytest.approx(explained.strength, abs=0.05 + 1e-9)
    assert explained.sentence.startswith(f"{explained.strength:.1f}: ")


def test_days_outside_the_calendar_do_not_break_it():
    assert labels(explain([Touch(0, 1.0), Touch(4_000_000, 1.0)], 4_000_001))[2:] == [
        "Base",
        "1 day of silence",
    ]
