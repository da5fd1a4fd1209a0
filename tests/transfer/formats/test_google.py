"""Google Contacts: old and new columns, groups, and what else Google writes into cells."""

import pytest

from tests.samples import tables
from tests.transfer.formats.given import cards, faults, items, knows, left_out
from transfer.formats import google
from transfer.formats.faults import BadFile
from transfer.formats.values import AddressSaid, DateSaid, NoteSaid, PostSaid

MIRA = {
    "First Name": "Mira", "Middle Name": "Lou", "Last Name": "Castellan", "Name Prefix": "Dr.", "Nickname": "Mimi",
    "Organization Name": "Halden AG", "Organization Title": "Lead", "Organization Department": "R&D",
    "Birthday": " --05-09", "Notes": "Met at the\nchess club", "Labels": "Chess ::: * myContacts ::: * starred",
    "E-mail 1 - Label": "* Work", "E-mail 1 - Value": "mira@halden.example ::: mira@home.example",
    "Phone 1 - Label": "Mobile", "Phone 1 - Value": "+41 79 111 22 33 ::: 044 222 33 44",
    "Address 1 - Label": "Home", "Address 1 - Formatted": "Weg 1\n8000 Zürich", "Address 1 - Street": "Weg 1",
    "Address 1 - City": "Zürich", "Address 1 - Postal Code": "8000", "Address 1 - Country": "CH",
    "Website 1 - Value": "https://www.linkedin.com/in/mira-castellan", "Event 1 - Label": "Anniversary",
    "Event 1 - Value": "2011-06-18", "Relation 1 - Label": "Spouse", "Relation 1 - Value": "Jon Weir",
    "Custom Field 1 - Label": "Shoe size", "Custom Field 1 - Value": "38",
    "Photo": "https://photos.example/mira.jpg",
}  # fmt: skip


def test_a_new_export_says_all_about_a_person() -> None:
    (card,) = cards(google, tables.google(MIRA))

    assert (card.given, card.family, card.display, card.nickname) == (
        "Mira", "Castellan", "Dr. Mira Lou Castellan", "Mimi",
    )  # fmt: skip
    assert card.emails == ("mira@halden.example", "mira@home.example")
    assert card.phones == ("+41 79 111 22 33", "044 222 33 44")
    assert card.profiles == ("https://www.linkedin.com/in/mira-castellan",)
    assert card.posts == (PostSaid("Halden AG", "Lead"),)
    assert card.dates == (DateSaid("birthday", 5, 9), DateSaid("anniversary", 6, 18, 2011))
    assert card.addresses == (
        AddressSaid("Home", street="Weg 1", postal_code="8000", city="Zürich", country="CH"),
    )
    assert card.tags == ("Chess",)
    assert card.is_pinned
    assert card.notes == (
        NoteSaid("Met at the\nchess club"),
        NoteSaid("Department: R&D\nSpouse: Jon Weir\nShoe size: 38"),
    )
    assert card.line == 2


def test_an_old_export_in_utf_16_without_a_mark_is_read_too() -> None:
    text = tables.google_old(
        {
            "Name": "Jürg Weiß", "Given Name": "Jürg", "Family Name": "Weiß", "Birthday": "1980-02-03",
            "Group Membership": "* coworkers ::: * myContacts", "E-mail 1 - Type": "* Work",
            "E-mail 1 - Value": "juerg@weiss.example", "Organization 1 - Name": "Foo", "Organization 1 - Title": "Boss",
            "IM 1 - Service": "Skype", "IM 1 - Value": "jweiss", "Website 1 - Value": "https://weiss.example",
            "Maiden Name": "Baer",
        }
    )  # fmt: skip
    for encoded in (text.encode("utf-16-le"), text.encode("utf-16"), text.encode(), text.encode("utf-8-sig")):
        (card,) = cards(google, encoded)
        assert (card.given, card.family, card.display) == ("Jürg", "Weiß", "")
        assert card.tags == ("Coworkers",)
        assert card.posts == (PostSaid("Foo", "Boss"),)
        assert card.handles == (("skype", "jweiss"),)
        assert card.aliases == ("Jürg Baer",)
        assert card.notes == (NoteSaid("Website: https://weiss.example"),)
        assert card.dates == (DateSaid("birthday", 2, 3, 1980),)


def test_who_was_only_written_to_is_left_out() -> None:
    text = tables.google(
        {"E-mail 1 - Value": "robot@shop.example", "Labels": "* Other Contacts"},
        {"First Name": "Lea", "Labels": "* Other Contacts ::: Choir"},
        {"First Name": "Otis", "Labels": "* myContacts ::: * family"},
    )
    found = items(google, text)

    assert left_out(found) == [google.ONLY_WRITTEN_TO]
    lea, otis = cards(google, text)
    assert (lea.tags, lea.is_family, otis.tags, otis.is_family) == (("Choir",), False, (), True)


def test_somebody_in_several_groups_of_a_takeout_comes_once() -> None:
    mira, lea = {"First Name": "Mira", "Last Name": "Weir"}, {"First Name": "Lea", "Last Name": "Falk"}
    found = items(
        google,
        {
            "Contacts/All Contacts.csv": tables.google(mira, lea),
            "Contacts/My Contacts.csv": tables.google(lea),
        },
    )

    assert left_out(found) == [google.SAME_PERSON]
    assert [item.given for item in found if not hasattr(item, "why")] == ["Mira", "Lea"]


def test_two_addresses_in_the_cells_of_one_are_two() -> None:
    (card,) = cards(
        google,
        tables.google(
            {
                "First Name": "Lea", "Address 1 - Label": "Home", "Address 1 - Street": "Weg 1 ::: Gasse 2",
                "Address 1 - City": "Bern ::: Basel",
            }
        ),
    )  # fmt: skip

    assert card.addresses == (
        AddressSaid("Home", street="Weg 1", city="Bern"),
        AddressSaid("Home 2", street="Gasse 2", city="Basel"),
    )


def test_an_address_that_is_only_written_out_is_kept_as_its_street() -> None:
    (card,) = cards(
        google, tables.google({"First Name": "Lea", "Address 1 - Formatted": "Weg 1\n8000 Zürich"})
    )

    assert card.addresses == (AddressSaid("", street="Weg 1, 8000 Zürich"),)


def test_a_fax_is_a_line_of_a_note_and_no_number_to_be_recognised_by() -> None:
    (card,) = cards(
        google,
        tables.google({"First Name": "Lea", "Phone 1 - Label": "Work Fax", "Phone 1 - Value": "044 1112233"}),
    )

    assert (card.phones, card.notes) == ((), (NoteSaid("Work Fax: 044 1112233"),))


def test_what_cannot_be_read_is_told_and_the_rest_is_kept() -> None:
    found = items(
        google, tables.google({"First Name": "Lea", "E-mail 1 - Value": "none", "Birthday": "soon"}, {})
    )

    assert faults(found) == [
        (2, "“none” is no e-mail address", True),
        (2, "“soon” is no day that can be meant", True),
    ]
    assert [item.notes for item in found if hasattr(item, "notes")] == [(NoteSaid("Birthday: soon"),)]


def test_a_company_without_a_person_stands_for_itself_and_nothing_at_all_is_a_fault() -> None:
    found = items(google, tables.google({"Organization Name": "Pizza Halden"}, {"Notes": "who?"}))

    assert [item.display for item in found if hasattr(item, "display")] == ["Pizza Halden"]
    assert faults(found) == [(3, "has no name, e-mail address or number", False)]


@pytest.mark.parametrize("source", [tables.google(), tables.google_old()])
def test_d3_a_table_without_rows_says_so(source: str) -> None:
    with pytest.raises(BadFile, match="no rows below"):
        items(google, source)


def test_other_tables_are_not_taken_for_google_s() -> None:
    assert [knows(google, text) for text in (tables.google(), tables.google_old())] == [True, True]
    assert not knows(google, tables.outlook())
    assert not knows(google, tables.thunderbird())
    assert not knows(google, "First Name,Last Name,Email\nLea,Falk,lea@falk.example\n")
    assert not knows(google, b"\x89PNG\r\n\x1a\n" + bytes(500))
