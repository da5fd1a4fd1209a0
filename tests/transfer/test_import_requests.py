"""Invitations are kept as requests; nothing is decided."""

from datetime import UTC, datetime

from accounts.models import User
from contacts.models import Contact
from network.models import LinkRequest
from network.queries import waiting_requests
from tests.conftest import NOON
from tests.factories import make_contact
from tests.samples.linkedin import make_export
from tests.transfer.given import ANNA, BERT, ME, asks, at, bring_in, contact, counts

SENT = {"sender": ME[0], "sender_slug": ME[1], "incoming": False}


def requests(owner: User) -> list[tuple[str, bool, str]]:
    rows = LinkRequest.objects.owned_by(owner).order_by("name")
    return [(row.name, row.incoming, row.state) for row in rows]


def test_an_incoming_one_waits_with_its_note_and_moment_in_the_owners_zone(alice: User) -> None:
    alice.time_zone = "Europe/Berlin"
    alice.save()

    run = bring_in(alice, invitations=[asks("Rita Asks", "rita", message="We met in Lund.")])

    assert counts(run) == {"requests": 1}
    row = LinkRequest.objects.get()
    assert (row.network, row.incoming, row.state, row.key) == ("linkedin", True, "open", "rita")
    assert (row.address, row.message) == ("https://www.linkedin.com/in/rita", "We met in Lund.")
    assert row.sent_at == datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
    assert list(waiting_requests(alice)) == [row]
    assert Contact.objects.count() == 0


def test_those_of_connections_are_answered_already(alice: User) -> None:
    sent = [SENT | {"recipient": "Bert Quint", "recipient_slug": "bert-q", "at": at(2021, 4, 1, 9, 0)}]
    sent += [SENT | {"recipient": "Ida Invited", "recipient_slug": "ida", "at": at(2026, 3, 1, 9, 0)}]

    run = bring_in(alice, connections=[ANNA, BERT], invitations=[asks("Anna Bell", "anna-bell"), *sent])

    assert counts(run) == {"added": 2}
    assert requests(alice) == [
        ("Anna Bell", True, "linked"),
        ("Bert Quint", False, "linked"),
        ("Ida Invited", False, "open"),
    ]
    assert LinkRequest.objects.get(name="Bert Quint").contact == contact(alice, "Bert Quint")


def test_one_that_was_accepted_since_waits_no_longer(alice: User) -> None:
    invitations = [asks("Anna Bell", "anna-bell")]
    bring_in(alice, invitations=invitations)

    run = bring_in(alice, connections=[ANNA], invitations=invitations)

    assert counts(run) == {"added": 1}
    assert requests(alice) == [("Anna Bell", True, "linked")]


def test_the_same_file_twice_keeps_one_each_and_what_was_ended_stays_ended(alice: User) -> None:
    export = make_export(invitations=[asks("Rita Asks", "rita"), asks("Sven Asks", "sven")])
    bring_in(alice, export)
    LinkRequest.objects.filter(key="rita").update(state="gone")

    run = bring_in(alice, export)

    assert counts(run) == {"requests": 1}
    assert requests(alice) == [("Rita Asks", True, "gone"), ("Sven Asks", True, "open")]


def test_files_without_addresses_know_people_by_name(alice: User) -> None:
    rows = [asks("Rita Asks", "rita"), asks("Anna Bell", "anna-bell")]

    bring_in(alice, connections=[ANNA], invitations=rows, era="2022")
    bring_in(alice, connections=[ANNA], invitations=rows, era="2026")

    assert requests(alice) == [("Anna Bell", True, "linked"), ("Rita Asks", True, "open")]
    assert LinkRequest.objects.get(name="Rita Asks").key == "rita"


def test_a_namesake_in_the_book_is_not_taken_for_who_asks(alice: User) -> None:
    make_contact(alice, "Rita Asks", NOON)

    bring_in(alice, invitations=[asks("Rita Asks", "rita")])

    assert LinkRequest.objects.get().contact is None


def test_of_two_from_one_person_the_newer_counts(alice: User) -> None:
    earlier = asks("Rita Asks", "rita", at=at(2025, 1, 1, 9, 0), message="First")

    run = bring_in(alice, invitations=[asks("Rita Asks", "rita", message="Second"), earlier])

    assert counts(run) == {"requests": 1, "skipped": 1}
    assert LinkRequest.objects.get().message == "Second"


def test_a_bad_row_is_told_with_its_line(alice: User) -> None:
    run = bring_in(alice, invitations=[asks("Rita Asks", "rita", at="yesterday"), asks("", "")])

    assert counts(run) == {"requests": 1, "skipped": 1}
    assert [(one.file, one.line, one.reason) for one in run.faults.all()] == [
        ("Invitations.csv", 2, "“yesterday” is not a moment; taken without a day"),
        ("Invitations.csv", 3, "names nobody"),
    ]
