"""How they took a reply."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from contacts.models import Trace
from network.models import Conduct, Decision
from network.queries.answered import answered_decisions, reply_figures
from network.services.decisions import undo_decision
from network.services.reactions import react
from tests.factories import log, make_contact
from tests.network.asking import days_ago, rules, triaged
from tests.network.deciding import asks, decide, state
from tests.network.given import TODAY


def test_s7_a_real_answer_reopens_the_request_with_its_text_as_evidence(alice: User, now: datetime) -> None:
    rules(alice, "coffee-meal-beer", now)
    request = asks(alice, message="")
    made = decide(request, "ask-where-met", now, reply="Where was it?")
    assert triaged(request).note_kind == "empty"

    react(decision=made, reaction="answer", text="At the mill in Lund, you spoke on yeast.", now=now)
    request.refresh_from_db()
    found = triaged(request)
    assert (state(request), found.note) == ("open", "At the mill in Lund, you spoke on yeast.")
    assert (found.note_kind, Trace.objects.count()) == ("personal", 0)

    made = Decision.objects.get()
    react(decision=made, reaction="", text="", now=now)
    assert (state(request), made.answer, made.reacted_on) == ("answered", "", None)
    assert Trace.objects.count() == 1


def test_s7_a_flirt_goes_on_record_and_is_taken_back(alice: User, now: datetime) -> None:
    made = decide(asks(alice), "decline", now, reply="No.")
    react(decision=made, reaction="flirt", text="Nice eyes.", now=now)
    assert Conduct.objects.values_list("behaviour", "words").get() == ("flirt", "Nice eyes.")

    react(decision=made, reaction="pushy", text="", now=now)
    assert (Conduct.objects.count(), made.reaction, made.reacted_on) == (0, "pushy", TODAY)


def test_s7_silence_shows_by_itself_after_fourteen_days(alice: User, now: datetime) -> None:
    made = decide(asks(alice), "decline", now, reply="No.")
    assert made.reaction_on(TODAY + timedelta(days=13)) == ""
    assert made.reaction_on(TODAY + timedelta(days=14)) == "silence"


def test_s7_another_reaction_gets_a_clear_word(alice: User, now: datetime) -> None:
    made = decide(asks(alice), "decline", now, reply="No.")
    for wrong in ("silence", "joy"):
        with pytest.raises(ValueError, match="took offence"):
            react(decision=made, reaction=wrong, text="", now=now)
    undo_decision(decision=made, now=now)
    with pytest.raises(ValueError, match="took this decision back"):
        react(decision=made, reaction="pushy", text="", now=now)


def test_s7_figures_for_each_template(alice: User, now: datetime) -> None:
    early = now - timedelta(days=20)
    for number, reaction in enumerate(("offended", "answer", "", "")):
        made = decide(asks(alice, f"Guest Number{number}"), "decline", early, reply="No.")
        if reaction:
            react(decision=made, reaction=reaction, text="", now=now)
    decide(asks(alice, "Ada Lind"), "ask-where-met", now, reply="Where?")
    decide(asks(alice, "Bert Quint"), "ignore", now)

    found = [
        (one.template, one.sent, one.silence, one.offended, one.answer, one.share)
        for one in reply_figures(alice, TODAY)
    ]
    assert found == [("decline warm en", 4, 2, 1, 1, 25), ("ask-where-met warm en", 1, 0, 0, 0, 0)]


def test_only_the_decision_that_counts_waits_for_them(alice: User, bob: User, now: datetime) -> None:
    request = asks(alice)
    decide(request, "ask-where-met", now, reply="Where?")
    second = decide(request, "decline", now, reply="No.")
    decide(asks(alice, "Ada Lind"), "ignore", now)
    decide(asks(bob), "decline", now)

    assert list(answered_decisions(alice)) == [second]


def test_s7_one_tap_on_the_page(as_alice: Client, alice: User, now: datetime) -> None:
    request = asks(alice)
    made = decide(request, "ask-where-met", now, reply="Where was it?")
    page = as_alice.get("/requests/answered/").text
    assert "Bert Quint" in page
    assert "Where was it?" in page
    assert "Ask where we met, warm, English" in page

    url = reverse("network:reaction", args=[made.pk])
    assert "It was an insult" in as_alice.post(url, {"reaction": "offended"}, follow=True).text
    said = as_alice.post(url, {"reaction": "answer", "text": "In Lund."}, follow=True).text
    assert "Bert Quint answered, and waits for you again." in said
    assert state(request) == "open"
    undo = reverse("network:reaction_undo", args=[made.pk])
    assert "Taken back." in as_alice.post(undo, follow=True).text
    assert state(request) == "answered"
    assert "took offence, got pushy" in as_alice.post(url, {"reaction": "?"}, follow=True).text


def test_s5_whom_the_owner_declined_and_met_since_may_be_invited(
    as_alice: Client, alice: User, now: datetime
) -> None:
    bert = make_contact(alice, "Bert Quint", now)
    decide(asks(alice, contact=bert), "decline", now - timedelta(days=20))
    log(bert, days_ago(1), now)

    page = as_alice.get("/requests/answered/").text
    assert "Lately declined, met since" in page
    assert "You had a coffee on 11 March." in page
    assert f"{reverse('network:sent_new')}?to={bert.pk}" in page
    assert "1 person to invite now" in as_alice.get("/requests/").text


def test_s5_whom_the_owner_met_since_is_known_by_name_for_the_invitation(
    as_alice: Client, alice: User, now: datetime
) -> None:
    declined = asks(alice)
    decide(declined, "decline", now - timedelta(days=20))
    bert = make_contact(alice, declined.name, now)
    log(bert, days_ago(1), now)

    invite = f"{reverse('network:sent_new')}?to={bert.pk}&amp;network={declined.network}"
    assert invite in as_alice.get("/requests/answered/").text
    assert (
        "Met since you declined: you had a coffee on 11 March."
        in as_alice.get(f"/requests/{declined.pk}/").text
    )
    assert "1 person to invite now" in as_alice.get("/").text


def test_without_answers_the_page_says_so(as_alice: Client, now: datetime) -> None:
    assert "Nobody to hear from" in as_alice.get("/requests/answered/").text


def test_an_answer_to_an_older_decision_opens_nothing(alice: User, now: datetime) -> None:
    asked = asks(alice)
    older = decide(asked, "ask-where-met", now, reply="Where?")
    decide(asked, "ignore", now + timedelta(days=1))

    react(decision=older, reaction="answer", text="In Lund", now=now + timedelta(days=1))

    assert state(asked) == "ignored"
