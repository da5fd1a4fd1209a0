"""Outlook's contacts as CSV, in several languages."""

import pytest

from tests.samples import tables
from tests.transfer.formats.given import cards, faults, items, knows
from transfer.formats import outlook
from transfer.formats.values import AddressSaid, DateSaid, NoteSaid, PostSaid


def test_an_english_export_says_all_about_a_person() -> None:
    (card,) = cards(
        outlook,
        tables.outlook(
            {
                "First Name": "Nora", "Last Name": "Brandt", "Title": "Ms.", "Birthday": "5/23/1984",
                "Anniversary": "0/0/00", "E-mail Address": "nora@brandt.example",
                "E-mail 2 Address": "n.brandt@office.example", "Mobile Phone": "+41 79 111 22 33",
                "Home Street": "Weg 1", "Home Street 2": "2nd floor", "Home City": "Bern", "Home Postal Code": "3000",
                "Business City": "Basel", "Business Country": "Switzerland", "Spouse": "Otis", "Children": "Lea, Jon",
                "Company": "Halden AG", "Job Title": "Lead", "Department": "Sales", "Business Fax": "061 111 22 33",
                "Company Main Phone": "061 000 00 00", "Notes": "Plays chess\nand go", "Categories": "Choir;Chess",
                "Web Page": "https://www.linkedin.com/in/nora-brandt", "Location": "Bern", "Gender": "Unspecified",
            }
        ),
    )  # fmt: skip

    assert (card.given, card.family, card.display) == ("Nora", "Brandt", "")
    assert card.emails == ("nora@brandt.example", "n.brandt@office.example")
    assert card.phones == ("+41 79 111 22 33",)
    assert card.dates == (DateSaid("birthday", 5, 23, 1984),)
    assert set(card.addresses) == {
        AddressSaid("Home", street="Weg 1, 2nd floor", postal_code="3000", city="Bern"),
        AddressSaid("Work", city="Basel", country="Switzerland"),
    }
    assert card.posts == (PostSaid("Halden AG", "Lead"),)
    assert card.tags == ("Choir", "Chess")
    assert card.profiles == ("https://www.linkedin.com/in/nora-brandt",)
    assert card.place == "Bern"
    extras = "Spouse: Otis\nChildren: Lea, Jon\nCompany phone: 061 000 00 00\nFax: 061 111 22 33\nDepartment: Sales"
    assert card.notes == (NoteSaid("Plays chess\nand go"), NoteSaid(extras))


def test_a_german_export_as_windows_saves_it_is_read() -> None:
    (card,) = cards(
        outlook,
        tables.table(
            tables.OUTLOOK_GERMAN,
            {
                "Anrede": "Herr", "Vorname": "Jürg", "Nachname": "Weiß", "Firma": "Größe GmbH", "Position": "Chef",
                "Straße geschäftlich": "Gasse 1", "Ort geschäftlich": "Köln", "Postleitzahl geschäftlich": "50667",
                "E-Mail-Adresse": "juerg@weiss.example", "Geburtstag": "3.2.1980", "Jahrestag": "0.0.00",
                "Kategorien": "Chor; Verein", "Partner": "Änne", "Telefon privat": "0221 111222",
            },
            delimiter=";",
        ).encode("cp1252"),
    )  # fmt: skip

    assert (card.given, card.family) == ("Jürg", "Weiß")
    assert card.posts == (PostSaid("Größe GmbH", "Chef"),)
    assert card.addresses == (AddressSaid("Work", street="Gasse 1", postal_code="50667", city="Köln"),)
    assert card.dates == (DateSaid("birthday", 2, 3, 1980),)
    assert card.tags == ("Chor", "Verein")
    assert card.notes == (NoteSaid("Spouse: Änne"),)


def test_a_french_export_is_read() -> None:
    (card,) = cards(
        outlook,
        tables.table(
            tables.OUTLOOK_FRENCH,
            {
                "Prénom": "Zoé", "Nom": "Ruiz", "Société": "Halden", "Titre": "Directrice",
                "Adresse de messagerie": "zoe@ruiz.example", "Anniversaire": "23/05/1984",
                "Tél. mobile": "+33612345678",
                "Rue (bureau)": "1 rue Haute", "Catégories": "Amis",
            },
        ),
    )  # fmt: skip

    assert (card.given, card.family, card.posts) == ("Zoé", "Ruiz", (PostSaid("Halden", "Directrice"),))
    assert (card.dates, card.tags) == ((DateSaid("birthday", 5, 23, 1984),), ("Amis",))


@pytest.mark.parametrize(("days", "month"), [(["5/6/1984", "5/23/1984"], 5), (["5/6/1984", "23/5/1984"], 6)])
def test_one_clear_day_tells_how_all_days_of_the_column_are_written(days: list[str], month: int) -> None:
    rows = [{"First Name": "Nora", "Birthday": day} for day in days]

    assert cards(outlook, tables.outlook(*rows))[0].dates == (DateSaid("birthday", month, 11 - month, 1984),)


@pytest.mark.parametrize("day_first", [True, False])
def test_where_no_day_is_clear_the_owner_s_way_counts(day_first: bool) -> None:
    (card,) = cards(
        outlook, tables.outlook({"First Name": "Nora", "Birthday": "5/6/1984"}), day_first=day_first
    )

    assert card.dates == (DateSaid("birthday", *((6, 5) if day_first else (5, 6)), 1984),)


def test_a_name_may_only_stand_beside_the_address_and_office_addresses_are_no_e_mail() -> None:
    columns = [*tables.OUTLOOK, "E-mail Display Name"]
    (card,) = cards(
        outlook,
        tables.table(
            columns,
            {"E-mail Display Name": "Nora Brandt (nora@b.example)", "E-mail Address": "nora@b.example",
             "E-mail 2 Address": "/o=ExchangeLabs/ou=Group/cn=nora"},
        ),
    )  # fmt: skip

    assert (card.display, card.emails) == ("Nora Brandt", ("nora@b.example",))


def test_no_day_at_all_is_no_fault_and_an_impossible_one_is() -> None:
    rows = [{"First Name": "Nora", "Birthday": day} for day in ("0/0/00", "1/1/4501", "", "2/31/1984")]

    assert faults(items(outlook, tables.outlook(*rows))) == [
        (5, "“2/31/1984” is no day that can be meant", True)
    ]


def test_other_tables_are_not_taken_for_outlook_s() -> None:
    assert knows(outlook, tables.outlook())
    assert knows(outlook, tables.table(tables.OUTLOOK_GERMAN))
    assert knows(outlook, tables.table(tables.OUTLOOK_FRENCH))
    assert not knows(outlook, tables.google())
    assert not knows(outlook, tables.thunderbird())
    assert not knows(outlook, "First Name,Last Name,E-mail Address,Notes\nLea,Falk,l@f.example,x\n")
