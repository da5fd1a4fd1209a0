"""Cards, what people can be called, and how search finds them."""

from datetime import datetime

import pytest

from accounts.models import User
from contacts.models import Contact, Identity, Note, SearchText
from contacts.queries import contact_called, people_called, search_contacts
from contacts.services import create_contact, index_contacts, new_identity, save_contact, tags_named
from tests.factories import make_contact


def names_found(user: User, text: str) -> list[str]:
    return sorted(contact.display for contact in search_contacts(user, text))


def test_a_line_becomes_given_and_family_name(alice: User) -> None:
    contact = create_contact(owner=alice, name="  Ada   Maria Lindqvist ")

    assert (contact.given, contact.family, contact.display) == (
        "Ada Maria",
        "Lindqvist",
        "Ada Maria Lindqvist",
    )


def test_a_card_without_any_name_is_refused(alice: User) -> None:
    with pytest.raises(ValueError, match="at least one name"):
        save_contact(contact=Contact(owner=alice, place="Oslo"))


def test_people_are_found_by_nickname_alias_and_without_accents(alice: User, now: datetime) -> None:
    asa = make_contact(alice, "Åsa Öberg", now, nickname="Ossi", aliases=["Asa Berg"])

    for spelling in ("asa oberg", "ossi", "asa berg", "asa", "oberg"):
        assert [named.contact for named in people_called(alice, [spelling])[spelling]] == [asa.pk]


def test_two_of_one_name_are_both_called_by_it(alice: User, now: datetime) -> None:
    make_contact(alice, "Bo Ek", now)
    make_contact(alice, "Bo Ek", now)

    assert len(people_called(alice, ["bo ek"])["bo ek"]) == 2
    assert contact_called(alice, "Bo Ek") is None


def test_search_looks_through_names_posts_places_identities_and_notes(alice: User, now: datetime) -> None:
    ada = make_contact(alice, "Ada Lindqvist", now, place="Malmö")
    ada.posts.create(owner=alice, organisation="Analytical Engines", title="Writer")
    new_identity(contact=ada, kind="email", text="ada@example.org").save()
    Note.objects.create(owner=alice, contact=ada, text="Her nephew moved to **Lund**")
    index_contacts(owner=alice, contact_ids=[ada.pk])

    for text in ("lindq", "malmo", "engines writer", "ada@example.org", "nephew lund"):
        assert names_found(alice, text) == ["Ada Lindqvist"]
    assert names_found(alice, "nephew paris") == []


def test_search_stays_in_the_owners_book(alice: User, bob: User, now: datetime) -> None:
    make_contact(bob, "Zelda Stranger", now)

    assert names_found(alice, "zelda") == []


def test_wild_cards_are_plain_letters_in_search(alice: User, now: datetime) -> None:
    make_contact(alice, "Ada Lindqvist", now)

    assert names_found(alice, "%") == []
    assert names_found(alice, "' OR 1=1 --") == []


@pytest.mark.parametrize(
    ("kind", "text", "key"),
    [
        ("email", " Ada@Example.ORG ", "ada@example.org"),
        ("phone", "+1 202 555 0143", "+12025550143"),
        ("phone", "extension 12", "extension 12"),
        ("profile", "https://www.LinkedIn.com/in/Ada-L/?x=1", "ada-l"),
        ("profile", "https://ada.example.org/About/", "ada.example.org/about"),
        ("handle", "@ada", "ada"),
    ],
)
def test_identities_are_kept_by_their_key(alice: User, now: datetime, kind: str, text: str, key: str) -> None:
    ada = make_contact(alice, "Ada Lindqvist", now)

    assert new_identity(contact=ada, kind=kind, text=text).key == key


@pytest.mark.parametrize("text", ["javascript:alert(1)", "data:text/html,x", "not an address"])
def test_an_address_that_is_none_is_refused(alice: User, now: datetime, text: str) -> None:
    ada = make_contact(alice, "Ada Lindqvist", now)

    with pytest.raises(ValueError, match="is not the address of a profile"):
        new_identity(contact=ada, kind="profile", text=text)


def test_aliases_are_replaced_not_gathered(alice: User, now: datetime) -> None:
    ada = make_contact(alice, "Ada Lindqvist", now, aliases=["Countess", "Ada L"])

    save_contact(contact=ada, aliases=["Ada L", "AL"])

    kept = ada.identities.filter(kind=Identity.Kind.ALIAS).values_list("shown", flat=True)
    assert sorted(kept) == ["AL", "Ada L"]


def test_tags_differ_by_more_than_case(alice: User, bob: User) -> None:
    tags_named(owner=bob, text="Sailing")

    first = tags_named(owner=alice, text="Sailing, chess")
    again = tags_named(owner=alice, text="sailing")

    assert sorted(tag.name for tag in first) == ["Sailing", "chess"]
    assert [tag.owner for tag in again] == [alice]


def test_every_contact_has_its_search_row(alice: User, now: datetime) -> None:
    make_contact(alice, "Ada Lindqvist", now)

    assert SearchText.objects.owned_by(alice).count() == Contact.objects.owned_by(alice).count() == 1
