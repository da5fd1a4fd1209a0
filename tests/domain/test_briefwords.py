"""The words of a brief: quotes of what was promised, who knows whom, and what to ask next."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.briefwords import (
    MOST_QUESTIONS,
    MOST_QUOTES,
    QUOTE_LENGTH,
    Known,
    Whose,
    appointments_subject,
    day_said,
    pair_words,
    promises_in,
    questions,
)

TODAY = date(2026, 3, 12)


@pytest.mark.parametrize(
    ("note", "whose"),
    [
        ("She will send the plan.", Whose.THEIRS),
        ("Ada promised a list.", Whose.THEIRS),
        ("Will send me the plan", Whose.THEIRS),
        ("I promised her a book.", Whose.MINE),
        ("I’ll introduce them to Bo.", Whose.MINE),
        ("We agreed to write it.", Whose.MINE),
        ("Will send the notes.", Whose.UNSAID),
        ("Sie schickt den Plan.", Whose.THEIRS),
        ("Ich schicke ihr den Plan.", Whose.MINE),
        ("Schickt mir den Plan", Whose.THEIRS),
        ("They owe me a coffee", Whose.THEIRS),
    ],
)
def test_a_promise_is_quoted_with_whose_it_is(note: str, whose: Whose) -> None:
    assert [(one.whose, one.text) for one in promises_in(note, "Ada")] == [(whose, note)]


@pytest.mark.parametrize(
    "note",
    ["The roof of the mill.", "She sent it.", "Never promised anything.", "A promising start", "", "Will"],
)
def test_what_is_no_promise_is_not_quoted(note: str) -> None:
    assert promises_in(note, "Ada") == []


def test_only_the_sentence_is_quoted() -> None:
    note = "Talked of the mill. She will send the plan! Then lunch.\n- I promised a book"

    assert [one.text for one in promises_in(note)] == ["She will send the plan!", "- I promised a book"]


@given(st.text(max_size=400), st.text(max_size=20))
def test_a_quote_is_of_the_note_and_bounded(note: str, name: str) -> None:
    found = promises_in(f"{note} will send {note}", name)

    assert len(found) <= MOST_QUOTES
    for one in found:
        assert len(one.text) <= QUOTE_LENGTH
        assert "\n" not in one.text


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (0, "today"),
        (1, "tomorrow"),
        (2, "on Saturday"),
        (6, "on Wednesday"),
        (7, "on 19 March"),
        (-1, "on 11 March"),
    ],
)
def test_a_day_is_said_by_its_weekday_within_a_week(ahead: int, words: str) -> None:
    assert day_said(TODAY + timedelta(days=ahead), TODAY) == words


@pytest.mark.parametrize(
    ("kind", "is_over", "words"),
    [
        ("manager", False, "Ada is Bo’s manager"),
        ("manager", True, "Ada was Bo’s manager"),
        ("colleague", False, "Ada and Bo are colleagues"),
        ("colleague", True, "Ada and Bo were colleagues"),
        ("knows", False, "Ada and Bo know each other"),
    ],
)
def test_a_pair_is_told_in_words(kind: str, is_over: bool, words: str) -> None:
    assert pair_words("Ada", "Bo", kind, is_over=is_over) == words


@pytest.mark.parametrize(
    ("names", "others", "appointments", "subject"),
    [
        ([], 0, 0, ""),
        ([], 2, 1, "Tomorrow: one appointment, two people"),
        (["Ada Holm"], 0, 1, "Tomorrow: Ada Holm"),
        (["Ada Holm", "Bo Ek"], 3, 2, "Tomorrow: Ada Holm, Bo Ek and three more"),
        (["Ada\r\nBcc: x"], 0, 1, "Tomorrow: Ada Bcc: x"),
    ],
)
def test_the_subject_names_or_counts(names: list[str], others: int, appointments: int, subject: str) -> None:
    assert appointments_subject(names, others, appointments) == subject


def test_without_anything_known_there_is_nothing_to_ask() -> None:
    assert questions(Known(TODAY)) == []


texts = st.text(min_size=1, max_size=20)
days = st.dates(date(2020, 1, 1), date(2030, 1, 1))
known = st.builds(
    Known,
    today=st.just(TODAY),
    dates=st.lists(st.tuples(texts, days), max_size=5).map(tuple),
    mine=st.lists(st.tuples(texts, st.none() | days), max_size=5).map(tuple),
    said=st.lists(st.tuples(texts, st.none() | days), max_size=2).map(tuple),
    theirs=st.lists(st.tuples(texts, st.none() | days), max_size=5).map(tuple),
    news=st.lists(texts, max_size=3).map(tuple),
    last=st.text(max_size=20),
    last_on=st.none() | days,
    got=st.lists(st.tuples(texts, days), max_size=3).map(tuple),
    waiting=st.lists(texts, max_size=3).map(tuple),
)


@given(known)
def test_every_question_holds_words_of_the_book_and_none_is_asked_twice(case: Known) -> None:
    said = [words for words, _day in (*case.dates, *case.mine, *case.said, *case.theirs, *case.got)]
    said += [*case.news, *case.waiting, *filter(None, [case.last])]

    found = questions(case)

    assert len(found) == len(set(found)) <= MOST_QUESTIONS
    assert all(any(words in question for words in said) for question in found)
