"""Introductions as the owner sees them: planned, taken step by step, closed, deleted."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts import clock
from accounts.models import User
from contacts.models import Contact, State, Vouch
from dashboard.tasks import tick
from network.models import Introduction
from tests.conftest import NOON
from tests.factories import log
from tests.network.given import TODAY, days_before, person
from tests.network.introducing import between, close, step, through

pytestmark = pytest.mark.usefixtures("now")
NEW, LIST = "/introductions/new/", "/introductions/"


def shown(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def page(row: Introduction) -> str:
    return reverse("network:introduction", args=[row.pk])


def test_an_empty_list_says_what_it_is_for(as_alice: Client) -> None:
    assert "No introduction is under way" in shown(as_alice, LIST)


def test_the_form_comes_prefilled_from_other_pages(as_alice: Client, alice: User) -> None:
    bo, cara = person(alice, "Bo Lund"), person(alice, "Cara Quist")

    form = as_alice.get(NEW, {"broker": bo.pk, "to_name": "Dora Sand", "company": "Hive"}).context["form"]
    assert [form[name].value() for name in ("way", "one", "one_picked", "to", "to_company")] == [
        "to me",
        "Bo Lund",
        bo.pk,
        "Dora Sand",
        "Hive",
    ]
    text = shown(as_alice, f"{NEW}?whom={bo.pk}&to={cara.pk}")
    assert "You have not said that you would vouch for Bo Lund." in text


def test_planning_one_opens_it_and_a_second_time_the_same(as_alice: Client, alice: User) -> None:
    person(alice, "Bo Lund")
    told = {"way": "to me", "one": "Bo Lund", "to": "Cara Quist", "why": "bees"}

    first, second = as_alice.post(NEW, told), as_alice.post(NEW, told)
    row = Introduction.objects.get()
    assert first["Location"] == second["Location"] == page(row)
    assert (row.to_name, row.why) == ("Cara Quist", "bees")


def test_somebody_of_the_book_is_known_by_their_full_name(as_alice: Client, alice: User) -> None:
    bo, cara = person(alice, "Bo Lund"), person(alice, "Cara Quist")
    as_alice.post(NEW, {"way": "by me", "one": "bo", "to": "cara quist"})

    row = Introduction.objects.get()
    assert (row.whom, row.to, row.broker) == (bo, cara, None)


def test_who_is_called_alike_is_asked_about(as_alice: Client, alice: User) -> None:
    one, other = person(alice, "Bo Lund"), person(alice, "Bo Lund")
    told = {"way": "to me", "one": "Bo Lund", "to": "Cara Quist"}

    answer = as_alice.post(NEW, told)
    assert (answer.status_code, Introduction.objects.count()) == (422, 0)
    assert "Several people can be meant by “Bo Lund”." in answer.content.decode()
    as_alice.post(NEW, told | {"one_picked": other.pk})
    assert Introduction.objects.get().broker == other != one


def test_a_first_name_alone_may_mean_somebody_else(as_alice: Client, alice: User) -> None:
    person(alice, "Bo Lund")
    cara = person(alice, "Cara Quist")
    told = {"way": "to me", "one": "Bo Lund", "to": "Cara"}

    assert as_alice.post(NEW, told).status_code == 422
    as_alice.post(NEW, told | {"to_picked": "0"})
    as_alice.post(NEW, told | {"to_picked": cara.pk})
    assert list(Introduction.objects.order_by("pk").values_list("to", "to_name")) == [
        (None, "Cara"),
        (cara.pk, "Cara Quist"),
    ]


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"one": "Nobody Known", "to": "Cara Quist"}, "Nobody in your book is called so."),
        ({"one": "Bo Lund", "to": "Bo Lund"}, "Nobody can be introduced to themselves"),
        ({"one": "Dora Sand", "to": "Cara Quist"}, "Dora Sand died"),
        ({"one": "Bo Lund", "to": ""}, "This field is required."),
    ],
)
def test_what_cannot_be_is_told_and_what_was_typed_is_kept(
    as_alice: Client, alice: User, told: dict[str, str], words: str
) -> None:
    person(alice, "Bo Lund")
    person(alice, "Dora Sand", state=State.DECEASED)

    answer = as_alice.post(NEW, {"way": "to me", "why": "The bees.", **told})
    assert (answer.status_code, Introduction.objects.count()) == (422, 0)
    assert words in answer.content.decode()
    assert "The bees." in answer.content.decode()


def test_the_draft_says_only_what_is_written_down(as_alice: Client, alice: User) -> None:
    bo, cara = person(alice, "Bo Lund"), person(alice, "Cara Quist")
    cara.posts.create(owner=alice, title="Head of bees", organisation="Hive")
    row = through(bo, cara)

    text = shown(as_alice, page(row) + "?tone=short&language=en")
    assert "could you introduce me to Cara Quist (Head of bees, Hive)?" in text
    assert "kannst du mich Cara Quist (Head of bees, Hive) vorstellen?" in shown(
        as_alice, page(row) + "?language=de&tone=short"
    )


def test_how_i_know_somebody_leaves_sensitive_talks_out(as_alice: Client, alice: User, now: datetime) -> None:
    ada, bo = person(alice, "Ada Moor"), person(alice, "Bo Lund")
    log(bo, days_before(40), now, "meal")
    log(bo, days_before(3), now, "coffee", sensitive=True)

    text = shown(as_alice, page(between(ada, bo)) + "?language=en")
    assert "Bo and I had a meal, last in January 2026." in text
    assert "had coffee" not in text


def test_a_step_is_taken_with_its_words_and_taken_back(as_alice: Client, alice: User) -> None:
    row = through(person(alice, "Bo Lund"), "Cara Quist")
    url = reverse("network:introduction_step", args=[row.pk])

    as_alice.post(url, {"kind": "asked", "on": days_before(1), "words": "Dear Bo, …"})
    taken = row.steps.get()
    assert (taken.kind, taken.on, taken.words) == ("asked", days_before(1), "Dear Bo, …")
    text = shown(as_alice, page(row))
    for words in ("You asked Bo", "Dear Bo, …", "Bo agreed", "Take the last step back"):
        assert words in text

    answer = as_alice.post(reverse("network:introduction_undo", args=[row.pk]), follow=True)
    assert "Taken back: You asked Bo." in answer.content.decode()
    assert row.steps.count() == 0


def test_a_step_taken_back_twice_at_once_leaves_the_one_before(as_alice: Client, alice: User) -> None:
    row = through(person(alice, "Bo Lund"), "Cara Quist")
    _first, second = step(row, "asked"), step(row, "agreed")
    back = f"{reverse('network:introduction_undo', args=[row.pk])}?step={second.pk}"
    assert back in as_alice.get(page(row)).content.decode()

    for _each in range(2):
        as_alice.post(back)

    assert [one.kind for one in row.steps.all()] == ["asked"]


def test_what_is_next_comes_up_on_its_day_and_moves_on(as_alice: Client, alice: User) -> None:
    row = through(person(alice, "Bo Lund"), "Cara Quist")
    step(row, "asked")
    words, in_a_week = "Did Bo Lund answer about Cara Quist?", NOON + timedelta(days=7)
    assert words not in shown(as_alice, "/")

    with clock.set_to(in_a_week):
        tick()
        assert words in shown(as_alice, "/")
        step(row, "agreed", TODAY, in_a_week)
        assert words not in shown(as_alice, "/")


def test_words_meant_for_one_step_do_not_go_with_another(as_alice: Client, alice: User) -> None:
    row = through(person(alice, "Bo Lund"), "Cara Quist")
    as_alice.post(
        reverse("network:introduction_step", args=[row.pk]), {"kind": "made", "words": "Dear Bo, …"}
    )

    assert row.steps.get().words == ""


def test_a_wrong_day_keeps_what_was_typed(as_alice: Client, alice: User) -> None:
    row = through(person(alice, "Bo Lund"), "Cara Quist")
    told = {"kind": "asked", "on": TODAY + timedelta(days=1), "words": "My very own words"}

    answer = as_alice.post(reverse("network:introduction_step", args=[row.pk]), told)
    assert (answer.status_code, row.steps.count()) == (422, 0)
    assert "That day is still to come." in answer.content.decode()
    assert "My very own words" in answer.content.decode()


def test_silence_is_offered_and_never_recorded_by_itself(as_alice: Client, alice: User) -> None:
    row = through(person(alice, "Bo Lund"), "Cara Quist")
    step(row, "asked", days_before(21))

    assert "no word for long" in shown(as_alice, LIST)
    assert "You may take that for an answer" in shown(as_alice, page(row))
    row.refresh_from_db()
    assert row.outcome == ""
    as_alice.post(reverse("network:introduction_close", args=[row.pk]), {"outcome": "silence"})
    assert "never mind about" in shown(as_alice, page(row) + "?tone=short&language=en")


def test_a_good_end_offers_to_log_the_meeting_and_to_close_the_loop(as_alice: Client, alice: User) -> None:
    row = through(person(alice, "Bo Lund"), person(alice, "Cara Quist"))
    step(row, "made")
    told = {"outcome": "led on", "note": "we keep bees together now"}
    as_alice.post(reverse("network:introduction_close", args=[row.pk]), told)

    text = shown(as_alice, page(row) + "?language=en")
    for words in ("Something came of it", "Log the meeting with Cara Quist", "We keep bees together now."):
        assert words in text
    assert "Something came of it" in shown(as_alice, LIST)


def test_an_outcome_that_is_none_is_refused(as_alice: Client, alice: User) -> None:
    row = through(person(alice, "Bo Lund"), "Cara Quist")
    url = reverse("network:introduction_close", args=[row.pk])

    assert as_alice.post(url, {"outcome": "a party", "note": "kept"}).status_code == 422
    close(row, "dropped")
    assert as_alice.post(url, {"outcome": "silence"}).status_code == 422


def test_a_plan_is_mended_deleted_and_brought_back(as_alice: Client, alice: User) -> None:
    row = through(person(alice, "Bo Lund"), "Cara Quist")
    as_alice.post(
        reverse("network:introduction_change", args=[row.pk]), {"to_name": "Cora Quist", "why": "Bees"}
    )
    assert "Cora Quist" in shown(as_alice, page(row))

    as_alice.post(reverse("network:introduction_remove", args=[row.pk]))
    assert as_alice.get(page(row)).status_code == 404
    as_alice.post(reverse("network:introduction_restore", args=[row.pk]))
    assert as_alice.get(page(row)).status_code == 200


def test_a_persons_page_leads_to_their_introductions(as_alice: Client, alice: User) -> None:
    bo = person(alice, "Bo Lund")
    through(bo, "Cara Quist")

    text = shown(as_alice, reverse("dashboard:person", args=[bo.pk]))
    for words in ("Bo Lund introduces you to Cara Quist", "Introduce them to…", "Asked to recommend them?"):
        assert words in text


@pytest.mark.parametrize(
    ("vouch", "met", "words"),
    [
        ("", False, "I like to have met people in person"),
        ("not yet", True, "I would like to see more of your work"),
        (Vouch.NO, True, "I am not the right one to speak for you here"),
        (Vouch.YES, True, "am glad to recommend them"),
    ],
)
def test_s17_a_kind_refusal_or_a_recommendation(
    as_alice: Client, alice: User, now: datetime, vouch: str, met: bool, words: str
) -> None:
    cara = person(alice, "Cara Quist", vouch=vouch)
    if met:
        log(cara, days_before(3), now, "meal")

    text = shown(as_alice, reverse("network:refusal", args=[cara.pk]) + "?language=en")
    assert words in text
    assert ("You would vouch for them" in text) is (vouch == Vouch.YES)


def test_a_strangers_person_is_nobody_to_introduce(as_bob: Client, alice: User) -> None:
    bo = person(alice, "Bo Lund")

    for name in ("broker", "whom", "to", "through"):
        assert as_bob.get(NEW, {name: bo.pk}).status_code == 404
    as_bob.post(NEW, {"way": "to me", "one": "Bo Lund", "one_picked": bo.pk, "to": "Cara"})
    assert (Introduction.objects.count(), Contact.objects.count()) == (0, 1)


def test_of_somebody_who_died_nothing_is_asked_any_more(as_alice: Client, alice: User) -> None:
    bo = person(alice, "Bo Lund")
    made = through(bo, "Cara Quist")
    step(made, "asked", days_before(9))
    Contact.objects.filter(pk=bo.pk).update(state=State.DECEASED)

    course = shown(as_alice, page(made))
    assert "Bo Lund died. What was said stays written down here" in course
    assert ("Dear Bo" in course, 'name="kind"' in course, "I let it be" in course) == (False, False, True)
    assert "Bo Lund died." in shown(as_alice, reverse("network:refusal", args=[bo.pk]))
    assert "Ask them for one" not in shown(as_alice, reverse("dashboard:person", args=[bo.pk]))


@pytest.mark.parametrize("change", [{"to_name": " ", "why": "Bees"}, {"to_name": "x" * 300, "why": "Bees"}])
def test_a_change_that_cannot_be_stays_in_its_form(
    as_alice: Client, alice: User, change: dict[str, str]
) -> None:
    row = through(person(alice, "Bo Lund"), "Cara Quist")
    answer = as_alice.post(reverse("network:introduction_change", args=[row.pk]), change)

    row.refresh_from_db()
    assert (answer.status_code, row.to_name, row.why) == (422, "Cara Quist", "")
    assert ">\nBees</textarea>" in answer.content.decode()
