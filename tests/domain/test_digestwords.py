"""Words for messages: subjects that stay one line, and what was missed."""

import pytest

from domain.digestwords import (
    SUBJECT_LENGTH,
    joined,
    missed_words,
    more_words,
    named_subject,
    one_line,
    review_subject,
    turned_words,
)


@pytest.mark.parametrize(
    ("names", "others", "expected"),
    [
        (["Ada Lindqvist", "Bo Berg"], "One birthday", "Ada Lindqvist, Bo Berg and one birthday"),
        (["Ada Lindqvist"], "", "Ada Lindqvist"),
        (["Ada", "Bo"], "", "Ada and Bo"),
        (["Ada", "Bo", "Cy", "Di", "Ed"], "", "Ada, Bo, Cy and two more"),
        (["Ada"], "One birthday, two requests waiting", "Ada, one birthday and two requests waiting"),
        (["\u200b\n"], "", "Somebody"),
    ],
)
def test_a_subject_names_up_to_three_people_and_counts_the_rest(names, others, expected):
    assert named_subject(names, others) == expected


@pytest.mark.parametrize(
    "name", ["a\r\nBcc: x@example.org", "x" * 9000, "\x00\x1b[31m", "é" * 500, "\u2028line"]
)
def test_c6_whatever_a_name_holds_a_subject_is_one_short_line(name):
    subject = named_subject([name] * 5, "One birthday, three requests waiting")

    assert len(subject) <= SUBJECT_LENGTH
    assert subject.isprintable()


def test_a_line_is_cut_with_a_mark():
    assert one_line("one  two\nthree", 20) == "one two three"
    assert one_line("abcdefgh", 5) == "abcd…"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, ""),
        (1, "One day without a message: this one tells all of it."),
        (3, "Three days without a message: this one tells all of it."),
        (
            12,
            "Twelve days without a message: this one tells the last seven days; what is older is on the pages.",
        ),
    ],
)
def test_what_was_missed_is_told_in_one_line(days, words):
    assert missed_words(days, 7) == words


@pytest.mark.parametrize(
    ("cooling", "dormant", "waiting", "subject"),
    [
        (0, 0, 0, ""),
        (2, 1, 5, "Your week: two people cooling, one person dormant, five to decide about"),
        (0, 0, 51, "Your week: more than 50 to decide about"),
        (1, 0, 0, "Your week: one person cooling"),
    ],
)
def test_the_review_counts_and_names_nobody(cooling, dormant, waiting, subject):
    assert review_subject(cooling, dormant, waiting, 50) == subject


@pytest.mark.parametrize(
    ("cooling", "dormant", "words"),
    [
        (0, 0, ""),
        (1, 0, "One person is cooling since this week"),
        (2, 1, "Two people are cooling, one is dormant since this week"),
        (0, 3, "Three people are dormant since this week"),
    ],
)
def test_who_grew_quieter_is_told_in_words(cooling, dormant, words):
    assert turned_words(cooling, dormant) == words


def test_parts_are_joined_as_one_says_them():
    assert [joined(parts) for parts in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


@pytest.mark.parametrize(
    ("number", "expected"),
    [(-3, ""), (0, ""), (1, "And one more on the page"), (45, "And 45 more on the page")],
)
def test_what_a_mail_does_not_show_is_counted(number, expected):
    assert more_words(number) == expected
