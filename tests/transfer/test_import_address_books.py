"""Address books in an archive leave traces, never contacts; and who wrote on a day is kept with a talk."""

import csv
import io
from datetime import date
from typing import Any

import pytest

from accounts.models import User
from contacts.models import Contact, NameKey, Trace
from domain.identity import Sought
from interactions.models import Interaction
from network.queries import have_we_met
from tests.conftest import NOON
from tests.samples.linkedin import connections_csv, make_zip, messages_csv
from tests.transfer.given import ANNA, BERT, ME, at, book, bring_in, counts, wrote
from tests.transfer.given_items import rows_of
from transfer.services.runs import begin_undo
from transfer.services.work import take_turn

HEAD = (
    "Source,FirstName,LastName,Companies,Title,Emails,PhoneNumbers,CreatedAt,Addresses,Sites,"
    "InstantMessageHandles,FullName,Birthday,Location,BookmarkedAt,Profiles"
)
TOVE = {
    "FirstName": "Tove", "LastName": "Falk", "Emails": "Tove@Example.org,t@example.org",
    "CreatedAt": "5/31/12, 6:41 AM",
}  # fmt: skip
ULF = {"FullName": "Ulf Berg", "CreatedAt": "", "Profiles": "https://www.linkedin.com/in/ulf-berg"}


def entries(*rows: dict[str, str]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, HEAD.split(","), restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def archive(*rows: dict[str, str], name: str = "Contacts.csv", **more: Any) -> bytes:
    return make_zip({"Connections.csv": connections_csv([ANNA, BERT]), name: entries(*rows), **more})


def traces(owner: User) -> list[tuple[Any, ...]]:
    rows = Trace.objects.owned_by(owner).filter(source="upload").order_by("name")
    return list(rows.values_list("name", "network", "key", "first_on", "last_on", "times"))


TOVES = ("Tove Falk", "", "tove@example.org", date(2012, 5, 31), date(2012, 5, 31), 1)
ULFS = ("Ulf Berg", "linkedin", "ulf-berg", NOON.date(), NOON.date(), 1)


@pytest.mark.parametrize("name", ["Contacts.csv", "ImportedContacts.csv", "Imported_Contacts.csv"])
def test_s9_an_address_book_leaves_traces_and_makes_nobody_a_contact(alice: User, name: str) -> None:
    run = bring_in(alice, archive(TOVE, ULF, name=name))

    assert traces(alice) == [TOVES, ULFS]
    assert sorted(Contact.objects.values_list("display", flat=True)) == ["Anna Bell", "Bert Quint"]
    assert run.counts["skips"] == {
        "in your address book only: kept to recognise them, not as a contact": 2,
    }
    assert NameKey.objects.filter(trace__name="Tove Falk").exists()


def test_s9_somebody_of_an_address_book_is_recognised(alice: User) -> None:
    bring_in(alice, archive(TOVE))

    (found,) = have_we_met(alice, Sought(name="Tove Falk")).candidates

    assert (found.shown, found.is_trace) == ("Tove Falk", True)


def test_who_is_in_the_book_by_name_or_address_leaves_no_trace(alice: User) -> None:
    run = bring_in(
        alice,
        archive(
            {"FirstName": "Anna", "LastName": "Bell"},
            {"FirstName": "Berti", "LastName": "Q.", "Emails": "bert@example.org"},
            {"FirstName": "A.", "Profiles": "https://www.linkedin.com/in/anna-bell"},
        ),
    )

    assert traces(alice) == []
    assert run.counts["skips"] == {"in your address book, and in your book already": 3}


def test_one_person_in_two_books_is_one_trace_over_all_the_days(alice: User) -> None:
    again = TOVE | {"FirstName": "T.", "CreatedAt": "1/2/15, 6:41 AM"}

    bring_in(alice, archive(TOVE, **{"ImportedContacts.csv": entries(again)}))

    assert traces(alice) == [(*TOVES[:4], date(2015, 1, 2), 1)]


def test_the_same_archive_twice_changes_nothing_and_undo_takes_all_back(alice: User) -> None:
    before = book(alice)
    first = bring_in(alice, archive(TOVE, ULF))
    taken_in = book(alice)

    second = bring_in(alice, archive(TOVE, ULF))

    assert book(alice) == taken_in
    for run in (second, first):
        begin_undo(run=run, now=NOON)
        take_turn(run_id=run.pk, clock=lambda: NOON)
    assert book(alice) == before


def test_rows_that_name_nobody_are_told(alice: User) -> None:
    run = bring_in(alice, archive({"Title": "Nobody"}, {"FirstName": "x" * 201}, TOVE))

    assert traces(alice) == [TOVES]
    assert [(one.line, one.reason) for one in run.faults.all()] == [
        (2, "names nobody"),
        (3, "has a name of more than 200 characters"),
    ]


def test_a_file_of_that_name_in_other_words_is_passed_over(alice: User) -> None:
    files = {"Connections.csv": connections_csv([ANNA]), "Contacts.csv": "Name,Phone,Mail,Notes\nTove,1,,\n"}

    run = bring_in(alice, make_zip(files))

    assert (counts(run), traces(alice)) == ({"added": 1}, [])


def test_it_may_come_alone_and_in_other_words_it_is_a_table(alice: User) -> None:
    bring_in(alice, make_zip({"Contacts.csv": entries(TOVE)}))
    assert traces(alice) == [TOVES]

    run = bring_in(alice, make_zip({"Contacts.csv": "Name,Phone,Mail,Notes\nTove,1,,\n"}))

    assert run.kind == "csv"


def test_its_entries_are_reported(alice: User) -> None:
    run = bring_in(
        alice, make_zip({"Connections.csv": connections_csv([ANNA]), "Contacts.csv": entries(TOVE)})
    )

    assert [words for _line, _act, words in rows_of(run)][-1] == (
        "in your address book only: kept to recognise them, not as a contact"
    )


THEM = ("Anna Bell", "anna-bell")
DAVE = ("Dave Nord", "dave-n")


@pytest.mark.parametrize(
    ("talk", "both"),
    [
        ([wrote(ME, THEM, at(2025, 6, 1, 9, 0)), wrote(THEM, ME, at(2025, 6, 1, 10, 0))], True),
        ([wrote(ME, THEM, at(2025, 6, 1, 9, 0)), wrote(ME, THEM, at(2025, 6, 1, 10, 0))], False),
        ([wrote(THEM, ME, at(2025, 6, 1, 9, 0)), wrote(THEM, ME, at(2025, 6, 1, 10, 0))], False),
    ],
)
def test_whether_both_wrote_on_a_day_is_kept(alice: User, talk: list[Any], both: bool) -> None:
    bring_in(alice, connections=[ANNA, BERT], messages=[*talk, wrote(ME, DAVE, at(2025, 6, 3, 9, 0))])

    assert Interaction.objects.get(day=date(2025, 6, 1), kind="message").both_wrote is both


def test_where_the_owner_is_not_known_nobody_knows_who_wrote(alice: User) -> None:
    talk = [wrote(("Bert Quint", "bert-q"), THEM, at(2025, 6, 1, 9, 0))]

    bring_in(
        alice,
        make_zip({"Connections.csv": connections_csv([ANNA, BERT]), "messages.csv": messages_csv(talk)}),
    )

    assert Interaction.objects.get(kind="message").both_wrote is None
