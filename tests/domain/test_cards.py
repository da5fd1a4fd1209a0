"""What cards of all versions say, as programs write them and as nobody should."""

import time
from collections.abc import Iterator

import pytest

from domain.cards import CardsError, Day, Flaw, Property, VCard, read_cards, read_day, read_line, read_photo

HEAD = b"BEGIN:VCARD\r\nVERSION:3.0\r\n"
END = b"END:VCARD\r\n"


def blocks(data: bytes, size: int = 64 * 1024) -> Iterator[bytes]:
    return (data[start : start + size] for start in range(0, len(data), size))


def read(data: bytes, size: int = 64 * 1024) -> list[VCard | Flaw]:
    return list(read_cards(blocks(data, size)))


def only(body: bytes, head: bytes = HEAD) -> list[Property]:
    """The properties of one card with this body."""
    (card,) = read(head + body + END)
    assert isinstance(card, VCard)
    return card.properties


@pytest.mark.parametrize(
    ("line", "types"),
    [
        (b"TEL;TYPE=CELL,VOICE,pref:1", {"cell", "voice", "pref"}),
        (b"tel;type=CELL;type=VOICE:1", {"cell", "voice"}),
        (b"TEL;CELL;VOICE:1", {"cell", "voice"}),
        (b'TEL;TYPE="voice,home":1', {"voice", "home"}),
        (b'item1.TEL;X-A="b:c;d";TYPE=cell:1', {"cell"}),
    ],
)
def test_types_are_read_in_every_spelling(line: bytes, types: set[str]) -> None:
    (tel,) = only(line + b"\r\n")

    assert (tel.name, tel.types, tel.value) == ("TEL", types, "1")


def test_parameters_may_hold_colons_commas_and_what_a_caret_escapes() -> None:
    (prop,) = only(b"ADR;LABEL=\"1 Mill Lane: the ^'old^' house^nUlm, ^^\":;;;;;;\r\n")

    assert prop.param("LABEL") == '1 Mill Lane: the "old" house\nUlm, ^'


def test_a_group_is_kept_beside_its_name() -> None:
    assert only(b"item1.X-ABLabel:LinkedIn\r\n") == [Property("X-ABLABEL", "LinkedIn", (), "item1")]


def test_escapes_are_undone_the_needless_ones_too() -> None:
    note, url = only(b"NOTE:a\\, b\\; c\\nd\\\\n\\Ne \\x\r\nURL:https\\://example.org\r\n")

    assert note.text == "a, b; c\nd\\n\ne \\x"
    assert url.text == "https://example.org"


def test_a_structured_value_is_cut_only_where_nothing_escapes_it() -> None:
    (name,) = only(b"N:van\\; Berg\\\\;An\\,na;;Dr.;\r\n")

    assert name.parts == ["van; Berg\\", "An,na", "", "Dr.", ""]


def test_folds_are_undone_even_in_the_middle_of_a_letter() -> None:
    letter = "ü".encode()

    note, tel = only(b"NOTE:M" + letter[:1] + b"\r\n " + letter[1:] + b"ller\r\n\tin Ulm\r\nTEL:1\r\n")

    assert (note.text, tel.text) == ("Müllerin Ulm", "1")


def test_a_fold_of_old_stood_before_a_space_that_stays() -> None:
    (note,) = only(b"NOTE:in\r\n Ulm\r\n", b"BEGIN:VCARD\r\nVERSION:2.1\r\n")

    assert note.text == "in Ulm"


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (b"FN;ENCODING=QUOTED-PRINTABLE:Test=DF=E4", "Testßä"),
        (b"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=BCrgen", "Jürgen"),
        (b"fn;quoted-printable:J=C3=BCrgen", "Jürgen"),
        (b"FN;QUOTED-PRINTABLE;CHARSET=ISO-8859-1:J=FCrgen", "Jürgen"),
        (b"FN;QUOTED-PRINTABLE;CHARSET=punycode:J=C3=BCrgen", "Jürgen"),
        ("FN;CHARSET=windows-1251:Анна".encode("cp1251"), "Анна"),
        ("FN:Jürgen".encode("cp1252"), "Jürgen"),
        ("FN:Jürgen".encode(), "Jürgen"),
        (b"NOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0Atwo =\r\nand the rest", "one\ntwo and the rest"),
        (b"NOTE;ENCODING=QUOTED-PRINTABLE:one =\r\n=C3=BC=\r\n=C3=BC", "one üü"),
    ],
)
def test_texts_are_decoded_by_what_they_declare_then_as_utf_8_then_as_windows_does(
    line: bytes, text: str
) -> None:
    (prop,) = only(line + b"\r\n", b"BEGIN:VCARD\r\nVERSION:2.1\r\n")

    assert prop.text == text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-8-sig"])
@pytest.mark.parametrize("size", [1, 7, 64 * 1024])
def test_a_mark_at_the_start_tells_the_encoding_of_the_whole(encoding: str, size: int) -> None:
    text = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Jürgen Ωmega\r\nEND:VCARD\r\n"
    data = ("\ufeff" + text).encode(encoding) if encoding == "utf-16-be" else text.encode(encoding)

    (card,) = read(data, max(size, 2))

    assert isinstance(card, VCard)
    assert card.properties == [Property("FN", "Jürgen Ωmega")]


@pytest.mark.parametrize("ends", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("size", [1, 5, 4_096])
def test_lines_may_end_as_on_any_system_and_come_in_pieces_of_any_size(ends: str, size: int) -> None:
    if ends == "\r" and size < 100:
        size = 100  # the first piece tells how lines end
    text = "\n\nBEGIN:VCARD\nVERSION:4.0\nFN:Ada\nEND:VCARD\n\nBEGIN:vcard\nFN:Ben\nend:VCARD"

    cards = read(text.replace("\n", ends).encode(), size)

    assert [(card.line, card.version, card.properties) for card in cards if isinstance(card, VCard)] == [
        (3, "4.0", [Property("FN", "Ada")]),
        (8, "", [Property("FN", "Ben")]),
    ]


def test_an_agent_is_a_card_in_a_card_and_stays_one_line() -> None:
    agent = b"AGENT:\r\nBEGIN:VCARD\r\nFN:Ben\r\nEND:VCARD\r\n"

    fn, kept, tel = only(b"FN:Ada\r\n" + agent + b"TEL:1\r\n", b"BEGIN:VCARD\r\nVERSION:2.1\r\n")

    assert (fn.text, kept.text, tel.text) == ("Ada", "BEGIN:VCARD\nFN:Ben\nEND:VCARD", "1")


def test_base64_may_go_on_without_a_fold() -> None:
    photo, fn = only(b"PHOTO;JPEG;BASE64:aGVs\r\nbG8=\r\n\r\nFN:Ada\r\n", b"BEGIN:VCARD\r\nVERSION:2.1\r\n")

    assert (read_photo(photo), fn.text) == (b"hello", "Ada")


@pytest.mark.parametrize(
    "line",
    [
        "PHOTO;ENCODING=b;TYPE=JPEG:aGVsbG8=",
        "PHOTO;ENCODING=BASE64;TYPE=JPEG:aGVsbG8",
        "PHOTO:data:image/jpeg;base64,aGVsbG8=",
        "PHOTO:data:image/jpeg\\;base64\\,aGVsbG8=",
        "PHOTO;VALUE=uri:data:;base64,aGVs bG8=",
    ],
)
def test_a_picture_in_the_card_is_read_from_both_ways_of_writing_it(line: str) -> None:
    prop = read_line(line)

    assert prop is not None
    assert read_photo(prop) == b"hello"


@pytest.mark.parametrize("value", ["http://169.254.169.254/", "file:///etc/passwd", "", "aGVsbG8="])
def test_a_picture_elsewhere_is_no_picture(value: str) -> None:
    assert read_photo(Property("PHOTO", value, (("VALUE", ("uri",)),))) == b""


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("BDAY:1985-12-15", Day(12, 15, 1985)),
        ("BDAY:19851215", Day(12, 15, 1985)),
        ("BDAY;VALUE=date:1985-12-15T00:00:00Z", Day(12, 15, 1985)),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-09", Day(5, 9)),
        ("BDAY;X-APPLE-OMIT-YEAR=1985:1985-05-09", Day(5, 9)),
        ("BDAY;value=date:1604-06-26", Day(6, 26)),
        ("BDAY:--0415", Day(4, 15)),
        ("BDAY:--04-15", Day(4, 15)),
        ("BDAY:0000-02-29", Day(2, 29)),
        ("BDAY:", None),
        ("BDAY:1985-02-30", None),
        ("BDAY:1985", None),
        ("BDAY;VALUE=text:circa 1800", None),
    ],
)
def test_days_are_read_with_and_without_their_year(line: str, day: Day | None) -> None:
    prop = read_line(line)

    assert prop is not None
    assert read_day(prop) == day


def test_d6_a_broken_card_is_told_with_its_line_and_the_good_ones_come() -> None:
    good = HEAD + b"FN:Ada\r\n" + END
    found = read(good + HEAD + b"FN:Cut\r\n" + good + b"END:VCARD\r\n" + good + HEAD + b"FN:Last\r\n")

    assert [(one.line, type(one).__name__) for one in found] == [
        (1, "VCard"),
        (5, "Flaw"),
        (8, "VCard"),
        (13, "VCard"),
        (17, "Flaw"),
    ]


def test_a_line_that_is_no_property_is_told_and_the_rest_of_the_card_read() -> None:
    (card,) = read(HEAD + b"FN:Ada\r\nand so on\r\n:nothing\r\nA B:no name\r\nTEL:1\r\n" + END)

    assert isinstance(card, VCard)
    assert [prop.name for prop in card.properties] == ["FN", "TEL"]
    assert card.lost == ["and so on", ":nothing", "A B:no name"]


def test_d5_three_thousand_cards_in_one_another_are_one_flaw() -> None:
    depth = 3_000

    assert read(b"BEGIN:VCARD\r\n" * depth + b"FN:Ada\r\n" + END * depth) == [
        VCard(1, "", [Property("FN", "Ada")], [])
    ]
    found = read(b"BEGIN:VCARD\r\nAGENT:\r\n" * depth + b"FN:Ada\r\n" + END)
    assert [type(one) for one in found] == [Flaw]


HOSTILE = {
    "properties": HEAD + b"X-A:1\r\n" * 100_000 + END,
    "line": HEAD + b"NOTE:" + b"a" * 10_000_000 + b"\r\n" + END,
    "line of backslashes": HEAD + b"N:" + b"\\;" * 5_000_000 + b"\r\n" + END,
    "line without end": b"BEGIN:VCARD\r\nNOTE:" + b"a" * 20_000_000,
    "quotes": HEAD + b'A;B="' * 2_000_000 + b"\r\n" + END,
    "params": HEAD + b"TEL" + b";TYPE=a" * 1_000_000 + b":1\r\n" + END,
    "begins": b"BEGIN:VCARD\r\n" * 600_000,
    "begins with a name": b"BEGIN:VCARD\r\nFN:A\r\n" * 500_000,
    "ends": b"END:VCARD\r\n" * 600_000,
    "empty cards": b"BEGIN:VCARD\r\nEND:VCARD\r\n" * 50_000,
    "line feeds": b"\n" * 10_000_000,
    "folds": HEAD + b"NOTE:a" + b"\r\n " * 3_000_000 + END,
    "soft breaks": HEAD + b"NOTE;QUOTED-PRINTABLE:" + b"a=\r\n" * 2_000_000 + END,
    "nothing": bytes(10_000_000),
    "agents": HEAD + b"AGENT:\r\nBEGIN:VCARD\r\n" * 100_000 + END,
    "no base64": HEAD + b"PHOTO;ENCODING=b:\r\n" + b"aaaa\r\n" * 4_000 + END,
    "heads": HEAD + b"".join(b"X-%d;A=b:c\r\n" % number for number in range(4_000)) + END,
    "groups": HEAD + b"a." * 100_000 + b"TEL:1\r\n" + END,
    "bytes": bytes(range(256)) * 20_000,
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_d6_whatever_comes_is_read_or_told_within_two_seconds(data: bytes) -> None:
    start = time.process_time()
    said = 0
    try:
        for one in read_cards(blocks(data)):
            said += len(one.properties) if isinstance(one, VCard) else len(one.reason)
    except CardsError as error:
        said += len(error.reason)

    assert time.process_time() - start < 2
    assert said >= 0
