"""Invitations are kept as requests; nothing is decided."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from accounts.models import User
from contacts.models import Contact
from network.models import Decision, LinkRequest, SweepAnswer
from network.queries import waiting_requests
from network.services.arrivals import add_request
from tests.conftest import NOON
from tests.factories import make_contact
from tests.samples.linkedin import make_export
from tests.transfer.given import ANNA, BERT, ME, asks, at, bring_in, contact, counts
from transfer.services import undo_run

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
    assert list(waiting_requests(alice, NOON.date())) == [row]
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


@pytest.mark.parametrize("is_told_again", [True, False])
def test_who_accepted_what_the_owner_asked_is_news_until_it_is_taken_back(
    alice: User, is_told_again: bool
) -> None:
    mine = {**asks(ME[0], ME[1]), **SENT, "recipient": "Anna Bell", "recipient_slug": "anna-bell"}
    bring_in(alice, invitations=[mine])

    run = bring_in(alice, connections=[ANNA], invitations=[mine] if is_told_again else [])

    assert requests(alice) == [("Anna Bell", False, "linked")]
    news = run.news.filter(kind="accepted").values_list("contact__display", "before", "after")
    assert list(news) == [("Anna Bell", "asked on 2026-03-01", "linked")]
    undo_run(run=run, now=NOON)
    run.refresh_from_db()
    assert (requests(alice), run.news.count()) == ([("Anna Bell", False, "open")], 0)


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


LATER = at(2026, 3, 10, 9, 30)


@pytest.mark.parametrize("state", ["declined", "answered", "ignored", "later"])
def test_s5_who_was_answered_and_asks_again_waits_again(alice: User, state: str) -> None:
    bring_in(alice, invitations=[asks("Rita Asks", "rita", message="First")])
    LinkRequest.objects.update(state=state, again_on=date(2026, 6, 1))

    run = bring_in(alice, invitations=[asks("Rita Asks", "rita", message="Second", at=LATER)])

    row = LinkRequest.objects.get()
    assert counts(run) == {"requests": 1}
    assert (row.state, row.times, row.again_on, row.message) == ("open", 2, None, "Second")
    assert row.sent_at == datetime(2026, 3, 10, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize("state", ["declined", "later"])
def test_the_same_invitation_once_more_opens_nothing(alice: User, state: str) -> None:
    export = make_export(invitations=[asks("Rita Asks", "rita")])
    bring_in(alice, export)
    LinkRequest.objects.update(state=state, again_on=date(2026, 6, 1))

    run = bring_in(alice, export)

    row = LinkRequest.objects.get()
    assert (counts(run), row.state, row.times, row.again_on) == ({}, state, 1, date(2026, 6, 1))


def test_what_the_owner_ended_otherwise_stays(alice: User) -> None:
    bring_in(alice, invitations=[asks("Rita Asks", "rita")])
    LinkRequest.objects.update(state="gone")

    bring_in(alice, invitations=[asks("Rita Asks", "rita", at=LATER)])

    assert requests(alice) == [("Rita Asks", True, "gone")]


def test_s15_who_was_unlinked_and_asks_again_waits(alice: User) -> None:
    bring_in(alice, connections=[ANNA], invitations=[asks("Anna Bell", "anna-bell")])
    contact(alice, "Anna Bell").links.update(until=date(2026, 3, 5))

    run = bring_in(alice, invitations=[asks("Anna Bell", "anna-bell", at=LATER)])

    assert counts(run) == {"requests": 1}
    assert requests(alice) == [("Anna Bell", True, "open")]


def test_an_import_meets_what_was_typed_and_pasted(alice: User) -> None:
    said: list[dict[str, Any]] = [
        {"name": "Rita Asks", "address": "https://www.linkedin.com/in/rita"},
        {"name": "Sven Asks"},
    ]
    for one in said:
        add_request(owner=alice, network="linkedin", source="typed", now=NOON, **one)
    before = set(LinkRequest.objects.values_list("pk", flat=True))

    for era in ("2026", "2022"):
        bring_in(alice, invitations=[asks("Rita Asks", "rita"), asks("Sven Asks", "sven")], era=era)
        rows = LinkRequest.objects.filter(key__in=["rita", "sven"])
        assert set(rows.values_list("pk", flat=True)) == before


def test_the_hour_of_what_was_typed_is_not_known_and_opens_nothing(alice: User) -> None:
    rita = {"name": "Rita Asks", "address": "https://www.linkedin.com/in/rita"}
    add_request(owner=alice, network="linkedin", source="typed", now=NOON, **rita)
    LinkRequest.objects.update(state="declined")

    bring_in(alice, invitations=[asks("Rita Asks", "rita", at=at(2026, 3, 12, 18, 0))])

    assert requests(alice) == [("Rita Asks", True, "declined")]


def test_an_older_file_tells_nothing_new_of_who_asked_again(alice: User) -> None:
    old = make_export(invitations=[asks("Rita Asks", "rita", message="First")])
    new = make_export(invitations=[asks("Rita Asks", "rita", message="Second", at=LATER)])
    for export in (old, new):
        bring_in(alice, export)
    LinkRequest.objects.update(state="declined")

    for export in (old, new):
        bring_in(alice, export)

    row = LinkRequest.objects.get()
    assert (row.state, row.message, row.times) == ("declined", "Second", 1)


def test_taking_an_import_back_keeps_what_was_decided_and_opens_what_it_opened(alice: User) -> None:
    bring_in(alice, invitations=[asks("Rita Asks", "rita", message="First")])
    LinkRequest.objects.update(state="later", again_on=date(2026, 6, 1))
    rita = LinkRequest.objects.get()
    Decision.objects.create(owner=alice, request=rita, outcome="ignore", made_at=NOON, state_before="open")
    again = [
        asks("Rita Asks", "rita", message="Second", at=LATER),
        asks("Sven Asks", "sven"),
        asks("Ida", "ida"),
    ]
    run = bring_in(alice, invitations=again)
    sven = LinkRequest.objects.get(key="sven")
    Decision.objects.create(owner=alice, request=sven, outcome="ignore", made_at=NOON, state_before="open")

    undo_run(run=run, now=NOON)

    assert requests(alice) == [("Rita Asks", True, "later"), ("Sven Asks", True, "open")]
    rita.refresh_from_db()
    assert (rita.message, rita.times, rita.again_on) == ("First", 1, date(2026, 6, 1))


def test_taking_an_import_back_keeps_whom_the_owner_said_something_about(alice: User) -> None:
    run = bring_in(alice, connections=[ANNA, BERT])
    SweepAnswer.objects.create(owner=alice, contact=contact(alice, "Anna Bell"), met=True, made_at=NOON)

    undo_run(run=run, now=NOON)

    run.refresh_from_db()
    assert [reason for _pk, reason in run.kept] == ["you said whether you met"]
    assert list(Contact.objects.values_list("display", flat=True)) == ["Anna Bell"]


def test_an_invitation_from_oneself_is_no_request(alice: User) -> None:
    run = bring_in(alice, invitations=[asks(*ME), asks("Owen Reed", "owen-reed-the-other")])

    assert counts(run) == {"requests": 1, "skipped": 1}
    assert run.counts["skips"] == {"from you to yourself": 1}
    assert LinkRequest.objects.get().key == "owen-reed-the-other"
