"""The brief of a person: everything on one screen, nothing invented, nothing that should be hidden."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from accounts.models import User
from contacts.models import Contact, State, Tie
from contacts.services import add_tie
from dashboard.brief import briefs_of, people_of
from domain.favours.balance import Deed, FavourKind
from interactions.services import record_favour
from network.models import Introduction
from reminders.services import add_follow_up, remove_person
from tests.dashboard.brief_book import TODAY, ago, full_person, plant_canaries, talk
from tests.factories import log, make_contact

pytestmark = pytest.mark.usefixtures("now")


def brief_of(contact: Contact, *, leaves: bool = False):
    return briefs_of(contact.owner, people_of(contact.owner, [contact.pk]), TODAY, leaves=leaves)[0]


def test_a_brief_tells_all_of_a_person(alice: User, now: datetime) -> None:
    brief = brief_of(full_person(alice, now))

    assert [(talk.kind, talk.day) for talk in brief.talks][:2] == [("Coffee", ago(40)), ("Meal", ago(80))]
    assert len(brief.talks) == 5
    assert brief.posts == ["Head of mills, Kiln"]
    assert (brief.relations, brief.tags) == (["my mentor"], ["mills"])
    assert [(row.whose, row.text) for row in brief.promises] == [
        ("you", "Send the notes"),
        ("you", "I promised her a book about weirs."),
        ("they", "Ada will send me the plan of it."),
    ]
    assert [(row.words, row.day) for row in brief.dates] == [("Ada turns 41", date(2026, 3, 14))]
    assert [(row.contact.display, row.role) for row in brief.common] == [
        ("Bo Ek", "manager"),
        ("Cleo Marsh", ""),
    ]
    assert [row.words for row in brief.favours] == ["You got advice, how to read a lease"]
    assert brief.balance.startswith("They gave once")
    assert brief.news == ["Head of mills, Kiln, since March 2026"]
    assert [row.words for row in brief.waiting] == [
        "They asked to be linked on XING",
        "They may introduce you to Dora Quist",
    ]


def test_what_to_ask_comes_from_the_book_alone(alice: User, now: datetime) -> None:
    assert brief_of(full_person(alice, now)).asks == [
        "Ada turns 41 on Saturday.",
        "You meant to “Send the notes” (3 March): done?",
        "You noted “I promised her a book about weirs.” (7 March): done?",
        "You noted “Ada will send me the plan of it.” (31 January): what came of it?",
        "Head of mills, Kiln, since March 2026. How is it going?",
        "They did something for you: advice, how to read a lease, on 10 February. "
        "Have you told them what came of it?",
    ]


def test_the_last_topic_is_quoted_when_there_is_room_for_it(alice: User, now: datetime) -> None:
    friend = make_contact(alice, "Bo Ek", now)
    talk(friend, 3, now, note="the roof of the mill")

    assert brief_of(friend).asks == ["Last time, on 9 March: “the roof of the mill” What came of it?"]


def test_a_day_that_is_not_known_is_not_told(alice: User, now: datetime) -> None:
    friend = make_contact(alice, "Bo Ek", now)
    talk(friend, 3, now, note="She will send the plan.", precision="month")

    brief = brief_of(friend)

    assert [row.day for row in brief.promises] == [None]
    assert brief.asks == ["You noted “She will send the plan.”: what came of it?"]


def test_nobody_known_gets_a_kind_line_and_nothing_else(as_alice: Client, alice: User, now: datetime) -> None:
    stranger = make_contact(alice, "Nora Nothing", now)

    page = as_alice.get(f"/people/{stranger.pk}/brief/").text

    assert brief_of(stranger).is_blank
    assert "Nothing is written down about Nora yet. A good moment to ask how they are." in page
    assert "<h3>" not in page


def test_the_page_marks_what_is_sensitive_and_a_mail_leaves_it_out(
    as_alice: Client, alice: User, now: datetime
) -> None:
    friend = make_contact(alice, "Bo Ek", now)
    plant_canaries(alice, friend, now)

    page = as_alice.get(f"/people/{friend.pk}/brief/").text
    told = brief_of(friend, leaves=True)

    for canary in ("canary-place", "canary-note", "canary-follow-up", "canary-thing", "canary-secret"):
        assert canary in page
    assert page.count('<span class="badge">sensitive</span>') >= 3
    assert "canary" not in repr(told)
    assert [(one.kind, one.note) for one in told.talks] == [("Coffee", ""), ("Meal", "")]


def test_the_strength_is_hidden_where_the_owner_hides_it(
    as_alice: Client, alice: User, now: datetime
) -> None:
    friend = make_contact(alice, "Bo Ek", now, hides_strength=True)
    log(friend, ago(5), now)

    assert brief_of(friend).strength is None
    assert "Strength" not in as_alice.get(f"/people/{friend.pk}/brief/").text


def test_what_was_told_before_the_last_talk_is_no_news(alice: User, now: datetime) -> None:
    ada = full_person(alice, now)
    talk(ada, 0, now)

    assert brief_of(ada).news == []


def test_who_died_has_no_birthday(alice: User, now: datetime) -> None:
    ada = full_person(alice, now)
    Contact.objects.filter(pk=ada.pk).update(state=State.DECEASED)

    assert brief_of(ada).dates == []


def test_of_many_in_common_the_best_known_are_named_and_the_rest_counted(alice: User, now: datetime) -> None:
    ada = make_contact(alice, "Ada Lindqvist", now)
    for number in range(9):
        other = make_contact(alice, f"Friend {number}", now)
        add_tie(owner=alice, one=ada, other=other, role="knows", now=now)
        Tie.objects.filter(other=other).update(estimate=number + 1)
        Tie.objects.filter(one=other).update(estimate=number + 1)
    Contact.objects.filter(display="Friend 8").update(deleted_at=now)

    brief = brief_of(ada)

    assert [row.contact.display for row in brief.common] == [
        f"Friend {number}" for number in (7, 6, 5, 4, 3, 2)
    ]
    assert brief.more_common == 2


def test_favours_of_a_deleted_talk_are_not_told(alice: User, now: datetime) -> None:
    ada = make_contact(alice, "Ada Lindqvist", now)
    row = log(ada, ago(5), now)
    deed = Deed(gave=True, kind=FavourKind.HELP, text="with the move")
    record_favour(owner=alice, contact=ada, deed=deed, on=ago(5), now=now, interaction=row)
    row.deleted_at = now
    row.save()

    assert (brief_of(ada).favours, brief_of(ada).balance) == ([], "")


def test_an_introduction_by_somebody_deleted_is_not_told(alice: User, now: datetime) -> None:
    ada, bo = (make_contact(alice, name, now) for name in ("Ada Lindqvist", "Bo Ek"))
    Introduction.objects.create(owner=alice, broker=bo, to=ada, to_name="Ada Lindqvist", made_at=now)
    assert [row.words for row in brief_of(ada).waiting] == ["Bo Ek may introduce you"]

    remove_person(contact=bo, now=now)

    assert brief_of(ada).waiting == []


def test_the_queries_are_the_same_for_one_and_for_twelve(
    alice: User, now: datetime, django_assert_max_num_queries
) -> None:
    people = [full_person(alice, now)]
    for number in range(11):
        friend = make_contact(alice, f"Friend {number}", now)
        add_tie(owner=alice, one=people[0], other=friend, role="knows", now=now)
        for days in range(8):
            log(friend, now.date() - timedelta(days=30 * days), now, note="We will send it")
        people.append(friend)

    for asked in (people[:1], people):
        with django_assert_max_num_queries(20):
            briefs_of(alice, people_of(alice, [one.pk for one in asked]), TODAY)


def test_what_is_a_question_already_is_asked_as_it_stands(alice: User, now: datetime) -> None:
    ada = make_contact(alice, "Ada Lindqvist", now)
    add_follow_up(owner=alice, contact=ada, text="Did Ada answer about Ben?", on=TODAY, now=now)
    assert brief_of(ada).asks == ["Did Ada answer about Ben? (today)"]
