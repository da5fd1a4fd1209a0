"""How it is done there, in our words or the owner's."""

import pytest
from django.test import Client

from accounts.models import User
from network.models import HOW_TO_MUTE, HOW_TO_UNLINK, HowTo, Network
from network.services.howto import save_how_to
from network.services.review import choose
from tests.conftest import NOON
from tests.network.given import linked_person

pytestmark = pytest.mark.usefixtures("now")


@pytest.mark.parametrize("network", Network)
@pytest.mark.parametrize("told", [HOW_TO_UNLINK, HOW_TO_MUTE])
def test_s15_every_network_has_its_steps(told: dict[Network, str], network: Network) -> None:
    assert 2 <= len(told[network].splitlines()) <= 4


def test_s15_the_owners_steps_stand_in_the_checklist(as_alice: Client, alice: User) -> None:
    choose(contact=linked_person(alice, "Dirk Once", 800), choice="unlink", reason="", now=NOON)
    assert "2. Choose More, then Remove connection." in as_alice.get("/unlinks/").text

    as_alice.post("/unlinks/how/", {"network": "linkedin", "text": "Press <b>this</b>.\r\n\r\n Then that. "})

    assert HowTo.objects.get().text == "Press <b>this</b>.\nThen that."
    page = as_alice.get("/unlinks/").text
    assert "1. Press &lt;b&gt;this&lt;/b&gt;. 2. Then that." in page
    assert "Remove connection" not in page


def test_empty_brings_our_steps_back_and_our_own_are_not_stored(alice: User) -> None:
    save_how_to(owner=alice, network="xing", text="Mine.")
    save_how_to(owner=alice, network="xing", text=" \n ")
    save_how_to(owner=alice, network="x", text=HOW_TO_UNLINK[Network.X])

    assert HowTo.objects.count() == 0


@pytest.mark.parametrize(
    "wrong", [{"network": "friendster", "text": "x"}, {"network": "x", "text": "x" * 2001}]
)
def test_wrong_steps_are_refused_in_words(as_alice: Client, wrong: dict[str, str]) -> None:
    answer = as_alice.post("/unlinks/how/", wrong)

    assert (answer.status_code, HowTo.objects.count()) == (422, 0)
    assert "At most 2000 characters, for one of the networks below." in answer.text


def test_a_strangers_steps_are_not_mine(as_bob: Client, alice: User) -> None:
    save_how_to(owner=alice, network="xing", text="Only Alice’s way.")

    assert "Only Alice" not in as_bob.get("/unlinks/how/").text
