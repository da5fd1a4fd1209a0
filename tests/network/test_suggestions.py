"""What to do about each person."""

from datetime import datetime, timedelta

import pytest

from accounts.models import User
from domain.quicklog import Entry
from domain.suggest import Ground, Kind
from interactions.models import Attendee, Interaction
from interactions.services import log_interaction
from network.queries import suggestion_rows, unlink_is_ready
from tests.network.given import TODAY, linked, linked_person, person

OFTEN = (400, 390, 380, 370, 360, 350, 340)


def suggested(owner: User) -> dict[str, Kind | None]:
    return {row.contact.display: row.suggestion.kind for row in suggestion_rows(owner, TODAY)}


def test_each_person_gets_one_suggestion_by_history_and_link(alice: User) -> None:
    linked_person(alice, "Dirk Once", 800)
    linked_person(alice, "Nora Nothing")
    linked_person(alice, "Ada Often", *OFTEN)
    linked_person(alice, "Bo Lately", 1)
    person(alice, "Ulla Unlinked")

    assert suggested(alice) == {
        "Dirk Once": Kind.REVIEW,
        "Nora Nothing": Kind.REVIEW,
        "Ada Often": Kind.NURTURE,
        "Bo Lately": Kind.KEEP,
        "Ulla Unlinked": None,
    }


@pytest.mark.parametrize("wanted", [{"circle": "network"}, {"cadence_days": 90}])
def test_nobody_whom_the_owner_wants_is_proposed_for_review(alice: User, wanted: dict[str, object]) -> None:
    linked_person(alice, "Dirk Once", 800, **wanted)
    linked_person(alice, "Nora Nothing", **wanted)

    assert suggested(alice) == {"Dirk Once": Kind.NURTURE, "Nora Nothing": Kind.NURTURE}


@pytest.mark.parametrize("held", ["is_family", "is_pinned"])
def test_family_and_pinned_people_are_kept(alice: User, held: str) -> None:
    linked_person(alice, "Dirk Once", 800, **{held: True})

    assert suggested(alice) == {"Dirk Once": Kind.KEEP}


def test_somebody_who_faded_gets_no_suggestion(alice: User) -> None:
    linked_person(alice, "Dirk Once", 800, state="faded")

    assert suggested(alice) == {}


def test_a_young_link_and_one_of_unknown_age_are_left_alone(alice: User) -> None:
    linked(person(alice, "Yuri Young"), since=TODAY - timedelta(days=365))
    linked(person(alice, "Vera Vague"), since=None)

    assert suggested(alice) == {"Yuri Young": None, "Vera Vague": None}


def test_the_oldest_of_several_links_tells_how_long(alice: User) -> None:
    contact = linked_person(alice, "Nora Nothing")
    linked(contact, since=TODAY, network="xing")

    (row,) = suggestion_rows(alice, TODAY)

    assert (row.suggestion.reason, row.suggestion.ground) == (
        "Linked nine years, nothing recorded.",
        Ground.NOTHING_RECORDED,
    )


def test_the_rows_of_one_owner_hold_nobody_of_another(alice: User, bob: User) -> None:
    linked_person(bob, "Dirk Once", 800)

    assert suggested(alice) == {}


def test_the_number_of_queries_does_not_grow(alice: User, django_assert_num_queries) -> None:
    for number in range(12):
        linked_person(alice, f"Dirk {number}", 800)
        linked_person(alice, f"Nora {number}")

    with django_assert_num_queries(5):
        assert len(suggestion_rows(alice, TODAY)) == 24


def log_coffee(owner: User, logged_at: datetime, **changes: object) -> None:
    attendee = Attendee(person(owner, "Ada Often"))
    made = log_interaction(
        owner=owner, attendees=[attendee], entry=Entry(kind="coffee", day=logged_at.date()), now=logged_at
    )
    Interaction.objects.filter(pk=made.pk).update(created_at=logged_at, **changes)


def test_unlinking_waits_90_days_from_the_first_log_by_hand(alice: User, now: datetime) -> None:
    log_coffee(alice, now)

    assert not unlink_is_ready(alice, TODAY + timedelta(days=89))
    assert unlink_is_ready(alice, TODAY + timedelta(days=90))


def test_a_coffee_of_long_ago_written_down_today_is_no_history(alice: User, now: datetime) -> None:
    log_coffee(alice, now, day=TODAY - timedelta(days=2000))

    assert not unlink_is_ready(alice, TODAY)


def test_an_imported_interaction_says_nothing_about_the_history(alice: User, now: datetime) -> None:
    log_coffee(alice, now, source="linkedin messages")

    assert not unlink_is_ready(alice, TODAY + timedelta(days=900))


def test_saying_that_the_history_is_in_is_enough(alice: User) -> None:
    alice.history_is_in = True

    assert unlink_is_ready(alice, TODAY)
