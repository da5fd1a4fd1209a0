"""The records of failed jobs do not pile up."""

from datetime import UTC, datetime, timedelta

import pytest
from django_q.models import Task

from dashboard.services import prune_jobs

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)


def record(number: int, age: timedelta, success: bool = False) -> None:
    moment = NOON - age
    Task.objects.create(
        id=f"{number:032}", name=str(number), func="x", started=moment, stopped=moment, success=success
    )


def test_records_older_than_a_week_go_and_those_of_success_are_the_librarys() -> None:
    record(1, timedelta(days=8))
    record(2, timedelta(days=6))
    record(3, timedelta(days=8), success=True)

    assert prune_jobs(now=NOON) == 1
    assert sorted(Task.objects.values_list("name", flat=True)) == ["2", "3"]


def test_at_most_two_hundred_stay_the_newest() -> None:
    for number in range(310):
        record(number, timedelta(minutes=number))

    assert prune_jobs(now=NOON) == 110
    assert set(Task.objects.values_list("name", flat=True)) == {str(number) for number in range(200)}
