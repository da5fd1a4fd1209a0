"""Purging a book that holds ties, favours, events and introductions leaves nothing that hangs in the air."""

from datetime import datetime, timedelta

import pytest
from django.db import connection

from accounts.models import User
from contacts.models import Contact
from dashboard.services.purge import purge_deleted
from interactions.models import Event, Favour, Guest
from network.models import Introduction
from reminders.services import remove_person
from tests.factories import make_contact
from tests.transfer.accounts_made import make_account

LATER = timedelta(days=32)


@pytest.mark.parametrize("seed", range(4))
def test_a_purged_book_holds_no_broken_reference(seed: int, alice: User, now: datetime) -> None:
    make_account(alice, seed, now)
    people = list(Contact.objects.owned_by(alice).order_by("pk"))
    for contact in people[::2]:
        remove_person(contact=contact, now=now)

    purge_deleted(now=now + LATER)

    connection.check_constraints()
    left = set(Contact.objects.values_list("pk", flat=True))
    assert left == {one.pk for one in people[1::2]}
    assert set(Guest.objects.exclude(contact=None).values_list("contact", flat=True)) <= left


def test_the_name_of_who_is_gone_for_good_is_gone_from_lists_introductions_and_favours(
    alice: User, now: datetime
) -> None:
    ada, bo = make_contact(alice, "Ada Lund", now), make_contact(alice, "Bo Ek", now)
    event = Event.objects.create(owner=alice, name="Fair", day=now.date(), created_at=now)
    for contact in (ada, bo):
        Guest.objects.create(owner=alice, event=event, contact=contact, name=contact.display)
    Introduction.objects.create(owner=alice, broker=bo, to=ada, to_name="Ada Lund", made_at=now)
    Favour.objects.create(
        owner=alice,
        contact=bo,
        gave=True,
        weight=3,
        on=now.date(),
        text="intro to Ada Lund",
        about=ada,
        made_at=now,
    )
    remove_person(contact=ada, now=now)

    purge_deleted(now=now + LATER)

    assert list(Guest.objects.values_list("name", flat=True)) == ["Bo Ek"]
    assert Introduction.objects.count() == 0
    assert list(Favour.objects.values_list("text", flat=True)) == ["intro to another person"]
