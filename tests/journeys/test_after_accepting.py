"""What follows an acceptance, as one lives through it: a hello in time, the question, or nothing; then silence."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts import clock
from accounts.models import User
from contacts.models import Contact
from dashboard.tasks import tick
from domain.linksettings import After
from network.models import LinkRequest, Question
from reminders.models import Reminder
from tests.conftest import NOON
from tests.network.asking import rules
from tests.network.deciding import asks

WEEK, MONTH = timedelta(days=7), timedelta(days=31)


def accept(client: Client, request: LinkRequest, outcome: str = "accept") -> None:
    answer = client.post(reverse("network:request_decide", args=[request.pk]), {"outcome": outcome})
    assert answer.status_code == 302


def today_page(client: Client, at: datetime) -> str:
    with clock.set_to(at):
        tick()
        return client.get("/").content.decode()


def greetings(owner: User) -> list[Reminder]:
    return list(Reminder.objects.owned_by(owner).filter(text__startswith="Say hello", finished_at=None))


def test_s20_hello_comes_up_within_a_week_and_goes_when_it_is_said(
    as_alice: Client, alice: User, now: datetime
) -> None:
    rules(alice, "coffee-meal-beer", now, after_accepting=After.HELLO)
    accept(as_alice, asks(alice))
    (greeting,) = greetings(alice)
    assert NOON.date() < (greeting.starts_on or NOON.date()) <= (NOON + WEEK).date()

    assert "Say hello to Bert Quint" in today_page(as_alice, NOON + WEEK)
    with clock.set_to(NOON + WEEK):
        as_alice.post(reverse("reminders:finish", args=[greeting.pk]))
    assert "Done: Say hello to Bert Quint." in today_page(as_alice, NOON + WEEK)
    assert "Say hello to Bert Quint" not in today_page(as_alice, NOON + WEEK)
    assert Question.objects.count() == 0


def test_s20_the_question_goes_out_alone(as_alice: Client, alice: User, now: datetime) -> None:
    rules(alice, "coffee-meal-beer", now, after_accepting=After.ASK, question="What brings you here?")
    accept(as_alice, asks(alice))

    assert (greetings(alice), Question.objects.get().text) == ([], "What brings you here?")
    assert "What brings you here?" in as_alice.get(reverse("network:questions")).content.decode()


def test_s20_nothing_follows_where_nothing_is_wanted(as_alice: Client, alice: User, now: datetime) -> None:
    rules(alice, "coffee-meal-beer", now, after_accepting=After.NOTHING)
    accept(as_alice, asks(alice))

    assert (greetings(alice), Question.objects.count()) == ([], 0)


def test_s20_who_is_accepted_on_a_second_network_is_greeted_once(
    as_alice: Client, alice: User, now: datetime
) -> None:
    for network in ("linkedin", "xing"):
        rules(alice, "coffee-meal-beer", now, network, after_accepting=After.HELLO)
    accept(as_alice, asks(alice))
    bert = Contact.objects.get(display="Bert Quint")
    accept(as_alice, asks(alice, network="xing", key="bert-q", address="", contact=bert))

    assert len(greetings(alice)) == 1


def test_s20_taking_the_acceptance_back_takes_the_hello_back(
    as_alice: Client, alice: User, now: datetime
) -> None:
    rules(alice, "coffee-meal-beer", now, after_accepting=After.HELLO)
    asked = asks(alice)
    accept(as_alice, asked)
    as_alice.post(reverse("network:decision_undo", args=[asked.decisions.get().pk]))

    assert (greetings(alice), Contact.objects.count()) == ([], 0)


@pytest.mark.parametrize("after", [After.HELLO, After.NOTHING])
def test_s20_silence_shows_in_review_and_a_word_ends_it(
    as_alice: Client, alice: User, now: datetime, after: After
) -> None:
    rules(alice, "coffee-meal-beer", now, after_accepting=after)
    accept(as_alice, asks(alice))
    later = NOON + MONTH

    with clock.set_to(later):
        assert "never a word since" in as_alice.get(reverse("network:review")).content.decode()
        as_alice.post(reverse("interactions:log"), {"line": "message from Bert Quint yesterday"})
        assert "never a word since" not in as_alice.get(reverse("network:review")).content.decode()
