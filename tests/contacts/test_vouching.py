"""Whom the owner would vouch for is said by the owner, never read from how close they are."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from accounts.models import User
from contacts.models import Contact, Vouch
from interactions.services import rate_contact
from relationships.models import Standing
from tests.dashboard.test_people import _card
from tests.factories import log, make_contact

TODAY = date(2026, 3, 12)


def strength_of(contact: Contact) -> float:
    return Standing.objects.get(contact=contact).strength_on(TODAY)


def test_s17_a_shared_meal_and_a_high_strength_say_nothing_about_vouching(alice: User, now: datetime) -> None:
    ada = make_contact(alice, "Ada Lindqvist", now)
    for days in range(60, 0, -7):
        log(ada, TODAY - timedelta(days=days), now, kind="meal")
    rate_contact(contact=ada, value=9.5, half_life=365, day=TODAY, now=now)

    ada.refresh_from_db()
    assert ada.vouch == ""


@pytest.mark.parametrize("said", ["", *Vouch.values])
def test_s17_vouching_is_its_own_yes_no_or_not_yet_and_moves_no_strength(
    said: str, as_alice: Client, alice: User, now: datetime
) -> None:
    rana = make_contact(alice, "Rana Perez", now)
    log(rana, TODAY - timedelta(days=9), now)
    before = strength_of(rana)

    as_alice.post(f"/people/{rana.pk}/edit/", _card(vouch=said))

    rana.refresh_from_db()
    assert (rana.vouch, strength_of(rana)) == (said, before)
    chip = f"Would vouch: {rana.get_vouch_display().lower()}" if said else "Would vouch"
    assert (chip in as_alice.get(f"/people/{rana.pk}/").text) is bool(said)


def test_s17_one_may_vouch_for_somebody_one_never_met(as_alice: Client, alice: User, now: datetime) -> None:
    rana = make_contact(alice, "Rana Perez", now)

    as_alice.post(f"/people/{rana.pk}/edit/", _card(vouch="yes"))

    assert Contact.objects.get(pk=rana.pk).vouch == "yes"
    assert not rana.participations.exists()


def test_s17_there_is_no_fourth_answer(as_alice: Client, alice: User, now: datetime) -> None:
    rana = make_contact(alice, "Rana Perez", now)

    answer = as_alice.post(f"/people/{rana.pk}/edit/", _card(vouch="perhaps"))

    assert answer.status_code in (200, 422)
    assert Contact.objects.get(pk=rana.pk).vouch == ""
