"""Requests to be linked, taken in from any network."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from accounts.models import User
from contacts.models import Trace
from network.models import Link, LinkRequest
from tests.conftest import NOON
from tests.factories import make_contact
from tests.transfer.given import book
from tests.transfer.given_items import bring_items, open_items, rows_of, take_back_all, work_on
from transfer.formats.values import Ask, Party, Sighting

pytestmark = pytest.mark.django_db
SENT = datetime(2025, 6, 3, 8, 30, tzinfo=UTC)


def asks(name: str, **fields: Any) -> Ask:
    told = {"line": 2, "key": name, "network": "facebook", "incoming": True, "sent_at": SENT}
    return Ask(name=name, **(told | fields))


def kept(user: User) -> list[tuple[Any, ...]]:
    rows = LinkRequest.objects.owned_by(user).order_by("name", "incoming")
    return list(rows.values_list("name", "network", "incoming", "state", "contact__display"))


def test_requests_are_kept_in_their_state(alice: User) -> None:
    items = [
        asks("Anna Bell"),
        asks("Bert Quint", state="declined"),
        asks("Cara Zoll", incoming=False, sent_at=None),
        asks("Dora Zack", state="nonsense", slug="dora.z", network="instagram", message="Hello"),
    ]

    run = bring_items(alice, items, source="facebook")

    assert kept(alice) == [
        ("Anna Bell", "facebook", True, "open", None),
        ("Bert Quint", "facebook", True, "declined", None),
        ("Cara Zoll", "facebook", False, "open", None),
        ("Dora Zack", "instagram", True, "open", None),
    ]
    dora = LinkRequest.objects.get(name="Dora Zack")
    assert (dora.key, dora.address, dora.message) == ("dora.z", "https://instagram.com/dora.z", "Hello")
    assert run.counts["requests"] == 2
    assert rows_of(run)[0] == (2, "added", "asked to be linked: waiting")


def test_who_is_linked_already_is_linked(alice: User) -> None:
    anna = make_contact(alice, "Anna Bell", NOON)
    make_contact(alice, "Bert Quint", NOON)
    Link.objects.create(owner=alice, contact=anna, network="facebook")

    bring_items(alice, [asks("Anna Bell", incoming=False), asks("Bert Quint")], source="facebook")

    assert kept(alice) == [
        ("Anna Bell", "facebook", False, "linked", "Anna Bell"),
        ("Bert Quint", "facebook", True, "open", None),
    ]


def test_what_the_owner_decided_stays(alice: User) -> None:
    bring_items(alice, [asks("Anna Bell"), asks("Bert Quint")], source="facebook")
    LinkRequest.objects.filter(name="Anna Bell").update(state="later")

    run = bring_items(alice, [asks("Anna Bell"), asks("Bert Quint", state="declined")], source="facebook")

    assert [row[3] for row in kept(alice)] == ["later", "declined"]
    assert [act for _line, act, _words in rows_of(run)] == ["unchanged", "updated"]


def test_of_several_the_newest_counts_and_names_of_nobody_are_left_out(alice: User) -> None:
    later = SENT + timedelta(days=30)
    items = [
        asks("Anna Bell"),
        asks("Anna Bell", sent_at=later),
        asks(""),
        asks("Bert Quint", network="orkut"),
    ]

    run = bring_items(alice, items, source="facebook")

    assert LinkRequest.objects.get().sent_at == later
    assert run.counts["skips"] == {"the same person twice in the file": 1, "cannot be read": 2}


@pytest.mark.parametrize("order", [1, -1])
def test_of_the_same_moment_the_answer_counts(alice: User, order: int) -> None:
    items = [asks("Anna Bell"), asks("Anna Bell", state="declined")]

    bring_items(alice, items[::order], source="facebook")

    assert kept(alice) == [("Anna Bell", "facebook", True, "declined", None)]


def test_undo_and_going_on_hold(alice: User, bob: User) -> None:
    items = [asks(f"Nora Number {n}", line=n) for n in range(700)]
    before = book(alice)
    bring_items(bob, items, source="facebook")
    run = open_items(alice, source="facebook")

    work_on(run, items, stop_after=2)
    work_on(run, items)
    assert book(alice) == book(bob)
    assert len(rows_of(run)) == 700
    take_back_all(run)

    assert book(alice) == before


def test_sightings_leave_traces_of_who_is_not_in_the_book(alice: User) -> None:
    make_contact(alice, "Anna Bell", NOON)
    day = SENT.date()
    items = [
        Sighting(1, "message", day, Party("Anna Bell")),
        Sighting(2, "message", day, Party("Bert Quint")),
        Sighting(3, "message", day - timedelta(days=9), Party("Bert Quint")),
        Sighting(4, "chat", day, Party("Cara", network="x", slug="Cara_Z")),
        Sighting(5, "séance", day, Party("Dora")),
    ]

    run = bring_items(alice, items, source="facebook")
    again = bring_items(alice, items, source="facebook")

    traces = Trace.objects.order_by("name").values_list(
        "name", "network", "key", "source", "first_on", "times"
    )
    assert list(traces) == [
        ("Bert Quint", "facebook", "", "message", day - timedelta(days=9), 2),
        ("Cara", "x", "cara_z", "chat", day, 1),
    ]
    assert [words for _line, _act, words in rows_of(run)] == [
        "in your book already",
        *["kept to recognise them, not as a contact"] * 3,
        "says too little to recognise them",
    ]
    take_back_all(again)
    take_back_all(run)
    assert Trace.objects.count() == 0
