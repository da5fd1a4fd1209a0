"""Who a quick log is about, also when people are called like days and kinds."""

from datetime import date

import pytest

from domain.names import Named, Rank
from domain.quicklog import Entry, parse
from tests.domain.book import BOOK, NOW, called, read

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("coffee with Ada Moor", ("ada moor",)),
        ("coffee with moor ada", ("ada moor",)),
        ("coffee with ADA MOOR", ("ada moor",)),
        ("coffee with asa", ("asa",)),
        ("ran into Åsa", ("asa",)),
        ("coffee with ossi öberg", ("ossi oberg",)),
        ("letter from the Countess", ("countess",)),
        ("coffee with @bo", ("bo",)),
        ("@bo @carl", ("bo", "carl")),
        ("coffee with Bo & Carl", ("bo", "carl")),
        ("coffee w/ Bo + Carl", ("bo", "carl")),
        ("coffee with bo, carl and jl", ("bo", "carl", "jl")),
        ("coffee with Jean-Luc", ("jean luc",)),
        ("Bo's wedding", ("bo",)),
        ("lunch: Bo", ("bo",)),
        ("Coffee Bo", ("bo",)),
        ("ada moor", ("ada moor",)),
        ("coffee with Bo, Bo and BO", ("bo",)),
        ("had an espresso with An", ("an",)),
        ("had an espresso with Bo", ("bo",)),
        ("a long call with Bo", ("bo",)),
        ("coffee with Dr. Babic", ("babic",)),
        ("Bo and I had lunch", ("bo",)),
        ("coffee with Bo about Carl and May", ("bo",)),
        ("coffee with Bo at Carl Babic Hall", ("bo",)),
        ("dinner at Carl's with Bo", ("carl", "bo")),
    ],
)
def test_people_of_the_book_are_found(line: str, people: tuple[str, ...]) -> None:
    entry = read(line)

    assert (entry.contacts, entry.unknown, entry.ambiguous) == (called(*people), (), ())


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        ("coffee with May yesterday", Entry("coffee", date(2026, 11, 20), contacts=called("may"))),
        ("coffee with May on May 5th", Entry("coffee", date(2026, 5, 5), contacts=called("may"))),
        ("coffee with May 12 March", Entry("coffee", date(2026, 3, 12), contacts=called("may"))),
        ("coffee with may", Entry("coffee", TODAY, contacts=called("may"))),
        ("call May 5", Entry("call", date(2026, 5, 5))),
        ("lunch with April on 12 April", Entry("meal", date(2026, 4, 12), contacts=called("april"))),
        ("call with Monday on Monday", Entry("call", date(2026, 11, 16), contacts=called("monday"))),
        ("call with Bo on Monday", Entry("call", date(2026, 11, 16), contacts=called("bo"))),
        ("had lunch with Sat on Sat", Entry("meal", TODAY, contacts=called("sat"))),
        ("Sat texted", Entry("message", TODAY, contacts=called("sat"), began="them")),
        ("May called on 12 May", Entry("call", date(2026, 5, 12), contacts=called("may"), began="them")),
        ("Will called", Entry("call", TODAY, contacts=called("will"), began="them")),
        ("called Will", Entry("call", TODAY, contacts=called("will"), began="me")),
        (
            "dinner with May, June and April on 1 June",
            Entry("meal", date(2026, 6, 1), contacts=called("may", "june", "april")),
        ),
        ("beer with Bo 31 April", Entry("drink", TODAY, contacts=called("bo"), note="31 April")),
    ],
)
def test_people_called_like_days_are_people_where_people_stand(line: str, entry: Entry) -> None:
    assert read(line) == entry


@pytest.mark.parametrize(
    ("line", "unknown"),
    [
        ("coffee with Ragnar yesterday", ("Ragnar",)),
        ("coffee with ragnar yesterday", ("ragnar",)),
        ("coffee with ragnar and siv at Kaffa", ("ragnar", "siv")),
        ("coffee with Ragnar, Siv Holst & @torvald", ("Ragnar", "Siv Holst", "torvald")),
        ("called Ragnar", ("Ragnar",)),
        ("Ragnar Holst called", ("Ragnar Holst",)),
        ("Ragnar and Siv called", ("Ragnar", "Siv")),
        ("wrote to Ragnar van der Meer", ("Ragnar van der Meer",)),
        ("coffee with Ragnar Friday", ("Ragnar",)),
        ("coffee with Ada Svensson", ("Ada Svensson",)),
        ("coffee with May Svensson", ("May Svensson",)),
        ("coffee with Ragnar Lindqvist", ("Ragnar Lindqvist",)),
        ("Ragnar's party", ()),
        ("dinner with my sister", ("my sister",)),
        ("coffee with Ragnar.", ("Ragnar",)),
        ("lunch with 王小明", ("王小明",)),
    ],
)
def test_names_nobody_has_are_unknown(line: str, unknown: tuple[str, ...]) -> None:
    entry = read(line)

    assert (entry.unknown, entry.contacts, entry.ambiguous) == (unknown, (), ())


@pytest.mark.parametrize("name", ["Monday", "May", "Sunday", "April"])
def test_a_day_word_right_after_with_is_a_new_name(name: str) -> None:
    entry = parse(f"coffee with {name} on 12 March", names={}, now=NOW)

    assert entry == Entry("coffee", date(2026, 3, 12), unknown=(name,))


def test_the_surest_spelling_wins() -> None:
    book = {"bo": [Named(1, "Bo Rask", Rank.GIVEN), Named(2, "Ingrid Falk", Rank.ALIAS)]}

    assert parse("coffee with Bo", names=book, now=NOW).contacts == (book["bo"][1],)


def test_candidates_are_ordered_by_name() -> None:
    book = {"bo": [Named(1, "Bo Vik", Rank.GIVEN), Named(2, "Bo Ask", Rank.GIVEN)]}

    assert parse("coffee with Bo", names=book, now=NOW).ambiguous[0].candidates == (
        book["bo"][1],
        book["bo"][0],
    )


def test_the_longest_spelling_wins() -> None:
    assert read("coffee with Ada Lindqvist").contacts == (BOOK["ada lindqvist"][0],)
