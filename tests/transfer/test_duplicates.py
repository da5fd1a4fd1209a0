"""Who may stand in an owner's book twice: on the page and on the command line."""

import json
from datetime import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from accounts.models import User
from bench.planted.book import plant, planted_pairs
from contacts.models import Contact, Identity, ImportantDate, Post
from reminders.services import remove_person
from tests.factories import make_contact
from transfer.models import NotSame
from transfer.queries import duplicates as queries
from transfer.queries.duplicates import duplicates
from transfer.services.apart import forget_apart, hold_apart

PAGE = reverse("transfer:duplicates")


def reached(owner: User, name: str, now: datetime, *mails: str, **fields: object) -> Contact:
    contact = make_contact(owner, name, now, **fields)
    for mail in mails:
        Identity.objects.create(owner=owner, contact=contact, kind="email", key=mail, shown=mail)
    return contact


def twice(owner: User, now: datetime) -> tuple[Contact, Contact]:
    """William and Bill Akers, with one address; and Olaf, who is nobody else."""
    reached(owner, "Olaf Berg", now, "olaf@example.org")
    first = reached(owner, "William Akers", now, "akers@example.org", place="Lund")
    return first, reached(owner, "Bill Akers", now, "akers@example.org", place="Graz")


def test_two_cards_with_one_address_are_a_pair(alice: User, bob: User, now: datetime) -> None:
    first, second = twice(alice, now)
    reached(bob, "Bill Akers", now, "akers@example.org")

    [pair] = duplicates(alice)

    assert (pair.a, pair.b, pair.confidence) == (first.pk, second.pk, 0.98)
    assert pair.evidence_for == ("the same e-mail address", "a like name")
    assert pair.evidence_against == ("Bill is another form of William", "another place")
    assert duplicates(bob) == []


def test_work_birthday_other_names_and_nicknames_are_read(alice: User, now: datetime) -> None:
    first = make_contact(alice, "Anna Lindqvist", now, aliases=["Anna Moor"])
    second = make_contact(alice, "Annabella Moor", now, nickname="Anna")
    for contact in (first, second):
        Post.objects.create(owner=alice, contact=contact, organisation="Nordlicht")
        ImportantDate.objects.create(owner=alice, contact=contact, month=5, day=4, year=1980)

    [pair] = duplicates(alice)

    assert pair.confidence == 0.99
    assert pair.evidence_for == ("the same name", "the same birthday", "both at Nordlicht")


def test_whom_the_owner_called_two_and_who_is_deleted_are_left_out(alice: User, now: datetime) -> None:
    first, second = twice(alice, now)
    third = reached(alice, "W. Akers", now, "akers@example.org")
    hold_apart(owner=alice, one=second, other=first, now=now)
    hold_apart(owner=alice, one=first, other=second, now=now)

    assert {(pair.a, pair.b) for pair in duplicates(alice)} == {(first.pk, third.pk), (second.pk, third.pk)}
    assert [pair[:2] for pair in duplicates(alice, limit=1, among=[first.pk])] == [(first.pk, third.pk)]
    remove_person(contact=third, now=now)
    assert duplicates(alice) == []
    forget_apart(owner=alice, one=second, other=first)
    assert [pair[:2] for pair in duplicates(alice)] == [(first.pk, second.pk)]


def test_planted_copies_are_found_in_the_book(alice: User, now: datetime) -> None:
    cards = plant(150, copies=0.1)
    ids = [
        reached(
            alice,
            f"{card.given} {card.family}",
            now,
            *(mail.lower() for mail in card.emails),
            place=card.town,
        ).pk
        for card in cards
    ]
    planted = {tuple(sorted((ids[one], ids[other]))) for one, other in planted_pairs(cards)}

    found = {pair[:2] for pair in duplicates(alice)}

    assert len(planted & found) >= 0.8 * len(planted)


def test_the_page_shows_both_cards_and_what_speaks_for_and_against(
    alice: User, as_alice: Client, now: datetime
) -> None:
    first, second = twice(alice, now)

    page = as_alice.get(PAGE).content.decode()

    assert reverse("transfer:merge", args=[first.pk, second.pk]) in page
    assert "Almost surely one person" in page
    assert "For it: the same e-mail address; a like name." in page
    assert "Doubt: Bill is another form of William; another place." in page
    assert page.count('<span class="badge good">same</span>') == 2
    assert page.count('<span class="badge">differs</span>') == 2
    assert "Olaf" not in page


def test_two_people_are_not_asked_about_again_until_that_is_taken_back(
    alice: User, as_alice: Client, now: datetime
) -> None:
    first, second = twice(alice, now)
    as_alice.get(PAGE)

    answer = as_alice.post(reverse("transfer:apart", args=[first.pk, second.pk]), follow=True)

    assert "William Akers and Bill Akers are two people." in answer.content.decode()
    assert "Everybody only once" in answer.content.decode()
    assert list(NotSame.objects.values_list("first", "second")) == [(first.pk, second.pk)]

    back = as_alice.post(reverse("transfer:apart_undo", args=[first.pk, second.pk]), follow=True)

    assert "Almost surely one person" in back.content.decode()


def test_one_card_is_not_two(alice: User, as_alice: Client, now: datetime) -> None:
    first, _second = twice(alice, now)

    answer = as_alice.post(reverse("transfer:apart", args=[first.pk, first.pk]), follow=True)

    assert "That is one and the same card." in answer.content.decode()
    assert NotSame.objects.count() == 0


def test_a_large_book_is_looked_through_by_a_second_request(
    alice: User, as_alice: Client, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    twice(alice, now)
    monkeypatch.setattr(queries, "LARGE", 2)

    first, second, third = (as_alice.get(url).content.decode() for url in (PAGE, f"{PAGE}?look=1", PAGE))

    assert ("Looking through your book" in first, "Almost surely" in first) == (True, False)
    assert "Almost surely" in second
    assert "Almost surely" in third


def test_a_new_card_is_looked_at_at_once(alice: User, as_alice: Client, now: datetime) -> None:
    reached(alice, "William Akers", now, "akers@example.org")
    assert "Everybody only once" in as_alice.get(PAGE).content.decode()

    reached(alice, "Bill Akers", now, "akers@example.org")

    assert "Almost surely" in as_alice.get(PAGE).content.decode()


def test_the_command_tells_them_in_json_and_in_words(alice: User, now: datetime) -> None:
    first, second = twice(alice, now)
    out, words = StringIO(), StringIO()

    call_command("duplicates", owner=alice.email, json=True, stdout=out)
    call_command("duplicates", owner=alice.email, stdout=words)

    assert json.loads(out.getvalue()) == [
        {
            "a": "William Akers",
            "b": "Bill Akers",
            "a_id": first.pk,
            "b_id": second.pk,
            "confidence": 0.98,
            "for": ["the same e-mail address", "a like name"],
            "against": ["Bill is another form of William", "another place"],
        }
    ]
    assert words.getvalue() == (
        "0.98  almost surely  William Akers = Bill Akers: the same e-mail address; a like name;"
        " but Bill is another form of William; another place\n"
    )


def test_the_command_says_when_there_is_nobody(alice: User) -> None:
    out = StringIO()

    call_command("duplicates", owner=alice.email, stdout=out)

    assert out.getvalue() == "Nobody in the book looks like somebody else in it.\n"
    with pytest.raises(CommandError, match="There is no account"):
        call_command("duplicates", owner="nobody@example.org")
