"""Who may be in the book twice."""

from datetime import datetime

from django.test import Client

from accounts.models import User
from contacts.models import Identity
from network.queries.alike import alike_of
from tests.factories import make_contact


def reached(owner: User, name: str, now: datetime, email: str = "", **fields: object):
    contact = make_contact(owner, name, now, **fields)
    if email:
        Identity.objects.create(owner=owner, contact=contact, kind="email", key=email, shown=email)
    return contact


def test_s9_two_contacts_with_one_address_are_nearly_surely_one(alice: User, now: datetime) -> None:
    first = reached(alice, "William Akers", now, "akers@example.org")
    second = reached(alice, "Bill Akers", now, "akers@example.org")

    [found] = alike_of(alice, second)
    assert (found.ref, found.confidence >= 0.97) == (first.pk, True)
    assert found.evidence_for[0] == "the same e-mail address"
    assert [one.ref for one in alike_of(alice, first)] == [second.pk]


def test_s9_two_contacts_with_one_rare_name_may_be_one(alice: User, now: datetime) -> None:
    first, second = (reached(alice, name, now, place="Lund") for name in ("Bert Quint", "Bert Quindt"))

    assert [one.ref for one in alike_of(alice, first)] == [second.pk]


def test_a_common_name_alone_makes_nobody_one(alice: User, now: datetime) -> None:
    first = reached(alice, "Robert Smith", now)
    reached(alice, "Robert Smith", now)

    assert alike_of(alice, first) == []


def test_nobody_is_like_themselves_nor_like_another_owners_people(
    alice: User, bob: User, now: datetime
) -> None:
    reached(bob, "Bert Quint", now, "quint@example.org")

    assert alike_of(alice, reached(alice, "Bert Quint", now, "quint@example.org")) == []


def test_a_person_page_leads_to_who_may_be_the_same(as_alice: Client, alice: User, now: datetime) -> None:
    first = reached(alice, "William Akers", now, "akers@example.org")
    reached(alice, "Bill Akers", now, "akers@example.org")
    alone = reached(alice, "Bert Quint", now)

    assert f"/people/{first.pk}/alike/" in as_alice.get(f"/people/{first.pk}/").text
    page = as_alice.get(f"/people/{first.pk}/alike/").text
    assert ("Bill Akers" in page, "the same e-mail address" in page) == (True, True)
    assert "Only once" in as_alice.get(f"/people/{alone.pk}/alike/").text
