from datetime import date

import pytest

from domain.wording import counted, day_in_words, month_in_words, sentence, signed, span, times_usual

TODAY = date(2026, 11, 21).toordinal()


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "one day"),
        (13, "13 days"),
        (14, "two weeks"),
        (59, "eight weeks"),
        (60, "two months"),
        (364, "eleven months"),
        (365, "one year"),
        (366, "one year"),
        (731, "two years"),
        (3500, "nine years"),
        (73_000, "199 years"),
    ],
)
def test_a_span_is_told_in_its_natural_unit(days, words):
    assert span(days) == words


def test_numbers_up_to_twelve_are_words():
    assert [counted(n, "meal") for n in (0, 1, 12, 13)] == [
        "no meals",
        "one meal",
        "twelve meals",
        "13 meals",
    ]
    assert counted(2, "coffee", "coffees") == "two coffees"


def test_the_year_is_told_when_it_is_another():
    assert day_in_words(TODAY, TODAY) == "21 November"
    assert day_in_words(TODAY - 365, TODAY) == "21 November 2025"
    assert month_in_words(TODAY - 30, TODAY) == "October"
    assert month_in_words(-5, TODAY) == "January 1"


def test_signs_and_ratios_are_short():
    assert [signed(value) for value in (2.94, -1.84, 0.0)] == ["+2.9", "−1.8", "+0.0"]
    assert times_usual(3.43, 20.6) == "3.4 × your usual 21"
    assert times_usual(214.4, 7) == "214 × your usual 7"
    assert sentence("silent") == "Silent"
