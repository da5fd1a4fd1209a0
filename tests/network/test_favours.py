"""The ledger's pages: my own figures first, then people, one favour after the other."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from contacts.models import Contact
from domain.favours.balance import Balance, Deed, FavourKind
from interactions.models import Favour, Interaction
from interactions.queries import ledger
from interactions.services import record_favour
from network.queries import review_card
from network.queries.favours import ledger_rows, mine, of_side
from network.queries.review import review_queue
from network.services.review import choose
from reminders.models import Reminder
from tests.conftest import NOON
from tests.factories import make_contact
from tests.network.given import TODAY, linked_person, person

pytestmark = pytest.mark.usefixtures("now")


def did(contact: Contact, *ways: str, on: date = TODAY, weight: int = 3, text: str = "") -> list[Favour]:
    """Favours given to or got from somebody, in this order."""
    return [
        record_favour(
            owner=contact.owner, contact=contact, deed=Deed(way == "gave", FavourKind.HELP, weight, text), on=on,
            now=NOON,
        )
        for way in ways
    ]  # fmt: skip


def url(name: str, *args: int) -> str:
    return reverse(f"network:{name}", args=args)


def test_the_ledger_begins_with_whom_the_owner_owes_most(alice: User, bob: User) -> None:
    did(person(alice, "Ada Lind"), "gave", "gave")
    did(person(alice, "Bo Ek"), "got", weight=5)
    did(person(alice, "Cara Quist"), "gave", "got", on=TODAY - timedelta(days=500))
    did(person(bob, "Dora Falk"), "gave")

    rows = ledger_rows(alice, TODAY)

    assert [(row.name, row.net, row.side) for row in rows] == [
        ("Bo Ek", -5, "your turn"),
        ("Cara Quist", 0, "about even"),
        ("Ada Lind", 6, "their turn"),
    ]
    assert [row.name for row in of_side(rows, "your turn")] == ["Bo Ek"]
    assert of_side(rows, "nonsense") == rows
    assert mine(rows).overall == Balance(3, 9, 2, 8)
    assert mine(rows).lately == Balance(2, 6, 1, 5)


def test_the_ledger_takes_as_many_queries_for_many_as_for_one(alice: User, django_assert_num_queries) -> None:
    for number in range(12):
        did(person(alice, f"Person {number}"), "gave", "got")

    with django_assert_num_queries(3):
        assert len(ledger_rows(alice, TODAY)) == 12


def test_the_page_tells_my_own_figures_first(as_alice: Client, alice: User) -> None:
    did(person(alice, "Bo Ek"), "got", "got", weight=5)

    page = as_alice.get(url("favours")).content.decode()

    assert "So far others gave and you received." in page
    assert "It is your turn to give" in page
    assert page.index("You first") < page.index("Bo Ek")


def test_the_page_shows_those_of_one_side(as_alice: Client, alice: User) -> None:
    did(person(alice, "Bo Ek"), "got", "got", weight=5)
    did(person(alice, "Ada Lind"), "gave", "gave", "gave")

    page = as_alice.get(url("favours"), {"side": "only you give"}).content.decode()

    assert ("Ada Lind" in page, "Bo Ek" in page) == (True, False)


def test_nobody_is_told_to_give_to_somebody_who_died(as_alice: Client, alice: User) -> None:
    did(person(alice, "Bo Ek", state="deceased"), "got", "got", weight=5)

    [row] = ledger_rows(alice, TODAY)
    assert (row.side, row.got, mine([row]).overall.got) == ("died", 10, 10)
    page = as_alice.get(url("favours")).content.decode()
    assert ("Died" in page, "It is your turn to give" in page) == (True, False)


def test_an_empty_ledger_says_how_to_begin(as_alice: Client) -> None:
    assert "No favour is written down yet" in as_alice.get(url("favours")).content.decode()


def test_favours_are_listed_one_by_one(as_alice: Client, alice: User) -> None:
    did(person(alice, "Bo Ek"), "got", text="help with the roof")

    page = as_alice.get(url("favours"), {"show": "all"}).content.decode()

    assert "help with the roof" in page
    assert "Bo Ek" in page


def sent(**fields: str) -> dict[str, str]:
    typed = {"way": "gave", "kind": "gift", "text": "a book", "on": "2026-03-10", "weight": "", "about": ""}
    return typed | fields


def test_a_favour_is_added_by_hand_and_undone(as_alice: Client, alice: User) -> None:
    ada, bo = make_contact(alice, "Ada Lind", NOON), make_contact(alice, "Bo Ek", NOON)

    answer = as_alice.post(url("favour_add", ada.pk), sent(about="Bo Ek"), follow=True)

    made = ledger(alice).get()
    assert (made.contact, made.about, made.gave, made.kind, made.weight, made.text, made.on) == (
        ada, bo, True, "gift", 2, "a book", date(2026, 3, 10),
    )  # fmt: skip
    assert url("favour_remove", made.pk) in answer.content.decode()

    as_alice.post(url("favour_remove", made.pk))
    assert not ledger(alice).exists()
    as_alice.post(url("favour_restore", made.pk))
    assert ledger(alice).get() == made


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("on", "2026-03-13", "That day is still to come."),
        ("on", "1812-03-13", "That is before 1900."),
        ("weight", "6", "Select a valid choice."),
        ("kind", "bribe", "Select a valid choice."),
        ("text", "x" * 301, "at most 300 characters"),
        ("about", "Zelda Nobody", "is not the full name of one person in your book."),
        ("about", "Ada Lind", "Whom it was about is somebody else"),
    ],
)
def test_a_wrong_field_is_told_and_what_was_typed_is_kept(
    as_alice: Client, alice: User, field: str, value: str, words: str
) -> None:
    ada = make_contact(alice, "Ada Lind", NOON)

    answer = as_alice.post(url("favour_add", ada.pk), sent(**{field: value}))

    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    assert 'value="2026-03-10"' in page or field == "on"
    assert not ledger(alice).exists()


def test_a_favour_is_mended(as_alice: Client, alice: User) -> None:
    [row] = did(make_contact(alice, "Ada Lind", NOON), "gave")

    assert "help" in as_alice.get(url("favour", row.pk)).content.decode()
    as_alice.post(url("favour", row.pk), sent(way="got", weight="5"))

    row.refresh_from_db()
    assert (row.gave, row.kind, row.weight, row.text) == (False, "gift", 5, "a book")


def test_mending_keeps_whom_it_was_about_though_two_are_called_so(as_alice: Client, alice: User) -> None:
    ada, bo = make_contact(alice, "Ada Lind", NOON), make_contact(alice, "Bo Ek", NOON)
    [row] = did(ada, "gave")
    Favour.objects.update(about=bo)
    make_contact(alice, "Bo Ek", NOON)

    as_alice.post(url("favour", row.pk), sent(about="Bo Ek", text="a boat"))

    row.refresh_from_db()
    assert (row.about, row.text) == (bo, "a boat")


@pytest.mark.parametrize("back", ["//example.org/", "javascript:alert(1)", "https://example.org/"])
def test_the_way_back_never_leaves_the_site(as_alice: Client, alice: User, back: str) -> None:
    ada = make_contact(alice, "Ada Lind", NOON)

    assert back not in as_alice.get(url("favour_add", ada.pk), {"next": back}).content.decode()
    assert as_alice.post(url("favour_add", ada.pk), sent(next=back)).url == f"/people/{ada.pk}/"


def test_the_quick_log_keeps_a_favour_alone_and_takes_it_back(as_alice: Client, alice: User) -> None:
    make_contact(alice, "Ada Lind", NOON)
    line = "+gave Ada intro to Bo +got advice !ask how it went in 3w"

    answer = as_alice.post(reverse("interactions:log"), {"line": line}, follow=True)

    page = answer.content.decode()
    assert "Kept: what you gave and got, Ada Lind." in page
    assert ledger(alice).count() == 2
    follow_up = Reminder.objects.get(kind="follow-up")
    undo = f"{url('favour_untell', ledger(alice).order_by('pk')[0].pk)}?follow_up={follow_up.pk}"
    assert undo in page

    as_alice.post(undo)
    assert not ledger(alice).exists()
    assert not Reminder.objects.owned_by(alice).filter(kind="follow-up").exists()


def test_a_favour_to_come_can_be_a_reminder_but_no_plan(as_alice: Client, alice: User) -> None:
    make_contact(alice, "Ada Lind", NOON)

    answer = as_alice.post(reverse("interactions:log"), {"line": "+gave Ada a book tomorrow"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "A favour is written down once it is done" in page
    assert ("Make it a reminder" in page, "Plan it" in page) == (True, False)
    assert not ledger(alice).exists()


def test_the_chips_show_favours_before_anything_is_saved(as_alice: Client, alice: User) -> None:
    make_contact(alice, "Ada Lind", NOON)

    chips = as_alice.post(
        reverse("interactions:preview"),
        {"line": "coffee with Ada +gave help with the move +got advice from Siv Holst"},
    ).content.decode()

    assert "you gave: help, “help with the move”" in chips
    assert "you got: advice from Siv Holst" in chips
    assert "Siv Holst: new" in chips
    assert (Favour.objects.count(), Interaction.objects.count()) == (0, 0)


def test_the_page_of_a_talk_shows_its_favours(as_alice: Client, alice: User) -> None:
    make_contact(alice, "Ada Lind", NOON)
    as_alice.post(reverse("interactions:log"), {"line": "coffee with Ada +got advice on the roof"})

    page = as_alice.get(reverse("interactions:edit", args=[Interaction.objects.get().pk])).content.decode()

    assert "Favours told with it" in page
    assert "advice on the roof" in page


def test_a_persons_page_shows_the_balance_and_the_last_three(as_alice: Client, alice: User) -> None:
    ada = make_contact(alice, "Ada Lind", NOON)
    for number in range(4):
        did(ada, "gave", on=TODAY - timedelta(days=number), text=f"favour number {number}")

    page = as_alice.get(reverse("dashboard:person", args=[ada.pk])).content.decode()

    assert "You gave four times, and nothing came back yet: so far only you give." in page
    assert [f"favour number {number}" in page for number in range(4)] == [True, True, True, False]


def test_s16_who_only_takes_comes_into_review_with_the_reason(alice: User) -> None:
    taker = linked_person(alice, "Tim Taker", 3)
    did(taker, "gave", "gave", "gave", weight=1)
    did(linked_person(alice, "Gert Giver", 3), "gave", "gave", "gave", "got")
    did(linked_person(alice, "Clara Close", 3, circle="close"), "gave", "gave", "gave")
    did(person(alice, "Ulla Unlinked", 3), "gave", "gave", "gave")

    assert review_queue(alice, TODAY).next_ids() == [taker.pk]
    grounds = review_card(alice, taker.pk, TODAY).grounds
    assert [(ground.word, ground.words) for ground in grounds] == [
        ("Only takes", "You gave three times, and nothing came back yet: so far only you give.")
    ]


def test_s16_a_decision_about_a_taker_holds(alice: User) -> None:
    taker = linked_person(alice, "Tim Taker", 3)
    did(taker, "gave", "gave", "gave", on=TODAY - timedelta(days=3))
    choose(contact=taker, choice="keep", reason="", now=NOON)

    assert review_queue(alice, TODAY).next_ids() == []
