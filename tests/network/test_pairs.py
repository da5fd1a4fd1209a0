"""Two of mine who should meet: who is suggested, why, and who is not."""

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from contacts.models import Contact, State, Tag
from contacts.services.ties import add_tie
from network.models import NotIntroduced
from network.queries.pairs import pairs_to_introduce
from tests.conftest import NOON
from tests.factories import log
from tests.network.asking import together
from tests.network.given import TODAY, days_before, person
from tests.network.introducing import between, through

pytestmark = pytest.mark.usefixtures("now")
OFTEN = tuple(range(1, 60, 4))


def tagged(owner: User, name: str, *tags: str, met: tuple[int, ...] = OFTEN, **fields: Any) -> Contact:
    contact = person(owner, name, *met, **fields)
    for tag in tags:
        contact.tags.add(Tag.objects.get_or_create(owner=owner, name=tag)[0])
    return contact


@pytest.fixture
def two(alice: User) -> tuple[Contact, Contact]:
    """Two beekeepers of Lund, both close to Alice."""
    return tagged(alice, "Ada Moor", "bees", place="Lund"), tagged(alice, "Bo Lund", "bees", place="Lund")


def suggested(owner: User) -> list[tuple[set[str], str]]:
    return [({one.one.display, one.other.display}, one.why) for one in pairs_to_introduce(owner, TODAY)]


def test_two_with_a_reason_are_suggested(alice: User, two: tuple[Contact, Contact]) -> None:
    assert suggested(alice) == [
        (
            {"Ada Moor", "Bo Lund"},
            "both “bees”, which two people in your book share; both “bees” in Lund",
        )
    ]


def test_a_wish_in_a_note_finds_whom_they_look_for(alice: User, now: datetime) -> None:
    ada, bo = tagged(alice, "Ada Moor"), tagged(alice, "Bo Lund")
    bo.posts.create(owner=alice, title="Beekeeper", organisation="Hive")
    log(ada, days_before(3), now, note="She is looking for a beekeeper.")

    assert suggested(alice) == [({"Ada Moor", "Bo Lund"}, "Ada Moor: “is looking for a beekeeper”")]


@pytest.mark.parametrize("sensitive", ["talk", "note"])
def test_what_is_sensitive_is_never_quoted(alice: User, now: datetime, sensitive: str) -> None:
    ada = tagged(alice, "Ada Moor")
    tagged(alice, "Bo Lund", "beekeeper")
    if sensitive == "talk":
        log(ada, days_before(3), now, note="Looking for a beekeeper.", sensitive=True)
    else:
        ada.notes.create(owner=alice, text="Looking for a beekeeper.", sensitive=True)

    assert suggested(alice) == []


def test_who_is_below_the_line_is_left_alone(alice: User) -> None:
    tagged(alice, "Ada Moor", "bees")
    tagged(alice, "Bo Lund", "bees", met=(400,))

    assert suggested(alice) == []
    alice.introducer_line = 0
    assert len(suggested(alice)) == 1


@pytest.mark.parametrize("state", [State.DECEASED, State.ARCHIVED, State.FADED])
def test_only_the_living_and_active_are_suggested(
    alice: User, two: tuple[Contact, Contact], state: str
) -> None:
    Contact.objects.filter(pk=two[0].pk).update(state=state)

    assert suggested(alice) == []


@pytest.mark.parametrize("why", ["tie", "introduced", "through", "table", "dismissed"])
def test_who_knows_each_other_or_was_spoken_of_is_not_suggested(
    alice: User, two: tuple[Contact, Contact], now: datetime, why: str
) -> None:
    ada, bo = two
    if why == "tie":
        add_tie(owner=alice, one=ada, other=bo, role="knows", now=NOON)
    elif why == "introduced":
        between(ada, bo)
    elif why == "through":
        through(ada, bo)
    elif why == "table":
        together([ada, bo], days_before(10), now)
    else:
        NotIntroduced.objects.create(owner=alice, first=ada, second=bo, said_at=now)

    assert suggested(alice) == []


def test_not_these_two_can_be_taken_back(as_alice: Client, alice: User, two: tuple[Contact, Contact]) -> None:
    ada, bo = two
    url = reverse("network:pairs")
    text = as_alice.get(url).content.decode()
    for words in ("Ada Moor", "Introduce them", f"?whom={ada.pk}&amp;to={bo.pk}", "Not these two"):
        assert words in text

    as_alice.post(reverse("network:pair_dismiss"), {"first": bo.pk, "second": ada.pk})
    row = NotIntroduced.objects.get()
    assert (row.first, row.second) == (ada, bo)
    text = as_alice.get(url).content.decode()
    assert ("Nobody comes to mind" in text, "Suggest again" in text) == (True, True)

    as_alice.post(reverse("network:pair_undo", args=[row.pk]))
    assert len(suggested(alice)) == 1


def test_one_person_twice_is_no_pair(as_alice: Client, alice: User) -> None:
    ada = person(alice, "Ada Moor")

    as_alice.post(reverse("network:pair_dismiss"), {"first": ada.pk, "second": ada.pk})
    assert NotIntroduced.objects.count() == 0


def test_a_strangers_people_are_nobody_to_dismiss(as_bob: Client, two: tuple[Contact, Contact]) -> None:
    told = {"first": two[0].pk, "second": two[1].pk}

    assert as_bob.post(reverse("network:pair_dismiss"), told).status_code == 404
    assert as_bob.post(reverse("network:pair_dismiss"), {}).status_code == 404


def test_however_many_they_are_twenty_are_shown_by_as_many_queries(
    alice: User, django_assert_max_num_queries
) -> None:
    for number in range(9):
        tagged(alice, f"Ada {number}", "bees", place="Lund")

    with django_assert_max_num_queries(14):
        found = pairs_to_introduce(alice, TODAY)
    assert len(found) == 20
