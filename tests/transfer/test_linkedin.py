import io
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.samples.linkedin import (
    ERAS,
    HIDDEN,
    SPONSORED_BODY,
    connections_csv,
    invitations_csv,
    make_export,
    make_zip,
    messages_csv,
)
from transfer.formats.container import open_upload
from transfer.formats.faults import BadFile, Fault
from transfer.formats.linkedin import (
    Connection,
    Hidden,
    Invitation,
    Message,
    Parts,
    Party,
    own_slug,
    parts_of,
    read_connections,
    read_invitations,
    read_messages,
    slug_of,
    wanted,
)

TODAY = date(2026, 3, 12)
READERS = {"connections": read_connections, "messages": read_messages, "invitations": read_invitations}
ANNA = {
    "given": "Anna",
    "family": "Bell",
    "slug": "anna-bell",
    "email": "Anna@Example.org",
    "company": "Acme",
    "position": "Engineer",
    "on": date(2024, 2, 8),
}
ME = ("Owen Reed", "owen-reed")
HELLO = {
    "conversation": "2-a==",
    "title": "Lunch",
    "sender": "Anna Bell",
    "sender_slug": "anna-bell",
    "to": [ME],
    "at": datetime(2025, 6, 1, 14, 3, 22, tzinfo=UTC),
    "body": 'Hi,\n"Owen",\n\n2-b==,,Anna Bell,,,\n',
}
ASKED = {
    "sender": "Bea Hill",
    "recipient": "Owen Reed",
    "at": datetime(2026, 1, 29, 14, 37),  # noqa: DTZ001  # the file tells no zone
    "message": "We met, at the fair",
    "sender_slug": "bea-hill",
    "recipient_slug": "owen-reed",
}


def everything(part: str, content: str | bytes, name: str = "file.csv", **options: Any) -> list[Any]:
    """All that a reader gives for one file."""
    raw = content.encode() if isinstance(content, str) else content
    with open_upload(io.BytesIO(raw), wanted=wanted, filename=name) as upload:
        return list(READERS[part](upload, name, today=TODAY, **options))  # type: ignore[operator]  # the wrong type is the point


def connections(content: str | bytes) -> list[Any]:
    return everything("connections", content, "Connections.csv")


def messages(content: str | bytes, **options: Any) -> list[Any]:
    return everything("messages", content, "messages.csv", **options)


def refusal(part: str, content: str | bytes) -> BadFile:
    with pytest.raises(BadFile) as caught:
        everything(part, content, "Connections.csv")
    return caught.value


def with_day(on: str) -> list[Any]:
    return connections(connections_csv([{**ANNA, "on": on}]))


def with_name(given: str, family: str) -> list[tuple[str, str]]:
    rows = connections(connections_csv([{**ANNA, "given": given, "family": family}]))
    return [(row.given, row.family) for row in rows]


@pytest.mark.parametrize("era", ERAS)
def test_connections_of_every_era_are_read(era: str) -> None:
    rows = connections(connections_csv([ANNA, HIDDEN], era))

    known = era in ("2024", "2026")
    line = 2 if era == "2020" else 5
    assert rows == [
        Connection(
            line=line,
            given="Anna",
            family="Bell",
            slug="anna-bell" if known else "",
            url="https://www.linkedin.com/in/anna-bell" if known else "",
            email="anna@example.org",
            company="Acme",
            position="Engineer",
            connected_on=date(2024, 2, 8),
        ),
        Hidden(line + 1),
    ]


@pytest.mark.parametrize("era", ERAS)
def test_messages_of_every_era_are_read_without_their_bodies(era: str) -> None:
    rows = messages(messages_csv([HELLO, HELLO], era))

    party = Party("Owen Reed", "owen-reed" if era in ("2024", "2026") else "")
    first = Message(
        line=2,
        conversation="2-a==",
        title="Lunch",
        sender="Anna Bell",
        sender_slug="anna-bell",
        recipients=(party,),
        at=datetime(2025, 6, 1, 14, 3, 22, tzinfo=UTC),
        folder="INBOX",
        draft=False,
        sponsored=False,
    )
    assert rows[0] == first
    assert [row.line for row in rows] == [2, 7]


def test_bodies_are_read_when_asked_for() -> None:
    (message,) = messages(messages_csv([HELLO]), bodies=True)

    assert message.body == 'Hi,\n"Owen",\n\n2-b==,,Anna Bell,,,'


@pytest.mark.parametrize("era", ERAS)
def test_invitations_of_every_era_are_read(era: str) -> None:
    rows = everything("invitations", invitations_csv([ASKED, {**ASKED, "incoming": False}], era))

    known = era in ("2024", "2026")
    incoming = Invitation(
        line=2,
        sender="Bea Hill",
        recipient="Owen Reed",
        sent_at=datetime(2026, 1, 29, 14, 37),  # noqa: DTZ001  # the file tells no zone
        message="We met, at the fair",
        incoming=True,
        sender_slug="bea-hill" if known else "",
        recipient_slug="owen-reed" if known else "",
    )
    assert rows[0] == incoming
    assert [row.incoming for row in rows] == [True, False]


def test_other_words_for_the_direction_are_known_and_strange_ones_are_faults() -> None:
    lines = invitations_csv([ASKED, ASKED, ASKED]).replace("INCOMING", "received", 1)
    lines = lines.replace("INCOMING", "SENT", 1).replace("INCOMING", "sideways", 1)

    rows = everything("invitations", lines)

    assert [getattr(row, "incoming", row) for row in rows] == [
        True,
        False,
        Fault("file.csv", 4, "“sideways” is neither incoming nor outgoing"),
    ]


def test_an_invitation_with_a_bad_moment_is_taken_without_it() -> None:
    invitation, fault = everything("invitations", invitations_csv([{**ASKED, "at": "soon"}]))

    assert invitation.sent_at is None
    assert fault == Fault("file.csv", 2, "“soon” is not a moment; taken without a day", kept=True)


@pytest.mark.parametrize(
    "preamble", ["", "Notes:\n\n", 'sep=,\n"a, First Name and Connected On"\n\n\nx,y\n' * 9]
)
def test_a_preamble_may_have_any_length(preamble: str) -> None:
    rows = connections(preamble + connections_csv([ANNA], "2020"))

    assert [row.line for row in rows] == [preamble.count("\n") + 2]


def test_columns_may_come_in_any_order_and_spelling() -> None:
    rows = connections("connected_on;COMPANY;last name;First  Name\n2024-02-08;Acme;Bell;Anna\n")

    assert [(row.given, row.family, row.company, row.connected_on) for row in rows] == [
        ("Anna", "Bell", "Acme", date(2024, 2, 8))
    ]


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode(),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("utf-16-be").join([b"\xfe\xff", b""]),
        lambda text: text.encode("cp1252"),
        lambda text: text.replace("\n", "\r\n").encode("utf-8-sig"),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: text.replace("Bäll", "Bä\0ll").encode(),
    ],
)
def test_a_file_saved_again_by_a_spreadsheet_reads_the_same(encode: Any) -> None:
    text = connections_csv([{**ANNA, "family": "Bäll", "on": "8-Feb-24"}, HIDDEN])

    rows = connections(encode(text))

    assert [(row.line, getattr(row, "family", "")) for row in rows] == [(5, "Bäll"), (6, "")]
    assert rows[0].connected_on == date(2024, 2, 8)


def test_one_line_that_is_not_utf8_leaves_the_others_alone() -> None:
    lines = connections_csv([{**ANNA, "family": "Bäll"}] * 3).encode().splitlines(keepends=True)
    lines[5] = lines[5].decode().encode("cp1252")

    assert [row.family for row in connections(b"".join(lines))] == ["Bäll", "Bäll", "Bäll"]


@pytest.mark.parametrize(
    "on", ["08 Feb 2024", "8-Feb-24", "2024-02-08", "2/8/24", "2/8/2024", "Feb 8, 2024", "8 February 2024"]
)
def test_days_are_read_in_every_shape_they_come_in(on: str) -> None:
    (row,) = with_day(on)

    assert row.connected_on == date(2024, 2, 8)


@pytest.mark.parametrize(
    ("on", "reason"),
    [
        ("13 Mar 2026", "the day 2026-03-13 is in the future"),
        ("14 Oct 1066", "the day 1066-10-14 is too long ago"),
        ("31 Feb 2024", "“31 Feb 2024” is not a day"),
        ("08 Févr 2024", "“08 Févr 2024” is not a day"),
        ("", "has no day"),
    ],
)
def test_a_person_with_an_impossible_day_is_taken_without_it(on: str, reason: str) -> None:
    row, fault = with_day(on)

    assert (row.slug, row.connected_on) == ("anna-bell", None)
    assert fault == Fault("Connections.csv", 5, f"{reason}; taken without a day", kept=True)


def test_a_person_with_a_strange_address_is_taken_without_it() -> None:
    row, fault = connections(connections_csv([{**ANNA, "url": "javascript:alert(1)"}]))

    assert (row.slug, row.url) == ("", "")
    assert fault.kept
    assert fault.reason == "“javascript:alert(1)” is not a LinkedIn profile; taken without it"


@pytest.mark.parametrize(
    ("given", "family", "tidy"),
    [
        ("Anna", "Bell, PhD", ("Anna", "Bell")),
        ("Anna 🚀", "Bell MBA, CFA® ✨", ("Anna", "Bell")),
        ("👩🏽‍💻 Zoë", "de la Cruz (she/her)", ("Zoë", "de la Cruz")),
        ("Yo", "Ma", ("Yo", "Ma")),
        ("  Anna\t Maria ", "O'Neil-Bell Ph.D.", ("Anna Maria", "O'Neil-Bell")),
        ("🚀", "✨", ("🚀", "✨")),
        ("\u202eAnna\u200b", "نام\u200cها", ("Anna", "نام\u200cها")),
    ],
)
def test_names_lose_degrees_and_decoration(given: str, family: str, tidy: tuple[str, str]) -> None:
    assert with_name(given, family) == [tidy]


def test_a_name_of_5000_characters_is_a_fault_of_that_row_only() -> None:
    rows = connections(connections_csv([{**ANNA, "given": "A" * 5_000}, ANNA]))

    assert rows[0] == Fault("Connections.csv", 5, "has a name of more than 200 characters")
    assert rows[1].given == "Anna"


def test_a_row_without_a_name_is_a_fault_and_a_blank_one_is_nothing() -> None:
    rows = connections(connections_csv([{"slug": "x-y", "on": "08 Feb 2024"}, {}, {"on": "?"}]))

    assert rows == [
        Fault("Connections.csv", 5, "has no name"),
        Fault("Connections.csv", 7, "“?” is not a day"),
    ]


def test_10000_broken_rows_each_have_their_line_and_the_good_ones_are_read() -> None:
    text = connections_csv([ANNA]) + "\n" + "only,three,cells\n" * 10_000 + "Bo,Hill,,,,,08 Feb 2024"

    rows = connections(text)

    assert [row.given for row in rows if isinstance(row, Connection)] == ["Anna", "Bo"]
    assert rows[1:-1] == [
        Fault("Connections.csv", line, "has 3 columns where the header has 7") for line in range(6, 10_006)
    ]


def test_a_stray_quote_costs_its_own_row_and_no_other() -> None:
    good = connections_csv([ANNA] * 3, "2020").splitlines()
    text = "\n".join([*good[:2], '"Bo,Hill,,,,08 Feb 2024', *good[2:], ""])

    rows = connections(text)

    assert [(row.line, type(row)) for row in rows] == [
        (2, Connection),
        (3, Fault),
        (4, Connection),
        (5, Connection),
    ]


def test_d8_endless_cells_and_lines_are_faults_of_their_row() -> None:
    rows = [{**ANNA, "company": "x" * 110_000}, {**ANNA, "company": "x" * 2_000_000}, ANNA]

    read = connections(connections_csv(rows))

    assert [(row.line, type(row)) for row in read] == [(5, Fault), (6, Fault), (7, Connection)]


def test_d8_more_rows_or_columns_than_the_caps_are_refused() -> None:
    many = "First Name,Last Name,Connected On\n" + ",,08 Feb 2024\n" * 250_001
    wide = "First Name,Connected On" + ",x" * 99 + "\n"

    assert str(refusal("connections", many)) == "Connections.csv, line 250002: has more than 250,000 rows"
    assert str(refusal("connections", wide)) == "Connections.csv, line 1: has more than 100 columns"


def test_a_header_in_an_unknown_language_is_named_with_what_was_looked_for() -> None:
    text = (
        connections_csv([ANNA])
        .replace("First Name,Last Name", "Vorname,Nachname")
        .replace("Connected", "Seit")
    )

    bad = refusal("connections", text)

    assert (bad.file, bad.line) == ("Connections.csv", 4)
    assert bad.reason == (
        "has no line with the columns First Name, Connected On; its first line is "
        "“Vorname,Nachname,URL,Email Address,Company,Position,Seit On”"
    )


@pytest.mark.parametrize("content", [b"\n\n", b"<html>\n", b"\x89PNG\r\n\x1a\n" + bytes(500), b"\xff\xfea"])
def test_what_is_no_export_is_refused(content: bytes) -> None:
    assert "First Name, Connected On" in refusal("connections", content).reason


def test_group_names_are_told_apart_by_the_number_of_addresses() -> None:
    group = [("Cy Dale, Ph.D.", "cy-dale"), ("Di Fox", "di-fox"), ("Ed Gray, MBA, PMP", "ed-gray")]
    rows = messages(messages_csv([{**HELLO, "to": group}, {**HELLO, "to": group[:1]}]))

    assert [row.recipients for row in rows] == [tuple(group), tuple(group[:1])]


def test_names_that_cannot_be_told_apart_leave_the_slugs_alone() -> None:
    rows = messages(messages_csv([{**HELLO, "to": [("Cy Dale, of Acme", "cy-dale"), ("Di Fox", "di-fox")]}]))

    assert rows[0].recipients == (Party("", "cy-dale"), Party("", "di-fox"))


def test_drafts_and_advertisements_did_not_happen() -> None:
    rows = messages(
        messages_csv(
            [
                HELLO,
                {**HELLO, "draft": True},
                {**HELLO, "draft": True, "at": ""},
                {**HELLO, "sender": "Grow Co", "sender_slug": "", "body": SPONSORED_BODY},
                {**HELLO, "sender": "LinkedIn Member", "sender_slug": ""},
            ]
        )
    )

    assert [row.happened for row in rows] == [True, False, False, True]


def test_messages_without_a_believable_moment_are_faults() -> None:
    rows = messages(
        messages_csv([{**HELLO, "at": at} for at in ("", "then", "2031-01-01 00:00:00 UTC")], "2024")
    )

    assert [row.reason for row in rows] == [
        "has no date",
        "“then” is not a moment",
        "the day 2031-01-01 is in the future",
    ]


def sniffed(files: dict[str, str]) -> Parts:
    with open_upload(io.BytesIO(make_zip(files)), wanted=wanted, filename="export.zip") as upload:
        return parts_of(upload)


def test_members_are_found_by_name_in_any_spelling() -> None:
    parts = sniffed({"x/CONNECTIONS.csv": connections_csv([]), "x/Mes_sages.CSV": messages_csv([])})

    assert parts == Parts(connections="x/CONNECTIONS.csv", messages="x/Mes_sages.CSV")


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("connections", connections_csv([ANNA])),
        ("messages", messages_csv([HELLO])),
        ("invitations", invitations_csv([ASKED])),
    ],
)
def test_a_single_file_is_known_by_its_header(part: str, content: str, tmp_path: Path) -> None:
    (tmp_path / "download.csv").write_text(content)

    with open_upload(tmp_path / "download.csv", wanted=wanted) as upload:
        assert parts_of(upload) == Parts(**{part: "download.csv"})


def test_an_archive_without_our_files_and_one_in_unknown_words_are_refused() -> None:
    with pytest.raises(BadFile, match="holds none of Connections.csv, messages.csv and Invitations.csv"):
        sniffed({"photo.txt": "x"})
    with pytest.raises(BadFile, match=r"^messages.csv, line 1: has no line with the columns Conversation ID"):
        sniffed({"Connections.csv": connections_csv([]), "messages.csv": "A,B,C,D\n"})


def own(export: bytes) -> str:
    with open_upload(io.BytesIO(export), wanted=wanted, filename="export.zip") as upload:
        items: list[Any] = []
        for part, reader in (("messages", read_messages), ("invitations", read_invitations)):
            items += reader(upload, getattr(parts_of(upload), part) or "", today=TODAY)
    return own_slug(items)


def talk(*pairs: tuple[str, str, str]) -> Iterable[dict[str, Any]]:
    return [{**HELLO, "conversation": c, "sender_slug": a, "to": [(b, b)]} for c, a, b in pairs]


def test_whose_export_it_is_shows_in_the_invitations_first() -> None:
    sent = {**ASKED, "incoming": False, "sender_slug": "owen-reed", "recipient_slug": "cy-dale"}

    assert own(make_export(invitations=[sent])) == "owen-reed"
    assert (
        own(make_export(invitations=[ASKED], messages=talk(("1", "anna", "bo"), ("2", "anna", "cy"))))
        == "owen-reed"
    )


def test_whose_export_it_is_shows_in_who_is_in_most_conversations() -> None:
    chatty = [("1", "anna", "owen-reed")] * 5 + [("2", "owen-reed", "bo"), ("3", "cy", "owen-reed")]

    assert own(make_export(messages=talk(*chatty))) == "owen-reed"
    assert own(make_export(messages=talk(*chatty), era="2022")) == ""
    assert own(make_export(messages=talk(("1", "anna", "owen-reed")))) == ""
    assert own(make_export(messages=talk(("1", "anna", ""), ("2", "anna", "")))) == ""
    assert own(make_export()) == ""


@pytest.mark.parametrize("slug", ["anna-bell", "Anna", "a%20b", "zo%C3%AB", "in", "a.b", ""])
def test_the_short_way_to_a_slug_agrees_with_the_long_one(slug: str) -> None:
    assert slug_of(f"https://www.linkedin.com/in/{slug}") == slug_of(f"http://linkedin.com/in/{slug}/?x")


HEADERS = [
    b"",
    b"First Name,Connected On\n",
    b"Conversation ID,From,To,Date,Content\n",
    b"From,To,Sent At,Direction\n",
]


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(READERS)), st.sampled_from(HEADERS), st.binary(min_size=1, max_size=400))
def test_arbitrary_bytes_are_rows_faults_or_a_bad_file(part: str, header: bytes, noise: bytes) -> None:
    try:
        rows = everything(part, header + noise)
    except BadFile:
        rows = []

    assert all(row.line >= 1 for row in rows)
