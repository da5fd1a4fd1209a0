"""Postal addresses: written on the edit page, shown on the person's page, found by town and country."""

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from contacts.models import Address, Contact
from contacts.queries import search_contacts
from tests.factories import make_contact


@pytest.fixture
def person(alice: User, now: datetime) -> Contact:
    return make_contact(alice, "Mira Lindqvist", now)


def edited(person: Contact, as_alice: Client, **row: Any) -> int:
    """How the edit page answers to one line of an address."""
    counts = {
        f"{prefix}-{part}": 0
        for prefix in ("reach", "posts", "dates", "addresses")
        for part in ("TOTAL_FORMS", "INITIAL_FORMS")
    }
    line = {f"addresses-0-{name}": text for name, text in row.items()}
    data = {
        "given": "Mira",
        "family": "Lindqvist",
        "state": "active",
        **counts,
        "addresses-TOTAL_FORMS": 1,
        **line,
    }
    return as_alice.post(reverse("dashboard:person_edit", args=[person.pk]), data).status_code


def test_an_address_is_written_shown_and_found(person: Contact, alice: User, as_alice: Client) -> None:
    row = {
        "label": "Home",
        "street": "Storgatan 1",
        "postal_code": "753 20",
        "city": "Uppsala",
        "country": "Sweden",
    }

    assert edited(person, as_alice, **row) == 302

    address = Address.objects.owned_by(alice).get()
    assert (address.contact, str(address)) == (person, "Storgatan 1, 753 20 Uppsala, Sweden")
    page = as_alice.get(reverse("dashboard:person", args=[person.pk])).content.decode()
    assert "Storgatan 1, 753 20 Uppsala, Sweden" in page
    assert [list(search_contacts(alice, text)) for text in ("uppsala", "sweden mira", "storgatan")] == [
        [person],
        [person],
        [],
    ]


def test_an_address_that_says_nothing_is_asked_about(person: Contact, as_alice: Client) -> None:
    assert edited(person, as_alice, label="Home") == 422
    assert edited(person, as_alice, label="") == 302
    assert not Address.objects.exists()


def test_b9_nobody_else_sees_or_changes_it(
    person: Contact, bob: User, as_alice: Client, as_bob: Client
) -> None:
    edited(person, as_alice, city="Canaryville")

    assert edited(person, as_bob, city="Elsewhere") == 404
    assert list(search_contacts(bob, "canaryville")) == []
    assert Address.objects.get().city == "Canaryville"
