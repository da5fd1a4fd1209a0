"""The obvious requests together."""

import re
from datetime import datetime

from django.test import Client
from django.urls import reverse

from accounts.models import User
from contacts.models import Contact
from network.models import Decision, Link
from network.services.batch import decide_batch, undo_batch
from reminders.models import Reminder
from tests.factories import log, make_contact
from tests.network.asking import days_ago, rules, triaged
from tests.network.deciding import asks, decide, state

PITCH = "Let me offer you a free demo of our sales solution, book a call."


def picks(page: str) -> dict[str, bool]:
    found = re.findall(r'name="pick" value="([^"]+)"( checked)?', page)
    return {value: bool(checked) for value, checked in found}


def test_s5_what_a_rule_says_is_ticked_and_the_default_is_not(
    as_alice: Client, alice: User, now: datetime
) -> None:
    rules(alice, "coffee-meal-beer", now)
    rules(alice, "open-networker", now, network="xing")
    bert = make_contact(alice, "Bert Quint", now)
    log(bert, days_ago(9), now)
    sure, pitch = asks(alice, contact=bert), asks(alice, "Pia Pitcher", message=PITCH)
    stranger, question = asks(alice, "Ada Lind", network="xing"), asks(alice, "Tom Reed")
    assert triaged(pitch).verdict.verdict == "decline"

    page = as_alice.get("/requests/batch/").text
    assert picks(page) == {
        f"{sure.pk} accept": True,
        f"{pitch.pk} decline": True,
        f"{stranger.pk} accept": False,
    }
    assert "1 more wants a reply" in page
    assert question.name not in page


def test_s5_one_post_decides_and_one_undo_takes_it_back(as_alice: Client, alice: User, now: datetime) -> None:
    rules(alice, "open-networker", now)
    people = [asks(alice, f"Guest Number{n}") for n in range(3)]
    ticked = {"pick": [f"{people[0].pk} accept", f"{people[1].pk} accept"]}

    page = as_alice.post(reverse("network:batch_decide"), ticked, follow=True).text
    assert "Two requests are decided." in page
    assert [state(one) for one in people] == ["linked", "linked", "open"]
    assert (Link.objects.count(), Contact.objects.count()) == (2, 2)

    undo = reverse("network:batch_undo", args=[Decision.objects.first().pk])
    assert "Taken back: two decisions." in as_alice.post(undo, follow=True).text
    assert [state(one) for one in people] == ["open"] * 3
    assert (Link.objects.count(), Contact.objects.count()) == (0, 0)


def test_s20_a_batch_makes_no_tasks_beyond_the_daily_budget(alice: User, now: datetime) -> None:
    rules(alice, "coffee-meal-beer", now)
    alice.people_a_day = 1
    alice.save()
    items = []
    for number in range(10):
        guest = make_contact(alice, f"Guest Number{number}", now)
        log(guest, days_ago(9), now)
        items.append(triaged(asks(alice, f"Guest Number{number}", contact=guest)))

    made = decide_batch(items=items, now=now)
    greetings = Reminder.objects.filter(kind="follow-up", deleted_at=None)
    assert (len(made), Link.objects.count(), greetings.count()) == (10, 10, 7)
    assert undo_batch(decision=made[3], now=now) == (10, 0)
    assert (Link.objects.count(), greetings.count()) == (0, 0)


def test_what_changed_meanwhile_is_left(as_alice: Client, alice: User, now: datetime) -> None:
    rules(alice, "open-networker", now)
    changed, decided = asks(alice, "Ada Lind"), asks(alice, "Bert Quint")
    decide(decided, "ignore", now)
    ticked = {"pick": [f"{changed.pk} decline", f"{decided.pk} accept", "x", "99999999999999999999 accept"]}

    page = as_alice.post(reverse("network:batch_decide"), ticked, follow=True).text
    assert "The others changed meanwhile" in page
    assert [state(changed), state(decided)] == ["open", "ignored"]
    assert "Tick at least one" in as_alice.post(reverse("network:batch_decide"), follow=True).text


def test_a_request_without_a_name_is_left_out(alice: User, now: datetime) -> None:
    rules(alice, "open-networker", now)
    nobody, bert = asks(alice, "", key=""), asks(alice)
    made = decide_batch(items=[triaged(nobody), triaged(bert)], now=now)
    assert [one.request for one in made] == [bert]
    assert state(nobody) == "open"


def test_verdicts_that_need_a_reply_are_never_batched(alice: User, now: datetime) -> None:
    rules(alice, "coffee-meal-beer", now)
    assert decide_batch(items=[triaged(asks(alice))], now=now) == []


def test_without_anything_obvious_the_page_says_so(as_alice: Client, now: datetime) -> None:
    assert "Nothing obvious" in as_alice.get("/requests/batch/").text
