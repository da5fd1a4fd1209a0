"""What is written is read again as it was, by us and by another program's reader."""

from typing import Any

import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.cards import (
    Day,
    Property,
    VCard,
    day_property,
    escape,
    line_of,
    photo_property,
    read_cards,
    read_day,
    read_line,
    read_photo,
    text_property,
    translated,
    unescape,
    write_card,
)

LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"))
TEXTS = st.text(LETTERS, max_size=200)
LINES = st.text(st.one_of(LETTERS, st.sampled_from("\n\\,;:\"^'=")), max_size=200)
NAMES = st.sampled_from(["NOTE", "TEL", "X-ABLABEL", "N", "X-SPOUSE", "FN"])
GROUPS = st.sampled_from(["", "item1", "HOME-2"])
PARAMS = st.lists(
    st.tuples(st.sampled_from(["X-A", "LABEL"]), st.tuples(LINES.map(str.strip).filter(bool))),
    max_size=2,
    unique_by=lambda param: param[0],
).map(tuple)
PROPERTIES = st.lists(st.builds(Property, NAMES, LINES.map(escape), PARAMS, GROUPS), min_size=1, max_size=8)
VERSIONS = st.sampled_from(["3.0", "4.0"])
YEARS = st.one_of(st.none(), st.integers(1850, 2200))
DAYS = st.dates().map(lambda day: (day.month, day.day))


def reread(data: bytes) -> VCard:
    (card,) = read_cards([data])
    assert isinstance(card, VCard)
    return card


@given(PROPERTIES, VERSIONS)
def test_what_is_written_is_read_as_it_was(properties: list[Property], version: str) -> None:
    card = reread(write_card(properties, version))

    assert (card.version, card.properties, card.lost) == (version, properties, [])


@given(PROPERTIES, VERSIONS)
def test_lines_are_at_most_75_octets_and_whole_letters(properties: list[Property], version: str) -> None:
    data = write_card(properties, version)

    assert data.endswith(b"\r\n")
    lines = data.removesuffix(b"\r\n").split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert [line.decode() for line in lines] == data.decode().removesuffix("\r\n").split("\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")


@given(st.builds(Property, NAMES, LINES.map(escape), PARAMS, GROUPS))
def test_a_kept_line_is_its_property_again(prop: Property) -> None:
    assert read_line(line_of(prop)) == prop


@given(st.text())
def test_an_escaped_text_is_one_line_and_comes_back(text: str) -> None:
    plain = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")

    assert "\n" not in escape(text)
    assert unescape(escape(text)) == plain


@given(st.lists(LINES, min_size=1, max_size=7))
def test_the_parts_of_a_value_come_back(parts: list[str]) -> None:
    assert text_property("N", *parts).parts == parts
    assert text_property("CATEGORIES", *parts, separator=",").items == parts


@given(DAYS, YEARS, VERSIONS)
def test_a_day_comes_back_with_or_without_its_year(
    day: tuple[int, int], year: int | None, version: str
) -> None:
    if day == (2, 29) and year:
        year = 2000
    told = Day(*day, year)

    prop = day_property("BDAY", told, version)

    assert read_day(prop) == told
    assert read_day(translated(translated(prop, "4.0"), "3.0")) == told


@given(st.binary(min_size=1, max_size=500), VERSIONS, VERSIONS)
def test_a_picture_comes_back_by_every_way(data: bytes, first: str, second: str) -> None:
    prop = photo_property(data, first)

    assert read_photo(prop) == data
    assert read_photo(translated(prop, second)) == data
    assert translated(translated(prop, second), first) == prop


@given(st.lists(st.binary(max_size=300)))
def test_no_bytes_at_all_break_it(pieces: list[bytes]) -> None:
    marks = [b"BEGIN:VCARD\r\n", *pieces, b"\r\nEND:VCARD\r\n"]

    for card in read_cards(marks):
        if isinstance(card, VCard):
            again = reread(write_card(card.properties, "3.0"))
            assert [prop.name for prop in again.properties] == [prop.name for prop in card.properties]


def test_c9_a_name_that_would_be_more_than_one_line_is_one_escaped_property() -> None:
    name = "Ada\r\nATTENDEE:mailto:mallory@example.org\r\nEND:VCARD"

    data = write_card([text_property("FN", name)])

    assert [prop.name for prop in reread(data).properties] == ["FN"]
    assert reread(data).properties[0].text == name.replace("\r\n", "\n")
    raw = write_card([Property("FN", "Ada\r\nATTENDEE:x")])
    assert reread(raw).properties == [Property("FN", "AdaATTENDEE:x")]


def test_what_versions_say_otherwise_is_said_so() -> None:
    first = Property("TEL", "1", (("TYPE", ("cell", "pref")),))

    assert line_of(translated(first, "4.0")) == "TEL;TYPE=cell;PREF=1:1"
    assert line_of(translated(translated(first, "4.0"), "3.0")) == "TEL;TYPE=cell,pref:1"
    assert line_of(translated(Property("X-ANNIVERSARY", "2001-02-03"), "4.0")) == "ANNIVERSARY:20010203"
    assert line_of(translated(Property("ANNIVERSARY", "--0203"), "3.0")) == (
        "X-ANNIVERSARY;X-APPLE-OMIT-YEAR=1604:1604-02-03"
    )


PLAIN = st.text(st.sampled_from("abcÄöß ,;\\\n:—日"), min_size=1, max_size=60).filter(str.strip)


@st.composite
def cards(draw: Any) -> list[Property]:
    found = [
        text_property("FN", draw(PLAIN)),
        text_property("N", *(draw(PLAIN) for _ in range(2)), "", "", ""),
    ]
    found += [text_property("NOTE", note) for note in draw(st.lists(PLAIN, max_size=2))]
    numbers = draw(st.lists(st.sampled_from(["+49 89 1", "+1 212 5", "12"]), max_size=2))
    found += [Property("TEL", number, (("TYPE", ("CELL", "VOICE")),)) for number in numbers]
    return found


@settings(deadline=None)
@given(cards())
def test_another_reader_reads_what_we_write_and_we_what_it_writes(properties: list[Property]) -> None:
    data = write_card(properties, "3.0")

    theirs = vobject.readOne(data.decode())

    ours = {prop.name: prop for prop in properties}
    assert theirs.fn.value == ours["FN"].text
    assert [theirs.n.value.family, theirs.n.value.given] == ours["N"].parts[:2]
    assert [line.value for line in theirs.contents.get("note", [])] == [
        p.text for p in properties if p.name == "NOTE"
    ]
    assert [line.params["TYPE"] for line in theirs.contents.get("tel", [])] == [["CELL", "VOICE"]] * sum(
        p.name == "TEL" for p in properties
    )
    back = {prop.name: prop for prop in reread(theirs.serialize().encode()).properties}
    assert back["FN"].text == ours["FN"].text
    assert back["N"].parts == ours["N"].parts
