"""Two tabs decide about the same request, policy or person at the same moment: what one did, the other sees.

SQLite lets one of them write at a time; on PostgreSQL they wait for each other where they must.
"""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.db import connection, transaction

from accounts.models import User
from contacts.models import Contact
from domain.linkpresets import preset
from network.models import Conduct, Decision, Link, LinkRequest, PolicyVersion, Question, ReviewChoice
from network.queries.decisions import decision_or_404
from network.services import choose, link_contact, undo_choice
from network.services.arrivals import add_request
from network.services.decisions import decide_request, undo_decision
from network.services.policies import save_version
from network.services.reactions import react
from tests.factories import make_contact
from tests.network.asking import triaged
from tests.network.deciding import asks, decide
from tests.postgres.test_together import beside

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite's transactions come one by one"),
]


def at_once(first: Callable[[], object], second: Callable[[], object]) -> object:
    """Do the second while the first is not committed: it has to wait. What the second returns."""
    with transaction.atomic():
        first()
        other = beside(second)
        assert not other.done()
    return other.result(timeout=10)


def test_accepted_in_two_tabs_there_is_one_link_and_one_person(alice: User, now: datetime) -> None:
    told = triaged(asks(alice))

    def accept() -> Decision:
        return decide_request(triaged=told, outcome="accept-and-ask", reply="", template="", now=now)

    second = at_once(accept, accept)

    assert [model.objects.count() for model in (Contact, Link, Decision, Question)] == [1, 1, 1, 1]
    assert second == Decision.objects.get()


def test_decided_otherwise_in_two_tabs_the_second_hears_so(alice: User, now: datetime) -> None:
    told = triaged(asks(alice))

    def say(outcome: str) -> Decision:
        return decide_request(triaged=told, outcome=outcome, reply="", template="", now=now)

    with pytest.raises(ValueError, match="accepted this request already"):
        at_once(lambda: say("accept"), lambda: say("decline"))

    assert [Link.objects.count(), Decision.objects.get().outcome] == [1, "accept"]


def test_taken_back_in_two_tabs_it_is_taken_back_once(alice: User, now: datetime) -> None:
    made = decide(asks(alice), "accept", now)
    tabs = [decision_or_404(alice, made.pk) for _tab in range(2)]

    second = at_once(
        lambda: undo_decision(decision=tabs[0], now=now), lambda: undo_decision(decision=tabs[1], now=now)
    )

    assert second is True
    assert [Contact.objects.count(), Link.objects.count()] == [0, 0]
    assert LinkRequest.objects.get().state == "open"


def test_a_reaction_to_what_is_taken_back_meanwhile_hears_so(alice: User, now: datetime) -> None:
    made = decide(asks(alice), "decline", now, reply="No, thank you.")
    tab = decision_or_404(alice, made.pk)

    with pytest.raises(ValueError, match="took this decision back"):
        at_once(
            lambda: undo_decision(decision=made, now=now),
            lambda: react(decision=tab, reaction="flirt", text="Hello you", now=now),
        )

    assert not Conduct.objects.exists()


def test_who_asks_twice_at_once_asked_once(alice: User, now: datetime) -> None:
    def ask() -> tuple[LinkRequest, bool]:
        told = {
            "network": "linkedin",
            "name": "Bert Quint",
            "address": "https://www.linkedin.com/in/bert-quint",
        }
        return add_request(owner=alice, source="public", now=now, **told)

    second = at_once(ask, ask)

    row = LinkRequest.objects.get()
    assert (second, row.times) == ((row, False), 1)


def test_versions_saved_at_once_are_numbered_one_after_the_other(alice: User, now: datetime) -> None:
    slugs = ("coffee-meal-beer", "open-networker")

    at_once(
        *(lambda slug=slug: save_version(owner=alice, policy=preset(slug, "x"), now=now) for slug in slugs)
    )

    rows = PolicyVersion.objects.order_by("number").values_list("number", "slug")
    assert list(rows) == [(1, slugs[0]), (2, slugs[1])]


def test_chosen_in_two_tabs_review_keeps_one_choice(alice: User, now: datetime) -> None:
    ada = make_contact(alice, "Ada Lindqvist", now)
    link_contact(owner=alice, contact=ada, network="x", since=date(2020, 1, 1), address="")

    def unlink() -> ReviewChoice:
        person = Contact.objects.select_related("owner").get(pk=ada.pk)
        return choose(contact=person, choice="unlink", reason="", now=now)

    made = at_once(unlink, unlink)
    assert made == ReviewChoice.objects.get()

    tabs = [ReviewChoice.objects.select_related("contact__owner").get() for _tab in range(2)]
    assert at_once(lambda: undo_choice(choice=tabs[0], now=now), lambda: undo_choice(choice=tabs[1], now=now))
    assert Contact.objects.get().state == "active"


def test_a_link_added_in_two_tabs_is_told_in_words(alice: User, now: datetime) -> None:
    ada = make_contact(alice, "Ada Lindqvist", now)

    def link() -> Link:
        return link_contact(owner=alice, contact=ada, network="x", since=None, address="")

    with pytest.raises(ValueError, match="linked with Ada Lindqvist on X already"):
        at_once(link, link)

    assert Link.objects.count() == 1
