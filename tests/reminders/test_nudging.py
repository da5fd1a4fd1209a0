"""Who is brought up, how many a day, and what makes them go again."""

from datetime import timedelta

import pytest

from contacts.models import State
from interactions.services import remove_interaction
from relationships.models import Standing
from reminders.models import Occurrence
from reminders.queries import due_standings, open_count, open_people, waiting_count
from reminders.services import act_on, open_nudges, remove_person, restore_person, undo_act
from tests.reminders.people import (
    NOW,
    TODAY,
    change,
    make_contact,
    meet,
    nudged,
    quiet_friend,
    rows,
    tick_at,
)

pytestmark = pytest.mark.django_db


def nudge_of(contact):
    return Occurrence.objects.get(reminder__contact=contact, kind="keep in touch")


def due(owner, today=TODAY):
    return sorted(row.contact.display for row in due_standings(owner, today))


def test_due_are_those_wished_for_and_those_with_a_rhythm(alice):
    quiet_friend(alice, "Greta Holm")
    meet(make_contact(alice, "Once Met"), 300)
    make_contact(alice, "Circle Only", circle="close")
    meet(make_contact(alice, "Seen Lately", circle="close"), 5)
    make_contact(alice, "Only Listed")

    assert due(alice) == ["Circle Only", "Greta Holm"]


def test_the_day_a_circle_is_given_is_the_day_contact_is_due(alice):
    contact = make_contact(alice, "Rana Perez", circle="network")

    assert contact.circle_since == TODAY
    assert Standing.objects.get(contact=contact).due_day == TODAY
    change(contact, NOW + timedelta(days=9), circle="inner")
    assert contact.circle_since == TODAY
    change(contact, NOW + timedelta(days=9), circle="")
    assert contact.circle_since is None


@pytest.mark.parametrize("state", [State.FADED, State.ARCHIVED, State.LEFT, State.DECEASED])
def test_people_who_are_not_active_are_never_due(alice, state):
    change(quiet_friend(alice, "Greta Holm"), state=state)

    assert due(alice) == []


def test_three_people_a_day_and_the_rest_wait(alice):
    for number in range(5):
        quiet_friend(alice, f"Friend {number}")

    assert open_nudges(owner=alice, now=NOW) == 3
    assert open_nudges(owner=alice, now=NOW) == 0
    assert (open_count(alice, TODAY), waiting_count(alice, TODAY)) == (3, 2)


def test_two_owners_have_their_own_budget_and_people(alice, bob):
    for owner in (alice, bob):
        for number in range(4):
            quiet_friend(owner, f"{owner.email} {number}")
    bob.people_a_day = 1
    bob.save()

    tick_at(NOW)

    assert (len(nudged(alice)), len(nudged(bob))) == (3, 1)
    assert all(name.startswith("bob") for name in nudged(bob))


def test_logging_settles_the_nudge_and_undoing_it_brings_it_back(alice):
    contact = quiet_friend(alice, "Greta Holm")
    open_nudges(owner=alice, now=NOW)

    interaction = meet(contact, 0)
    assert nudge_of(contact).state == "settled"
    assert open_people(alice, TODAY) == []

    remove_interaction(interaction=interaction, now=NOW)
    assert nudge_of(contact).state == "open"


def test_done_rests_for_a_fortnight(alice):
    contact = quiet_friend(alice, "Greta Holm")
    open_nudges(owner=alice, now=NOW)

    assert act_on(occurrence=nudge_of(contact), act="done", now=NOW)
    assert open_nudges(owner=alice, now=NOW + timedelta(days=13)) == 0
    assert open_nudges(owner=alice, now=NOW + timedelta(days=14)) == 1


def test_acting_twice_changes_nothing_the_second_time(alice):
    contact = quiet_friend(alice, "Greta Holm")
    open_nudges(owner=alice, now=NOW)
    row = nudge_of(contact)

    act_on(occurrence=row, act="done", now=NOW)

    assert not act_on(occurrence=row, act="skip", now=NOW)
    assert nudge_of(contact).state == "done"


def test_snooze_hides_for_a_week_and_keeps_the_nudge(alice):
    contact = quiet_friend(alice, "Greta Holm")
    open_nudges(owner=alice, now=NOW)

    act_on(occurrence=nudge_of(contact), act="snooze", now=NOW)

    assert open_people(alice, TODAY + timedelta(days=6)) == []
    assert open_nudges(owner=alice, now=NOW + timedelta(days=7)) == 0
    assert [card.contact for card in open_people(alice, TODAY + timedelta(days=7))] == [contact]


def test_never_about_this_person_and_back_again(alice):
    contact = quiet_friend(alice, "Greta Holm")
    open_nudges(owner=alice, now=NOW)
    row = nudge_of(contact)

    act_on(occurrence=row, act="never", now=NOW)
    contact.refresh_from_db()
    assert contact.never_nudge
    assert open_nudges(owner=alice, now=NOW + timedelta(days=90)) == 0

    assert undo_act(occurrence=nudge_of(contact), now=NOW)
    contact.refresh_from_db()
    assert not contact.never_nudge
    assert nudged(alice) == ["Greta Holm"]


def test_an_old_act_is_not_undone_over_a_newer_nudge(alice):
    contact = quiet_friend(alice, "Greta Holm")
    open_nudges(owner=alice, now=NOW)
    old = nudge_of(contact)
    act_on(occurrence=old, act="done", now=NOW)
    open_nudges(owner=alice, now=NOW + timedelta(days=20))

    assert not undo_act(occurrence=old, now=NOW)
    assert list(rows(alice, "keep in touch").values_list("state", flat=True)) == ["done", "open"]


def test_undoing_a_done_nudge_opens_it_again(alice):
    contact = quiet_friend(alice, "Greta Holm")
    open_nudges(owner=alice, now=NOW)
    act_on(occurrence=nudge_of(contact), act="done", now=NOW)

    undo_act(occurrence=nudge_of(contact), now=NOW)

    assert [card.contact for card in open_people(alice, TODAY)] == [contact]


def test_removing_a_person_hides_the_nudge_and_restoring_brings_it_back(alice):
    contact = quiet_friend(alice, "Greta Holm")
    open_nudges(owner=alice, now=NOW)

    remove_person(contact=contact, now=NOW)
    assert open_people(alice, TODAY) == []
    open_nudges(owner=alice, now=NOW)

    restore_person(contact=contact, now=NOW)
    assert [card.contact for card in open_people(alice, TODAY)] == [contact]


def test_whoever_left_is_frozen_and_silent_and_can_come_back(alice):
    contact = quiet_friend(alice, "Greta Holm")
    open_nudges(owner=alice, now=NOW)

    change(contact, state=State.LEFT)
    contact.standing.refresh_from_db()
    assert contact.standing.frozen_on == TODAY.toordinal()
    assert open_people(alice, TODAY) == []

    change(contact, state=State.ACTIVE)
    contact.standing.refresh_from_db()
    assert contact.standing.frozen_on is None
    assert [card.contact for card in open_people(alice, TODAY)] == [contact]


def test_a_card_tells_why_now(alice):
    contact = quiet_friend(alice, "Greta Holm")
    open_nudges(owner=alice, now=NOW)

    card = open_people(alice, TODAY)[0]

    assert (card.contact, card.health.value, card.last_topic) == (contact, "cooling", "")
    assert card.why.startswith("Two months since you were last in touch; you two are usually in touch every")


def test_reading_the_cards_takes_one_query_however_many_there_are(alice, django_assert_num_queries):
    alice.people_a_day = 10
    alice.save()
    for number in range(8):
        quiet_friend(alice, f"Friend {number}")
    open_nudges(owner=alice, now=NOW)

    with django_assert_num_queries(1):
        assert len(open_people(alice, TODAY)) == 8


def test_an_idle_tick_ranks_nobody_and_writes_nothing(alice, django_assert_max_num_queries):
    for number in range(5):
        quiet_friend(alice, f"Friend {number}")
    open_nudges(owner=alice, now=NOW)

    with django_assert_max_num_queries(3):
        open_nudges(owner=alice, now=NOW)
