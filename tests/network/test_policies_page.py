"""Choosing policies: one for each network, from presets or by four questions, shown before it holds."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from domain.linking import Outcome, policy_sentences
from domain.linkpresets import PRESETS, preset
from network.models import AboutMe, PolicyVersion
from network.queries.policies import current_policies, current_policy
from network.services.policies import save_version
from tests.network.editing import address, choose, draft_in, fields_of
from tests.network.given import linked_person, request_from

ANSWERS = {"answers": "1", "met": "in-person", "strangers": "none", "ask": "no", "no": "politely"}


def page(client: Client, name: str = "policies", *args: object) -> str:
    return client.get(reverse(f"network:{name}", args=args)).content.decode()


def test_s3_each_network_has_its_own_policy(alice: User, as_alice: Client, now: datetime) -> None:
    choose(as_alice, "coffee-meal-beer", "linkedin")
    choose(as_alice, "open-networker", "facebook")

    held = {network: version.slug for network, version in current_policies(alice).items()}
    assert held == {"linkedin": "coffee-meal-beer", "facebook": "open-networker"}


def test_s3_a_network_without_a_policy_asks_to_choose_one(alice: User, as_alice: Client) -> None:
    linked_person(alice, "Mira Solberg")

    shown = page(as_alice)

    assert "No policy yet: choose one" in shown
    assert f"{reverse('network:policy_choose')}?network=linkedin" in shown


def test_the_networks_with_links_or_requests_come_first(alice: User, as_alice: Client) -> None:
    request_from(alice, "Mira Solberg", network="xing")

    cards = as_alice.get(reverse("network:policies")).context["cards"]

    assert [(card.network.value, card.links, card.requests) for card in cards] == [("xing", 0, 1)]


def test_the_page_says_the_policy_in_plain_words_with_its_version(
    alice: User, as_alice: Client, now: datetime
) -> None:
    choose(as_alice, "coffee-meal-beer")

    shown = page(as_alice)

    assert "version 1, 12 March 2026" in shown
    assert all(sentence in shown for sentence in policy_sentences(current_policy(alice, "linkedin").policy))


def test_s4_all_presets_are_offered_in_one_voice(as_alice: Client) -> None:
    shown = page(as_alice, "policy_choose")

    assert [slug for slug in PRESETS if f'name="preset" value="{slug}"' in shown] == list(PRESETS)
    assert all(one.about in shown for one in PRESETS.values())


@pytest.mark.parametrize("slug", PRESETS)
def test_s4_a_preset_can_be_chosen_edited_and_saved_unchanged(
    slug: str, alice: User, as_alice: Client, now: datetime
) -> None:
    choose(as_alice, slug)
    chosen = current_policy(alice, "linkedin")

    typed = fields_of(as_alice.get(address("edit")).content.decode())
    again = as_alice.post(address("simulate"), typed)
    as_alice.post(address("save"), {"draft": draft_in(again.content.decode())})

    assert chosen.policy == preset(slug, "linkedin")
    assert [one.plain for one in PolicyVersion.objects.all()] == [chosen.plain]


def test_choosing_shows_what_it_would_do_and_saves_nothing(alice: User, as_alice: Client) -> None:
    linked_person(alice, "Mira Solberg")

    shown = as_alice.post(address("simulate"), {"preset": "coffee-meal-beer"}).content.decode()

    assert "1 of 1 link would not pass" in shown
    assert not PolicyVersion.objects.exists()


def test_four_answers_lead_to_a_policy(alice: User, as_alice: Client, now: datetime) -> None:
    shown = as_alice.post(address("simulate"), ANSWERS)
    as_alice.post(address("save"), {"draft": draft_in(shown.content.decode())})

    held = current_policy(alice, "linkedin").policy
    assert (held.slug, held.default) == ("coffee-meal-beer", Outcome.DECLINE)


def test_a_question_without_an_answer_is_asked_again_and_the_others_stay(as_alice: Client) -> None:
    answer = as_alice.post(address("simulate"), ANSWERS | {"ask": ""})

    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Answer this question first: Do you want to ask" in shown
    assert 'value="in-person" checked' in shown


def test_a_preset_is_filled_with_what_the_owner_told_about_themselves(
    alice: User, as_alice: Client, now: datetime
) -> None:
    AboutMe.objects.create(
        owner=alice, place="Bergen", useful_roles=["editor"], competitors=["Acme"], pitch_words=["funnel"]
    )

    choose(as_alice, "same-market")

    settings = current_policy(alice, "linkedin").policy.settings
    told = (settings.market, settings.useful_roles, settings.competitors, settings.pitch_words)
    assert told == ("Bergen", ("editor",), ("Acme",), ("funnel",))


def test_saving_can_be_undone_as_one_more_version(alice: User, as_alice: Client, now: datetime) -> None:
    choose(as_alice, "coffee-meal-beer")
    choose(as_alice, "open-networker")
    first = PolicyVersion.objects.get(number=1)

    toast = page(as_alice)
    undo = reverse("network:policy_use", args=[first.pk])
    as_alice.post(undo)

    assert undo in toast
    assert current_policy(alice, "linkedin").number == 3
    assert current_policy(alice, "linkedin").policy == first.policy


def test_the_first_policy_has_nothing_to_go_back_to(as_alice: Client, now: datetime) -> None:
    choose(as_alice, "open-networker")

    assert "data-undo" not in page(as_alice)


def test_versions_tell_what_changed_and_can_be_used_again(
    alice: User, as_alice: Client, now: datetime
) -> None:
    for slug in ("open-networker", "known-by-many"):
        save_version(owner=alice, policy=preset(slug, "linkedin"), now=now)

    shown = page(as_alice, "policy_versions", "linkedin")
    as_alice.post(reverse("network:policy_use", args=[PolicyVersion.objects.get(number=1).pk]))

    assert "<dd>If their role is useful to me: accept.</dd>" in shown
    assert "<dd><s>Everybody: accept.</s></dd>" in shown
    assert "List the roles" not in shown
    assert shown.count("Use this again") == 1
    assert [one.slug for one in PolicyVersion.objects.all()] == [
        "open-networker",
        "known-by-many",
        "open-networker",
    ]


@pytest.mark.parametrize("page_name", ["edit", "versions", "drift"])
def test_before_a_policy_is_chosen_it_has_no_pages(page_name: str, as_alice: Client) -> None:
    assert as_alice.get(address(page_name)).status_code == 404


@pytest.mark.parametrize("page_name", ["edit", "simulate", "save", "versions", "drift"])
def test_an_unknown_network_has_no_page(page_name: str, as_alice: Client) -> None:
    posted = {"preset": "open-networker", "draft": "{}"}

    assert as_alice.post(address(page_name, "linkedn"), posted).status_code in (404, 405)
    assert as_alice.get(address(page_name, "linkedn")).status_code in (404, 405)


@pytest.mark.parametrize(
    "draft",
    [
        "",
        "[]",
        "{",
        "null",
        "[" * 100_000,
        '{"network": "xing", "name": "N", "slug": "n", "default": "accept"}',
    ],
)
def test_a_draft_that_cannot_be_read_saves_nothing(draft: str, as_alice: Client, now: datetime) -> None:
    answer = as_alice.post(address("save"), {"draft": draft}, follow=True)

    assert "That draft cannot be read" in answer.content.decode()
    assert not PolicyVersion.objects.exists()
