"""What follows from a choice, and how it is taken back."""

from datetime import date, timedelta

import pytest

from accounts.models import User
from network.models import Link, ReviewChoice, UnlinkTask
from network.queries import links_of, unlink_memories
from network.services import (
    choose,
    end_link,
    link_contact,
    reopen_link,
    tick_unlink,
    undo_choice,
    untick_unlink,
)
from reminders.models import Reminder
from tests.conftest import NOON
from tests.network.given import TODAY, linked, linked_person, person


def test_keep_asks_again_in_a_year_and_changes_nothing_else(alice: User) -> None:
    contact = linked_person(alice, "Dirk Once", 800)

    made = choose(contact=contact, choice="keep", reason="Met once.", now=NOON)

    contact.refresh_from_db()
    assert (made.again_on, made.reason, contact.state) == (TODAY + timedelta(days=365), "Met once.", "active")


def test_let_fade_silences_the_person(alice: User) -> None:
    contact = linked_person(alice, "Dirk Once", 800)

    choose(contact=contact, choice="fade", reason="", now=NOON)

    contact.refresh_from_db()
    assert (contact.state, contact.standing.due_on) == ("faded", None)


def test_unlink_writes_one_line_for_each_active_link_and_silences_the_person(alice: User) -> None:
    contact = linked_person(alice, "Dirk Once", 800)
    linked(contact, network="xing")
    linked(contact, network="facebook").delete()

    choose(contact=contact, choice="unlink", reason="Mass pitch.", now=NOON)

    contact.refresh_from_db()
    tasks = UnlinkTask.objects.values_list("link__network", "choice__reason", "link__until")
    assert sorted(tasks) == [("linkedin", "Mass pitch.", None), ("xing", "Mass pitch.", None)]
    assert contact.state == "faded"


def test_nobody_is_unlinked_where_there_is_no_link(alice: User) -> None:
    contact = person(alice, "Ulla Unlinked", 800)

    with pytest.raises(ValueError, match="You are not linked with Ulla Unlinked anywhere."):
        choose(contact=contact, choice="unlink", reason="", now=NOON)

    contact.refresh_from_db()
    assert (contact.state, ReviewChoice.objects.count()) == ("active", 0)


def test_the_same_choice_twice_on_a_day_is_one_choice(alice: User) -> None:
    contact = linked_person(alice, "Dirk Once", 800)

    first = choose(contact=contact, choice="nurture", reason="", now=NOON)
    second = choose(contact=contact, choice="nurture", reason="", now=NOON)

    assert first == second
    assert live_follow_ups(alice) == 1


def live_follow_ups(owner: User) -> int:
    return Reminder.objects.owned_by(owner).filter(review_choices__isnull=False, finished_at=None).count()


def test_nurture_reminds_today_and_taking_it_back_does_not(alice: User) -> None:
    contact = linked_person(alice, "Ada Often", 800)

    made = choose(contact=contact, choice="nurture", reason="", now=NOON)
    assert (made.reminder.contact, made.reminder.starts_on) == (contact, TODAY)

    undo_choice(choice=made, now=NOON)
    assert live_follow_ups(alice) == 0


@pytest.mark.parametrize("choice", ["keep", "nurture", "fade", "unlink", "later"])
def test_every_choice_can_be_taken_back_whole(alice: User, choice: str) -> None:
    contact = linked_person(alice, "Dirk Once", 800)
    made = choose(contact=contact, choice=choice, reason="", now=NOON)

    assert undo_choice(choice=made, now=NOON)

    contact.refresh_from_db()
    assert (contact.state, UnlinkTask.objects.count(), live_follow_ups(alice)) == ("active", 0, 0)
    assert made.undone_at == NOON


def test_taking_back_twice_changes_nothing_more(alice: User) -> None:
    contact = linked_person(alice, "Dirk Once", 800)
    made = choose(contact=contact, choice="fade", reason="", now=NOON)
    undo_choice(choice=made, now=NOON)
    contact.state = "archived"
    contact.save()

    assert undo_choice(choice=ReviewChoice.objects.get(), now=NOON)
    contact.refresh_from_db()
    assert contact.state == "archived"


def test_taking_unlink_back_after_the_tick_lets_the_link_hold_again(alice: User) -> None:
    contact = linked_person(alice, "Dirk Once", 800)
    made = choose(contact=contact, choice="unlink", reason="", now=NOON)
    tick_unlink(task=made.tasks.get(), now=NOON)

    assert undo_choice(choice=made, now=NOON)

    assert Link.objects.get().until is None


def test_a_state_changed_since_stays_when_the_choice_is_taken_back(alice: User) -> None:
    contact = linked_person(alice, "Dirk Once", 800)
    made = choose(contact=contact, choice="fade", reason="", now=NOON)
    contact.state = "archived"
    contact.save()

    assert not undo_choice(choice=ReviewChoice.objects.get(pk=made.pk), now=NOON)

    contact.refresh_from_db()
    assert contact.state == "archived"


def test_ticking_ends_the_link_today_and_remembers_why(alice: User) -> None:
    contact = linked_person(alice, "Dirk Once", 800)
    made = choose(contact=contact, choice="unlink", reason="Mass pitch.", now=NOON)

    tick_unlink(task=made.tasks.get(), now=NOON)

    (link,) = links_of(contact)
    assert (link.until, link.reason, link.to_unlink) == (TODAY, "Mass pitch.", False)
    assert unlink_memories(alice, [contact.pk]) == {contact.pk: "unlinked in 2026: mass pitch"}


def test_a_tick_can_be_taken_back(alice: User) -> None:
    contact = linked_person(alice, "Dirk Once", 800)
    task = tick_unlink(task=choose_unlink(contact), now=NOON)

    untick_unlink(task=task)

    (link,) = links_of(contact)
    assert (link.until, link.to_unlink) == (None, True)


def choose_unlink(contact) -> UnlinkTask:
    return choose(contact=contact, choice="unlink", reason="", now=NOON).tasks.get()


def test_a_tick_stays_when_the_two_are_linked_anew(alice: User) -> None:
    contact = linked_person(alice, "Dirk Once", 800)
    task = tick_unlink(task=choose_unlink(contact), now=NOON)
    linked(contact, since=TODAY)

    with pytest.raises(ValueError, match="You are linked with Dirk Once on LinkedIn anew."):
        untick_unlink(task=task)


def test_two_are_linked_once_on_a_network(alice: User) -> None:
    contact = person(alice, "Ada Often")
    link = {"owner": alice, "contact": contact, "network": "xing", "since": None, "address": ""}
    link_contact(**link)

    with pytest.raises(ValueError, match="You are linked with Ada Often on XING already."):
        link_contact(**link)


def test_a_link_ends_and_can_begin_anew(alice: User) -> None:
    contact = linked_person(alice, "Ada Often")
    end_link(link=contact.links.get(), on=TODAY)

    linked(contact, since=TODAY)

    assert [link.until for link in links_of(contact)] == [None, TODAY]


def test_no_link_ends_before_it_began(alice: User) -> None:
    link = linked(person(alice, "Ada Often"), since=TODAY)

    assert end_link(link=link, on=date(2020, 1, 1)).until == TODAY
    assert reopen_link(link=link).until is None


def test_what_was_to_be_muted_is_to_be_muted_again_when_unlinking_is_taken_back(alice: User) -> None:
    contact = linked_person(alice, "Dirk Once", 800)
    choose(contact=contact, choice="mute", reason="", now=NOON)
    made = choose(contact=contact, choice="unlink", reason="", now=NOON)
    assert UnlinkTask.objects.get().kind == "unlink"
    tick_unlink(task=UnlinkTask.objects.get(), now=NOON)

    assert undo_choice(choice=made, now=NOON)

    line = UnlinkTask.objects.get()
    assert (line.kind, line.done_at, line.choice.choice, line.link.until) == ("mute", None, "mute", None)


def test_a_tick_is_not_taken_back_where_a_newer_line_waits(alice: User) -> None:
    contact = linked_person(alice, "Dirk Once", 800)
    choose(contact=contact, choice="mute", reason="", now=NOON)
    muted = tick_unlink(task=UnlinkTask.objects.get(), now=NOON)
    choose(contact=contact, choice="unlink", reason="", now=NOON)

    with pytest.raises(ValueError, match="a newer line for Dirk Once"):
        untick_unlink(task=muted)

    assert UnlinkTask.objects.filter(done_at=None).count() == 1
