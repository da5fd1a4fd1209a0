"""What files say about their owner."""

from typing import Any

import pytest

from accounts.models import User
from network.models import AboutMe
from network.services.about import save_about_me
from tests.transfer.given_items import bring_items, rows_of, take_back_all
from transfer.formats.values import OwnerSaid, StaySaid

pytestmark = pytest.mark.django_db
SAID = OwnerSaid(
    2,
    "Profile.csv",
    name="Owen Reed",
    place="Zurich",
    emails=("Owen@Example.org", "no address"),
    employers=(StaySaid("Fjord AG", "2015", "2018-03", is_over=True), StaySaid("Kiln", "2019")),
    schools=(StaySaid("ETH", "2010", "2015", is_over=True),),
)


def told(user: User) -> dict[str, Any]:
    return AboutMe.objects.owned_by(user).values("name", "place", "emails", "employers", "schools").get()


def test_what_the_owner_did_not_tell_is_filled_in(alice: User) -> None:
    run = bring_items(alice, [SAID], source="linkedin")

    assert told(alice) == {
        "name": "Owen Reed",
        "place": "Zurich",
        "emails": ["owen@example.org"],
        "employers": [
            {"name": "Fjord AG", "first": "2015", "last": "2018-03", "is_over": True},
            {"name": "Kiln", "first": "2019", "last": "", "is_over": False},
        ],
        "schools": [{"name": "ETH", "first": "2010", "last": "2015", "is_over": True}],
    }
    assert rows_of(run) == [(2, "updated", "about you: name, emails, place, employers, schools")]


def test_what_the_owner_wrote_stays(alice: User) -> None:
    mine = {"name": "Fjord", "first": "2014", "last": "", "is_over": True}
    save_about_me(owner=alice, told={"name": "O. Reed", "employers": [mine]})

    bring_items(alice, [SAID], source="linkedin")

    found = told(alice)
    assert found["name"] == "O. Reed"
    assert found["employers"] == [mine, {"name": "Kiln", "first": "2019", "last": "", "is_over": False}]


def test_the_same_again_says_nothing_new(alice: User) -> None:
    bring_items(alice, [SAID], source="linkedin")
    before = told(alice)

    run = bring_items(alice, [SAID, SAID], source="linkedin")

    assert told(alice) == before
    assert rows_of(run) == [(2, "unchanged", "about you: nothing new")]


def test_undo_takes_back_what_the_owner_left_alone(alice: User) -> None:
    save_about_me(owner=alice, told={"place": "Lund", "employers": []})
    run = bring_items(alice, [SAID], source="linkedin")
    save_about_me(owner=alice, told={"name": "Owen R. Reed"})

    take_back_all(run)

    assert told(alice) == {
        "name": "Owen R. Reed",
        "place": "Lund",
        "emails": [],
        "employers": [],
        "schools": [],
    }
