"""Favours in a line of the quick log."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from time import process_time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.favours.balance import Deed, FavourKind
from domain.favours.kinds import KINDS
from domain.quickfavours import Called, Favoured, take_favours
from domain.quicklog import Entry, FollowUp, name_grams, parse
from tests.domain.book import BOOK, NOW, called, read
from tests.domain.test_quicklaws import GRAMMAR, LINES, SILLY, kept

TODAY, YESTERDAY = date(2026, 11, 21), date(2026, 11, 20)
Kind = FavourKind


def name(text: str) -> Called:
    return Called(text, called(text.lower()))


def gave(kind: FavourKind, text: str = "", weight: int | None = None) -> Deed:
    return Deed(True, kind, weight, text)


def got(kind: FavourKind, text: str = "", weight: int | None = None) -> Deed:
    return Deed(False, kind, weight, text)


def test_an_introduction_told_with_a_coffee() -> None:
    entry = read("coffee with Bo yesterday at Kaffa 45m +gave intro to Carl Babic – the engine !ask in 3w")

    assert entry == Entry(
        kind="coffee",
        day=YESTERDAY,
        contacts=called("bo"),
        place="Kaffa",
        minutes=45,
        note="the engine",
        follow_up=FollowUp(date(2026, 12, 12), "ask"),
        favours=(Favoured(gave(Kind.INTRODUCTION, "intro to Carl Babic"), (), name("Carl Babic")),),
    )


@pytest.mark.parametrize(
    ("line", "deeds"),
    [
        ("coffee with Bo +got advice", [got(Kind.ADVICE)]),
        ("coffee with Bo +got advice (3)", [got(Kind.ADVICE, "", 3)]),
        (
            "+got advice +gave Bo a book on boats (4) – good talk",
            [got(Kind.ADVICE), gave(Kind.GIFT, "a book on boats", 4)],
        ),
        ("coffee with Bo – the engine +gave her a book", [gave(Kind.GIFT, "a book")]),
        ("coffee with Bo !send it in 3w +gave a hand with the move", [gave(Kind.HELP, "a hand with the move")]),
        ("Kaffee mit Bo gestern +gab Bo Rat zum Umzug", [gave(Kind.ADVICE, "Rat zum Umzug")]),
        ("Kaffee mit Bo +bekam Empfehlung von Carl", [got(Kind.RECOMMENDATION, "Empfehlung")]),
        ("+gave Bo a book recommendation", [gave(Kind.RECOMMENDATION, "a book recommendation")]),
        ("+gave Bo tip on the job", [gave(Kind.ADVICE, "tip on the job")]),
        ("+got a job lead from Bo", [got(Kind.JOB_LEAD)]),
        ("+gave Bo a lift home", [gave(Kind.HELP, "a lift home")]),
        ("+gave Bo the keys to the boat", [gave(Kind.HELP, "the keys to the boat")]),
        ("+gave Bo advice. Coffee with Carl.", [gave(Kind.ADVICE)]),
    ],
)  # fmt: skip
def test_a_favour_is_recognised_by_its_words(line: str, deeds: list[Deed]) -> None:
    assert [favour.deed for favour in read(line).favours] == deeds


@pytest.mark.parametrize(
    ("line", "them", "about"),
    [
        ("+gave Bo intro to Carl", ["bo"], "carl"),
        ("+gave advice to Bo", ["bo"], None),
        ("+gave a recommendation for Bo", ["bo"], None),
        ("+gave Bo a recommendation of Carl", ["bo"], "carl"),
        ("+got intro to Carl from Bo", ["bo"], "carl"),
        ("+got introduced to Carl by Bo", ["bo"], "carl"),
        ("+got Bo's help", ["bo"], None),
        ("+gave Bo and Carl a hand", ["bo", "carl"], None),
        ("+gave Will a lift", ["will"], None),
        ("+gave an introduction to May Chen", [], "may chen"),
        ("+got help", [], None),
    ],
)
def test_who_gave_or_got_it_and_whom_it_was_about(line: str, them: list[str], about: str | None) -> None:
    [favour] = read(line).favours

    assert [one.candidates for one in favour.them] == [called(one) for one in them]
    assert (favour.about.candidates if favour.about else None) == (called(about) if about else None)


def test_a_name_nobody_has_stays_in_the_text_of_an_introduction() -> None:
    [favour] = read("coffee with Bo +gave intro to Ragnar Holst").favours

    assert (favour.deed.text, favour.about) == ("intro to Ragnar Holst", None)


@pytest.mark.parametrize(
    "line", ["+got advice from Siv", "+gave Siv advice", "coffee with Bo +gave @siv advice"]
)
def test_an_unknown_giver_or_receiver_is_asked_about(line: str) -> None:
    entry = read(line)

    assert [text.lower() for text in entry.strangers] == ["siv"]
    assert entry.unknown == ()


def test_a_name_that_several_have_is_asked_about_once() -> None:
    entry = read("coffee with Ada +gave Ada advice +got help from Ada")

    assert [(case.text, len(case.candidates)) for case in entry.doubtful] == [("Ada", 2)]


def test_a_line_of_favours_alone_is_no_talk() -> None:
    entry = read("yesterday +gave Bo intro to Carl – about trains")

    assert (entry.is_talk, entry.day, entry.note, entry.contacts) == (False, YESTERDAY, "about trains", ())


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("coffee with Bo +got advice yesterday", YESTERDAY),
        ("+gave Bo intro to Carl 3 days ago", date(2026, 11, 18)),
        ("+gave intro to Monday yesterday", YESTERDAY),
        ("coffee with Bo today +got advice yesterday", TODAY),
    ],
)
def test_a_day_at_the_end_of_a_favour_is_the_days_of_a_line_without_one(line: str, day: date) -> None:
    assert read(line).day == day


def test_a_favour_may_have_a_day_of_its_own() -> None:
    [favour] = read("coffee with Bo today +got advice on Monday").favours

    assert (favour.when.day, favour.deed.text) == (date(2026, 11, 16), "")


def test_a_favour_to_come_is_refused() -> None:
    entry = read("+gave Bo advice tomorrow")

    assert (entry.refused.why, entry.refused.day, entry.refused.text) == (
        "future", date(2026, 11, 22), "Bo advice tomorrow",
    )  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "coffee with Bo +1 for the plan",
        "coffee with Bo – C++ and rock + roll",
        "call with Bo +49 221 123",
        "coffee with Bo + gave advice",
        "coffee with Bo and gave advice, got help",
        "coffee with Bo, a+got b",
        "coffee with Bo +got",
        "coffee with Bo +gave – advice",
        "coffee with Bo +gavel talk",
    ],
)
def test_a_plus_that_tells_no_favour_changes_nothing(line: str) -> None:
    assert take_favours(line) == (line, ())
    assert read(line).favours == ()


@given(st.one_of(st.text(max_size=80), LINES))
def test_a_line_that_tells_no_favour_comes_back_as_it_is(line: str) -> None:
    assume("+ga" not in line.lower() and "+ge" not in line.lower() and "+got" not in line.lower())

    assert take_favours(line) == (line, ())


TOLD = ("+gave", "+got", "(3)", "advice", "intro", "to", "from", "book", "Carl", ".", *GRAMMAR, *SILLY)
FAVOURS = st.lists(st.sampled_from(TOLD), min_size=1, max_size=40).map(" ".join).filter(str.strip)


@given(FAVOURS)
def test_no_word_without_a_meaning_is_lost_with_a_favour(line: str) -> None:
    entry = read(line)
    texts = [favour.deed.text for favour in entry.favours]
    named = [one.text for favour in entry.favours for one in favour.named]
    everything = " ".join([kept(entry), *texts, *named])

    assert [word for word in SILLY if word in line.split() and word not in everything] == []
    assert entry.day <= NOW.date()
    assert all(one.when is None or one.when.day <= NOW.date() or entry.refused for one in entry.favours)


@given(FAVOURS)
def test_the_grams_of_a_line_with_favours_are_all_that_is_looked_up(line: str) -> None:
    grams = name_grams(line)
    looked_up = {key: people for key, people in BOOK.items() if key in grams}

    assert parse(line, names=looked_up, now=NOW) == read(line)


@given(
    st.sampled_from(["coffee with Bo yesterday at Kaffa", "call with Carl 45m", "lunch with Bo and Carl"]),
    st.sampled_from(["", " – the engine is late", ": May in June"]),
    st.sampled_from(["", " !send the book in 3 weeks"]),
    st.lists(st.sampled_from([" +got advice", " +gave a book (4)", " +gave intro to Carl"]), max_size=3),
    st.integers(0, 2),
)
def test_the_talk_reads_the_same_with_favours_wherever_they_stand(
    head: str, note: str, ask: str, favours: list[str], place: int
) -> None:
    parts = [head, note, ask]
    parts.insert(place + 1, "".join(favours))

    entry = read("".join(parts))

    assert replace(entry, favours=()) == read(head + note + ask)
    assert len(entry.favours) == len(favours)


@pytest.mark.parametrize("word", sorted(KINDS))
def test_every_word_of_a_kind_tells_it(word: str) -> None:
    [favour] = read(f"coffee with Bo +got {word}").favours

    assert favour.deed.kind == KINDS[word]


@pytest.mark.parametrize(
    "line", ["+got a " * 8_000, "+gave A. " * 6_000, "+got " + "x" * 50_000, "+got" + " " * 50_000]
)
def test_hostile_lines_are_read_quickly(line: str) -> None:
    start = process_time()
    read(line)

    assert process_time() - start < 10


def test_the_page_on_favours_shows_lines_that_are_understood() -> None:
    text = (Path(__file__).parents[2] / "docs/favours.md").read_text()
    lines = text.split("```")[1].strip().splitlines()

    assert [len(read(line).favours) for line in lines] == [2, 1, 1, 1]
    assert [read(line).is_talk for line in lines] == [True, True, False, False]
