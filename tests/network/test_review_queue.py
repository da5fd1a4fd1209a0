"""Whom to let go, in which order, and whom never."""

from datetime import timedelta

import pytest

from accounts.models import User
from contacts.models import Contact
from domain.suggest import Kind
from network.models import ReviewChoice
from network.queries import nurture_cards, review, review_card, review_count, review_queue, suggestion_rows
from network.services import choose, undo_choice
from tests.conftest import NOON
from tests.network.given import TODAY, days_before, linked, linked_person, person

OFTEN = (500, 490, 480, 470, 460, 450, 440)


def in_order(owner: User) -> list[str]:
    """Deciding "later" on one card after the other."""
    shown: list[str] = []
    while ids := review_queue(owner, TODAY).next_ids():
        contact = Contact.objects.get(pk=ids[0])
        shown.append(contact.display)
        choose(contact=contact, choice="later", reason="", now=NOON)
    return shown


def test_never_comes_first_with_a_link_then_without_then_apart_the_unrecorded(alice: User) -> None:
    linked(person(alice, "Nora Newer"), since=days_before(900))
    linked_person(alice, "Nora Oldest")
    person(alice, "Ulla Unlinked", 900)
    linked_person(alice, "Dirk Once", 800)
    linked_person(alice, "Egon Earlier", 1200, 1210)

    assert review_count(alice, TODAY) == 5
    assert in_order(alice) == ["Egon Earlier", "Dirk Once", "Ulla Unlinked", "Nora Oldest", "Nora Newer"]


@pytest.mark.parametrize(
    "wanted", [{"circle": "inner"}, {"cadence_days": 30}, {"is_family": True}, {"is_pinned": True}]
)
def test_nobody_whom_the_owner_wants_is_ever_proposed(alice: User, wanted: dict[str, object]) -> None:
    linked_person(alice, "Dirk Once", 800, **wanted)
    linked_person(alice, "Nora Nothing", **wanted)

    assert in_order(alice) == []


def test_the_dormant_who_were_once_strong_are_never_proposed(alice: User) -> None:
    linked_person(alice, "Ada Often", *OFTEN)

    assert in_order(alice) == []
    assert [card.contact.display for card in nurture_cards(alice, TODAY)] == ["Ada Often"]


@pytest.mark.parametrize("state", ["faded", "archived", "left", "deceased"])
def test_only_active_people_are_proposed(alice: User, state: str) -> None:
    linked_person(alice, "Dirk Once", 800, state=state)

    assert in_order(alice) == []


def test_links_of_less_than_a_year_or_of_unknown_age_are_left_alone(alice: User) -> None:
    linked(person(alice, "Yuri Young"), since=days_before(365))
    linked(person(alice, "Vera Vague"), since=None)

    assert in_order(alice) == []


@pytest.mark.parametrize("many_links", [False, True])
def test_in_a_large_book_too_the_linked_come_first(
    alice: User, many_links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review, "AT_HAND", 0 if many_links else 1)
    for days in (3000, 2900, 2800):
        person(alice, f"Ulla {days}", days)
    dirk, egon = linked_person(alice, "Dirk Once", 800), person(alice, "Egon Later", 700)
    if many_links:
        linked(egon)

    found = review_queue(alice, TODAY).next_ids(2)

    assert found[0] == dirk.pk
    assert (found[1] == egon.pk) is many_links


def test_one_person_with_two_old_links_is_one_card(alice: User) -> None:
    linked(linked_person(alice, "Nora Nothing"), since=days_before(500), network="xing")

    assert review_count(alice, TODAY) == 1
    assert in_order(alice) == ["Nora Nothing"]


def test_the_queue_proposes_exactly_whom_the_model_proposes(alice: User) -> None:
    linked(person(alice, "Yuri Young"), since=days_before(30))
    for name, days in {
        "Dirk": (800,),
        "Nora": (),
        "Ada": OFTEN,
        "Bo": (3,),
        "Cleo": (40,),
        "Eli": (366,),
    }.items():
        linked_person(alice, f"{name} Linked", *days)
        person(alice, f"{name} Apart", *days)

    rows = suggestion_rows(alice, TODAY)

    assert sorted(in_order(alice)) == sorted(
        row.contact.display for row in rows if row.suggestion.kind is Kind.REVIEW
    )


@pytest.mark.parametrize(("choice", "days"), [("keep", 365), ("nurture", 90), ("later", 30)])
def test_a_choice_rests_and_then_the_person_comes_back(alice: User, choice: str, days: int) -> None:
    contact = linked_person(alice, "Dirk Once", 800)
    choose(contact=contact, choice=choice, reason="", now=NOON)

    assert review_count(alice, TODAY + timedelta(days=days - 1)) == 0
    assert review_count(alice, TODAY + timedelta(days=days)) == 1


def test_the_newest_choice_counts(alice: User) -> None:
    contact = linked_person(alice, "Dirk Once", 800)
    choose(contact=contact, choice="keep", reason="", now=NOON)
    choose(contact=contact, choice="later", reason="", now=NOON)

    assert review_count(alice, TODAY + timedelta(days=30)) == 1


def test_a_choice_taken_back_does_not_rest(alice: User) -> None:
    contact = linked_person(alice, "Dirk Once", 800)
    undo_choice(choice=choose(contact=contact, choice="keep", reason="", now=NOON), now=NOON)

    assert review_count(alice, TODAY) == 1


def test_unlinking_the_unrecorded_is_offered_only_when_the_history_is_in(alice: User) -> None:
    contact = linked_person(alice, "Nora Nothing")
    assert not review_card(alice, contact.pk, TODAY).can_unlink

    alice.history_is_in = True
    assert review_card(alice, contact.pk, TODAY).can_unlink


def test_without_a_link_there_is_nothing_to_unlink(alice: User) -> None:
    assert not review_card(alice, person(alice, "Ulla Unlinked", 900).pk, TODAY).can_unlink


def test_the_once_strong_lead_those_to_nurture_then_expected_gain_and_care(alice: User) -> None:
    person(alice, "Cleo Cooling", 100, 130, 160)
    person(alice, "Wanda Wanted", circle="close")
    person(alice, "Ada Often", *OFTEN)
    person(alice, "Quiet Please", 100, 130, 160, never_nudge=True)
    person(alice, "Bo Lately", 1)

    assert [card.contact.display for card in nurture_cards(alice, TODAY)] == [
        "Ada Often",
        "Wanda Wanted",
        "Cleo Cooling",
    ]


def test_who_was_decided_about_leaves_the_list_to_nurture(alice: User) -> None:
    contact = person(alice, "Ada Often", *OFTEN)
    choose(contact=contact, choice="nurture", reason="", now=NOON)

    assert nurture_cards(alice, TODAY) == []


def test_the_queue_of_one_owner_holds_nobody_of_another(alice: User, bob: User) -> None:
    linked_person(bob, "Dirk Once", 800)
    person(bob, "Ada Often", *OFTEN)

    assert review_count(alice, TODAY) == 0
    assert nurture_cards(alice, TODAY) == []


def test_more_than_one_sitting_is_not_counted(alice: User) -> None:
    for number in range(52):
        person(alice, f"Dirk {number}", 800)

    assert review_count(alice, TODAY) == 50
    assert ReviewChoice.objects.count() == 0
