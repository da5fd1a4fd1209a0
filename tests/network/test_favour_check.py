"""The look before asking: what went to and fro, and what one could give first."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from contacts.models import Contact, ImportantDate, Note
from domain.health import Health
from network.queries.favour_check import Check, favour_check
from network.services.introductions import Between, start_introduction, take_step
from reminders.services import add_follow_up
from tests.conftest import NOON
from tests.factories import log, make_contact
from tests.network.given import TODAY, days_before
from tests.network.test_favours import did

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def ada(alice: User) -> Contact:
    contact = make_contact(alice, "Ada Lind", NOON)
    for days in (2, 30, 60, 90):
        log(contact, days_before(days), NOON)
    return contact


def before_asking(contact: Contact) -> Check:
    """The look as the page has it: with the person as the book has them now."""
    return favour_check(contact.owner, Contact.objects.get(pk=contact.pk), TODAY)


def test_who_gave_since_they_last_asked_may_go_ahead(ada: Contact) -> None:
    did(ada, "got", on=days_before(60))
    did(ada, "gave", "gave", on=days_before(20))

    check = before_asking(ada)

    assert check.verdict == "You gave twice since you last got or asked something, on 11 January. Go ahead."
    assert (check.is_clear, check.health) == (True, Health.THRIVING)


def test_who_asked_and_gave_nothing_since_hears_so(ada: Contact) -> None:
    did(ada, "gave", on=days_before(90))
    did(ada, "got", on=days_before(60))

    check = before_asking(ada)

    assert (
        check.verdict == "You last got or asked something on 11 January and gave nothing since. Give first?"
    )
    assert not check.is_clear


def test_an_introduction_that_was_asked_for_counts_as_asking(ada: Contact) -> None:
    did(ada, "gave", on=days_before(90))
    between = Between(broker=ada, to_name="Cara Quist")
    made, _ = start_introduction(owner=ada.owner, between=between, why="", now=NOON)
    take_step(introduction=made, kind="asked", on=days_before(5), words="", now=NOON)

    assert before_asking(ada).verdict == (
        "You last got or asked something on 7 March and gave nothing since. Give first?"
    )


def test_after_a_long_silence_a_talk_comes_first(alice: User) -> None:
    bo = make_contact(alice, "Bo Ek", NOON)
    for days in (900, 930, 960, 990):
        log(bo, days_before(days), NOON)

    check = before_asking(bo)

    assert check.verdict.startswith("You have not talked for a while. A talk first, and then ask.")
    assert not check.is_clear


def test_somebody_without_any_favour_can_be_asked(ada: Contact) -> None:
    check = before_asking(ada)

    assert check.verdict == "You have not asked them for anything that is written down. Go ahead."
    assert (check.gave, check.got, check.ideas, check.words) == ([], [], [], "")


def test_what_one_could_give_comes_from_what_is_written_down_only(ada: Contact) -> None:
    add_follow_up(owner=ada.owner, contact=ada, text="send the notes", on=TODAY + timedelta(days=3), now=NOON)
    ImportantDate.objects.create(owner=ada.owner, contact=ada, kind="birthday", month=3, day=20, year=1980)
    ImportantDate.objects.create(owner=ada.owner, contact=ada, kind="birthday", month=8, day=20)
    Note.objects.create(owner=ada.owner, contact=ada, text="The mill. She is looking for a roofer.")
    log(ada, days_before(1), NOON, note="He needs a translator")

    assert before_asking(ada).ideas == [
        "You wanted to: send the notes",
        "Ada Lind turns 46 on 20 March.",
        "You wrote down: “He needs a translator”",
        "You wrote down: “She is looking for a roofer.”",
    ]


def test_seeing_to_an_introduction_is_nothing_one_could_give(ada: Contact) -> None:
    made, _ = start_introduction(
        owner=ada.owner, between=Between(broker=ada, to_name="Cara Quist"), why="", now=NOON
    )
    take_step(introduction=made, kind="asked", on=days_before(5), words="", now=NOON)
    assert before_asking(ada).ideas == []


def test_the_page_tells_the_verdict_and_changes_nothing(as_alice: Client, ada: Contact) -> None:
    did(ada, "got", on=days_before(60), text="help with the move")

    answer = as_alice.get(reverse("network:favour_check", args=[ada.pk]))

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Give first?" in page
    assert "help with the move" in page


def test_the_page_of_somebody_who_died_gives_no_advice(as_alice: Client, ada: Contact) -> None:
    Contact.objects.filter(pk=ada.pk).update(state="deceased")

    page = as_alice.get(reverse("network:favour_check", args=[ada.pk])).content.decode()

    assert "Ada Lind died." in page
    assert "Go ahead" not in page


def test_more_favours_ask_no_more_queries(ada: Contact, django_assert_max_num_queries) -> None:
    did(ada, *["gave", "got"] * 15)

    with django_assert_max_num_queries(24):
        before_asking(ada)
