"""Logging, mending and taking back what happened, and what it does to the standings."""

from datetime import date, datetime, timedelta

import pytest

from accounts.models import User
from domain.quicklog import Entry, FollowUp
from domain.strength import Touch, replay
from interactions.models import Attendee, Interaction, Participation
from interactions.queries import touches_with
from interactions.services import (
    change_interaction,
    log_interaction,
    log_line,
    remove_interaction,
    restore_interaction,
)
from relationships.models import Standing
from reminders.models import Reminder
from tests.factories import log, make_contact

TODAY = date(2026, 3, 12)


def standing_of(contact_id: int) -> Standing:
    return Standing.objects.get(contact=contact_id)


def test_a_coffee_for_two_raises_both_strengths(alice: User, now: datetime) -> None:
    ada, carl = make_contact(alice, "Ada Lindqvist", now), make_contact(alice, "Carl Babic", now)

    logged = log_line(owner=alice, line="coffee with Ada and Carl yesterday", now=now)

    assert logged.interaction is not None
    assert [contact.display for contact in logged.contacts] == ["Ada Lindqvist", "Carl Babic"]
    weight = 2**-0.25
    assert touches_with(ada) == [Touch((TODAY - timedelta(days=1)).toordinal(), weight, True, "coffee")]
    assert standing_of(ada.pk).strength_on(TODAY) == standing_of(carl.pk).strength_on(TODAY) > 4


def test_every_way_to_the_same_history_gives_the_same_standing(alice: User, now: datetime) -> None:
    ada, bo = make_contact(alice, "Ada Lindqvist", now), make_contact(alice, "Bo Ek", now)
    days = [TODAY - timedelta(days=n) for n in (40, 3, 200, 0, 40)]

    for day in sorted(days):
        log(ada, day, now)
    for day in days:
        log(bo, day, now)

    assert standing_of(ada.pk).state == standing_of(bo.pk).state == replay(touches_with(ada))


def test_someone_merely_present_earns_nothing(alice: User, now: datetime) -> None:
    ada, bo = make_contact(alice, "Ada Lindqvist", now), make_contact(alice, "Bo Ek", now)

    log_interaction(
        owner=alice,
        attendees=[Attendee(ada), Attendee(bo, talked=False)],
        entry=Entry(kind="event", day=TODAY),
        now=now,
    )

    assert touches_with(bo) == []
    assert standing_of(bo.pk).days == 0
    assert standing_of(ada.pk).days == 1


def test_a_month_counts_at_its_middle_and_some_time_not_at_all(alice: User, now: datetime) -> None:
    ada = make_contact(alice, "Ada Lindqvist", now)

    log(ada, date(2026, 1, 1), now, precision="month")
    log(ada, date(2019, 1, 1), now, precision="sometime")

    assert [touch.day for touch in touches_with(ada)] == [date(2026, 1, 15).toordinal()]


def test_a_day_to_come_is_refused_and_nothing_is_written(alice: User, now: datetime) -> None:
    ada = make_contact(alice, "Ada Lindqvist", now)

    with pytest.raises(ValueError, match="still to come"):
        log(ada, TODAY + timedelta(days=1), now)

    assert Interaction.objects.count() == 0


def test_the_owners_evening_is_the_owners_day(alice: User, now: datetime) -> None:
    ada = make_contact(alice, "Ada Lindqvist", now)
    alice.time_zone = "Pacific/Auckland"

    logged = log_line(owner=alice, line="coffee with Ada today", now=now.astimezone(now.tzinfo))

    assert logged.entry.day == TODAY
    assert standing_of(ada.pk).last_day == TODAY


def test_editing_replays_those_who_leave_and_those_who_come(alice: User, now: datetime) -> None:
    ada, bo = make_contact(alice, "Ada Lindqvist", now), make_contact(alice, "Bo Ek", now)
    interaction = log(ada, TODAY, now)

    change_interaction(
        interaction=interaction, attendees=[Attendee(bo)], entry=Entry(kind="meal", day=TODAY), now=now
    )

    assert standing_of(ada.pk).days == 0
    assert standing_of(bo.pk).state == replay([Touch(TODAY.toordinal(), 1.3)])


def test_deleting_and_undoing_comes_back_to_the_same_strength(alice: User, now: datetime) -> None:
    ada = make_contact(alice, "Ada Lindqvist", now)
    log(ada, TODAY - timedelta(days=30), now)
    before = standing_of(ada.pk).state
    entry = Entry(kind="coffee", day=TODAY, follow_up=FollowUp(None, "send the talk"))
    interaction = log_interaction(owner=alice, attendees=[Attendee(ada)], entry=entry, now=now)
    after = standing_of(ada.pk).state

    remove_interaction(interaction=interaction, now=now)
    assert standing_of(ada.pk).state == before
    assert Reminder.objects.owned_by(alice).filter(kind="follow-up").count() == 0

    restore_interaction(interaction=interaction, now=now)
    assert standing_of(ada.pk).state == after
    assert Reminder.objects.owned_by(alice).filter(kind="follow-up").count() == 1


def test_a_follow_up_becomes_a_reminder_on_its_day(alice: User, now: datetime) -> None:
    ada = make_contact(alice, "Ada Lindqvist", now)

    log_line(owner=alice, line="coffee with Ada !ask about the notes in 3w", now=now)

    reminder = Reminder.objects.owned_by(alice).get(kind="follow-up")
    assert (reminder.contact, reminder.text, reminder.starts_on) == (
        ada,
        "ask about the notes",
        TODAY + timedelta(weeks=3),
    )


def test_unknown_and_ambiguous_names_save_nothing(alice: User, now: datetime) -> None:
    make_contact(alice, "Ada Lindqvist", now)
    make_contact(alice, "Ada Berg", now)

    logged = log_line(owner=alice, line="coffee with Ada and Ragnar", now=now)

    assert logged.interaction is None
    assert logged.unknown == ("Ragnar",)
    assert [case.text for case in logged.ambiguous] == ["Ada"]
    assert Interaction.objects.count() == 0


def test_answers_resolve_what_a_line_left_open(alice: User, now: datetime) -> None:
    make_contact(alice, "Ada Lindqvist", now)
    berg = make_contact(alice, "Ada Berg", now)

    logged = log_line(
        owner=alice, line="coffee with Ada and Ragnar", now=now, picks={"Ada": berg.pk}, create={"Ragnar"}
    )

    assert [contact.display for contact in logged.contacts] == ["Ada Berg", "Ragnar"]
    assert Participation.objects.count() == 2


def test_a_pick_outside_the_candidates_is_not_taken(alice: User, bob: User, now: datetime) -> None:
    make_contact(alice, "Ada Lindqvist", now)
    make_contact(alice, "Ada Berg", now)
    stranger = make_contact(bob, "Ada Stranger", now)

    logged = log_line(owner=alice, line="coffee with Ada", now=now, picks={"Ada": stranger.pk})

    assert logged.interaction is None
    assert Interaction.objects.count() == 0


def test_names_of_another_book_are_unknown(alice: User, bob: User, now: datetime) -> None:
    make_contact(bob, "Zelda Stranger", now)

    logged = log_line(owner=alice, line="coffee with Zelda", now=now)

    assert logged.unknown == ("Zelda",)


def test_a_sentence_that_cannot_be_read_is_not_lost(alice: User, now: datetime) -> None:
    line = "the quick brown fox " * 2500

    with pytest.raises(ValueError, match="with whom"):
        log_line(owner=alice, line=line, now=now)
