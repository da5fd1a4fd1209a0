"""Whatever is recorded with somebody answers the nudge, whichever way; undoing it brings the nudge back."""

from copy import copy
from datetime import timedelta
from random import Random

import pytest
from django.urls import reverse

from accounts import clock
from contacts.models import Circle
from domain.quicklog import Entry
from interactions.models import Attendee
from interactions.queries import spoken_since
from interactions.services import (
    change_interaction,
    log_interaction,
    log_line,
    remove_interaction,
    restore_interaction,
)
from reminders.models import Agenda, Occurrence, Reminder
from reminders.services import act_on, change_person, open_nudges, settle
from tests.reminders.people import NOW, TODAY, change, make_contact, meet, nudged, quiet_friend
from tests.transfer.given import ANNA, ME, at, bring_in, wrote
from transfer.services import undo_run

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def greta(alice):
    """A friend who wants a word every day and so stays due, whatever weak or old thing is recorded."""
    friend = quiet_friend(alice, "Greta Holm")
    change(friend, cadence_days=1)
    open_nudges(owner=alice, now=NOW)
    assert nudged(alice) == ["Greta Holm"]
    return friend


def entry(kind="coffee", ago=0, **fields):
    return Entry(kind=kind, day=TODAY - timedelta(days=ago), **fields)


def log(contact, now=LATER, **fields):
    return log_interaction(owner=contact.owner, attendees=[Attendee(contact)], entry=entry(**fields), now=now)


def state_of(contact):
    return Occurrence.objects.get(reminder__contact=contact, kind="keep in touch").state


@pytest.mark.parametrize("kind", ["coffee", "meal", "event", "call", "message", "email", "online", "other"])
def test_any_kind_of_interaction_answers(greta, kind):
    log(greta, kind=kind)

    assert state_of(greta) == "settled"


@pytest.mark.parametrize("ago", [1, 30, 300])
def test_a_back_dated_one_that_leaves_them_due_answers(greta, ago):
    log(greta, ago=ago)

    assert state_of(greta) == "settled"


def test_being_in_the_same_place_and_a_vague_day_answer(alice, greta):
    here = [Attendee(make_contact(alice, "Bo Lindqvist")), Attendee(greta, talked=False)]
    log_interaction(owner=alice, attendees=here, entry=entry("event", 20), now=LATER)

    assert state_of(greta) == "settled"


def test_the_quick_line_answers(alice, greta):
    assert log_line(owner=alice, line="email with Greta Holm 5 days ago", now=LATER).interaction

    assert state_of(greta) == "settled"


def test_the_pages_answer(as_alice, greta):
    with clock.set_to(LATER):
        as_alice.post(reverse("interactions:call", args=[greta.pk]))

    assert state_of(greta) == "settled"


def test_an_import_of_old_messages_answers_and_its_undo_brings_the_nudge_back(alice):
    them, day = ("Anna Bell", "anna-bell"), at(2026, 1, 10, 9, 0)
    bring_in(
        alice, connections=[ANNA], messages=[wrote(them, ME, day.replace(day=one)) for one in (1, 5, 10)]
    )
    open_nudges(owner=alice, now=NOW)
    assert nudged(alice) == ["Anna Bell"]

    run = bring_in(alice, messages=[wrote(them, ME, day.replace(day=20))], now=LATER)

    assert nudged(alice) == []
    undo_run(run=run, now=LATER)
    assert nudged(alice) == ["Anna Bell"]


def test_an_edited_card_does_not_bring_back_what_a_log_answered(alice, greta):
    log(greta, kind="online", ago=9)
    before = copy(greta)
    greta.circle = Circle.INNER
    greta.save()

    change_person(contact=greta, before=before, now=LATER, spoken=spoken_since)

    assert state_of(greta) == "settled"


def test_what_was_recorded_before_the_nudge_does_not_answer_it(alice, greta):
    settle(contacts=[greta], now=LATER, spoken=spoken_since)

    assert state_of(greta) == "open"


def test_of_two_logs_both_must_be_undone(greta):
    first, second = log(greta, ago=40), log(greta, ago=41, now=LATER + timedelta(minutes=1))

    remove_interaction(interaction=first, now=LATER)
    assert state_of(greta) == "settled"
    remove_interaction(interaction=second, now=LATER)
    assert state_of(greta) == "open"
    restore_interaction(interaction=first, now=LATER)
    assert state_of(greta) == "settled"


def test_undoing_a_log_keeps_the_snooze(alice, greta):
    act_on(occurrence=Occurrence.objects.get(kind="keep in touch"), act="snooze", now=NOW)

    remove_interaction(interaction=log(greta), now=LATER)

    row = Occurrence.objects.get(kind="keep in touch")
    assert (row.state, row.snoozed_until, row.acted_at) == ("open", TODAY + timedelta(days=7), None)


def test_an_undo_after_midnight_still_brings_the_nudge_back(greta):
    interaction = log(greta, now=NOW + timedelta(hours=11), ago=40)

    remove_interaction(interaction=interaction, now=NOW + timedelta(hours=13))

    assert state_of(greta) == "open"


@pytest.mark.parametrize("seed", range(8))
def test_any_logs_and_edits_undone_in_any_order_leave_the_nudge_as_it_was(alice, greta, seed):
    random, moment = Random(seed), LATER
    before = Occurrence.objects.values().get(kind="keep in touch")
    logged = []
    for _step in range(6):
        moment += timedelta(minutes=1)
        kind, ago = random.choice(["coffee", "online", "email"]), random.randrange(60)
        logged.append(log(greta, moment, kind=kind, ago=ago))
        if random.random() < 0.5:
            other = entry("call", random.randrange(60))
            change_interaction(interaction=logged[-1], attendees=[Attendee(greta)], entry=other, now=moment)
        if random.random() < 0.5:
            change(greta, now=moment, place=f"Place {random.randrange(9)}")
    random.shuffle(logged)

    for interaction in logged:
        remove_interaction(interaction=interaction, now=moment)

    assert Occurrence.objects.values().get(kind="keep in touch") == before


def test_logging_asks_little_where_nobody_is_up(alice, django_assert_max_num_queries):
    friend = make_contact(alice, "Bo Lindqvist")
    meet(friend, 1)

    with django_assert_max_num_queries(4):  # a savepoint, one question, the wake-up
        settle(contacts=[friend], now=LATER, spoken=spoken_since)


def test_logging_wakes_the_next_tick(alice, greta):
    agenda = alice_agenda(alice)

    log(greta)

    agenda.refresh_from_db()
    assert agenda.next_at == LATER


def alice_agenda(alice):
    return Agenda.objects.create(owner=alice, next_at=NOW + timedelta(days=1))


def test_speaking_forgets_the_suggestions_without_an_answer(alice, greta):
    Reminder.objects.filter(contact=greta).update(ignored=2)

    log(greta, kind="online", ago=5)

    assert Reminder.objects.get(contact=greta).ignored == 0
