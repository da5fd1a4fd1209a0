"""Hostile and odd requests through every way in: no crash, no injection, a clear word."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import User
from network.models import AboutMe, LinkRequest
from network.queries.requests import request_cards
from tests.factories import make_contact
from tests.network.publishing import holds, shown
from tests.transfer.given import asks, bring_in

MARKUP = "<script>alert(1)</script><img src=x onerror=alert(2)>"
TEMPLATE = "{{ 7|add:7 }}{% csrf_token %}{% load static %}"
TURNED = "Tom \u202eybhsA\u202c"
HOMOGRAPH = "\N{CYRILLIC CAPITAL LETTER A}da Lindqvist"
NOVEL = " ".join(f"night{number * 7919 % 1_000_003}" for number in range(100_000))
ELSEWHERE = "https://evil.example/in/ada-lindqvist"
SCRIPT = "javascript:alert(1)"
ODD = (MARKUP, TEMPLATE, TURNED, "'; DROP TABLE users; --", "=1+1", "\u0000x", "…")
NOWHERE = (ELSEWHERE, SCRIPT, "//evil.example", "https://linkedin.com@evil.example/in/ada")
Way = Callable[..., Any]


@pytest.fixture
def page(alice: User, now: datetime) -> None:
    holds(alice, now)
    shown(alice, now, asks_where_met=True)


def typed(owner: User, *, name: str, note: str = "", address: str = "", network: str = "linkedin") -> Any:
    said = {"name": name, "message": note, "address": address, "network": network}
    return _signed_in(owner).post("/requests/new/", said)


def pasted(owner: User, *, name: str, note: str = "", address: str = "", network: str = "linkedin") -> Any:
    """Pasted as lines, then looked over and kept as it was read."""
    client = _signed_in(owner)
    text = "\n".join(part for part in (name, address, note) if part)
    answer = client.post("/requests/new/", {"text": text})
    if answer.status_code == 200:
        read = {field: value or "" for field, value in answer.context["form"].initial.items()}
        said = {"name": name[:200], "looked_over": "1"} | {key: text for key, text in read.items() if text}
        answer = client.post("/requests/new/", said | {"network": network})
    return answer


def public(owner: User, *, name: str, note: str = "", address: str = "", network: str = "linkedin") -> Any:
    return Client().post("/p/my-rules/where/", {"name": name, "where": note, "address": address})


def imported(owner: User, *, name: str, note: str = "", address: str = "", network: str = "linkedin") -> Any:
    return bring_in(owner, invitations=[asks(name, "", message=note, inviter_url=address)])


def _signed_in(owner: User) -> Client:
    client = Client()
    client.force_login(owner)
    return client


def pages(owner: User) -> str:
    """Everything that shows requests, in one text; each of it is there."""
    client = _signed_in(owner)
    cards = [reverse("network:request_card", args=[row.pk]) for row in LinkRequest.objects.owned_by(owner)]
    answers = [client.get(url) for url in ("/requests/", "/requests/batch/", "/requests/answered/", *cards)]
    assert {answer.status_code for answer in answers} == {200}
    return "\n".join(answer.text for answer in answers)


WAYS = pytest.mark.parametrize("way", [typed, pasted, public, imported])


@pytest.mark.usefixtures("page")
@WAYS
def test_any_text_is_only_text(way: Way, alice: User) -> None:
    for number, text in enumerate(ODD):
        cache.clear()  # a visitor may ask five times an hour
        before = LinkRequest.objects.count()
        address = f"https://www.linkedin.com/in/tom-ashby-{number}"
        way(alice, name=f"Tom {text} Ashby", note=f"Hello {text}", address=address)
        assert LinkRequest.objects.count() <= before + 1

    said = pages(alice)

    assert "<script>alert" not in said
    assert "<img src=x" not in said
    assert "\x00" not in said


@pytest.mark.usefixtures("page")
@WAYS
def test_template_syntax_is_shown_as_it_was_written(way: Way, alice: User) -> None:
    way(alice, name="Tom Ashby", note=f"Hello {TEMPLATE}")

    assert "{{ 7|add:7 }}{% csrf_token %}" in pages(alice)


@pytest.mark.usefixtures("page")
@WAYS
def test_a_novel_is_refused_or_cut(way: Way, alice: User) -> None:
    answer = way(alice, name="Tom Ashby", note=NOVEL)

    assert getattr(answer, "status_code", 422) in (302, 422)
    assert all(len(row.message) <= 100_000 for row in LinkRequest.objects.all())
    assert len(pages(alice)) < 2_000_000


@pytest.mark.usefixtures("page")
def test_a_novel_is_told_in_a_clear_word(alice: User) -> None:
    assert "That is much more than an invitation." in pasted(alice, name="Tom Ashby", note=NOVEL).text
    assert "at most 10000 characters" in typed(alice, name="Tom Ashby", note=NOVEL).text
    assert "at most 2000 characters" in public(alice, name="Tom Ashby", note=NOVEL).text


@pytest.mark.usefixtures("page")
@WAYS
def test_an_empty_note_is_no_fault_but_where_the_note_is_all_that_is_asked(way: Way, alice: User) -> None:
    answer = way(alice, name="Tom Ashby", address="https://www.linkedin.com/in/tom-ashby")

    if way is public:
        assert "Say where we met, in a few words." in answer.text
    else:
        (row,) = LinkRequest.objects.all()
        assert row.message == ""
        assert "Tom Ashby" in pages(alice)


@pytest.mark.usefixtures("page")
@WAYS
def test_s9_a_name_in_letters_of_two_alphabets_is_known_again_with_a_doubt(
    way: Way, alice: User, now: datetime
) -> None:
    ada = make_contact(alice, "Ada Lindqvist", now)
    way(alice, name=HOMOGRAPH, note="Hello again from the riverside")

    (row,) = LinkRequest.objects.all()
    (card,) = request_cards(alice, [row])

    assert [one.contact_id for one in card.known] == [ada.pk]
    assert card.known[0].candidate.confidence < 0.6
    assert "letters of two alphabets" in str(card.known[0].candidate.evidence_against)
    assert "letters of two alphabets" in pages(alice)


@pytest.mark.usefixtures("page")
@WAYS
def test_an_address_of_another_site_is_no_profile(way: Way, alice: User, now: datetime) -> None:
    make_contact(alice, "Ada Lindqvist", now)
    for name, address in zip(("Tom", "Ida", "Rolf", "Vera"), NOWHERE, strict=True):
        way(alice, name=f"{name} Ashby", note="Hello again", address=address)

    assert all(row.key == "" for row in LinkRequest.objects.all())
    assert 'href="javascript' not in pages(alice)


@pytest.mark.parametrize("name", ["Alice Lovell", "alice  LOVELL"])
@WAYS
def test_a_request_from_oneself_never_waits(way: Way, name: str, alice: User, now: datetime) -> None:
    holds(alice, now)
    shown(alice, now, asks_where_met=True)
    AboutMe.objects.create(owner=alice, name="Alice Lovell")

    answer = way(alice, name=name, note="Hello", address="")

    if way is not imported:
        assert LinkRequest.objects.count() == 0
    if way in (typed, pasted):
        assert (answer.status_code, "That is you." in answer.text) == (422, True)


def test_the_same_person_asking_five_times_on_two_networks_makes_two_requests(
    alice: User, now: datetime
) -> None:
    holds(alice, now)
    shown(alice, now, asks_where_met=True)
    for network in ("linkedin", "xing"):
        for note in ("one", "two", "three", "four", "five"):
            typed(alice, name="Tom Ashby", note=note, network=network)
    for way in (pasted, public, imported):
        way(alice, name="Tom Ashby", note="And once more, hello")

    rows = LinkRequest.objects.owned_by(alice).order_by("network")
    assert [(row.network, row.times, row.state) for row in rows] == [
        ("linkedin", 1, "open"),
        ("xing", 1, "open"),
    ]
    assert pages(alice).count("Request 1 of 2") >= 1
