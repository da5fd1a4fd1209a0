"""/healthz: whether web, database and worker live. For machines; it tells nothing about anyone."""

from datetime import datetime, timedelta
from functools import cache

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts import clock
from crm.apps import CrmConfig
from crm.checks import database_warnings
from reminders.models import Heartbeat

LATE_AFTER = timedelta(minutes=3)  # the tick runs every minute


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """200 while all is well or still starting, 503 when the database or the worker is not."""
    now = clock.now()
    try:
        beat = Heartbeat.objects.filter(name="tick").values_list("beat_at", flat=True).first()
        database, worker = "ok", worker_state(beat, started=CrmConfig.started_at, now=now)
        warnings = _warnings()
    except DatabaseError:
        beat, database, worker, warnings = None, "unreachable", "unknown", []
    answer = {
        "web": "ok",
        "database": database,
        "worker": worker,
        "heartbeat_seconds": None if beat is None else max(0, int((now - beat).total_seconds())),
        "version": settings.VERSION,
        "warnings": warnings,
    }
    return JsonResponse(answer, status=200 if worker in ("ok", "starting") else 503)


def worker_state(beat: datetime | None, *, started: datetime, now: datetime) -> str:
    """ok, starting or late: a heartbeat of the last minutes proves that jobs run from end to end."""
    if beat is not None and now - beat <= LATE_AFTER:
        return "ok"
    return "starting" if now - started <= LATE_AFTER else "late"


@cache
def _warnings() -> list[str]:
    return [f"{warning.msg} {warning.hint}" for warning in database_warnings()]
