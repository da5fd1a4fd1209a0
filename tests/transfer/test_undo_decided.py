"""What the owner decided about what an import brought outlives the import; nothing is left that points nowhere."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection

from accounts.models import User
from contacts.models import Contact
from dashboard.services import purge_deleted
from network.models import Decision, Link, LinkRequest, Question, SweepAnswer
from network.queries import waiting_requests
from network.services import choose, undo_choice
from network.services.claims import add_claim
from network.services.conduct import record_conduct
from network.services.decisions import undo_decision
from network.services.senders import say_who
from network.services.sweep import answer_sweep
from reminders.services import remove_person, restore_person
from tests.conftest import NOON
from tests.factories import make_contact
from tests.network.asking import rules
from tests.network.deciding import decide
from tests.transfer.given import ANNA, BERT, CARA, asks, at, bring_in, contact
from transfer.models import ImportRun
from transfer.queries import stayed_of
from transfer.services import undo_run

RITA = asks("Rita Asks", "rita")
ASKS_AGAIN = asks("Rita Asks", "rita", at=at(2026, 3, 10, 9, 0), message="Once more")


def everything(owner: User) -> ImportRun:
    rules(owner, "accept-then-weed", NOON)
    return bring_in(owner, connections=[ANNA, BERT, CARA], invitations=[RITA])


def people() -> list[str]:
    return list(Contact.objects.order_by("display").values_list("display", flat=True))


def told(run: ImportRun) -> list[tuple[str, str]]:
    return [(one.contact.display, one.reason) for one in stayed_of(run)]


def accept_as_anna(owner: User) -> None:
    decide(LinkRequest.objects.get(), "accept", NOON, contact=contact(owner, "Anna Bell"))


def decline_as_anna(owner: User) -> None:
    say_who(request=LinkRequest.objects.get(), contact=contact(owner, "Anna Bell"), now=NOON)
    decide(LinkRequest.objects.get(), "decline", NOON)


def decline_and_take_back(owner: User) -> None:
    decline_as_anna(owner)
    undo_decision(decision=Decision.objects.get(), now=NOON)


def name_anna(owner: User) -> None:
    request, anna = LinkRequest.objects.get(), contact(owner, "Anna Bell")
    add_claim(owner=owner, request=request, contact=None, friend=anna, friend_name="", now=NOON)


def record(owner: User) -> None:
    anna = contact(owner, "Anna Bell")
    record_conduct(owner=owner, contact=anna, request=None, behaviour="pitch", words="", now=NOON)


def sweep(owner: User) -> None:
    answer_sweep(contact=contact(owner, "Anna Bell"), met=None, now=NOON)


def choose_and_take_back(owner: User) -> None:
    made = choose(contact=contact(owner, "Anna Bell"), choice="unlink", reason="", now=NOON)
    undo_choice(choice=made, now=NOON)


@pytest.mark.parametrize(
    ("deed", "reason"),
    [
        (accept_as_anna, "you decided about a request of theirs, or noted something"),
        (decline_as_anna, "you decided about a request of theirs, or noted something"),
        (decline_and_take_back, "you decided about a request of theirs, or noted something"),
        (name_anna, "somebody claims to know them"),
        (record, "you noted what they claim, or how they behaved"),
        (sweep, "you said whether you met"),
        (choose_and_take_back, "you edited their card"),
    ],
)
def test_whom_the_owner_decided_about_stays_and_is_told(
    alice: User, deed: Callable[[User], None], reason: str
) -> None:
    run = everything(alice)
    deed(alice)

    undo_run(run=run, now=NOON)

    connection.check_constraints()
    assert people() == ["Anna Bell"]
    assert told(run) == [("Anna Bell", reason)]


def test_who_was_accepted_and_came_into_the_book_by_that_stays(alice: User) -> None:
    run = everything(alice)
    made = decide(LinkRequest.objects.get(), "accept-and-ask", NOON)

    undo_run(run=run, now=NOON)

    connection.check_constraints()
    assert (people(), Link.objects.count(), Question.objects.count()) == (["Rita Asks"], 1, 1)
    made.refresh_from_db()
    assert undo_decision(decision=made, now=NOON)
    assert (people(), LinkRequest.objects.get().state) == ([], "open")


def test_whom_the_owner_says_a_request_is_from_outlives_a_later_import(alice: User) -> None:
    everything(alice)
    dan, eve = (make_contact(alice, name, NOON) for name in ("Dan Moor", "Eve Lund"))
    say_who(request=LinkRequest.objects.get(), contact=dan, now=NOON)
    run = bring_in(alice, connections=[], invitations=[ASKS_AGAIN])
    say_who(request=LinkRequest.objects.get(), contact=eve, now=NOON)

    undo_run(run=run, now=NOON)

    assert LinkRequest.objects.get().contact == eve
    assert told(run) == [("Eve Lund", "you changed the link request since")]


def test_a_person_removed_and_restored_has_all_that_was_said_of_them(alice: User) -> None:
    everything(alice)
    rita = decide(LinkRequest.objects.get(), "accept-and-ask", NOON).request.contact
    sweep_all = [answer_sweep(contact=one, met=True, now=NOON) for one in (rita, contact(alice, "Cara Zoll"))]

    remove_person(contact=rita, now=NOON)
    assert (Question.objects.count(), SweepAnswer.objects.count(), len(sweep_all)) == (1, 2, 2)
    restore_person(contact=rita, now=NOON)

    request = LinkRequest.objects.get()
    assert (request.state, request.contact, Question.objects.get().contact) == ("linked", rita, rita)


def test_a_request_of_somebody_removed_waits_though_a_link_is_left(alice: User) -> None:
    anna = make_contact(alice, "Anna Bell", NOON)
    link = {"network": "linkedin", "since": None, "address": ""}
    Link.objects.create(owner=alice, contact=anna, **link)
    row = LinkRequest.objects.create(
        owner=alice, network="linkedin", name="Anna Bell", contact=anna, external_key="1"
    )
    assert list(waiting_requests(alice, NOON.date())) == []

    remove_person(contact=anna, now=NOON)

    assert list(waiting_requests(alice, NOON.date())) == [row]


def test_who_is_gone_for_good_leaves_the_request_and_what_was_answered(alice: User) -> None:
    everything(alice)
    made = decide(LinkRequest.objects.get(), "accept-and-ask", NOON)
    rita = made.request.contact
    record_conduct(owner=alice, contact=rita, request=made.request, behaviour="pitch", words="", now=NOON)
    answer_sweep(contact=rita, met=False, now=NOON)

    remove_person(contact=rita, now=NOON)
    purge_deleted(now=NOON + timedelta(days=31))

    connection.check_constraints()
    assert (Question.objects.count(), SweepAnswer.objects.count()) == (0, 0)
    made.refresh_from_db()
    assert (made.request.contact, made.link, made.reminder) == (None, None, None)
    assert undo_decision(decision=made, now=NOON)
    assert LinkRequest.objects.get().state == "open"
