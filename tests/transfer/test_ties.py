"""Who knows whom, taken in from any source: where both are in the book, once, and never against it."""

from datetime import date, timedelta
from typing import Any

import pytest

from accounts.models import User
from contacts.models import Contact, Relation, Tie
from contacts.services import add_tie, change_tie, remove_tie
from domain.ties import TieFacts as Facts
from tests.conftest import NOON
from tests.factories import make_contact
from tests.transfer.given_items import bring_items, rows_of, take_back_all, work_on
from transfer.formats.values import Card, Item, Party, TieSaid

pytestmark = pytest.mark.django_db
ANNA, BO, CY = Party("Anna Bell"), Party("Bo Castellan"), Party("Cy Moreau")


@pytest.fixture
def people(alice: User) -> list[Contact]:
    return [make_contact(alice, name, NOON) for name in ("Anna Bell", "Bo Castellan", "Cy Moreau")]


def said(one: Party, other: Party | None, role: str, **fields: Any) -> TieSaid:
    return TieSaid(4, one, other, role, **fields)


def ties(user: User) -> list[tuple[str, str, str]]:
    rows = Tie.objects.owned_by(user).order_by("pk")
    return [(row.one.given, row.kind, row.other.given) for row in rows]


def mine(user: User) -> list[tuple[str, str]]:
    return list(Relation.objects.owned_by(user).order_by("pk").values_list("contact__given", "kind"))


def acts(run: Any) -> list[str]:
    return sorted(act for _line, act, _words in rows_of(run))


def test_ties_and_relations_come_in_with_what_is_told_of_them(alice: User, people: list[Contact]) -> None:
    facts = {
        "since": "2019",
        "until": "2022",
        "estimate": 7,
        "confirmed_on": date(2026, 1, 2),
        "note": "At sea",
    }
    items: list[Item] = [
        said(ANNA, BO, "child", **facts),
        said(CY, None, "sibling"),
        said(BO, None, "report", since="2020"),
        said(ANNA, Party("Some Stranger"), "friend"),
    ]

    run = bring_items(alice, items, source="monica")

    assert ties(alice) == [("Bo", "parent", "Anna")]
    row = Tie.objects.get()
    told = (row.since, row.until, row.estimate, row.confirmed_on, row.note, row.source)
    assert told == ("2019", "2022", 7, date(2026, 1, 2), "At sea", "monica")
    assert mine(alice) == [("Cy", "sibling"), ("Bo", "report")]
    assert (acts(run), run.counts["skips"]) == (["added"] * 3 + ["skipped"], {"about nobody of your book": 1})


def test_people_of_the_same_file_are_tied_by_their_keys(alice: User) -> None:
    items: list[Item] = [
        Card(1, key="k1", given="Dee"),
        Card(2, key="k2", given="Eli"),
        said(Party("Dee", key="k1"), Party("Eli", key="k2"), "colleague"),
    ]
    bring_items(alice, items, source="monica")
    assert ties(alice) == [("Dee", "colleague", "Eli")]


def test_the_same_said_from_both_sides_and_again_is_one(alice: User, people: list[Contact]) -> None:
    items: list[Item] = [
        said(ANNA, BO, "parent"),
        said(BO, ANNA, "child"),
        said(BO, CY, "friend"),
        said(CY, BO, "friend"),
    ]
    bring_items(alice, items, source="monica")
    again = bring_items(alice, items, source="vcard")
    assert ties(alice) == [("Anna", "parent", "Bo"), ("Bo", "friend", "Cy")]
    assert acts(again) == ["unchanged"] * 4


def test_what_the_owner_has_stays_and_nothing_comes_in_against_it(alice: User, people: list[Contact]) -> None:
    anna, bo, _cy = people
    add_tie(owner=alice, one=anna, other=bo, role="parent", now=NOON, facts=Facts(estimate=9))
    items: list[Item] = [
        said(ANNA, BO, "parent", estimate=2),
        said(ANNA, BO, "child"),
        said(ANNA, BO, "sibling"),
        said(BO, CY, "parent"),
        said(CY, ANNA, "parent"),
    ]
    run = bring_items(alice, items, source="monica")
    assert ties(alice) == [("Anna", "parent", "Bo"), ("Bo", "parent", "Cy")]
    assert Tie.objects.order_by("pk")[0].estimate == 9
    assert run.counts["skips"] == {"cannot be beside what your book has about the two": 3}


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"role": "wizard"}, "is no tie"),
        ({"since": "2022", "until": "2019"}, "It cannot end before it begins."),
        ({"estimate": 12}, "goes from 1 to 10"),
        ({"confirmed_on": NOON.date() + timedelta(days=3)}, "still to come"),
        ({"other": ANNA}, "Nobody is tied to themselves."),
    ],
)
def test_what_cannot_be_is_told_and_left_out(
    fields: dict[str, Any], word: str, alice: User, people: list[Contact]
) -> None:
    told = {"one": ANNA, "other": BO, "role": "friend"} | fields
    run = bring_items(alice, [TieSaid(7, **told)], source="monica")
    assert ties(alice) == []
    assert [(fault.line, word in fault.reason) for fault in run.faults.all()] == [(7, True)]


def test_a_removed_tie_does_not_come_back(alice: User, people: list[Contact]) -> None:
    items: list[Item] = [said(ANNA, BO, "friend")]
    bring_items(alice, items, source="monica")
    remove_tie(tie=Tie.objects.get(), now=NOON)
    run = bring_items(alice, items, source="monica")
    assert (ties(alice), run.counts["skips"]) == ([], {"you removed this tie": 1})


def test_a_run_is_taken_back_except_what_the_owner_changed(alice: User, people: list[Contact]) -> None:
    items: list[Item] = [said(ANNA, BO, "friend"), said(ANNA, CY, "friend"), said(BO, None, "manager")]
    run = bring_items(alice, items, source="monica")
    kept = Tie.objects.order_by("pk")[0]
    change_tie(tie=kept, role="friend", facts=Facts(estimate=5), now=NOON)

    take_back_all(run)

    assert (list(Tie.objects.all()), Relation.objects.count()) == ([kept], 0)


def test_a_run_that_made_the_people_goes_with_their_ties(alice: User) -> None:
    items: list[Item] = [
        Card(1, key="k1", given="Dee"),
        Card(2, key="k2", given="Eli"),
        said(Party(key="k1"), Party(key="k2"), "parent"),
        said(Party(key="k1"), None, "friend"),
    ]
    run = bring_items(alice, items, source="monica")
    assert (len(ties(alice)), mine(alice)) == (1, [("Dee", "friend")])
    take_back_all(run)
    assert (Tie.objects.count(), Relation.objects.count(), Contact.objects.count()) == (0, 0, 0)


def test_an_import_that_broke_off_goes_on_where_it_stood(alice: User) -> None:
    people = [make_contact(alice, f"Person {number}th", NOON) for number in range(300)]
    items: list[Item] = [said(Party(people[0].display), Party(one.display), "knows") for one in people[1:]]
    run = bring_items(alice, items, source="monica", stop_after=2)
    assert 0 < Tie.objects.count() < 299
    work_on(run, items)
    assert Tie.objects.count() == 299
