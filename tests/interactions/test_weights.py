"""Changing what counts how much: the owner's fields at once, the book by a job, and the way back."""

from datetime import datetime, timedelta

import pytest
from django_q.models import OrmQ

from accounts.models import User
from domain.scale import SHIPPED, Scale
from domain.strength import Rating
from interactions.models import Participation, Reweighing
from interactions.services import (
    Unchanged,
    begin_reweighing,
    current_scale,
    remove_interaction,
    restore_interaction,
    undo_reweighing,
)
from relationships.models import Standing
from reminders.services import remove_person
from tests.factories import log, make_contact
from tests.interactions.weighing import OWN, TODAY, check, fill, snapshot, work

State = Reweighing.State


def test_the_job_weighs_every_touch_anew_and_replays_everybody(alice: User, now: datetime) -> None:
    fill(alice, now)
    before = snapshot(alice)

    job = begin_reweighing(owner=alice, scale=OWN, now=now)
    work(job)

    assert (job.state, job.done, job.total) == (State.DONE, 6, 6)
    assert snapshot(alice) != before
    check(alice, OWN)


def test_undo_restores_every_weight_and_standing_exactly(alice: User, now: datetime) -> None:
    fill(alice, now)
    before = snapshot(alice)
    job = begin_reweighing(owner=alice, scale=OWN, now=now)
    work(job)

    back = undo_reweighing(reweighing=job, now=now)
    work(back)

    after = snapshot(alice)
    assert after[0] == before[0]
    assert (current_scale(alice), back.state) == (SHIPPED, State.DONE)
    check(alice, SHIPPED)


def test_only_the_last_change_can_be_undone(alice: User, now: datetime) -> None:
    first = begin_reweighing(owner=alice, scale=OWN, now=now)
    second = begin_reweighing(owner=alice, scale=Scale({"meal": 2}), now=now)

    with pytest.raises(ValueError, match="Undo that change first"):
        undo_reweighing(reweighing=first, now=now)
    undo_reweighing(reweighing=second, now=now)

    assert current_scale(alice) == OWN


def test_a_change_to_what_it_is_already_says_so_and_begins_nothing(alice: User, now: datetime) -> None:
    with pytest.raises(Unchanged, match="Nothing was changed"):
        begin_reweighing(owner=alice, scale=Scale({"coffee": 1.0}), now=now)
    begin_reweighing(owner=alice, scale=OWN, now=now)
    with pytest.raises(Unchanged):
        begin_reweighing(owner=alice, scale=OWN, now=now)

    assert Reweighing.objects.count() == 1


def test_the_fields_hold_only_what_differs_and_tell_the_way_back(alice: User, now: datetime) -> None:
    begin_reweighing(owner=alice, scale=OWN, now=now)
    job = begin_reweighing(owner=alice, scale=Scale({"letter": 1.5}), now=now)

    alice.refresh_from_db()
    assert (alice.kind_weights, alice.usual_minutes) == ({"letter": 1.5}, {})
    assert job.weights_before == {"letter": 1.5, "coffee": 0.2, "event": 2.0}
    assert job.minutes_before == {"meal": 30, "call": 60}


def test_a_later_change_replaces_one_that_is_still_at_work(alice: User, now: datetime) -> None:
    fill(alice, now)
    first = begin_reweighing(owner=alice, scale=OWN, now=now)
    second = begin_reweighing(owner=alice, scale=Scale({"meal": 2.0}), now=now)

    work(first)
    work(second)

    assert (first.state, first.done, second.state) == (State.REPLACED, 0, State.DONE)
    check(alice, Scale({"meal": 2.0}))


def test_the_job_is_queued_once_the_change_is_through(
    alice: User, now: datetime, django_capture_on_commit_callbacks: pytest.FixtureRequest
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        job = begin_reweighing(owner=alice, scale=OWN, now=now)
        assert OrmQ.objects.count() == 0

    (queued,) = OrmQ.objects.all()
    assert queued.task["func"] == "interactions.tasks.work_on_weights"
    assert queued.task["args"] == (job.pk,)


def test_what_is_logged_changed_or_brought_back_meanwhile_counts_by_the_new_weights(
    alice: User, now: datetime
) -> None:
    ada, *_ = fill(alice, now)
    gone = log(ada, TODAY, now, kind="letter")
    remove_interaction(interaction=gone, now=now)
    job = begin_reweighing(owner=alice, scale=OWN, now=now)

    letter = log(ada, TODAY, now, kind="letter")
    restore_interaction(interaction=gone, now=now)

    weights = Participation.objects.filter(interaction__in=[letter, gone])
    assert list(weights.values_list("touch_weight", flat=True)) == [1.5, 1.5]
    work(job)
    check(alice, OWN)


def test_a_stale_user_in_hand_does_not_weigh_by_old_weights(alice: User, now: datetime) -> None:
    ada = make_contact(alice, "Ada Lindqvist", now)
    same = User.objects.get(pk=alice.pk)

    begin_reweighing(owner=same, scale=OWN, now=now)
    letter = log(ada, TODAY, now, kind="letter")

    assert alice.kind_weights == {}
    assert letter.participations.get().touch_weight == 1.5


def test_ratings_and_freezings_stay(alice: User, now: datetime) -> None:
    ada, carl, *_ = fill(alice, now)
    rated = Standing.objects.filter(contact=ada)
    rated.update(rating_day=TODAY.toordinal(), rating_delta=1.25, rating_half_life=90.0, rated_value=8.0)
    last = (TODAY - timedelta(days=200)).toordinal()
    Standing.objects.filter(contact=carl).update(frozen_on=last)

    work(begin_reweighing(owner=alice, scale=OWN, now=now))

    assert rated.get().state.rating == Rating(TODAY.toordinal(), 1.25, 90.0)
    assert (rated.get().rated_value, Standing.objects.get(contact=carl).frozen_on) == (8.0, last)
    check(alice, OWN)


def test_the_deleted_are_rescored_too_and_strangers_are_not(alice: User, bob: User, now: datetime) -> None:
    _, carl, *_ = fill(alice, now)
    fill(bob, now)
    theirs = snapshot(bob)
    remove_person(contact=carl, now=now)

    work(begin_reweighing(owner=alice, scale=OWN, now=now))

    check(alice, OWN)
    assert snapshot(bob) == theirs
    assert current_scale(bob) == SHIPPED


def test_an_empty_book_is_done_at_once(alice: User, now: datetime) -> None:
    job = begin_reweighing(owner=alice, scale=OWN, now=now)

    assert work(job) == 1
    assert (job.state, job.total) == (State.DONE, 0)
