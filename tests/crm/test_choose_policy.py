"""manage.py choose_policy: a preset holds on a network from now on."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from domain.linking import policy_sentences
from domain.linkpresets import PRESETS, preset
from network.models import AboutMe, PolicyVersion


def choose(owner: User, slug: str, *more: str, network: str = "linkedin") -> str:
    out = io.StringIO()
    call_command("choose_policy", slug, "--network", network, "--owner", owner.email, *more, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("slug", PRESETS)
def test_s4_every_preset_can_be_chosen_by_its_name(slug: str, alice: User) -> None:
    choose(alice, slug)

    assert PolicyVersion.objects.get().policy == preset(slug, "linkedin")


def test_it_tells_what_holds_now(alice: User) -> None:
    said = choose(alice, "open-networker")

    assert said == "Open networker holds on LinkedIn, version 1.\nEverybody: accept.\n"


def test_it_tells_the_same_in_json(alice: User) -> None:
    choose(alice, "open-networker", network="xing")

    told = json.loads(choose(alice, "coffee-meal-beer", "--json", network="xing"))

    assert told == {
        "network": "xing",
        "policy": "coffee-meal-beer",
        "name": "Coffee, meal or beer",
        "version": 2,
        "rules": list(policy_sentences(preset("coffee-meal-beer", "xing"))),
    }


def test_the_owners_words_stay_and_empty_lists_are_filled(alice: User) -> None:
    AboutMe.objects.create(owner=alice, place="Bergen", useful_roles=["editor"])
    choose(alice, "known-by-many")
    choose(alice, "same-market")

    settings = PolicyVersion.objects.get(number=2).policy.settings
    assert (settings.market, settings.useful_roles) == ("Bergen", ("editor",))


@pytest.mark.parametrize(
    ("slug", "network", "said"),
    [
        ("no-such", "linkedin", "“no-such” is no policy of ours. Choose one of: coffee-meal-beer, "),
        ("open-networker", "linkedn", "“linkedn” is no network of ours. Choose one of: linkedin, "),
        ("open-networker", "", "A network's name has 1 to 20 characters."),
    ],
)
def test_what_is_not_known_is_said_in_one_line(slug: str, network: str, said: str, alice: User) -> None:
    with pytest.raises(CommandError) as fault:
        choose(alice, slug, network=network)

    assert str(fault.value).startswith(said)
    assert "\n" not in str(fault.value)
    assert not PolicyVersion.objects.exists()
