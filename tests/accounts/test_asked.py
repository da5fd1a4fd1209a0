"""Questions that are made into SQL once answer like those that are made anew."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.db.models import Q, QuerySet

from accounts.asked import any_rows
from accounts.models import User
from reminders.models import Agenda, Heartbeat
from reminders.services import beat

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def planned(now: datetime) -> QuerySet[Agenda]:
    return Agenda.objects.filter(next_at__lte=now)


def lately(now: datetime) -> QuerySet[Heartbeat]:
    return Heartbeat.objects.filter(Q(beat_at__gt=now - HOUR, beat_at__lt=now + HOUR), name="tick")


def anybody(now: datetime) -> QuerySet[User]:
    return User.objects.filter(is_active=True)


def test_each_question_is_answered_for_its_moment(alice: User) -> None:
    Agenda.objects.create(owner=alice, next_at=NOW)
    beat("tick", now=NOW)

    for minutes in (-3000, -61, -60, -59, -1, 0, 1, 59, 60, 61, 100_000):
        now = NOW + timedelta(minutes=minutes)
        fresh = [question(now).exists() for question in (planned, lately, anybody)]
        assert any_rows(now, (planned, lately, anybody)) == fresh


def test_moments_of_any_zone_are_the_same(alice: User) -> None:
    Agenda.objects.create(owner=alice, next_at=NOW)
    far = NOW.astimezone(ZoneInfo("Pacific/Kiritimati"))

    assert any_rows(far, (planned,)) == [True]
    assert any_rows(far - timedelta(seconds=1), (planned,)) == [False]


def test_many_questions_are_one_statement(alice: User) -> None:
    any_rows(NOW, (planned, lately, anybody))
    asked: list[str] = []

    def note(execute, sql, params, many, context):
        asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        any_rows(NOW, (planned, lately, anybody))
    assert len(asked) == 1
