"""/healthz: whether web, database and worker live. For machines; it tells nothing about anyone."""

from dataclasses import asdict
from datetime import datetime, timedelta
from functools import cache

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_q.models import Task

from accounts import clock
from crm.apps import CrmConfig
from crm.checks import database_warnings
from crm.schedules import schedule_troubles
from reminders.models import Heartbeat

LATE_AFTER = timedelta(minutes=3)  # the tick runs every minute


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """200 while all is well or still starting, 503 when the database, the worker or its schedule is not."""
    now = clock.now()
    try:
        beat = Heartbeat.objects.filter(name="tick").values_list("beat_at", flat=True).first()
        noted = Task.objects.order_by("-stopped").values_list("stopped", flat=True).first()
        database, worker = "ok", worker_state(beat, noted, started=CrmConfig.started_at, now=now)
        schedules = [asdict(trouble) for trouble in schedule_troubles(now=now)]
        warnings = _warnings()
    except DatabaseError:
        beat, database, worker, schedules, warnings = None, "unreachable", "unknown", [], []
    answer = {
        "web": "ok",
        "database": database,
        "worker": worker,
        "heartbeat_seconds": None if beat is None else max(0, int((now - beat).total_seconds())),
        "schedules": schedules,
        "version": settings.VERSION,
        "warnings": warnings,
    }
    is_well = worker in ("ok", "starting") and not schedules
    return JsonResponse(answer, status=200 if is_well else 503)


def worker_state(beat: datetime | None, noted: datetime | None, *, started: datetime, now: datetime) -> str:
    """ok, starting or late: a heartbeat of the last minutes proves that jobs run, a result that they are noted.

    Where results are not noted, every job comes again and again. A sign from the future proves nothing: the clock
    went back since.
    """
    if all(sign is not None and abs(now - sign) <= LATE_AFTER for sign in (beat, noted)):
        return "ok"
    return "starting" if now - started <= LATE_AFTER else "late"


@cache
def _warnings() -> list[str]:
    return [f"{warning.msg} {warning.hint}" for warning in database_warnings()]
