from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_q.models import Schedule, Task

from crm.apps import CrmConfig
from crm.checks import database_warnings
from crm.health import worker_state
from reminders.models import Heartbeat

NOON = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)
SECOND, MINUTE, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(days=1)


def beat_at(moment: datetime) -> None:
    noted_at(moment)
    Heartbeat.objects.update_or_create(name="tick", defaults={"beat_at": moment})


def noted_at(moment: datetime) -> None:
    Task.objects.all().delete()
    Task.objects.create(id="0" * 32, name="tick", func="x", started=moment, stopped=moment, success=True)


@pytest.fixture
def up_for_a_day(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    Schedule.objects.update(next_run=NOON)
    monkeypatch.setattr(CrmConfig, "started_at", NOON - DAY)


@pytest.mark.parametrize(
    ("beat", "started", "state"),
    [
        (NOON - MINUTE, NOON - DAY, "ok"),
        (NOON - 3 * MINUTE, NOON - DAY, "ok"),
        (NOON - 3 * MINUTE - SECOND, NOON - DAY, "late"),
        (NOON - DAY, NOON - MINUTE, "starting"),
        (NOON - DAY, NOON - 3 * MINUTE - SECOND, "late"),
        (None, NOON - 3 * MINUTE, "starting"),
        (None, NOON - DAY, "late"),
        (NOON + MINUTE, NOON - DAY, "ok"),
        (NOON + DAY, NOON - DAY, "late"),
    ],
)
def test_a_worker_is_judged_by_its_heartbeat(beat: datetime | None, started: datetime, state: str) -> None:
    assert worker_state(beat, beat, started=started, now=NOON) == state


@pytest.mark.parametrize("noted", [None, NOON - 4 * MINUTE])
def test_f4_a_worker_whose_results_nobody_notes_is_late(noted: datetime | None) -> None:
    assert worker_state(NOON, noted, started=NOON - DAY, now=NOON) == "late"
    assert worker_state(NOON, noted, started=NOON - MINUTE, now=NOON) == "starting"


def test_all_is_well(db: None, client: Client, now: datetime, up_for_a_day: None) -> None:
    beat_at(now - 40 * SECOND)

    answer = client.get("/healthz")

    assert answer.status_code == 200
    assert answer.json() == {
        "web": "ok",
        "database": "ok",
        "worker": "ok",
        "heartbeat_seconds": 40,
        "schedules": [],
        "version": settings.VERSION,
        "warnings": [f"{warning.msg} {warning.hint}" for warning in database_warnings()],
    }


def test_a_late_worker_is_told_with_503(db: None, client: Client, now: datetime, up_for_a_day: None) -> None:
    beat_at(now - 200 * SECOND)

    answer = client.get("/healthz")

    assert answer.status_code == 503
    assert (answer.json()["worker"], answer.json()["heartbeat_seconds"]) == ("late", 200)


def test_a_fresh_start_is_well_before_its_first_heartbeat(
    db: None, client: Client, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    Schedule.objects.update(next_run=now)
    monkeypatch.setattr(CrmConfig, "started_at", now - MINUTE)

    answer = client.get("/healthz")

    assert answer.status_code == 200
    assert (answer.json()["worker"], answer.json()["heartbeat_seconds"]) == ("starting", None)


def test_the_beat_of_another_part_does_not_count(
    db: None, client: Client, now: datetime, up_for_a_day: None
) -> None:
    Heartbeat.objects.create(name="something else", beat_at=now)

    assert client.get("/healthz").json()["worker"] == "late"


def test_a_clock_that_went_back_is_no_negative_age(
    db: None, client: Client, now: datetime, up_for_a_day: None
) -> None:
    beat_at(now + MINUTE)

    assert client.get("/healthz").json()["heartbeat_seconds"] == 0


def test_a_database_that_fails_is_told_with_503(db: None, client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {Heartbeat._meta.db_table}")

    answer = client.get("/healthz")

    assert answer.status_code == 503
    assert (answer.json()["database"], answer.json()["worker"]) == ("unreachable", "unknown")


def test_it_is_cheap_and_never_kept(db: None, client: Client, now: datetime) -> None:
    client.get("/healthz")

    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = client.get("/healthz")

    assert len(queries) == 3
    assert "no-store" in answer["Cache-Control"]
    assert "sessionid" not in answer.cookies


def test_f26_a_schedule_that_stops_the_others_is_named_with_503(
    db: None, client: Client, now: datetime, up_for_a_day: None
) -> None:
    beat_at(now)
    row = Schedule.objects.create(name="Rana Perez", func="math.sqrt", args="Rana's")

    answer = client.get("/healthz")

    assert answer.status_code == 503
    assert answer.json()["worker"] == "ok"
    assert answer.json()["schedules"] == [
        {"id": row.pk, "words": "a schedule that cannot be read and stops all others"}
    ]
    assert "Rana" not in answer.content.decode()


def test_it_takes_no_orders(db: None, client: Client) -> None:
    assert client.post("/healthz").status_code == 405
