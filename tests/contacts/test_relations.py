"""What people are to the owner."""

from datetime import date, datetime

import pytest

from accounts.models import User
from contacts.models import Contact, Relation
from contacts.services import add_relation, change_relation, remove_relation, restore_relation
from domain.ties import TieFacts
from reminders.services import remove_person
from tests.factories import make_contact


@pytest.fixture
def ada(alice: User, now: datetime) -> Contact:
    return make_contact(alice, "Ada Lindqvist", now)


def kept(owner: User) -> list[tuple[str, str, str]]:
    return list(Relation.objects.owned_by(owner).order_by("pk").values_list("kind", "since", "until"))


def test_a_manager_of_some_years_and_a_friend_since(alice: User, ada: Contact, now: datetime) -> None:
    facts = TieFacts("2019", "2022")
    add_relation(owner=alice, contact=ada, role="manager", now=now, facts=facts)
    add_relation(owner=alice, contact=ada, role="friend", now=now)
    assert kept(alice) == [("manager", "2019", "2022"), ("friend", "", "")]


def test_the_same_kind_again_changes_the_known_one(alice: User, ada: Contact, now: datetime) -> None:
    add_relation(owner=alice, contact=ada, role="manager", now=now, facts=TieFacts("2019"))
    add_relation(owner=alice, contact=ada, role="manager", now=now, facts=TieFacts(until="2022"))
    assert kept(alice) == [("manager", "2019", "2022")]


@pytest.mark.parametrize("role", ["child", "grandparent", "sibling", "partner"])
def test_a_parent_is_nothing_else_of_next_of_kin(role: str, alice: User, ada: Contact, now: datetime) -> None:
    add_relation(owner=alice, contact=ada, role="parent", now=now)
    with pytest.raises(ValueError, match="^Ada Lindqvist is your parent: it cannot be both.$"):
        add_relation(owner=alice, contact=ada, role=role, now=now)


@pytest.mark.parametrize(
    ("role", "facts", "word"),
    [
        ("knows", TieFacts(), "goes without saying"),
        ("wizard", TieFacts(), "“wizard” is no tie"),
        ("friend", TieFacts("2020", "2019"), "It cannot end before it begins."),
        ("friend", TieFacts(confirmed_on=date(2126, 1, 1)), "That day is still to come."),
    ],
)
def test_what_cannot_be_is_refused(
    role: str, facts: TieFacts, word: str, alice: User, ada: Contact, now: datetime
) -> None:
    with pytest.raises(ValueError, match=word):
        add_relation(owner=alice, contact=ada, role=role, now=now, facts=facts)
    assert kept(alice) == []


def test_who_was_deleted_is_nothing_to_the_owner(alice: User, ada: Contact, now: datetime) -> None:
    remove_person(contact=ada, now=now)
    with pytest.raises(ValueError, match="They have to be in your book."):
        add_relation(owner=alice, contact=ada, role="friend", now=now)


def test_a_relation_is_changed_removed_and_brought_back(alice: User, ada: Contact, now: datetime) -> None:
    relation = add_relation(owner=alice, contact=ada, role="friend", now=now, facts=TieFacts("2019"))
    change_relation(relation=relation, role="sibling", facts=TieFacts(note="Half"), now=now)
    assert kept(alice) == [("sibling", "", "")]
    remove_relation(relation=relation, now=now)
    assert kept(alice) == []
    restore_relation(relation=relation, now=now)
    assert (kept(alice), relation.note) == ([("sibling", "", "")], "Half")


def test_a_relation_that_is_there_again_does_not_come_back(alice: User, ada: Contact, now: datetime) -> None:
    relation = add_relation(owner=alice, contact=ada, role="friend", now=now)
    remove_relation(relation=relation, now=now)
    again = add_relation(owner=alice, contact=ada, role="friend", now=now)
    with pytest.raises(ValueError, match="again already"):
        restore_relation(relation=relation, now=now)
    again.refresh_from_db()
    with pytest.raises(ValueError, match="already"):
        change_relation(relation=relation, role="friend", facts=TieFacts(), now=now)
