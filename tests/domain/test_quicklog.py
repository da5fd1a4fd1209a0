"""Whole lines of the quick log, from text to Entry."""

from datetime import date, datetime, time

import pytest

from domain.quicklog import Ambiguous, Entry, FollowUp, Refused, parse
from tests.domain.book import BOOK, called, read

TODAY, YESTERDAY = date(2026, 11, 21), date(2026, 11, 20)


def test_the_whole_grammar_in_one_line() -> None:
    entry = read(
        "coffee with Ada Lindqvist and Carl Babic yesterday at Kaffa 45m – the engine is late "
        "!ask about the notes in 3w"
    )

    assert entry == Entry(
        kind="coffee",
        day=YESTERDAY,
        contacts=called("ada lindqvist", "carl babic"),
        place="Kaffa",
        minutes=45,
        note="the engine is late",
        follow_up=FollowUp(date(2026, 12, 12), "ask about the notes"),
    )


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        ("bo yesterday", Entry("other", YESTERDAY, contacts=called("bo"))),
        ("coffee", Entry("coffee", TODAY)),
        ("@bo 45m", Entry("other", TODAY, contacts=called("bo"), minutes=45)),
        (
            "20m yesterday – about trains",
            Entry("other", YESTERDAY, minutes=20, note="about trains"),
        ),
        (
            "dinner at Bo's place with Carl last Friday 2h",
            Entry("meal", YESTERDAY, contacts=called("bo", "carl"), place="Bo's place", minutes=120),
        ),
        (
            "wrote an email to JL 3 days ago: the draft is ready",
            Entry("email", date(2026, 11, 18), contacts=called("jl"), began="me", note="the draft is ready"),
        ),
        (
            "Coffee with Bo. She is moving to Lund with Carl.",
            Entry("coffee", TODAY, contacts=called("bo"), note="She is moving to Lund with Carl."),
        ),
        (
            "zoom with Bo 1h30 on Tuesday, talked about May and June at length",
            Entry(
                "video",
                date(2026, 11, 17),
                contacts=called("bo"),
                minutes=90,
                note="talked about May and June at length",
            ),
        ),
        (
            "lunch with Bo, Carl, Ragnar and Siv Holst at The Rose and Crown at 12:30 for an hour",
            Entry(
                "meal",
                TODAY,
                clock=time(12, 30),
                contacts=called("bo", "carl"),
                unknown=("Ragnar", "Siv Holst"),
                place="The Rose and Crown",
                minutes=60,
            ),
        ),
        (
            "met @bo at the conference in Lund",
            Entry("event", TODAY, contacts=called("bo"), place="the conference in Lund"),
        ),
        ("Kaffee mit Bo gestern", Entry("coffee", YESTERDAY, contacts=called("bo"))),
        (
            "had a long call with Bo",
            Entry("call", TODAY, contacts=called("bo"), note="long"),
        ),
        (
            "happy with the result, coffee with Bo",
            Entry("coffee", TODAY, contacts=called("bo"), note="happy with the result"),
        ),
        (
            "dinner and drinks with Bo",
            Entry("meal", TODAY, contacts=called("bo"), note="drinks"),
        ),
    ],
)
def test_a_line_is_understood(line: str, entry: Entry) -> None:
    assert read(line) == entry


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("espresso with Bo", "coffee"),
        ("tea with Bo", "coffee"),
        ("brunch with Bo", "meal"),
        ("met Bo for lunch", "meal"),
        ("a pint with Bo", "drink"),
        ("Bier mit Bo", "drink"),
        ("party at Carl's", "event"),
        ("ran into Bo at a wedding", "event"),
        ("Bo rang", "call"),
        ("video call with Bo", "video"),
        ("facetime Bo", "video"),
        ("Teams with Bo", "video"),
        ("texted Bo on whatsapp", "message"),
        ("wrote Bo", "message"),
        ("wrote Bo a letter", "letter"),
        ("postcard from Bo", "letter"),
        ("e-mail from Bo", "email"),
        ("Bo commented on my post", "online"),
        ("bumped into Bo", "other"),
        ("walk with Bo", "other"),
    ],
)
def test_a_kind_has_many_words(line: str, kind: str) -> None:
    assert read(line).kind == kind


@pytest.mark.parametrize(
    ("line", "began"),
    [
        ("Bo called", "them"),
        ("Bo called me", "them"),
        ("Bo just called", "them"),
        ("yesterday Bo called", "them"),
        ("Bo and Carl called", "them"),
        ("Ragnar called", "them"),
        ("ragnar called", "them"),
        ("called Bo", "me"),
        ("I called Bo", "me"),
        ("called Ragnar", "me"),
        ("texted Bo", "me"),
        ("Bo texted me", "them"),
        ("call from Bo", "them"),
        ("email to Bo", "me"),
        ("invited by Bo to dinner", "them"),
        ("Bo invited me to a party", "them"),
        ("invited Bo for lunch", "me"),
        ("was called by Bo", "them"),
        ("call with Bo", None),
        ("coffee with Bo", None),
        ("met Bo", None),
    ],
)
def test_who_began_it(line: str, began: str | None) -> None:
    assert read(line).began == began


@pytest.mark.parametrize(
    ("line", "minutes"),
    [
        ("45m", 45),
        ("45 min", 45),
        ("1h30", 90),
        ("1h 30m", 90),
        ("1h30m", 90),
        ("1.5h", 90),
        ("1,5 h", 90),
        ("2h", 120),
        ("for 2 hours", 120),
        ("for about 2 hours", 120),
        ("for an hour", 60),
        ("half an hour", 30),
        ("a quarter of an hour", 15),
        ("two hours", 120),
        ("an hour and a half", 90),
        ("0m", None),
        ("99h", None),
        ("9999 min", None),
        ("45mx", None),
    ],
)
def test_minutes_as_people_write_them(line: str, minutes: int | None) -> None:
    assert read(f"coffee with Bo {line}").minutes == minutes


@pytest.mark.parametrize(
    ("line", "place", "clock"),
    [
        ("coffee with Bo at Kaffa", "Kaffa", None),
        ("coffee with Bo @ Kaffa yesterday", "Kaffa", None),
        ("coffee with Bo in Lund", "Lund", None),
        ("coffee with bo in lund yesterday", "lund", None),
        ("coffee at Kaffa, Bo", "Kaffa", None),
        ("coffee with Bo at Kaffa yesterday in Lund", "Kaffa, Lund", None),
        ("coffee at home with Bo", "home", None),
        ("met Bo in person", "", None),
        ("coffee with Bo at 15:30 at Kaffa", "Kaffa", time(15, 30)),
        ("coffee with Bo at 3pm", "", time(15)),
        ("coffee with Bo at noon", "", time(12)),
        ("coffee with Bo at 25:30", "25:30", None),
    ],
)
def test_where_and_at_what_hour(line: str, place: str, clock: time | None) -> None:
    entry = read(line)

    assert (entry.place, entry.clock, entry.contacts) == (place, clock, called("bo"))


@pytest.mark.parametrize(
    ("line", "follow_up"),
    [
        ("!ask about the notes in 3w", FollowUp(date(2026, 12, 12), "ask about the notes")),
        ("!ask in 2 days", FollowUp(date(2026, 11, 23), "ask")),
        ("!ask tomorrow", FollowUp(date(2026, 11, 22), "ask")),
        ("!tomorrow ask about Monday", FollowUp(date(2026, 11, 22), "ask about Monday")),
        ("!ask next week", FollowUp(date(2026, 11, 23), "ask")),
        ("!ask next month", FollowUp(date(2026, 12, 1), "ask")),
        ("!ask in 3m", FollowUp(date(2027, 2, 21), "ask")),
        ("!ask on Friday", FollowUp(date(2026, 11, 27), "ask")),
        ("!ask on Saturday", FollowUp(date(2026, 11, 28), "ask")),
        ("!ask 12 Dec", FollowUp(date(2026, 12, 12), "ask")),
        ("!ask 12 March", FollowUp(date(2027, 3, 12), "ask")),
        ("!ask 2027-01-05", FollowUp(date(2027, 1, 5), "ask")),
        ("!ask 2020-01-05", FollowUp(None, "ask 2020-01-05")),
        ("!ask Monday", FollowUp(None, "ask Monday")),
        ("!ask Monday on Monday", FollowUp(date(2026, 11, 23), "ask Monday")),
        ("! send the book", FollowUp(None, "send the book")),
        ("– a note !send it !soon", FollowUp(None, "send it !soon")),
        ("– wow! mail bo!x@example.org", None),
    ],
)
def test_a_follow_up_is_counted_from_today(line: str, follow_up: FollowUp | None) -> None:
    assert read(f"coffee with Bo yesterday {line}").follow_up == follow_up


def test_a_follow_up_ends_at_a_note() -> None:
    entry = read("coffee with Bo !ask in 3w – the engine is late")

    assert (entry.note, entry.follow_up) == ("the engine is late", FollowUp(date(2026, 12, 12), "ask"))


@pytest.mark.parametrize(
    ("line", "refused"),
    [
        ("lunch with Bo tomorrow", Refused(date(2026, 11, 22), "future", "lunch with Bo")),
        ("lunch with Bo in 3 days", Refused(date(2026, 11, 24), "future", "lunch with Bo")),
        ("lunch on 2030-03-12 with Bo", Refused(date(2030, 3, 12), "future", "lunch with Bo")),
        ("lunch with Bo next Friday", Refused(date(2026, 11, 27), "future", "lunch with Bo")),
        ("lunch with Bo 14 October 1066", Refused(date(1066, 10, 14), "ancient", "lunch with Bo")),
        ("lunch with Bo about the trip tomorrow", None),
        ("lunch with Bo, will call him tomorrow", None),
    ],
)
def test_a_day_on_which_nothing_can_have_happened_is_refused(line: str, refused: Refused | None) -> None:
    entry = read(line)

    assert (entry.refused, entry.day, entry.contacts) == (refused, TODAY, called("bo"))


@pytest.mark.parametrize(
    "line", ["the weather was odd", "wow! that was great", "  odd:  \n blanks \t inside"]
)
def test_a_sentence_nobody_understands_is_kept_as_the_note(line: str) -> None:
    assert read(line) == Entry("other", TODAY, note=line.strip(), understood=False)


def test_an_ambiguous_name_asks() -> None:
    entry = read("coffee with ada")

    assert entry == Entry("coffee", TODAY, ambiguous=(Ambiguous("ada", tuple(BOOK["ada"])),))


@pytest.mark.parametrize("line", ["", " \n\t "])
def test_an_empty_line_is_refused_with_a_word(line: str) -> None:
    with pytest.raises(ValueError, match="Write what happened"):
        read(line)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        parse("coffee", names={}, now=datetime(2026, 11, 21))  # noqa: DTZ001 # a naive time is the point


def test_a_line_of_fifty_kilobytes_is_kept_whole() -> None:
    tail = "the engine is late " * 2700

    entry = read(f"coffee with Bo yesterday – {tail}!ask in 3w")

    assert entry == Entry(
        "coffee",
        YESTERDAY,
        contacts=called("bo"),
        note=tail.strip(),
        follow_up=FollowUp(date(2026, 12, 12), "ask"),
    )
