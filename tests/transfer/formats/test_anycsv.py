"""Any table of people: columns guessed, columns said, and tables that are none."""

import io
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.samples.tables import table
from tests.transfer.formats.given import cards, faults, items, knows
from transfer.formats import anycsv
from transfer.formats.columnguess import guess
from transfer.formats.container import open_upload
from transfer.formats.faults import BadFile
from transfer.formats.values import AddressSaid, DateSaid, PostSaid

USUAL = "given family email phone organisation birthday"


@pytest.mark.parametrize(
    ("columns", "fields"),
    [
        ("First Name|Last Name|Email|Mobile|Company|Job Title", "given family email phone organisation title"),
        ("Vorname|Nachname|E-Mail|Telefon privat|Firma|Geburtstag|PLZ|Ort", f"{USUAL} postal_code city"),
        ("Prénom|Nom|Courriel|Téléphone|Société|Date de naissance|Ville|Pays", f"{USUAL} city country"),
        ("Nombre|Apellidos|Correo electrónico|Móvil|Empresa|Cumpleaños|Ciudad", f"{USUAL} city"),
        ("Nome|Cognome|Indirizzo email|Cellulare|Azienda|Data di nascita|Città", f"{USUAL} city"),
        ("Voornaam|Achternaam|E-mailadres|Mobiel|Bedrijf|Geboortedatum|Woonplaats", f"{USUAL} city"),
        ("Primeiro nome|Sobrenome|E-mail|Celular|Empresa|Data de nascimento|Cidade", f"{USUAL} city"),
        ("Name|Work email|Home Phone|Fax|Home City|LinkedIn URL|Twitter handle|Tags|Circle|Met on|Notes",
         "name email phone ignore city profile handle tags circle met_on note"),
        ("ID|Full name|E-mail 1|E-mail 2|Created at|Address|Zip code|Where met|Favourite colour",
         "ignore name email email ignore street postal_code met_where ignore"),
    ],
)  # fmt: skip
def test_columns_are_guessed_by_their_names_in_seven_languages(columns: str, fields: str) -> None:
    names = columns.split("|")

    assert guess(names, []) == dict(zip(names, fields.split(), strict=True))


def test_columns_are_guessed_by_what_stands_in_them() -> None:
    samples = [
        [
            "Lea Falk",
            "lea@falk.example",
            "+41 79 111 22 33",
            "https://www.linkedin.com/in/lea-falk",
            "9.5.1984",
            "x",
        ],
        ["Otis Osei", "otis@osei.example", "044 222 33 44", "github.com/otis", "1.12.1979", "y"],
    ]
    columns = [f"Column {number}" for number in range(1, 7)]

    assert list(guess(columns, samples).values()) == [
        "name",
        "email",
        "phone",
        "profile",
        "birthday",
        "ignore",
    ]


def test_numbers_of_machines_and_salutations_are_not_taken_for_more() -> None:
    columns = ["Record ID", "Title", "Job Title", "Number", "Home", "Last seen"]
    samples = [["12345678", "Mr.", "Clerk", "87654321", "+44 20 1234 5678", "2026-01-02 10:00"]] * 2

    assert list(guess(columns, samples).values()) == [
        "ignore",
        "ignore",
        "title",
        "ignore",
        "phone",
        "ignore",
    ]


def test_a_table_is_read_as_guessed_with_any_delimiter_and_title_lines_above() -> None:
    rows = [
        ["Name", "Mail", "Tel. privat", "Met on", "LinkedIn", "Tags", "Strasse privat", "Geburtstag"],
        [
            "Lea Falk",
            "lea@falk.example",
            "044 222 33 44",
            "3.4.2019",
            "leafalk",
            "chess, go",
            "Weg 1",
            "9. Mai 1984",
        ],
    ]
    for delimiter in ";\t|":
        lines = [delimiter.join(row) for row in rows]
        (card,) = cards(anycsv, f"My people, as of 2026\n\n{lines[0]}\n{lines[1]}\n")
        assert (card.display, card.emails, card.phones) == (
            "Lea Falk",
            ("lea@falk.example",),
            ("044 222 33 44",),
        )
        assert (card.met_on, card.handles, card.tags) == (
            "2019-04-03",
            (("linkedin", "leafalk"),),
            ("chess", "go"),
        )
        assert card.addresses == (AddressSaid("Home", street="Weg 1"),)
        assert card.dates == (DateSaid("birthday", 5, 9, 1984),)
        assert card.line == 4


def test_excel_may_say_the_delimiter_on_a_line_of_its_own() -> None:
    (card,) = cards(anycsv, "sep=;\r\nName;Mail\r\nLea Falk;lea@falk.example\r\n")

    assert (card.display, card.line) == ("Lea Falk", 3)


def test_without_a_header_the_first_row_is_somebody() -> None:
    found = cards(anycsv, "Lea Falk,lea@falk.example,044 222 33 44\nOtis Osei,otis@osei.example,\n")

    assert [(card.display, card.emails, card.line) for card in found] == [
        ("Lea Falk", ("lea@falk.example",), 1),
        ("Otis Osei", ("otis@osei.example",), 2),
    ]


def test_what_the_owner_says_of_the_columns_counts_and_the_rest_is_left_out() -> None:
    text = table(
        ["Wer", "Wo", "Was", "Mail"],
        {"Wer": "Lea Falk", "Wo": "Halden AG", "Was": "Chess", "Mail": "l@f.example"},
    )
    (card,) = cards(anycsv, text, columns={"Wer": "name", "Wo": "organisation", "Was": "tags"})

    assert (card.display, card.posts, card.tags) == ("Lea Falk", (PostSaid("Halden AG"),), ("Chess",))
    assert card.emails == ()


def test_the_page_gets_columns_samples_and_guesses() -> None:
    text = "Name,Mail,,Mail\n" + "".join(f"P{n} Falk,p{n}@f.example,x,y@f.example\n" for n in range(9))
    from_page = _columns(text)

    assert from_page.columns == ("Name", "Mail", "Column 3", "Mail (2)")
    assert len(from_page.samples) == anycsv.SAMPLES
    assert from_page.samples[0] == ("P0 Falk", "p0@f.example", "x", "y@f.example")
    assert dict(from_page.guessed) == {
        "Name": "name",
        "Mail": "email",
        "Column 3": "ignore",
        "Mail (2)": "email",
    }


def _columns(text: str) -> anycsv.Table:
    with open_upload(io.BytesIO(text.encode()), wanted=anycsv.wanted, filename="people.csv") as upload:
        return anycsv.columns_of(upload)


def test_columns_that_name_nobody_are_refused_with_what_to_do() -> None:
    with pytest.raises(BadFile, match="Say what each column stands for") as caught:
        items(anycsv, "Imię i nazwisko,Kolor\nLea Falk,red\n")

    assert "“Imię i nazwisko”, “Kolor”" in str(caught.value)
    (card,) = cards(anycsv, "Imię i nazwisko,Kolor\nLea Falk,red\n", columns={"Imię i nazwisko": "name"})
    assert card.display == "Lea Falk"


def test_c8_formulae_are_text_and_the_apostrophe_before_them_goes() -> None:
    found = cards(
        anycsv,
        table(["Name"], {"Name": "'=1+1"}, {"Name": "=cmd()"}, {"Name": "'t Hooft"}, {"Name": "'@Lea"}),
    )

    assert [card.display for card in found] == ["=1+1", "=cmd()", "'t Hooft", "@Lea"]


def test_a_broken_row_is_told_and_reading_goes_on() -> None:
    found = items(anycsv, "Name,Mail\nLea,l@f.example\nOtis,o@o.example,more\nNora,n@b.example\n,\n,nobody\n")

    assert [item.display for item in found if hasattr(item, "display")] == ["Lea", "Nora"]
    assert [line for line, _, _ in faults(found)] == [3, 6]


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Mail=email,Who is it = name", {"Mail": "email", "Who is it": "name"}),
        ("a=b=email", {"a=b": "email"}),
        ('{"Mail, 1": "EMAIL"}', {"Mail, 1": "email"}),
    ],
)
def test_the_command_line_says_columns_plainly_or_as_json(text: str, pairs: dict[str, str]) -> None:
    assert anycsv.parse_map(text) == pairs


@pytest.mark.parametrize(
    "text", ["", "Mail", "Mail=spoon", "=email", "{", '{"a": 1}', "{}", "[" * 9, "{" * 50_000]
)
def test_what_says_no_columns_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no field|form Column=field|no JSON|Say what|columns"):
        anycsv.parse_map(text)


@pytest.mark.parametrize(
    ("name", "source", "is_one"),
    [
        ("a.csv", "Name,Mail\nLea,l@f.example\n", True),
        ("a.csv", "x\n", True),
        ("a.txt", "Name,Mail\nLea,l@f.example\n", True),
        ("a.txt", "Dear Lea, I hope\nthat you, and all\n", False),
        ("a.csv", "<html><body>a,b</body></html>", False),
        ("a.csv", '{"a": 1}', False),
        ("a.csv", b"\x89PNG\r\n\x1a\n\x00\x01" + bytes(range(256)), False),
        ("a.csv", "BEGIN:VCARD\nVERSION:3.0\n", False),
    ],
)
def test_tables_are_told_from_other_files(name: str, source: str | bytes, is_one: bool) -> None:
    assert knows(anycsv, source, name) is is_one


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.text(st.characters(codec="utf-8", categories=("L", "P", "S")), min_size=1, max_size=40),
            st.from_regex(r"[a-z]{1,9}@[a-z]{1,9}\.(com|ch)", fullmatch=True),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_any_names_come_back_as_they_were_written(rows: list[tuple[str, str]]) -> None:
    guarded = [
        {"Name": f"'{name}" if name[0] in "=+-@＝＋－＠" else name, "Mail": mail} for name, mail in rows
    ]
    found = cards(anycsv, table(["Name", "Mail"], *guarded))

    assert [card.emails for card in found] == [(mail,) for _, mail in rows]
    assert [card.line for card in found] == list(range(2, len(rows) + 2))


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_refused(data: bytes) -> None:
    with suppress(BadFile):
        items(anycsv, data or b" ")


def test_a_whole_name_with_the_family_name_first_is_turned_round() -> None:
    table = 'Full Name,Email\n"Haddad, Karim",k@haddad.example\n"van den Berg, Eva",e@berg.example\n'
    table += '"Anna Bell, PhD",a@bell.example\n'
    table += '"Kontor, GmbH",info@kontor.example\nMaría José Fernández,m@fern.example\n'
    assert [
        (card.given, card.family, card.display) for card in cards(anycsv, table.encode(), "people.csv")
    ] == [
        ("Karim", "Haddad", ""),
        ("Eva", "van den Berg", ""),
        ("", "", "Anna Bell, PhD"),
        ("", "", "Kontor, GmbH"),
        ("", "", "María José Fernández"),
    ]
