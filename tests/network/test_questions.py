"""Accept everyone, ask one question, and weed out those who never answer."""

from datetime import date, timedelta

import pytest
from django.test import Client

from accounts.models import User
from contacts.models import Contact
from network.models import Question, ReviewChoice, UnlinkTask
from network.queries.questions import answered_questions, unanswered_questions, waiting_questions
from network.queries.review import review_queue
from network.services.questions import ask_question, close_question, reopen_question, say_answered
from network.services.weeding import unlink_unanswered
from tests.conftest import NOON
from tests.factories import log
from tests.network.accepted import WHY, accepted, asked, at
from tests.network.given import TODAY, days_before

pytestmark = pytest.mark.usefixtures("now")


def waits(owner: User) -> list[str]:
    return [one.contact.display for one in waiting_questions(owner, TODAY)]


def never(owner: User) -> list[str]:
    return [one.contact.display for one in unanswered_questions(owner, TODAY)]


def test_s8_a_question_has_a_due_day_and_waits_until_it_is_over(alice: User) -> None:
    asked(alice, "Ada Asked", 14)
    asked(alice, "Lea Late", 15)

    assert Question.objects.get(contact__display="Ada Asked").due_on == TODAY
    assert (waits(alice), never(alice)) == (["Ada Asked"], ["Lea Late"])


def test_s8_a_link_has_one_open_question(alice: User) -> None:
    made = accepted(alice, "Ada Asked", 20)
    for text in ("One?", "Another?"):
        ask_question(decision=made, link=made.link, text=text, days=14, now=at(20))

    assert [one.text for one in unanswered_questions(alice, TODAY)] == ["Another?"]


@pytest.mark.parametrize(
    ("kind", "days_later", "said", "is_answer"),
    [
        ("message", 3, {"began": "them"}, True),
        ("message", 0, {"began": "them"}, True),
        ("message", 3, {"began": "me"}, False),
        ("message", 3, {}, False),
        ("coffee", 3, {}, True),
        ("call", 3, {"began": "me"}, True),
        ("coffee", 0, {}, False),
        ("message", -1, {"began": "them"}, False),
    ],
)
def test_s8_a_word_from_them_answers_by_itself(
    alice: User, kind: str, days_later: int, said: dict[str, str], is_answer: bool
) -> None:
    question = asked(alice, "Ada Asked", 20)
    log(question.contact, question.asked_on + timedelta(days=days_later), NOON, kind, **said)

    assert (never(alice) == []) is is_answer
    assert (answered_questions(alice).count() == 1) is is_answer


def test_s8_a_talk_in_which_both_wrote_answers_too(alice: User) -> None:
    question = asked(alice, "Ada Asked", 20)
    talk = log(question.contact, days_before(10), NOON, "message")
    talk.both_wrote = True
    talk.save()

    (answered,) = answered_questions(alice)
    assert answered.heard_on == days_before(10)


def test_a_talk_that_was_deleted_or_at_which_they_were_only_present_is_no_answer(alice: User) -> None:
    question = asked(alice, "Ada Asked", 20)
    talk = log(question.contact, days_before(10), NOON, "coffee")
    talk.participations.update(talked=False)
    gone = log(question.contact, days_before(9), NOON, "coffee")
    gone.deleted_at = NOON
    gone.save()

    assert never(alice) == ["Ada Asked"]


def test_an_answer_by_hand_and_a_closed_question_can_be_taken_back(alice: User) -> None:
    question = asked(alice, "Ada Asked", 20)
    say_answered(question=question, now=NOON)
    close_question(question=question, now=NOON)
    assert never(alice) == []

    reopen_question(question=question)
    assert never(alice) == ["Ada Asked"]


def test_s8_the_unanswered_are_unlinked_together_and_one_undo_takes_it_back(
    as_alice: Client, alice: User
) -> None:
    lea, tom, ada = asked(alice, "Lea Late", 30), asked(alice, "Tom Tardy", 20), asked(alice, "Ada Asked", 1)

    page = as_alice.get("/questions/").text
    assert page.count('name="pick"') == page.count("checked>\n") == 2

    page = as_alice.post(
        "/questions/weed/", {"pick": [lea.pk, tom.pk, ada.pk], "do": "unlink"}, follow=True
    ).text
    choices = list(ReviewChoice.objects.values_list("choice", "reason"))
    assert choices == [("unlink", f"never answered: {WHY}")] * 2
    assert ("Two people are on the unlink checklist." in page, UnlinkTask.objects.count()) == (True, 2)
    assert never(alice) == []

    as_alice.post(f"/questions/weed/undo/{ReviewChoice.objects.first().pk}/")
    assert (UnlinkTask.objects.count(), sorted(never(alice))) == (0, ["Lea Late", "Tom Tardy"])
    assert set(Contact.objects.values_list("state", flat=True)) == {"active"}


def test_s8_whom_one_would_rather_keep_leaves_the_list_and_can_come_back(
    as_alice: Client, alice: User
) -> None:
    lea, tom = asked(alice, "Lea Late", 30), asked(alice, "Tom Tardy", 20)

    as_alice.post("/questions/weed/", {"pick": [lea.pk], "do": "keep"})
    assert never(alice) == ["Tom Tardy"]

    as_alice.post(f"/questions/keep/undo/{lea.pk}/")
    assert never(alice) == ["Lea Late", "Tom Tardy"]
    assert (UnlinkTask.objects.count(), tom.contact.state) == (0, "active")


def test_ticking_nobody_is_said_and_changes_nothing(as_alice: Client, alice: User) -> None:
    asked(alice, "Lea Late", 30)

    page = as_alice.post("/questions/weed/", {"pick": ["x", "999"]}, follow=True).text

    assert ("Tick at least one of them." in page, ReviewChoice.objects.count()) == (True, 0)


def test_s8_the_unanswered_come_up_in_review_too(alice: User) -> None:
    lea = asked(alice, "Lea Late", 30)
    asked(alice, "Ada Asked", 1)
    assert review_queue(alice, TODAY).next_ids() == [lea.contact_id]

    unlink_unanswered(questions=[lea], now=NOON)
    assert review_queue(alice, TODAY).next_ids() == []


def test_answered_by_hand_shows_and_can_be_taken_back(as_alice: Client, alice: User) -> None:
    question = asked(alice, "Ada Asked", 1)

    page = as_alice.post(f"/questions/{question.pk}/answered/", follow=True).text
    assert ("Answered: Ada Asked." in page, "you said so, today" in page) == (True, True)

    as_alice.post(f"/questions/{question.pk}/reopen/")
    assert waits(alice) == ["Ada Asked"]


def test_an_ended_link_asks_nothing_any_more(alice: User) -> None:
    asked(alice, "Lea Late", 30).contact.links.update(until=date(2026, 3, 1))

    assert (waits(alice), never(alice)) == ([], [])


def test_more_questions_do_not_mean_more_queries(
    as_alice: Client, alice: User, django_assert_max_num_queries
) -> None:
    for number in range(15):
        asked(alice, f"Lea Late{number}", 30)
        asked(alice, f"Ada Asked{number}", 1)

    with django_assert_max_num_queries(23):
        assert as_alice.get("/questions/").text.count("They answered") == 15


def test_a_stranger_finds_no_question(as_bob: Client, alice: User) -> None:
    lea = asked(alice, "Lea Late", 30)

    assert "Lea" not in as_bob.get("/questions/").text
    as_bob.post("/questions/weed/", {"pick": [lea.pk]})
    for path in (f"/questions/{lea.pk}/answered/", f"/questions/{lea.pk}/reopen/"):
        assert as_bob.post(path).status_code == 404
    assert ReviewChoice.objects.count() == 0
