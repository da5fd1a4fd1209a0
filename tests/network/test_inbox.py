"""The inbox: one card at a time, with the list of the others beside it."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from contacts.models import Contact
from network.models import AboutMe, Decision, LinkRequest
from tests.factories import log, make_contact
from tests.network.asking import SENT, days_ago, rules, together
from tests.network.deciding import asks, decide, state
from tests.network.given import TODAY, linked, request_from


def card(client: Client, request: LinkRequest, query: str = "") -> str:
    return client.get(reverse("network:request_card", args=[request.pk]) + query).text


def posted(client: Client, name: str, *args: object, **data: object) -> str:
    """Post, and read the page that comes then."""
    return client.post(reverse(f"network:{name}", args=args), data, follow=True).text


def keys(page: str) -> set[str]:
    return set(re.findall(r'name="outcome" value="[a-z-]+" data-key="(.)"', page))


def reply(page: str) -> str:
    found = re.search(r'<textarea class="words"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    return found[1] if found else ""


def test_one_card_at_a_time_the_newest_first(as_alice: Client, alice: User, now: datetime) -> None:
    asks(alice, "Older Asker", sent_at=SENT - timedelta(days=3))
    asks(
        alice, "Bert Quint", title="Product", company="Long Name", message="We spoke in Lund about your mill."
    )
    request_from(alice, "Ida Invited", incoming=False)

    page = as_alice.get("/requests/").text

    assert page.count("<article") == 1
    for words in ("Request 1 of 2", "Bert Quint", "Product at Long Name", "personal note", "Older Asker"):
        assert words in page, words
    assert "We spoke in Lund about your mill." in page
    assert "Ida Invited" not in page
    assert "Nothing is clicked or sent on LinkedIn" in page


def test_s3_without_a_policy_the_card_asks_to_choose_one(
    as_alice: Client, alice: User, now: datetime
) -> None:
    page = card(as_alice, asks(alice))
    assert "No policy for LinkedIn yet." in page
    assert reverse("network:policies") in page
    assert keys(page) == set("acwdtiqse")


def test_s6_the_reply_to_the_verdict_is_ready(as_alice: Client, alice: User, now: datetime) -> None:
    rules(alice, "coffee-meal-beer", now)
    AboutMe.objects.create(owner=alice, name="Alice Lind", elsewhere="https://alice.example")
    page = card(as_alice, asks(alice))

    assert "<b>Ask where we met</b>" in page
    assert "One coffee, meal or drink would accept" in page
    assert "Copy and mark asked <kbd" in page
    assert reply(page).splitlines() == [
        "Dear Bert,",
        "Thank you for your request.",
        "I meet many people and my memory is not what it should be: where have we met?",
        "Alice Lind",
    ]
    assert "Please follow me here: https://alice.example" in card(
        as_alice, asks(alice, "Ada L"), "?tone=brief"
    )


def test_s6_never_admits_removes_verdict_key_and_template(
    as_alice: Client, alice: User, now: datetime
) -> None:
    rules(alice, "coffee-meal-beer", now, never_admits=True)
    asked = asks(alice)
    page = card(as_alice, asked)

    assert "<b>Decide later</b>" in page
    assert keys(page) == set("acdtiqse")
    for words in ("where met", "where have we met", "ask-where-met", "my memory"):
        assert words not in page.lower(), words
    assert "w" not in keys(card(as_alice, asked, "?say=ask-where-met"))
    assert "never admits" in posted(as_alice, "request_decide", asked.pk, outcome="ask-where-met")
    assert state(asked) == "open"


@pytest.mark.parametrize(
    ("note", "place", "greeting"),
    [
        ("Hallo, ich freue mich auf den Kontakt mit Ihnen.", "", "Guten Tag Bert,"),
        ("", "Zürich", "Guten Tag Bert,"),
        ("Hi, we met in Berlin and I would like to stay in touch.", "Berlin", "Hello Bert,"),
    ],
)
def test_s6_the_language_is_guessed(
    as_alice: Client, alice: User, now: datetime, note: str, place: str, greeting: str
) -> None:
    rules(alice, "coffee-meal-beer", now)
    page = card(as_alice, asks(alice, message=note, place=place), "?say=decline&tone=plain")
    assert reply(page).splitlines()[0] == greeting


def test_s6_a_decision_keeps_the_words_and_leads_to_the_next(
    as_alice: Client, alice: User, now: datetime
) -> None:
    rules(alice, "coffee-meal-beer", now)
    first, second = asks(alice, "Ada Lind"), asks(alice, "Bert Quint", sent_at=SENT - timedelta(days=1))
    said = {"said": "ask-where-met", "reply": "Where was it?", "tone": "brief", "language": "en"}

    page = posted(as_alice, "request_decide", first.pk, outcome="ask-where-met", copied="yes", **said)
    assert "Asked where we met: Ada Lind. The reply is copied: send it there." in page
    assert "Request 1 of 1" in page
    assert "Bert Quint" in page
    posted(as_alice, "request_decide", second.pk, outcome="decline", **said)

    made = list(Decision.objects.order_by("pk").values_list("outcome", "template", "reply"))
    assert made == [
        ("ask-where-met", "ask-where-met brief en", "Where was it?"),
        ("decline", "decline brief en", "Hi Bert,\nThank you, but I keep my links here few."),
    ]


def test_undo_brings_the_card_back(as_alice: Client, alice: User, now: datetime) -> None:
    asked = asks(alice)
    posted(as_alice, "request_decide", asked.pk, outcome="accept")
    page = posted(as_alice, "decision_undo", Decision.objects.get().pk)

    assert "Taken back: accepted, Bert Quint." in page
    assert "Request 1 of 1" in page
    assert state(asked) == "open"


def test_a_decided_request_can_be_looked_at_and_taken_back(
    as_alice: Client, alice: User, now: datetime
) -> None:
    asked = asks(alice)
    made = decide(asked, "decline", now)
    page = card(as_alice, asked)

    assert "Declined, 12 March 2026." in page
    assert reverse("network:decision_undo", args=[made.pk]) in page
    assert "accepted this request already" in (
        posted(as_alice, "request_decide", asked.pk, outcome="accept")
        and posted(as_alice, "request_decide", asked.pk, outcome="decline")
    )


def test_an_unknown_outcome_and_a_bad_day_get_a_clear_word(
    as_alice: Client, alice: User, now: datetime
) -> None:
    asked = asks(alice)
    assert "is no verdict" in posted(as_alice, "request_decide", asked.pk, outcome="marry")
    assert "Choose one of the buttons" in posted(as_alice, "request_decide", asked.pk)
    late = {"outcome": "decide-later", "again_on": "2026-03-12"}
    assert "until tomorrow at the earliest" in posted(as_alice, "request_decide", asked.pk, **late)
    assert Decision.objects.count() == 0


def test_s5_later_has_its_day(as_alice: Client, alice: User, now: datetime) -> None:
    asked = asks(alice)
    assert 'value="2026-04-11" min="2026-03-13"' in card(as_alice, asked)
    page = posted(as_alice, "request_decide", asked.pk, outcome="decide-later", again_on="2026-04-02")
    assert "Bert Quint comes back on 2 April." in page
    assert state(asked) == "later"


def test_s5_what_came_back_says_why(as_alice: Client, alice: User, now: datetime) -> None:
    asked = asks(alice)
    decide(asked, "ask-where-met", now - timedelta(days=20))
    log(make_contact(alice, "Bert Quint", now), days_ago(1), now)

    page = as_alice.get("/requests/").text
    assert "Request 1 of 1" in page
    assert "Back because: you had a coffee on 11 March." in page


def test_s9_this_is_them_and_not_them(as_alice: Client, alice: User, now: datetime) -> None:
    bert = make_contact(alice, "Robert Quint", now)
    asked = asks(alice, "Bob Quint")
    assert "This is them" in card(as_alice, asked)

    assert "Bob Quint is Robert Quint." in posted(as_alice, "request_who", asked.pk, bert.pk)
    assert (state(asked), asked.contact) == ("open", bert)
    assert "Not them" in card(as_alice, asked)
    posted(as_alice, "request_who", asked.pk, 0)
    assert (state(asked), asked.contact) == ("open", None)


def test_s9_who_is_only_likely_is_chosen_when_accepting(as_alice: Client, alice: User, now: datetime) -> None:
    bert = make_contact(alice, "Robert Quint", now)
    asked = asks(alice, "Bob Quint")
    assert f'<option value="{bert.pk}"' in card(as_alice, asked)

    posted(as_alice, "request_decide", asked.pk, outcome="accept", contact="new")
    assert (state(asked), asked.contact == bert, Contact.objects.count()) == ("linked", False, 2)


def test_s25_the_guessed_reason_is_corrected_by_one_tap(as_alice: Client, alice: User, now: datetime) -> None:
    asked = asks(alice, title="Technical recruiter")
    assert "probably: recruiter" in card(as_alice, asked)

    posted(as_alice, "request_why", asked.pk, reason="sales")
    assert '<option value="sales" selected>' in card(as_alice, asked)
    assert "Choose one of the reasons." in posted(as_alice, "request_why", asked.pk, reason="love")


def test_s22_behaviour_is_shown_when_they_ask_again(as_alice: Client, alice: User, now: datetime) -> None:
    asked = asks(alice)
    posted(as_alice, "conduct_add_request", asked.pk, behaviour="pitch", words="buy my course")
    again = asks(alice, network="linkedin", external_key="again", sent_at=SENT)

    assert "On record: pitch, “buy my course”" in card(as_alice, again).replace("&ldquo;", "“")


def test_s21_requests_stand_under_the_event_they_follow(as_alice: Client, alice: User, now: datetime) -> None:
    event = together([make_contact(alice, "Guest One", now)], days_ago(9), now, kind="event")
    event.place = "Riverside Hall"
    event.save()
    asks(alice, "Ada Lind")
    asks(alice, "Bert Quint", sent_at=SENT - timedelta(days=60))

    page = as_alice.get("/requests/").text
    assert (
        page.index("After Riverside Hall, 3 March")
        < page.index(">Ada Lind</a>")
        < page.index("<h3>Others</h3>")
    )


def test_who_was_linked_meanwhile_is_not_among_the_waiting(
    as_alice: Client, alice: User, now: datetime
) -> None:
    bert = make_contact(alice, "Bert Quint", now)
    asks(alice, contact=bert)
    linked(bert)
    assert "No requests waiting" in as_alice.get("/requests/").text


def test_a_request_from_oneself_is_told(as_alice: Client, alice: User, now: datetime) -> None:
    AboutMe.objects.create(owner=alice, name="Alice Lind")
    assert "This looks like you" in card(as_alice, asks(alice, "ALICE LIND"))


def test_markup_in_names_and_notes_stays_text(as_alice: Client, alice: User, now: datetime) -> None:
    rules(alice, "coffee-meal-beer", now)
    evil = "<script>alert(1)</script> {{ user.email }} {% now 'Y' %}"
    asked = request_from(alice, evil, message=evil, title=evil, company=evil, place=evil, sent_at=SENT)
    page = card(as_alice, asked)

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ user.email }} {% now &#x27;Y&#x27; %}" in page
    assert posted(as_alice, "request_decide", asked.pk, outcome="decline").count("<script>alert") == 0


def test_a_request_without_a_name_says_so(as_alice: Client, alice: User, now: datetime) -> None:
    asked = request_from(alice, "", sent_at=SENT)
    assert "No name given" in card(as_alice, asked)
    assert "Say first who it is" in posted(as_alice, "request_decide", asked.pk, outcome="accept")


def test_seventy_requests_are_listed_in_pages_around_the_card(
    as_alice: Client, alice: User, now: datetime, django_assert_max_num_queries
) -> None:
    rows = [asks(alice, f"Guest Number{n}", sent_at=SENT - timedelta(days=n)) for n in range(70)]
    with django_assert_max_num_queries(60):
        page = as_alice.get("/requests/").text
    assert page.count("Guest Number") > 50
    assert "Request 1 of 70" in page
    assert "Number69" not in page
    assert "Request 61 of 70" in card(as_alice, rows[60])
    assert "Number69" in card(as_alice, rows[60])


def test_another_owners_requests_are_not_there(as_bob: Client, alice: User, now: datetime) -> None:
    asked = asks(alice)
    made = decide(asked, "decline", now)
    for name, pk in (("request_decide", asked.pk), ("request_why", asked.pk), ("decision_undo", made.pk)):
        assert as_bob.post(reverse(f"network:{name}", args=[pk]), {"outcome": "accept"}).status_code == 404
    assert as_bob.get(reverse("network:request_card", args=[asked.pk])).status_code == 404
    assert (state(asked), date(2026, 3, 12)) == ("declined", TODAY)
