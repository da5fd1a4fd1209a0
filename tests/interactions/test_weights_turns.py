"""The rescoring goes on after a worker died, and two workers, a clock that goes back or a gone owner do no harm."""

from datetime import UTC, datetime, timedelta

import pytest
from django_q.models import OrmQ

from accounts import clock
from accounts.jobs import JobFailed
from accounts.models import User
from domain.scale import Scale
from interactions.models import Reweighing
from interactions.services import begin_reweighing, book, resume_reweighings, take_turn, turns
from interactions.services.reweighing import LEASE, Overtaken, claim, write_down
from interactions.tasks import work_on_weights
from tests.conftest import NOON
from tests.factories import log
from tests.interactions.weighing import OWN, TODAY, check, fill, snapshot, work

State = Reweighing.State


@pytest.fixture
def one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """A chunk for each person."""
    monkeypatch.setattr(turns, "FIRST_SIZE", 1)
    monkeypatch.setattr(book, "FEWEST", 1)
    monkeypatch.setattr(book, "MOST", 1)


@pytest.mark.usefixtures("one_by_one")
def test_a_job_broken_off_after_every_chunk_ends_as_an_unbroken_one(
    alice: User, bob: User, now: datetime
) -> None:
    fill(alice, now)
    fill(bob, now)
    work(begin_reweighing(owner=bob, scale=OWN, now=now))

    taken = work(begin_reweighing(owner=alice, scale=OWN, now=now), seconds=0)

    assert taken == 7
    assert [row[1:] for row in snapshot(alice)[0]] == [row[1:] for row in snapshot(bob)[0]]
    check(alice, OWN)


@pytest.mark.usefixtures("one_by_one")
def test_a_worker_that_dies_is_followed_by_the_next_after_a_minute(alice: User, now: datetime) -> None:
    ada, *_ = fill(alice, now)
    job = begin_reweighing(owner=alice, scale=OWN, now=now)
    held = claim(reweighing_id=job.pk, now=now)
    turns._write_chunk(held, 2, now)  # and is killed before it says anything more

    assert take_turn(reweighing_id=job.pk, clock=lambda: NOON + LEASE)
    job.refresh_from_db()
    assert (job.state, job.done) == (State.WORKING, 2)
    log(ada, TODAY, now, kind="letter")
    assert take_turn(reweighing_id=job.pk, clock=lambda: NOON + 2 * LEASE)

    job.refresh_from_db()
    assert (job.state, job.done) == (State.DONE, 6)
    check(alice, OWN)


def test_an_error_in_a_chunk_writes_nothing_of_it_and_the_next_turn_tries_again(
    alice: User, now: datetime
) -> None:
    fill(alice, now)
    before = snapshot(alice)
    job = begin_reweighing(owner=alice, scale=OWN, now=now)

    User.objects.update(time_zone="Pacific/Kiritimati")
    late = datetime.max.replace(tzinfo=UTC) - timedelta(hours=1)  # no such hour on that island
    with clock.set_to(late), pytest.raises(JobFailed, match=r"^work_on_weights: OverflowError at "):
        work_on_weights(job.pk)
    job.refresh_from_db()
    assert (job.state, job.done, job.moved_at) == (State.WORKING, 0, job.made_at)
    assert snapshot(alice) == before
    User.objects.update(time_zone="UTC")
    work_on_weights(job.pk)

    check(alice, OWN)


def test_who_holds_a_job_holds_it_alone_for_a_minute(alice: User, now: datetime) -> None:
    job = begin_reweighing(owner=alice, scale=OWN, now=now)

    slow = claim(reweighing_id=job.pk, now=now)
    assert slow is not None
    assert claim(reweighing_id=job.pk, now=now + LEASE) is None
    assert claim(reweighing_id=job.pk, now=now + 2 * LEASE) is not None
    with pytest.raises(Overtaken):
        write_down(job=slow, now=now, cursor=7)

    job.refresh_from_db()
    assert job.cursor == 0


def test_a_clock_that_went_back_a_year_holds_nobody_up(alice: User, now: datetime) -> None:
    fill(alice, now)
    job = begin_reweighing(owner=alice, scale=OWN, now=now)
    claim(reweighing_id=job.pk, now=now)
    earlier = now - timedelta(days=365)

    assert resume_reweighings(now=earlier) == 1
    assert take_turn(reweighing_id=job.pk, clock=lambda: earlier)

    check(alice, OWN)


def test_a_change_in_the_middle_ends_the_turn_of_the_replaced_one(alice: User, now: datetime) -> None:
    fill(alice, now)
    job = begin_reweighing(owner=alice, scale=OWN, now=now)
    held = claim(reweighing_id=job.pk, now=now)
    turns._write_chunk(held, 3, now)
    later = begin_reweighing(owner=alice, scale=Scale({"meal": 2}), now=now)

    with pytest.raises(Overtaken):
        turns._write_chunk(held, 3, now)
    work(later)

    check(alice, Scale({"meal": 2}))


def test_an_owner_who_is_gone_ends_it(alice: User, now: datetime) -> None:
    fill(alice, now)
    job = begin_reweighing(owner=alice, scale=OWN, now=now)
    held = claim(reweighing_id=job.pk, now=now)
    alice.delete()

    with pytest.raises(Overtaken):
        turns._write_chunk(held, 3, now)
    assert take_turn(reweighing_id=job.pk, clock=lambda: NOON)


def test_the_tick_takes_up_what_nobody_holds(
    alice: User, now: datetime, django_capture_on_commit_callbacks: pytest.FixtureRequest
) -> None:
    job = begin_reweighing(owner=alice, scale=OWN, now=now)

    with django_capture_on_commit_callbacks(execute=True):
        assert resume_reweighings(now=now + LEASE) == 0
        assert resume_reweighings(now=now + 2 * LEASE) == 1
    assert OrmQ.objects.get().task["args"] == (job.pk,)
    work(job)
    assert resume_reweighings(now=now + 9 * LEASE) == 0
