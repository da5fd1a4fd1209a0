"""Since when two are linked is a little evidence, whichever network's file tells it."""

from datetime import date

import pytest

from accounts.models import User
from interactions.models import Interaction, Participation
from tests.transfer.given import book
from tests.transfer.given_items import bring_items, take_back_all
from transfer.formats.values import Card, LinkSaid

pytestmark = pytest.mark.django_db
SINCE = date(2012, 5, 4)


def friend(**fields: object) -> Card:
    told = {
        "line": 1,
        "key": "anna",
        "given": "Anna",
        "family": "Bell",
        "links": (LinkSaid("facebook", SINCE),),
    }
    return Card(**(told | fields))  # type: ignore[arg-type]  # fields of a card


def linked(owner: User) -> list[tuple[str, str, date, bool]]:
    rows = Participation.objects.owned_by(owner).order_by("pk")
    return list(rows.values_list("contact__display", "interaction__kind", "interaction__day", "counted"))


def test_a_friend_since_a_day_has_a_linked_interaction_that_is_never_counted(alice: User) -> None:
    empty = book(alice)
    run = bring_items(alice, [friend()], source="facebook")

    assert linked(alice) == [("Anna Bell", "linked", SINCE, False)]
    bring_items(alice, [friend()], source="facebook")
    assert Interaction.objects.count() == 1
    take_back_all(run)
    assert book(alice) == empty


def test_somebody_known_gets_one_too_and_undo_takes_it_back(alice: User) -> None:
    email = {"emails": ("anna@example.org",)}
    bring_items(alice, [friend(links=(), **email)], source="vcard")
    before = book(alice)

    run = bring_items(alice, [friend(**email)], source="facebook")

    assert linked(alice) == [("Anna Bell", "linked", SINCE, False)]
    take_back_all(run)
    assert book(alice) == before


@pytest.mark.parametrize(
    "link", [LinkSaid("facebook"), LinkSaid("facebook", SINCE, date(2020, 1, 1)), LinkSaid("x", SINCE)]
)
def test_no_day_a_past_link_and_another_network_make_none(alice: User, link: LinkSaid) -> None:
    bring_items(alice, [friend(links=(link,))], source="facebook")

    assert linked(alice) == []
