"""Guest lists, in whatever shape they are pasted or uploaded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.guests.read import MOST_GUESTS, GuestSaid, decoded, fold_same, read_guests


def parts(text: str) -> list[tuple[str, ...]]:
    """Name, title, company, e-mail and page of each guest."""
    return [(one.name, one.title, one.company, one.email, one.address) for one in read_guests(text).guests]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Ada Lund", ("Ada Lund", "", "", "", "")),
        ("Ada Lund, Kiln Robotics", ("Ada Lund", "", "Kiln Robotics", "", "")),
        ("Ada Lund - CTO at Kiln", ("Ada Lund", "CTO", "Kiln", "", "")),
        ("Ada Lund – CTO @ Kiln", ("Ada Lund", "CTO", "Kiln", "", "")),
        ("Ada Lund | CTO | Kiln", ("Ada Lund", "CTO", "Kiln", "", "")),
        ("Ada Lund at Kiln", ("Ada Lund", "", "Kiln", "", "")),
        ("Ada Lund (Kiln)", ("Ada Lund", "", "Kiln", "", "")),
        ("Ada Lund <Ada@Example.org>", ("Ada Lund", "", "", "ada@example.org", "")),
        ('"Ada Lund" <ada@example.org>,', ("Ada Lund", "", "", "ada@example.org", "")),
        ("ada@example.org", ("", "", "", "ada@example.org", "")),
        ("  • Ada Lund (she/her) +1", ("Ada Lund", "", "", "", "")),
        ("12) Ada Lund", ("Ada Lund", "", "", "", "")),
        ("[x] Ada Lund", ("Ada Lund", "", "", "", "")),
        ("Lund, Ada", ("Ada Lund", "", "", "", "")),
        ("Ada\tLund\tKiln", ("Ada Lund", "", "Kiln", "", "")),
        ("Ada Lund\tKiln\tCTO", ("Ada Lund", "CTO", "Kiln", "", "")),
        (
            "Ada Lund https://www.linkedin.com/in/ada",
            ("Ada Lund", "", "", "", "https://www.linkedin.com/in/ada"),
        ),
        ("Zoé Ólafsdóttir-O’Hara", ("Zoé Ólafsdóttir-O’Hara", "", "", "", "")),
        ("山田 太郎", ("山田 太郎", "", "", "", "")),
    ],
)
def test_a_line_is_taken_apart(line: str, told: tuple[str, ...]) -> None:
    assert parts(line) == [told]


def test_what_names_nobody_is_told_with_its_line() -> None:
    read = read_guests(
        "Ada Lund\n\nAttendees (34)\nGuests:\n<b>7</b>\nI hope to see you all there next week\n"
    )
    assert [(one.line, one.text) for one in read.not_read] == [
        (3, "Attendees (34)"),
        (4, "Guests:"),
        (5, "<b>7</b>"),
        (6, "I hope to see you all there next week"),
    ]


def test_attendees_copied_from_linkedin_keep_their_headlines() -> None:
    text = (
        "34 attendees\nAda Lund\nAda Lund\n· 2nd\n2nd degree connection\nCTO at Kiln\nMessage\n"
        "Ben Cole 3rd+ degree connection\nFounder\nBerlin, Germany\nConnect\n"
        "Cy Dorn\n• 1st\nBo & 3 other mutual connections\nMessage\n"
    )
    assert parts(text) == [
        ("Ada Lund", "CTO", "Kiln", "", ""),
        ("Ben Cole", "Founder", "", "", ""),
        ("Cy Dorn", "", "", "", ""),
    ]
    assert [one.text for one in read_guests(text).not_read] == ["34 attendees"]


@pytest.mark.parametrize(
    ("head", "row"),
    [
        (
            "Order #,First Name,Last Name,Email,Company,Job Title",
            '1,Ada,Lund,ada@example.org,"Kiln, Inc",CTO',
        ),
        ("First Name;Last Name;Email;Company;Job Title", 'Ada;Lund;ada@example.org;"Kiln, Inc";CTO'),
        (
            "name\temail\tcompany\tjob_title\tapproval_status",
            "Ada Lund\tada@example.org\tKiln, Inc\tCTO\tapproved",
        ),
        ("\ufeffVorname;Nachname;E-Mail;Firma;Titel", "Ada;Lund;ada@example.org;Kiln, Inc;CTO"),
    ],
)
def test_tables_are_read_by_their_headings(head: str, row: str) -> None:
    assert parts(f"{head}\n{row}\n") == [("Ada Lund", "CTO", "Kiln, Inc", "ada@example.org", "")]


def test_of_a_table_who_does_not_come_is_counted_and_who_is_nobody_told_with_the_line() -> None:
    read = read_guests("Name,Email,RSVP\nAda Lund,,Yes\nBen Cole,,No\n,,Yes\n123,,Yes\n")
    assert ([one.name for one in read.guests], read.away) == (["Ada Lund"], 1)
    assert [one.line for one in read.not_read] == [4, 5]


def test_the_same_guest_comes_once_with_all_that_was_said() -> None:
    read = read_guests("Ada Lund\nAda Lund, Kiln\nADA LUND <ada@example.org>\nAda Lund, Other\nBen Cole\n")
    assert [(one.name, one.company, one.email) for one in read.guests] == [
        ("Ada Lund", "Kiln", "ada@example.org"),
        ("Ada Lund", "Other", ""),
        ("Ben Cole", "", ""),
    ]
    assert read.twice == 2


def test_a_list_takes_5000_and_refuses_more_with_the_count() -> None:
    lines = [f"g{number}@example.org" for number in range(MOST_GUESTS + 1)]
    assert len(read_guests("\n".join(lines[:MOST_GUESTS])).guests) == MOST_GUESTS
    with pytest.raises(ValueError, match="5,001 guests"):
        read_guests("\n".join(lines))
    with pytest.raises(ValueError, match="20,001 lines"):
        read_guests("x\n" * 20_001)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_files_are_decoded_however_they_were_saved(encoding: str) -> None:
    assert decoded("Zoé Müller, Kiln\n".encode(encoding)) == "Zoé Müller, Kiln\n"


@given(st.text(max_size=400))
def test_no_text_breaks_it_and_what_comes_out_fits(text: str) -> None:
    read = read_guests(text)
    for one in read.guests:
        assert one.name or one.email or one.address
        assert len(one.name) <= 200
        assert "\0" not in f"{one.name}{one.title}{one.company}"
        assert one.name.isprintable()


@given(st.binary(max_size=300))
def test_no_bytes_break_it(raw: bytes) -> None:
    read_guests(decoded(raw))


HEADS = [
    "Name,Email",
    "First Name;Last Name",
    "Ada Lund\n· 2nd",
    '"',
    "'",
    "\t",
    ",",
    ";",
    "@",
    "<",
    "(",
    "- ",
    "2.",
]


@given(st.lists(st.sampled_from([*HEADS, "Ada Lund", "\n", "Kiln", "ada@example.org"]), max_size=30))
def test_no_mixture_of_shapes_breaks_it(pieces: list[str]) -> None:
    read_guests("".join(pieces))


NAMES = st.sampled_from(["Ada Lund", "ada lund", "Ben Cole", "Cy Dorn", ""])
SAID = st.builds(
    GuestSaid, st.just(1), NAMES, st.just(""), st.sampled_from(["", "Kiln"]), st.sampled_from(["", "a@x.org"])
)


@given(st.lists(SAID.filter(lambda one: one.name or one.email), max_size=8))
def test_folding_twice_is_folding_once(guests: list[GuestSaid]) -> None:
    once = fold_same(guests)
    assert len(once) <= len(guests)
    assert fold_same([*once, *guests]) == fold_same(once)


def names(text: str) -> list[tuple[str, str]]:
    return [(one.name, one.email) for one in read_guests(text).guests]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Lund <ada@a.example>; Quist, Cara <cara@a.example>; Dag Holm <dag@a.example>",
        "To: Ada Lund <ada@a.example>; 'Cara Quist' <cara@a.example>\nCc: Dag Holm <dag@a.example>\nSubject: Lunch",
        'Ada Lund <ada@a.example>, "Quist, Cara" <cara@a.example>, Dag Holm <dag@a.example>',
    ],
)
def test_the_receivers_of_a_mail_are_several_guests(text: str) -> None:
    assert names(text) == [
        ("Ada Lund", "ada@a.example"),
        ("Cara Quist", "cara@a.example"),
        ("Dag Holm", "dag@a.example"),
    ]


@pytest.mark.parametrize("text", ["Ada Lund; Cara Quist; Dag Holm", "Ada Lund, Cara Quist, Dag Holm"])
def test_names_in_a_row_are_several_guests(text: str) -> None:
    assert [name for name, _email in names(text)] == ["Ada Lund", "Cara Quist", "Dag Holm"]


def test_a_name_a_post_and_a_company_are_one_guest() -> None:
    assert parts("Ada Lund, Head of Sales, Kiln Robotics") == [
        ("Ada Lund", "Head of Sales", "Kiln Robotics", "", "")
    ]


@pytest.mark.parametrize(
    "table",
    [
        "Anrede;Titel;Vorname;Nachname;Firma;Funktion;E-Mail-Adresse;Zusage\n"
        "Frau;Dr.;Zoe;Lund;Kiln;Leiterin;zoe@a.example;Ja\nHerr;;Karl;Weiss;;;;Nein",
        "Civilité;Prénom;Nom;Société;Fonction;Courriel;Présence\n"
        "Mme;Zoe;Lund;Kiln;Leiterin;zoe@a.example;Oui\nM.;Karl;Weiss;;;;Non",
        "Name;Vorname;Firma;Position;E-Mail;Teilnahme\nLund;Zoe;Kiln;Leiterin;zoe@a.example;Ja\nWeiss;Karl;;;;Nein",
    ],
)
def test_german_and_french_tables_are_read_with_their_answers(table: str) -> None:
    assert parts(table) == [("Zoe Lund", "Leiterin", "Kiln", "zoe@a.example", "")]
    assert read_guests(table).away == 1


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("🎉 Ada Lund 🎉, Kiln 🚀", ("Ada Lund", "", "Kiln", "", "")),
        ("<b>Ada Lund</b>", ("Ada Lund", "", "", "", "")),
        ("<td>Ada Lund</td><td>Kiln &amp; Co</td>", ("Ada Lund", "", "Kiln & Co", "", "")),
        ("van der Berg, Dirk", ("Dirk van der Berg", "", "", "", "")),
        (
            '<a href="https://www.linkedin.com/in/ada">Ada Lund</a>',
            ("Ada Lund", "", "", "", "https://www.linkedin.com/in/ada"),
        ),
    ],
)
def test_pictures_and_marks_of_a_page_are_no_part_of_a_name(line: str, told: tuple[str, ...]) -> None:
    assert parts(line) == [told]


def test_a_luma_table_gives_whole_addresses_of_profiles() -> None:
    table = "name,email,What is your LinkedIn profile?\nAda Lund,ada@a.example,/in/ada-lund\n"
    assert [row[4] for row in parts(table)] == ["https://www.linkedin.com/in/ada-lund"]


@pytest.mark.parametrize("line", ["TBC", "LinkedIn Member", "tba"])
def test_who_is_not_named_is_no_guest(line: str) -> None:
    assert parts(f"Ada Lund\n{line}") == [("Ada Lund", "", "", "", "")]
