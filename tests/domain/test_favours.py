"""Giving and getting, weighed and in words."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.favours.asking import Asking, before_asking, is_clear
from domain.favours.balance import USUAL_WEIGHTS, Balance, Deed, Done, FavourKind, Side, balance
from domain.favours.ideas import wishes
from domain.favours.words import am_i_a_taker, in_words

TODAY = date(2026, 11, 21)
DONE = st.lists(
    st.builds(Done, st.booleans(), st.integers(1, 5), st.dates(date(2020, 1, 1), TODAY)), max_size=30
)


def gave(times: int, weight: int = 3) -> list[Done]:
    return [Done(True, weight, TODAY)] * times


def got(times: int, weight: int = 3) -> list[Done]:
    return [Done(False, weight, TODAY)] * times


def test_a_favour_weighs_what_is_usual_unless_it_is_said() -> None:
    assert Deed(True, FavourKind.JOB_LEAD).weighs == 4
    assert Deed(True, FavourKind.JOB_LEAD, 1).weighs == 1
    assert set(USUAL_WEIGHTS) == set(FavourKind)


def test_a_balance_is_what_was_given_less_what_was_got() -> None:
    found = balance([Done(True, 3, TODAY), Done(True, 1, TODAY), Done(False, 2, TODAY)])

    assert found == Balance(gave_times=2, gave=4, got_times=1, got=2)
    assert found.net == 2


def test_old_favours_count_in_full_and_the_last_year_can_be_told_by_itself() -> None:
    done = [Done(True, 3, date(2011, 1, 1)), Done(False, 2, TODAY)]

    assert balance(done) == Balance(1, 3, 1, 2)
    assert balance(done, since=date(2025, 11, 21)) == Balance(0, 0, 1, 2)


@given(DONE, st.randoms(use_true_random=False))
def test_the_order_of_favours_does_not_matter(done: list[Done], random) -> None:
    shuffled = random.sample(done, len(done))

    assert balance(shuffled) == balance(done)


@given(DONE, DONE)
def test_two_ledgers_together_are_one(one: list[Done], other: list[Done]) -> None:
    assert balance(one).plus(balance(other)) == balance([*one, *other])


@given(DONE)
def test_seen_from_the_other_side_it_is_the_other_way_round(done: list[Done]) -> None:
    turned = [Done(not one.gave, one.weight, one.on) for one in done]
    opposite = {
        Side.I_OWE: Side.THEY_OWE,
        Side.THEY_OWE: Side.I_OWE,
        Side.ONLY_I_GIVE: Side.ONLY_THEY_GIVE,
        Side.ONLY_THEY_GIVE: Side.ONLY_I_GIVE,
    }

    side = balance(done).side
    assert balance(turned).side is opposite.get(side, side)
    assert balance(turned).net == -balance(done).net


@pytest.mark.parametrize(
    ("done", "side", "words"),
    [
        ([], Side.NOTHING, ""),
        (gave(1), Side.THEY_OWE, "You gave once, and nothing came back yet: you may well ask for something."),
        (gave(1, 1), Side.EVEN, "You gave once, and nothing came back yet: about even."),
        (
            gave(3, 1),
            Side.ONLY_I_GIVE,
            "You gave three times, and nothing came back yet: so far only you give.",
        ),
        (got(3), Side.ONLY_THEY_GIVE, "They gave three times, and you nothing yet: so far only they give."),
        (got(1, 4), Side.I_OWE, "They gave once, and you nothing yet: it is your turn to give."),
        (gave(2) + got(2), Side.EVEN, "You gave twice, they gave twice: about even."),
        (gave(2) + got(1, 5), Side.EVEN, "You gave twice, they gave once: about even."),
        (gave(1, 1) + got(2), Side.I_OWE, "You gave once, they gave twice: it is your turn to give."),
        (gave(11) + got(9), Side.EVEN, "You gave eleven times, they gave nine times: about even."),
    ],
)
def test_a_balance_is_told_in_words(done: list[Done], side: Side, words: str) -> None:
    found = balance(done)

    assert (found.side, in_words(found)) == (side, words)


@pytest.mark.parametrize(
    ("done", "words"),
    [
        ([], "Nothing is written down yet."),
        (gave(2) + got(2), "You give about as much as you get."),
        (gave(4) + got(1), "You give more than you get."),
        (
            gave(1) + got(4),
            "You get more than you give. There may be somebody below whom you could do a turn.",
        ),
        (got(2), "So far others gave and you received. A small thing for one of them would be a start."),
    ],
)
def test_the_owner_hears_kindly_whether_they_take_more_than_they_give(done: list[Done], words: str) -> None:
    assert am_i_a_taker(balance(done)) == words


@pytest.mark.parametrize(
    ("asked_on", "since", "done", "cooling", "words", "clear"),
    [
        (None, 0, [], False, "You have not asked them for anything that is written down. Go ahead.", True),
        (None, 2, gave(2), False, "You gave twice and never asked. Go ahead.", True),
        (
            date(2026, 3, 4),
            0,
            got(1),
            False,
            "You last got or asked something on 4 March and gave nothing since. Give first?",
            False,
        ),
        (
            date(2026, 3, 4),
            2,
            got(1) + gave(2),
            False,
            "You gave twice since you last got or asked something, on 4 March. Go ahead.",
            True,
        ),
        (
            date(2025, 3, 4),
            1,
            got(4) + gave(1, 1),
            False,
            "You gave once since you last got or asked something, on 4 March 2025. "
            "It is still more from their side. Give first?",
            False,
        ),
        (
            None,
            0,
            [],
            True,
            "You have not talked for a while. A talk first, and then ask. "
            "You have not asked them for anything that is written down.",
            False,
        ),
    ],
)
def test_before_asking_one_hears_whether_to_give_first(
    asked_on: date | None, since: int, done: list[Done], cooling: bool, words: str, clear: bool
) -> None:
    case = Asking(TODAY, asked_on, since, balance(done), cooling)

    assert (before_asking(case), is_clear(case)) == (words, clear)


def test_what_somebody_needs_is_quoted_from_what_was_written() -> None:
    texts = [
        "Good coffee. She is looking for a flat in Lund. Rain.",
        "the mill – he needs a roofer",
        "Nothing.",
    ]

    assert wishes(texts) == ["She is looking for a flat in Lund.", "he needs a roofer"]


def test_at_most_three_wishes_are_quoted_each_once_and_cut_at_a_word() -> None:
    long = "She needs " + "one more thing " * 30
    found = wishes([long, "He needs a.", "He needs a.", "He needs b.", "He needs c."])

    assert found[1:] == ["He needs a.", "He needs b."]
    assert found[0].endswith(" …")
    assert len(found[0]) <= 142


def test_the_page_on_favours_tells_the_weights_that_are_used() -> None:
    text = (Path(__file__).parents[2] / "docs/favours.md").read_text()
    rows = dict(re.findall(r"^\| ([a-z ]+) \| (\d) \|$", text, re.MULTILINE))

    assert {FavourKind(kind): int(weight) for kind, weight in rows.items()} == USUAL_WEIGHTS
