"""What holds for every line of the quick log, understood or not."""

import re
from datetime import date, datetime, time, timedelta
from time import process_time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.names import fold
from domain.quickkinds import DAY_WORDS, STRONG, WEAK
from domain.quicklog import Entry, FollowUp, name_grams, parse
from tests.domain.book import BOOK, NOW, PEOPLE, called, read

SILLY = ("zorp", "Quux", "blorp", "Frobnitz", "wibble", "Xyzzy")
GRAMMAR_TEXT = """coffee lunch met called call with and at in on for the my Bo Ada May Sat will Will Monday
about yesterday tomorrow 45m 2h 12 March 11/2 – - : ! !ask , . ( ) & + @ @bo last next week ago 3 days
2024 I me from by"""
GRAMMAR = (*GRAMMAR_TEXT.split(), "\n")
LINES = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(GRAMMAR + SILLY), max_size=25).map(" ".join),
)


def kept(entry: Entry) -> str:
    """All the text an entry holds."""
    texts = [entry.note, entry.place, *entry.unknown, *(question.text for question in entry.ambiguous)]
    return " ".join([*texts, entry.follow_up.text if entry.follow_up else ""])


@given(LINES.filter(str.strip))
def test_any_line_gives_an_entry_of_today_or_before(line: str) -> None:
    entry = read(line)

    assert entry.day <= NOW.date()
    assert entry.minutes is None or 1 <= entry.minutes <= 1440
    assert entry.refused is None or not date(1900, 1, 1) <= entry.refused.day <= NOW.date()


@given(LINES.filter(str.strip))
def test_what_is_not_understood_is_the_note(line: str) -> None:
    entry = read(line)

    assert entry.understood or entry.follow_up or entry.note == line.strip()


@given(st.lists(st.sampled_from(GRAMMAR + SILLY), min_size=1, max_size=80))
def test_no_word_without_a_meaning_is_lost(words: list[str]) -> None:
    line = " ".join(words)
    if not line.strip():
        return

    text = kept(read(line))

    assert [word for word in words if word in SILLY and word not in text] == []


@given(
    st.lists(st.sampled_from(SILLY), min_size=1, max_size=90),
    st.sampled_from(["", "coffee with Bo ", "Bo – "]),
)
def test_prose_keeps_its_order(words: list[str], start: str) -> None:
    prose = " ".join(word.lower() for word in words)

    assert prose in kept(read(start + "! " + prose))
    assert prose in kept(read(start + "about " + prose))


@given(LINES.filter(str.strip))
def test_the_grams_of_a_line_are_all_that_is_looked_up(line: str) -> None:
    grams = name_grams(line)
    looked_up = {key: people for key, people in BOOK.items() if key in grams}

    assert parse(line, names=looked_up, now=NOW) == read(line)


PARTS = {
    "kind": st.sampled_from(["coffee", "lunch", "call", "beer", "party"]),
    "people": st.lists(st.sampled_from(PEOPLE[2:]), min_size=1, max_size=4, unique=True),
    "ago": st.integers(0, 400),
    "place": st.sampled_from(["", "Kaffa", "The Rose", "Lund"]),
    "minutes": st.none() | st.integers(1, 1440),
    "note": st.sampled_from(["", "the engine is late", "wow! May in June, 45m at 3"]),
    "ask": st.none()
    | st.tuples(st.sampled_from(["ask about it", "send the book"]), st.none() | st.integers(0, 99)),
}


@given(st.fixed_dictionaries(PARTS), st.booleans())
def test_a_line_made_of_parts_reads_back(parts: dict[str, Any], whole: bool) -> None:
    names = [f"{given} {family}" if whole else given for given, family, *_ in parts["people"]]
    day = NOW.date() - timedelta(days=parts["ago"])
    head = [
        parts["kind"],
        "with",
        " and ".join(names),
        f"on {day}",
        f"at {parts['place']}" if parts["place"] else "",
    ]
    length = [f"{parts['minutes']} min"] if parts["minutes"] else []
    note = ["–", parts["note"]] if parts["note"] else []
    ask, ahead = parts["ask"] or (None, None)
    asked = [] if ask is None else [f"!{ask}" if ahead is None else f"!{ask} in {ahead} days"]

    entry = read(" ".join([*head, *length, *note, *asked]))

    assert entry.kind == {**STRONG, **WEAK}[parts["kind"]]
    assert [person.display for person in entry.contacts] == [f"{p[0]} {p[1]}" for p in parts["people"]]
    assert (entry.day, entry.place, entry.minutes, entry.note) == (
        day,
        parts["place"],
        parts["minutes"],
        parts["note"],
    )
    due = None if ahead is None else NOW.date() + timedelta(days=ahead)
    assert entry.follow_up == (None if ask is None else FollowUp(due, ask))


@pytest.mark.parametrize("word", sorted({fold(word) for word in DAY_WORDS} | set(STRONG) | set(WEAK)))
def test_a_known_person_called_like_any_word_of_the_grammar_is_found_after_with(word: str) -> None:
    person = called("bo")[0]

    entry = parse(f"coffee with {word.title()} yesterday", names={word: [person]}, now=NOW)

    assert (entry.kind, entry.contacts, entry.day) == ("coffee", (person,), NOW.date() - timedelta(days=1))


@given(st.dates(date(1950, 1, 1)), st.times(), st.sampled_from(["Pacific/Auckland", "UTC"]))
def test_today_is_the_day_of_the_owners_zone(day: date, hour: time, zone: str) -> None:
    now = datetime.combine(day, hour, tzinfo=ZoneInfo(zone))

    assert read("coffee with Bo today", now).day == day


@pytest.mark.parametrize(
    "line",
    [
        "x" * 50_000,
        "a " * 25_000,
        "! " * 25_000,
        "- " * 25_000,
        "coffee with Bo " * 3_500,
        "12 " * 20 + "coffee !" + "in 3 " * 10_000,
        "coffee : " * 6_000,
        ". A" * 16_000,
    ],
)
def test_fifty_kilobytes_are_read_quickly_and_kept(line: str) -> None:
    start = process_time()
    entry = read(line)
    seconds = process_time() - start

    assert seconds < 10  # some hundredths of it; what tries every way of reading takes hours
    assert len(re.sub(r"\W", "", kept(entry))) >= len(re.sub(r"\W", "", line)) - 400
