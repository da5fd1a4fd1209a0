"""The page "Who can introduce me?": what it shows, what is noted from it, and that looking changes nothing."""

import re
from datetime import datetime
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from contacts.models import Contact, Tie
from interactions.models import Favour
from network.models import AboutMe, Introduction
from tests.network.introducing import step, through
from tests.network.introducing_people import TODAY, friend, stranger, tie

PAGE = "/introduce/"


def words(client: Client, status: int = 200, **asked: object) -> str:
    answer = client.get(reverse("network:introduce"), asked)
    assert answer.status_code == status
    shown = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return unescape(" ".join(shown.split()))


@pytest.fixture
def bo(alice: User, now: datetime) -> Contact:
    return friend(alice, "Bo Lund", now)


@pytest.fixture
def cara(alice: User, now: datetime) -> Contact:
    return stranger(alice, "Cara Quist", now)


def test_an_empty_page_asks_whom_one_wants_to_meet(as_alice: Client, now: datetime) -> None:
    shown = words(as_alice)
    assert "Whom do you want to meet?" in shown
    assert "Nobody below your line is proposed" in shown


def test_a_way_shows_why_how_fresh_it_is_and_what_to_write(
    as_alice: Client, alice: User, now: datetime, bo: Contact, cara: Contact
) -> None:
    AboutMe.objects.create(owner=alice, name="Alice Berg")
    Favour.objects.create(owner=alice, contact=bo, gave=True, weight=3, on=TODAY, text="the map", made_at=now)
    bo.vouches = bo.vouch = "yes"
    bo.save()
    tie(bo, cara, now, estimate=6)
    shown = words(as_alice, contact=cara.pk)

    assert "Bo Lund and Cara Quist at 6." in shown
    assert "Weakest link: Bo Lund – Cara Quist." in shown
    assert "Thriving Last contact" in shown
    assert "Not asked in the last year. You gave them one favour and got no favours." in shown
    assert "They would vouch for you. You would vouch for them." in shown
    assert "Hi Bo, It was good to share a meal with you in March 2026. I hope the map was of use." in shown
    assert "I would like to meet Cara Quist, and I believe you two know each other." in shown
    assert "Alice Berg" in shown


def test_the_draft_asks_how_well_where_nobody_knows(as_alice: Client, now: datetime, bo: Contact) -> None:
    shown = words(as_alice, to="Zoe Wik", mutuals="Bo Lund")
    assert "How well do you know Zoe, from 1, a name you have heard, to 10, a close friend?" in shown
    assert "Wie gut kennst du Zoe" in words(as_alice, to="Zoe Wik", mutuals="Bo Lund", language="de")


def test_asking_begins_an_introduction_with_all_that_is_known(
    as_alice: Client, alice: User, now: datetime, bo: Contact, cara: Contact
) -> None:
    ada = stranger(alice, "Ada Holm", now)
    tie(bo, ada, now, estimate=8)
    tie(ada, cara, now, estimate=8)
    page = as_alice.get(PAGE, {"contact": cara.pk}).content.decode()
    assert f"?broker={bo.pk}&amp;through={ada.pk}&amp;to={cara.pk}" in page


def test_the_answer_of_a_broker_is_noted_at_once(
    as_alice: Client, alice: User, now: datetime, bo: Contact, cara: Contact
) -> None:
    tie(bo, cara, now)
    address = reverse("network:introduce_answer", args=[bo.pk])
    there = f"{PAGE}?contact={cara.pk}"
    answer = as_alice.post(address, {"estimate": "8", "to": cara.pk, "next": there}, follow=True)

    noted = Tie.objects.owned_by(alice).get()
    assert (noted.estimate, noted.confirmed_on) == (8, TODAY)
    assert "Bo Lund and Cara Quist at 8." in answer.content.decode()


def test_an_answer_about_somebody_outside_brings_them_into_the_book(
    as_alice: Client, alice: User, now: datetime, bo: Contact
) -> None:
    for _each in range(2):  # a double click notes it once
        as_alice.post(
            reverse("network:introduce_answer", args=[bo.pk]), {"estimate": "7", "to_name": "Zoe Wik"}
        )

    noted = Tie.objects.owned_by(alice).get()
    assert sorted((noted.one.display, noted.other.display)) == ["Bo Lund", "Zoe Wik"]
    assert "Bo Lund and Zoe Wik at 7." in words(as_alice, to="Zoe Wik")


@pytest.mark.parametrize(
    "told",
    [
        {"estimate": "11", "to_name": "Zoe Wik"},
        {"estimate": "", "to_name": "Zoe Wik"},
        {"estimate": "5"},
        {"estimate": "5", "to_name": " "},
    ],
)
def test_an_answer_that_is_none_changes_nothing(
    as_alice: Client, alice: User, now: datetime, bo: Contact, told: dict[str, str]
) -> None:
    answer = as_alice.post(reverse("network:introduce_answer", args=[bo.pk]), told)
    assert answer.status_code == 422
    assert (Tie.objects.count(), Contact.objects.count()) == (0, 1)


def test_an_answer_off_the_scale_stays_to_be_mended_beside_its_way(
    as_alice: Client, alice: User, now: datetime, bo: Contact, cara: Contact
) -> None:
    tie(bo, cara, now)
    address = reverse("network:introduce_answer", args=[bo.pk])
    there = f"{PAGE}?contact={cara.pk}&language=de"
    answer = as_alice.post(address, {"estimate": "11", "to": cara.pk, "next": there})
    shown = answer.content.decode()

    assert answer.status_code == 422
    assert "Give their number, 1 to 10." in shown
    assert re.findall(r'name="estimate"[^>]* value="([^"]*)"', shown) == ["11"]
    assert f'name="next" value="{PAGE}?contact={cara.pk}&amp;language=de"' in shown


def test_whoever_one_knows_oneself_has_a_ring_and_its_number_in_the_words(
    as_alice: Client, now: datetime, bo: Contact
) -> None:
    page = as_alice.get(PAGE, {"contact": bo.pk}).content.decode()
    (ring,) = re.findall(r'<svg class="ring.*?</svg>', page, re.DOTALL)
    (number,) = re.findall(r"(\d+\.\d)</text>", ring)
    assert f"You know them yourself: you and Bo Lund are at {number}." in page


def test_a_broker_who_was_asked_one_time_was_asked_once(
    as_alice: Client, alice: User, now: datetime, bo: Contact, cara: Contact
) -> None:
    tie(bo, cara, now, estimate=8)
    step(through(bo, "Zoe Wik", now), "asked", TODAY, now)
    assert "Asked once in the last year, last on 12 March." in words(as_alice, contact=cara.pk)


def test_nobody_knows_themselves(as_alice: Client, now: datetime, bo: Contact) -> None:
    as_alice.post(reverse("network:introduce_answer", args=[bo.pk]), {"estimate": "5", "to": bo.pk})
    assert Tie.objects.count() == 0


def test_the_line_is_tried_and_then_kept(
    as_alice: Client, alice: User, now: datetime, bo: Contact, cara: Contact
) -> None:
    tie(bo, cara, now, estimate=5)
    assert "Bo Lund and Cara Quist are at 5, below your line of 6." in words(
        as_alice, contact=cara.pk, line=6
    )
    alice.refresh_from_db()
    assert alice.introducer_line == 4

    as_alice.post(reverse("network:introduce_line"), {"line": "6"})
    alice.refresh_from_db()
    assert alice.introducer_line == 6
    as_alice.post(reverse("network:introduce_line"), {"line": "11"})
    alice.refresh_from_db()
    assert alice.introducer_line == 6


def test_what_cannot_be_asked_is_said_and_kept(as_alice: Client, now: datetime) -> None:
    shown = as_alice.get(PAGE, {"to": "Zoe Wik", "line": "12"})
    assert shown.status_code == 422
    assert 'value="Zoe Wik"' in shown.content.decode()
    assert "Whom do you want to meet?" in words(as_alice, to=" ")


@pytest.mark.parametrize(
    "asked", [{"contact": 10**30}, {"contact": 0}, {"contact": "x"}, {"tag": "none of mine"}]
)
def test_an_address_that_nobody_gave_is_no_fault(
    as_alice: Client, now: datetime, asked: dict[str, object]
) -> None:
    assert as_alice.get(PAGE, asked).status_code in (404, 422)


def test_of_namesakes_one_is_chosen(as_alice: Client, alice: User, now: datetime, cara: Contact) -> None:
    other = stranger(alice, "Cara Quist", now)
    page = as_alice.get(PAGE, {"to": "Cara Quist", "mutuals": "Bo Lund"}).content.decode()
    assert f"mutuals=Bo+Lund&amp;contact={other.pk}" in page


def test_looking_changes_nothing(as_alice: Client, now: datetime, bo: Contact) -> None:
    words(as_alice, to="Zoe Wik", mutuals="Bo Lund", line=2)
    assert (Contact.objects.count(), Tie.objects.count(), Introduction.objects.count()) == (1, 0, 0)


def test_hidden_strengths_are_told_in_words(
    as_alice: Client, alice: User, now: datetime, bo: Contact, cara: Contact
) -> None:
    alice.shows_strength = False
    alice.save()
    tie(bo, cara, now, estimate=10)
    tie(stranger(alice, "Dora Sand", now), cara, now, estimate=9)
    shown = words(as_alice, contact=cara.pk)

    assert "You and Bo Lund are strong, Bo Lund and Cara Quist at 10." in shown
    assert "You and Dora Sand are below your line of 4." in shown
    assert re.findall(r"\b\d\.\d\b", shown) == []


def test_a_sensitive_talk_stays_out_of_the_draft(
    as_alice: Client, alice: User, now: datetime, bo: Contact
) -> None:
    bo.participations.first().interaction.__class__.objects.update(sensitive=True)
    assert "It was good to" not in words(as_alice, to="Zoe Wik", mutuals="Bo Lund")
