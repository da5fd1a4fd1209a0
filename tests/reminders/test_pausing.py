"""Leaving a person alone until a day, on their page."""

from datetime import date, timedelta

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from accounts import clock
from reminders.models import Occurrence, Reminder
from reminders.queries import Resting, dates_near, open_people, resting_of, resting_people
from reminders.services import open_nudges, open_reminders, pause_person
from tests.reminders.people import (
    NOW,
    TODAY,
    birthday,
    change,
    make_contact,
    meet,
    nudged,
    quiet_friend,
    rows,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
MAY = date(2026, 5, 1)


@pytest.fixture
def greta(alice):
    friend = quiet_friend(alice, "Greta Holm")
    open_nudges(owner=alice, now=NOW)
    return friend


def page(contact):
    return reverse("dashboard:person", args=[contact.pk])


def pause(client, contact, until):
    return client.post(reverse("dashboard:person_pause", args=[contact.pk]), {"until": until})


def told(response):
    return [(str(message), message.extra_tags) for message in get_messages(response.wsgi_request)]


def text(client, contact):
    return " ".join(client.get(page(contact)).content.decode().split())


def test_a_pause_takes_the_nudge_away_and_nobody_is_brought_up_before_the_day(alice, greta):
    pause_person(contact=greta, until=MAY, now=NOW)

    assert nudged(alice) == []
    days = [TODAY + timedelta(days=number) for number in range(60)]
    moments = [NOW + timedelta(days=number) for number in range(60)]
    opened = [day for day, now in zip(days, moments, strict=True) if open_nudges(owner=alice, now=now)]
    assert opened == [MAY]


def test_going_on_brings_everything_back_as_it_was(alice, greta):
    before = Occurrence.objects.values().get()

    assert pause_person(contact=greta, until=MAY, now=NOW) is None
    assert pause_person(contact=greta, until=None, now=NOW) == MAY

    assert Occurrence.objects.values().get() == before
    assert [card.contact for card in open_people(alice, TODAY)] == [greta]


def test_a_pause_of_somebody_never_brought_up_makes_the_reminder(alice):
    bo = make_contact(alice, "Bo Lindqvist", circle="inner")

    pause_person(contact=bo, until=MAY, now=NOW)

    assert Reminder.objects.get(contact=bo).paused_until == MAY
    assert open_nudges(owner=alice, now=NOW) == 0
    assert resting_people(alice, TODAY) == [Resting(bo, MAY)]
    assert (resting_of(bo, TODAY), resting_of(bo, MAY)) == (Resting(bo, MAY), None)


def test_dates_come_up_in_a_pause(alice, greta):
    birthday(greta, 3, 13)
    change(greta)
    pause_person(contact=greta, until=MAY, now=NOW)

    open_reminders(now=NOW)

    assert [card.contact for card in dates_near(alice, TODAY)] == [greta]
    assert rows(alice, "keep in touch", state="open").count() == 0


@pytest.mark.parametrize("until", [TODAY, TODAY - timedelta(days=1)])
def test_a_pause_ends_on_a_day_to_come(greta, until):
    with pytest.raises(ValueError, match="Choose a day to come."):
        pause_person(contact=greta, until=until, now=NOW)


def test_the_page_pauses_and_says_so_and_undo_brings_it_back(as_alice, alice, greta):
    response = pause(as_alice, greta, "2026-05-01")

    way_back = reverse("dashboard:person_pause_as", args=[greta.pk, "none"])
    assert response["Location"] == page(greta)
    assert told(response) == [("No suggestions about Greta Holm until 1 May 2026.", f"undo:{way_back}")]
    assert "Paused until 1 May 2026." in text(as_alice, greta)
    assert nudged(alice) == []

    response = as_alice.post(way_back)

    again = reverse("dashboard:person_pause_as", args=[greta.pk, "2026-05-01"])
    assert told(response)[-1] == ("Greta Holm may come up again.", f"undo:{again}")
    assert nudged(alice) == ["Greta Holm"]
    as_alice.post(again)
    assert Reminder.objects.get(contact=greta).paused_until == MAY


def test_undoing_another_day_goes_back_to_the_first(as_alice, greta):
    pause(as_alice, greta, "2026-05-01")
    response = pause(as_alice, greta, "2026-06-01")

    way_back = reverse("dashboard:person_pause_as", args=[greta.pk, "2026-05-01"])
    assert told(response)[-1][1] == f"undo:{way_back}"
    as_alice.post(way_back)
    assert Reminder.objects.get(contact=greta).paused_until == MAY


@pytest.mark.parametrize("until", ["", "2026-03-12", "soon", "9999-12-31"])
def test_a_day_that_makes_no_sense_is_asked_for_again(as_alice, alice, greta, until):
    response = pause(as_alice, greta, until)

    assert response.status_code == 422
    assert nudged(alice) == ["Greta Holm"]


@pytest.mark.parametrize("until", ["yesterday", "2026-13-01"])
def test_an_address_without_a_day_is_not_found(as_alice, greta, until):
    assert as_alice.post(reverse("dashboard:person_pause_as", args=[greta.pk, until])).status_code == 404


def test_a_pause_that_is_over_by_now_is_not_taken_up_again(as_alice, greta):
    as_alice.post(reverse("dashboard:person_pause_as", args=[greta.pk, "2026-03-01"]))

    assert Reminder.objects.get(contact=greta).paused_until is None


def test_the_page_tells_that_nobody_is_suggested_any_more_and_the_button_undoes_it(as_alice, alice, greta):
    Reminder.objects.filter(contact=greta).update(ignored=3)
    words = "Rapport stopped suggesting Greta Holm after three suggestions without an answer."
    assert words in text(as_alice, greta)
    assert "Greta Holm" in as_alice.get(reverse("reminders:reminders")).content.decode()

    response = as_alice.post(reverse("dashboard:person_suggest", args=[greta.pk]))

    assert told(response) == [("Greta Holm may come up again.", "")]
    assert Reminder.objects.get(contact=greta).ignored == 0
    assert words not in text(as_alice, greta)


def test_the_page_offers_no_pause_for_those_who_are_never_brought_up(as_alice, alice):
    change(bo := make_contact(alice, "Bo Lindqvist"), never_nudge=True)

    assert "Suggestions</h2>" not in text(as_alice, bo)


def test_a_pause_and_its_end_do_not_bring_back_what_a_log_answered(as_alice, alice, greta):
    change(greta, cadence_days=1)
    with clock.set_to(NOW + timedelta(minutes=5)):
        meet(greta, 40, now=NOW + timedelta(minutes=5), kind="online")
        pause(as_alice, greta, "2026-05-01")
        as_alice.post(reverse("dashboard:person_pause_as", args=[greta.pk, "none"]))

    assert nudged(alice) == []
