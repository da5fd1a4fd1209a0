"""Thunderbird's address book as CSV."""

from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.samples import tables
from tests.transfer.formats.given import cards, faults, items, knows, left_out
from transfer.formats import ldif, outlook, thunderbird
from transfer.formats.faults import BadFile
from transfer.formats.values import AddressSaid, Card, DateSaid, NoteSaid, PostSaid

ADA = {
    "First Name": "Ada", "Last Name": "North", "Display Name": "Ada N.", "Nickname": "Adi",
    "Primary Email": "ada@north.example", "Secondary Email": "a@home.example", "Mobile Number": "+44 20 1234 5678",
    "Home Address": "1 High St", "Home City": "Leeds", "Home ZipCode": "LS1", "Work Country": "UK",
    "Job Title": "Clerk", "Organization": "Mill", "Birth Year": "1984", "Birth Month": "5", "Birth Day": "9",
    "Custom 1": "blue", "Fax Number": "1", "Notes": "likes tea", "Web Page 1": "https://github.com/adanorth",
}  # fmt: skip


def test_an_export_says_all_about_a_person_with_commas_and_with_tabs() -> None:
    for text in (tables.thunderbird(ADA), tables.thunderbird(ADA, delimiter="\t")):
        (card,) = cards(thunderbird, text)
        assert (card.given, card.family, card.display, card.nickname) == ("Ada", "North", "Ada N.", "Adi")
        assert card.emails == ("ada@north.example", "a@home.example")
        assert card.phones == ("+44 20 1234 5678",)
        assert card.addresses == (
            AddressSaid("Home", street="1 High St", postal_code="LS1", city="Leeds"),
            AddressSaid("Work", country="UK"),
        )
        assert card.posts == (PostSaid("Mill", "Clerk"),)
        assert card.dates == (DateSaid("birthday", 5, 9, 1984),)
        assert card.profiles == ("https://github.com/adanorth",)
        assert card.notes == (NoteSaid("likes tea"), NoteSaid("Fax: 1\nCustom 1: blue"))


def test_a_birthday_may_lack_its_year_and_no_month_is_no_birthday() -> None:
    no_year, no_month = {**ADA, "Birth Year": ""}, {**ADA, "Birth Month": ""}

    first, second = cards(thunderbird, tables.thunderbird(no_year, no_month))
    assert (first.dates, second.dates) == ((DateSaid("birthday", 5, 9),), ())


def test_a_german_export_is_read() -> None:
    row = {
        "Vorname": "Jürg", "Nachname": "Weiß", "Anzeigename": "Jürg Weiß", "Primäre E-Mail-Adresse": "j@weiss.example",
        "Privat: Ort": "Bern", "Geburtsjahr": "1980", "Geburtsmonat": "2", "Geburtstag": "3", "Notizen": "Chor",
    }  # fmt: skip
    (card,) = cards(thunderbird, tables.table(tables.THUNDERBIRD_GERMAN, row))

    assert (card.given, card.family, card.display) == ("Jürg", "Weiß", "")
    assert card.addresses == (AddressSaid("Home", city="Bern"),)
    assert card.dates == (DateSaid("birthday", 2, 3, 1980),)


def test_only_thunderbird_s_tables_are_taken() -> None:
    assert knows(thunderbird, tables.thunderbird())
    assert not knows(outlook, tables.thunderbird())
    assert not knows(thunderbird, tables.outlook())


LDIF = """version: 1
# made by a program

dn: cn=Ada North,mail=ada@north.example
objectclass: top
objectclass: person
objectclass: mozillaAbPersonAlpha
givenName: Ada
sn: North
cn: Ada North
mail: ada@north.example
mozillaSecondEmail: a@home.example
mozillaHomeLocalityName:: WsO8cmljaA==
mobile: +44 20 1234
 5678
birthyear: 1984
birthmonth: 5
birthday: 9
o: Mill
description: likes tea
jpegphoto:< file:///etc/passwd

dn: cn=Friends
objectclass: top
objectclass: groupOfNames
cn: Friends
member: cn=Ada North,mail=ada@north.example

dn: cn=,mail=
objectclass: person
"""


def test_an_address_book_in_ldif_is_read_too() -> None:
    found = items(thunderbird, LDIF, "book.ldif")
    card = found[0]

    assert isinstance(card, Card)
    assert (card.given, card.family, card.display, card.line) == ("Ada", "North", "", 4)
    assert card.emails == ("ada@north.example", "a@home.example")
    assert card.phones == ("+44 20 12345678",)
    assert card.addresses == (AddressSaid("Home", city="Zürich"),)
    assert (card.dates, card.posts) == ((DateSaid("birthday", 5, 9, 1984),), (PostSaid("Mill", ""),))
    assert card.notes == (NoteSaid("likes tea"),)
    assert left_out(found) == [ldif.LIST]
    assert faults(found) == [(29, "has no name, e-mail address or number", False)]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from([*LDIF.splitlines(), " more", "mail:: ===", "cn:: //79", ":", "x", "\0"]), max_size=30
    )
)
def test_any_lines_are_an_address_book_or_refused(lines: list[str]) -> None:
    with suppress(BadFile):
        items(thunderbird, "\r\n".join(["dn: x", "objectclass: person", *lines]), "book.ldif")
