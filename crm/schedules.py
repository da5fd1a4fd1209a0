"""The one fixed schedule. Whatever owners are reminded of are rows of their own, never schedules.

The library handles all rows in one transaction: one that it cannot read stops every other. And a row names any
function to be called. So there is one row, exactly as it must be; any other is stopped, not deleted.
"""

import ast
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django_q.models import Schedule

TICK = {
    **{"func": "dashboard.tasks.tick", "schedule_type": Schedule.MINUTES, "minutes": 1, "repeats": -1},
    **dict.fromkeys(("hook", "args", "kwargs", "cron", "cluster", "intended_date_kwarg")),
}
AHEAD = timedelta(minutes=2)
"""How far ahead the next tick may lie; a clock that went forward and back leaves it out of reach."""
NAMED = 50


@dataclass(frozen=True)
class Trouble:
    """What is wrong with one row of the schedules. The words tell nothing of what the row holds."""

    id: int | None
    words: str


def schedule_troubles(*, now: datetime) -> list[Trouble]:
    """Every row that keeps the tick from coming, or that has no business here; the tick's own first."""
    rows = list(Schedule.objects.filter(Q(name="tick") | ~Q(repeats=0)).order_by("pk")[:NAMED])
    ticks = [row for row in rows if row.name == "tick"]
    others = [row for row in rows if row.name != "tick"]
    if not ticks:
        return [Trouble(None, "the schedule of the tick is missing"), *map(_trouble_of_stranger, others)]
    found = [Trouble(ticks[0].pk, words) for words in (_trouble_of_tick(ticks[0], now),) if words]
    found += [Trouble(row.pk, "the schedule of the tick is there twice") for row in ticks[1:]]
    return found + [_trouble_of_stranger(row) for row in others]


def mend_schedules(*, now: datetime) -> list[Trouble]:
    """Bring the schedule of the tick back to what it must be, and stop every other. Returns what was wrong."""
    found = schedule_troubles(now=now)
    if not found:
        return []
    with transaction.atomic():
        Schedule.objects.exclude(name="tick").exclude(repeats=0).update(repeats=0)
        ticks = Schedule.objects.filter(name="tick").order_by("pk")
        first = ticks.first()
        if first is None:
            Schedule.objects.create(name="tick", next_run=now, **TICK)
        elif _trouble_of_tick(first, now):
            ticks.filter(pk=first.pk).update(next_run=now, **TICK)
        if first is not None:
            ticks.exclude(pk=first.pk).delete()
    return found


def _trouble_of_tick(row: Schedule, now: datetime) -> str:
    if any(getattr(row, field) != value for field, value in TICK.items()):
        return "the schedule of the tick was changed"
    if row.next_run is None or row.next_run > now + AHEAD:
        return "the next tick lies too far ahead"
    return ""


def _trouble_of_stranger(row: Schedule) -> Trouble:
    """A row that is not ours; one that cannot be read stops all others."""
    if _can_be_read(row):
        return Trouble(row.pk, "a schedule that is not Rapport's")
    return Trouble(row.pk, "a schedule that cannot be read and stops all others")


def _can_be_read(row: Schedule) -> bool:
    """Whether the library's scheduler gets past this row: it reads the arguments and reckons the next time."""
    try:
        ast.literal_eval(row.args or "()")
        if row.schedule_type != Schedule.ONCE:
            row.calculate_next_run(row.next_run)
        return isinstance(_keywords(row.kwargs or "{}"), dict)
    except Exception:  # whatever it is, the scheduler would meet it too
        return False


def _keywords(text: str) -> object:
    """What the scheduler makes of keyword arguments; nothing where it would go on without them."""
    try:
        return ast.literal_eval(text)
    except (SyntaxError, ValueError):
        return {}
