"""What the owner decides about a request, and the way back."""

from datetime import date, datetime, timedelta

import pytest

from accounts.models import User
from contacts.models import Contact, NameKey, Note, Trace
from network.models import ClaimedMutual, Conduct, Decision, Link, Question
from network.services import choose, undo_choice
from network.services.claims import add_claim
from network.services.conduct import record_conduct
from network.services.decisions import decide_request, undo_decision
from network.services.links import end_link
from network.services.questions import say_answered
from reminders.models import Reminder
from tests.factories import make_contact
from tests.network.asking import rules, triaged
from tests.network.deciding import asks, decide, state
from tests.network.given import TODAY, linked, request_from


def test_accepting_makes_the_person_and_the_link(alice: User, now: datetime) -> None:
    request = asks(alice, title="Product", company="Long Name", place="Lund", message="We met.")
    made = decide(request, "accept", now)

    contact = Contact.objects.get()
    assert (contact.given, contact.family, contact.place) == ("Bert", "Quint", "Lund")
    assert [row.shown for row in contact.identities.all()] == ["https://www.linkedin.com/in/bert-quint"]
    assert [str(row) for row in contact.posts.all()] == ["Product, Long Name"]
    link = Link.objects.get()
    assert (link.contact, link.network, link.since) == (contact, "linkedin", TODAY)
    assert link.address == "https://www.linkedin.com/in/bert-quint"
    assert (state(request), request.contact) == ("linked", contact)
    assert (made.made_contact, made.link, made.state_before) == (True, link, "open")


def test_what_the_policy_said_and_saw_is_kept(alice: User, now: datetime) -> None:
    version = rules(alice, "coffee-meal-beer", now)
    request = asks(alice, title="Product", message="Hello, I read your book with pleasure.")
    made = decide(request, "decline", now, reply="No, thank you.")

    assert (made.policy, made.verdict, made.rule) == (version, "ask-where-met", 0)
    assert made.missing[0] == "one coffee, meal or drink would accept"
    assert (made.facts["title"], made.note_kind) == ("Product", "personal")
    assert (made.reply, made.template) == ("No, thank you.", "decline warm en")


def test_who_is_surely_known_is_linked_and_not_made_anew(alice: User, now: datetime) -> None:
    bert = make_contact(alice, "Bert Quint", now)
    made = decide(asks(alice, contact=bert), "accept", now)

    assert Contact.objects.get() == bert
    assert (made.made_contact, Link.objects.get().contact) == (False, bert)


def test_the_owner_may_pick_somebody_else(alice: User, now: datetime) -> None:
    bert, other = make_contact(alice, "Bert Quint", now), make_contact(alice, "Ada Lind", now)
    request = asks(alice, contact=bert)
    decide(request, "accept", now, contact=other)

    assert (Link.objects.get().contact, state(request), request.contact) == (other, "linked", other)


def test_s20_hello_is_said_within_a_week_and_never_beyond_the_budget(alice: User, now: datetime) -> None:
    alice.people_a_day = 1
    alice.save()
    rules(alice, "coffee-meal-beer", now)
    for number in range(9):
        decide(asks(alice, f"Guest Number{number}"), "accept", now)

    days = list(
        Reminder.objects.filter(kind="follow-up").order_by("starts_on").values_list("starts_on", flat=True)
    )
    assert days == [TODAY + timedelta(days=ahead) for ahead in range(1, 8)]
    assert Reminder.objects.first().text == "Say hello to Guest Number0"
    assert Question.objects.count() == 0


def test_s20_the_question_is_asked_and_nothing_else(alice: User, now: datetime) -> None:
    rules(alice, "coffee-meal-beer", now, question="How come?", answer_days=5)
    decide(asks(alice), "accept-and-ask", now)

    question = Question.objects.get()
    assert (question.text, question.due_on) == ("How come?", TODAY + timedelta(days=5))
    assert not Reminder.objects.filter(kind="follow-up").exists()


def test_s20_nothing_follows_where_the_policy_says_so(alice: User, now: datetime) -> None:
    rules(alice, "open-networker", now)
    decide(asks(alice), "accept", now)

    assert not Reminder.objects.filter(kind="follow-up").exists()
    assert Question.objects.count() == 0


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        ("decline", "declined"),
        ("ask-where-met", "answered"),
        ("offer-coffee", "answered"),
        ("start-conversation", "answered"),
        ("invite-elsewhere", "answered"),
        ("ignore", "ignored"),
        ("decide-later", "later"),
    ],
)
def test_each_outcome_has_its_state_and_undo_takes_it_back(
    alice: User, now: datetime, outcome: str, expected: str
) -> None:
    request = asks(alice)
    made = decide(request, outcome, now)
    assert state(request) == expected
    assert Trace.objects.filter(source="request").count() == (0 if outcome == "decide-later" else 1)

    assert undo_decision(decision=made, now=now)
    assert (state(request), request.again_on, request.contact) == ("open", None, None)
    assert (Trace.objects.count(), NameKey.objects.count()) == (0, 0)
    assert undo_decision(decision=made, now=now)


def test_s5_later_rests_for_a_month_or_until_the_day(alice: User, now: datetime) -> None:
    request = asks(alice)
    first = decide(request, "decide-later", now)
    assert first.again_on == TODAY + timedelta(days=30)

    second = decide(request, "decide-later", now, again_on=date(2026, 5, 1))
    request.refresh_from_db()
    assert (request.again_on, Decision.objects.count()) == (date(2026, 5, 1), 2)

    assert undo_decision(decision=second, now=now)
    assert (state(request), request.again_on) == ("later", TODAY + timedelta(days=30))
    with pytest.raises(ValueError, match="until tomorrow"):
        decide(request, "decide-later", now, again_on=TODAY)


def test_the_same_decision_posted_twice_is_one(alice: User, now: datetime) -> None:
    request = asks(alice)
    first = decide(request, "decline", now, reply="No.")

    assert decide(request, "decline", now + timedelta(seconds=5), reply="No.") == first
    assert Decision.objects.count() == 1
    assert decide(request, "decline", now + timedelta(days=1), reply="No.") != first


def test_undoing_an_acceptance_leaves_nothing_behind(alice: User, now: datetime) -> None:
    rules(alice, "coffee-meal-beer", now)
    request = asks(alice, title="Product")
    add_claim(owner=alice, request=request, contact=None, friend=None, friend_name="Tom Reed", now=now)
    record_conduct(owner=alice, contact=None, request=request, behaviour="pitch", words="", now=now)
    made = decide(request, "accept", now)
    assert (ClaimedMutual.objects.get().contact, Conduct.objects.get().contact) == (
        Contact.objects.get(),
        Contact.objects.get(),
    )

    assert undo_decision(decision=made, now=now)

    assert (state(request), request.contact) == ("open", None)
    for model in (Contact, Link, Reminder, Question):
        assert model.objects.count() == 0, model
    assert (ClaimedMutual.objects.get().contact, Conduct.objects.get().contact) == (None, None)


def test_undoing_leaves_a_person_who_was_known_before(alice: User, now: datetime) -> None:
    bert = make_contact(alice, "Bert Quint", now)
    request = asks(alice, contact=bert)
    made = decide(request, "accept-and-ask", now)

    assert undo_decision(decision=made, now=now)
    assert (state(request), request.contact) == ("open", bert)
    assert (Contact.objects.get(), Link.objects.count(), Question.objects.count()) == (bert, 0, 0)


@pytest.mark.parametrize("change", ["note", "circle", "name"])
def test_a_person_to_whom_something_was_added_stays(alice: User, now: datetime, change: str) -> None:
    request = asks(alice)
    made = decide(request, "accept", now)
    contact = Contact.objects.get()
    if change == "note":
        Note.objects.create(owner=alice, contact=contact, text="Plays the cello.")
    elif change == "circle":
        Contact.objects.update(circle="close")
    else:
        Contact.objects.update(given="Bertram")

    made.refresh_from_db()
    assert not undo_decision(decision=made, now=now)
    assert (state(request), request.contact) == ("open", contact)
    assert (Contact.objects.get(), Link.objects.count()) == (contact, 0)


def test_what_the_owner_went_on_with_is_not_undone(alice: User, now: datetime) -> None:
    ended, answered = asks(alice, "Ada Lind"), asks(alice, "Bert Quint")
    first, second = decide(ended, "accept", now), decide(answered, "accept-and-ask", now)
    end_link(link=Link.objects.get(contact=first.request.contact), on=TODAY)
    say_answered(question=Question.objects.get(), now=now)

    for made in (first, second):
        made = Decision.objects.get(pk=made.pk)
        assert not undo_decision(decision=made, now=now)
        assert made.undone_at is None
    assert (state(ended), state(answered)) == ("linked", "linked")


def test_an_older_decision_is_not_undone_under_a_newer_one(alice: User, now: datetime) -> None:
    request = asks(alice)
    first = decide(request, "ask-where-met", now)
    decide(request, "decline", now)

    assert not undo_decision(decision=Decision.objects.get(pk=first.pk), now=now)
    assert state(request) == "declined"


def test_undo_goes_back_step_by_step(alice: User, now: datetime) -> None:
    request = asks(alice)
    first = decide(request, "ask-where-met", now)
    second = decide(request, "accept", now)

    assert undo_decision(decision=Decision.objects.get(pk=second.pk), now=now)
    assert (state(request), Trace.objects.count()) == ("answered", 1)
    assert undo_decision(decision=Decision.objects.get(pk=first.pk), now=now)
    assert (state(request), Trace.objects.count()) == ("open", 0)


def test_who_is_linked_already_gets_no_second_link(alice: User, now: datetime) -> None:
    bert = make_contact(alice, "Bert Quint", now)
    link = linked(bert)
    made = decide(asks(alice, contact=bert), "accept", now)

    assert (Link.objects.get(), made.link) == (link, None)
    assert undo_decision(decision=made, now=now)
    assert Link.objects.get() == link


def test_s6_a_policy_that_never_admits_does_not_ask(alice: User, now: datetime) -> None:
    rules(alice, "coffee-meal-beer", now, never_admits=True)
    with pytest.raises(ValueError, match="never admits"):
        decide(asks(alice), "ask-where-met", now)


def test_nothing_is_decided_of_what_is_closed_or_unknown(alice: User, now: datetime) -> None:
    request = asks(alice)
    with pytest.raises(ValueError, match="no verdict"):
        decide(request, "marry", now)
    decide(request, "accept", now)
    with pytest.raises(ValueError, match="accepted this request already"):
        decide(request, "decline", now)
    with pytest.raises(ValueError, match="no longer waits"):
        decide(asks(alice, "Ada Lind", state="gone"), "accept", now)


def test_a_request_without_a_name_is_accepted_only_as_somebody(alice: User, now: datetime) -> None:
    nobody = request_from(alice, "")
    with pytest.raises(ValueError, match="Say first who it is"):
        decide(nobody, "accept", now)
    assert (state(nobody), Decision.objects.count(), Contact.objects.count()) == ("open", 0, 0)

    ada = make_contact(alice, "Ada Lind", now)
    decide(nobody, "accept", now, contact=ada)
    assert (state(nobody), Link.objects.get().contact) == ("linked", ada)


def test_an_address_of_another_site_is_no_obstacle(alice: User, now: datetime) -> None:
    request = request_from(alice, "<b>{{ 1|add:1 }}</b>", address="ftp://nowhere")
    made = decide_request(triaged=triaged(request), outcome="accept", reply="", template="", now=now)

    assert Contact.objects.get().display == "<b>{{ 1|add:1 }}</b>"
    assert Contact.objects.get().identities.count() == 0
    assert undo_decision(decision=made, now=now)
    assert Contact.objects.count() == 0


def test_two_requests_accepted_for_one_person_are_taken_back_the_newer_first(
    alice: User, now: datetime
) -> None:
    rules(alice, "accept-then-weed", now)
    first = decide(asks(alice), "accept-and-ask", now)
    bert = Contact.objects.get()
    second = decide(asks(alice, "Bertie Q"), "accept-and-ask", now + timedelta(minutes=1), contact=bert)
    assert list(Question.objects.filter(closed_at=None)) == [second.questions.get()]

    assert not undo_decision(decision=first, now=now)
    assert undo_decision(decision=second, now=now)
    assert [one.closed_at for one in Question.objects.all()] == [None]
    assert undo_decision(decision=first, now=now)

    assert [model.objects.count() for model in (Contact, Link, Question)] == [0, 0, 0]


def test_what_was_chosen_in_review_and_taken_back_keeps_nobody_in_the_book(
    alice: User, now: datetime
) -> None:
    made = decide(asks(alice), "accept", now)
    choice = choose(contact=Contact.objects.get(), choice="nurture", reason="", now=now)
    undo_choice(choice=choice, now=now)

    assert undo_decision(decision=made, now=now)

    assert not Contact.objects.exists()
