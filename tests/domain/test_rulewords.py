"""How often again, in plain words, both ways."""

from datetime import date
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.recurrence import Rule, next_day
from domain.rulewords import EXAMPLES, Again, again_words, read_again

START = date(2026, 3, 12)
bits = st.integers(1, 127)
everies = st.integers(1, 1000)


def refusal(text: str) -> str:
    """The words with which a text is refused; nothing for one that is read."""
    try:
        read_again(text)
    except ValueError as error:
        return str(error)
    return ""


agains = st.one_of(
    st.just(Again()),
    st.builds(Again, everies, st.sampled_from(["day", "week", "month", "year"]), st.just(0), st.none()),
    st.builds(Again, everies, st.just("week"), bits, st.none()),
    st.builds(Again, everies, st.just("month"), bits, st.sampled_from([1, 2, 3, 4, -1])),
)


@given(agains)
def test_the_words_of_a_rule_are_read_as_exactly_that_rule(again: Again) -> None:
    rule = Rule(START, *again)

    assert read_again(again_words(rule)) == again
    assert again_words(read_again(again_words(rule))) == again_words(again) == again_words(rule)
    assert next_day(rule, START) is not None


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("", Again()),
        ("  Never ", Again()),
        ("once", Again()),
        ("Every day", Again(1, "day")),
        ("daily", Again(1, "day")),
        ("every 3 days", Again(3, "day")),
        ("every three days", Again(3, "day")),
        ("every other day.", Again(2, "day")),
        ("weekly", Again(1, "week")),
        ("every 2 weeks", Again(2, "week")),
        ("every second week", Again(2, "week")),
        ("each week on Monday", Again(1, "week", 1)),
        ("weekly on Sunday", Again(1, "week", 64)),
        ("every week on Monday and Thursday", Again(1, "week", 9)),
        ("every 2 weeks on mon, thu", Again(2, "week", 9)),
        ("every Tuesday", Again(1, "week", 2)),
        ("on tues & thurs", Again(1, "week", 10)),
        ("Mondays, Wednesdays and Fridays", Again(1, "week", 21)),
        ("weekdays", Again(1, "week", 31)),
        ("every weekday", Again(1, "week", 31)),
        ("weekends", Again(1, "week", 96)),
        ("at weekends", Again(1, "week", 96)),
        ("monthly", Again(1, "month")),
        ("every 3 months", Again(3, "month")),
        ("quarterly", Again(3, "month")),
        ("every 2 quarters", Again(6, "month")),
        ("every 2nd day", Again(2, "day")),
        ("every 10th week", Again(10, "week")),
        ("each fifth day", Again(5, "day")),
        ("half-yearly", Again(6, "month")),
        ("every month on the first Monday", Again(1, "month", 1, 1)),
        ("every month on the last friday", Again(1, "month", 16, -1)),
        ("monthly on the 2nd tue", Again(1, "month", 2, 2)),
        ("every 2 months on the third Sat and Sun", Again(2, "month", 96, 3)),
        ("the first Monday of every month", Again(1, "month", 1, 1)),
        ("every last Friday of the month", Again(1, "month", 16, -1)),
        ("the last Friday of every 3 months", Again(3, "month", 16, -1)),
        ("yearly", Again(1, "year")),
        ("annually", Again(1, "year")),
        ("every year", Again(1, "year")),
        ("every 1000 years", Again(1000, "year")),
    ],
)
def test_plain_words_are_read(text: str, again: Again) -> None:
    assert read_again(text) == again


@pytest.mark.parametrize(
    ("again", "words"),
    [
        (Again(), ""),
        (Again(1, "day"), "every day"),
        (Again(1, "week", 31), "every weekday"),
        (Again(2, "week", 31), "every 2 weeks on Monday, Tuesday, Wednesday, Thursday and Friday"),
        (Again(1, "week", 9), "every week on Monday and Thursday"),
        (Again(3, "month", 16, -1), "every 3 months on the last Friday"),
        (Again(5, "year"), "every 5 years"),
    ],
)
def test_a_rule_is_said_in_plain_words(again: Again, words: str) -> None:
    assert again_words(again) == words


SHORTEST = "The shortest is a day: “every day”."
THAT_DAY = "Set the first day to that day, and write “every month” here."
PLAIN = "Plain words, please, such as “every 2 weeks on Monday”."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("every second", SHORTEST),
        ("every minute", SHORTEST),
        ("every 5 minutes", SHORTEST),
        ("hourly", SHORTEST),
        ("FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", PLAIN),
        ("RRULE:FREQ=DAILY;COUNT=1000000000", PLAIN),
        ("*/5 * * * *", PLAIN),
        ("0 9 1 1 1", PLAIN),
        ("every 0 days", "Every 1 or more: “every 2 weeks”. Leave it empty for once."),
        ("every 1001 days", "Every 1000 at most."),
        (f"every {'9' * 150} days", "Every 1000 at most."),
        ("every 400 quarters", "Every 1000 at most."),
        ("every 31 February", "No year has a day 31 February."),
        ("30 Feb", "No year has a day 30 Feb."),
        ("every 31 April", "No year has a day 31 April."),
        ("every 29 February", "Set the first day to that date, and write “every year” here."),
        ("every 3 May", "Set the first day to that date, and write “every year” here."),
        ("every month on the 15th", THAT_DAY),
        ("every month on the 5th", THAT_DAY),
        ("every 3rd of the month", THAT_DAY),
        ("the 5th day of every month", THAT_DAY),
        ("the 2nd day of every month", THAT_DAY),
        (
            "every month on the fifth Monday",
            "Not every month has a fifth one. Write the first to the fourth, or the last.",
        ),
        (
            "every month on Monday",
            "Which one of the month? Write “every month on the first Monday”, or “the last”.",
        ),
        (
            "every year on the first Monday",
            "Weekdays go with weeks, or with months: “every month on the first Monday”.",
        ),
        (
            "every week on the first Monday",
            "Weekdays go with weeks, or with months: “every month on the first Monday”.",
        ),
        ("every second Monday", "“every 2 weeks on Monday”, or “every month on the first Monday”?"),
        (
            "every blue moon",
            "“every blue moon” is not understood. Try “every 2 weeks on Monday” or “every year”.",
        ),
        ("every", "“every” is not understood. Try “every 2 weeks on Monday” or “every year”."),
        ("every month on the first", "“every month on the first” is not understood."),
        ("every -1 days", "“every -1 days” is not understood."),
        ("every 1.5 weeks", "“every 1.5 weeks” is not understood."),
        ("every ٣ days", "“every ٣ days” is not understood."),
        ("every week on", "“every week on” is not understood."),
        ("x" * 100_000, "That is too long. Try “every 2 weeks on Monday”."),
    ],
)
def test_what_is_no_rule_is_refused_with_a_word_and_a_way_on(text: str, words: str) -> None:
    assert refusal(text)[: len(words)] == words


@given(st.text(max_size=250))
def test_any_text_is_a_rule_or_refused_in_words(text: str) -> None:
    words = refusal(text)

    assert words == "" or 10 < len(words) < 150
    assert Rule(START, *(Again() if words else read_again(text)))


@given(
    st.lists(
        st.sampled_from(
            ["every", "on", "the", "2", "second", "first", "last", "week", "month", "mon", "fri", "and", "of"]
        )
    )
)
def test_any_mix_of_the_right_words_is_a_rule_or_refused(words: list[str]) -> None:
    line = " ".join(words)

    again = Again() if refusal(line) else read_again(line)

    assert read_again(again_words(Rule(START, *again))) == again


def test_the_examples_are_read() -> None:
    assert len({read_again(example) for example in EXAMPLES}) == len(EXAMPLES)


@pytest.mark.parametrize("text", ["of " * 66, "on the " * 28, "1 " * 99, "every " * 33 + "month", "a" * 200])
def test_no_text_takes_long(text: str) -> None:
    began = process_time()
    for _ in range(20):
        with pytest.raises(ValueError, match="."):
            read_again(text)

    assert process_time() - began < 0.2
