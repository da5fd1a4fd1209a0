"""The one schedule: whatever else lies in its table is named and stopped."""

import json
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django_q.models import OrmQ, Schedule
from django_q.scheduler import scheduler

from crm.schedules import TICK, Trouble, mend_schedules, schedule_troubles

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)
UNREADABLE = "a schedule that cannot be read and stops all others"
STRANGE = "a schedule that is not Rapport's"
CHANGED = "the schedule of the tick was changed"
POISON: dict[str, dict[str, Any]] = {
    "arguments that are no values": {"args": "os.getpid()"},
    "arguments that are half": {"args": "(1,"},
    "names that are a list": {"kwargs": "[1]"},
    "options that are no dict of names": {"kwargs": "{1}"},
    "an unknown rhythm": {"schedule_type": "XX"},
    "a rhythm without its library": {"schedule_type": "C", "cron": "* * * * *"},
}


@pytest.fixture(autouse=True)
def _due_at_noon() -> None:
    Schedule.objects.update(next_run=NOON)


def tick_row() -> Schedule:
    return Schedule.objects.get(name="tick")


@pytest.mark.parametrize("fault", POISON)
def test_f26_a_row_that_stops_the_others_is_named_and_stopped(fault: str) -> None:
    row = Schedule(func="math.sqrt", next_run=NOON - timedelta(days=1), **POISON[fault])
    Schedule.objects.bulk_create([row])
    scheduler()
    was_blocked = OrmQ.objects.count()

    mended = mend_schedules(now=NOON)
    scheduler()

    poison = Schedule.objects.get(func="math.sqrt")
    assert (was_blocked, OrmQ.objects.count()) == (0, 1)
    assert mended == [Trouble(poison.pk, UNREADABLE)]
    assert poison.repeats == 0
    assert schedule_troubles(now=datetime.now(UTC)) == []


@pytest.mark.parametrize(
    "row",
    [{"kwargs": "x=1"}, {"args": "4"}, {"func": "no.such.thing"}, {"kwargs": "{'x': 1}"}, {"kwargs": "]"}],
)
def test_a_row_of_somebody_else_is_stopped_too(row: dict[str, str]) -> None:
    strange = Schedule.objects.create(**{"func": "math.sqrt"} | row)

    assert mend_schedules(now=NOON) == [Trouble(strange.pk, STRANGE)]
    assert list(Schedule.objects.exclude(repeats=0).values_list("name", flat=True)) == ["tick"]


@pytest.mark.parametrize(
    "change",
    [
        {"repeats": 0},
        {"func": "os.abort"},
        {"args": "("},
        {"kwargs": "x=1"},
        {"hook": "os.abort"},
        {"cluster": "x"},
    ],
)
def test_a_changed_tick_is_brought_back(change: dict[str, Any]) -> None:
    Schedule.objects.filter(name="tick").update(**change)

    assert mend_schedules(now=NOON) == [Trouble(tick_row().pk, CHANGED)]
    assert {field: getattr(tick_row(), field) for field in TICK} == TICK


def test_f22_a_tick_out_of_reach_comes_at_once() -> None:
    Schedule.objects.update(next_run=NOON + timedelta(days=400))

    assert mend_schedules(now=NOON) == [Trouble(tick_row().pk, "the next tick lies too far ahead")]
    assert tick_row().next_run == NOON


def test_a_missing_tick_is_made_and_a_doubled_one_is_one_again() -> None:
    Schedule.objects.all().delete()
    assert [each.words for each in mend_schedules(now=NOON)] == ["the schedule of the tick is missing"]
    twin = Schedule.objects.create(name="tick", **TICK)

    assert mend_schedules(now=NOON) == [Trouble(twin.pk, "the schedule of the tick is there twice")]
    assert Schedule.objects.count() == 1


def test_what_is_right_stays_untouched() -> None:
    before = Schedule.objects.values().get()

    assert mend_schedules(now=NOON) == []
    assert Schedule.objects.values().get() == before


def test_the_command_tells_what_it_mended() -> None:
    Schedule.objects.filter(name="tick").update(repeats=0, next_run=datetime.now(UTC))
    out = StringIO()

    call_command("mend_schedules", "--json", stdout=out)
    call_command("mend_schedules", stdout=out)

    first, second = out.getvalue().splitlines()
    assert json.loads(first) == [{"id": tick_row().pk, "words": CHANGED}]
    assert second == "Nothing to mend."
