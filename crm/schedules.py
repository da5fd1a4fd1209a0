"""The one fixed schedule. Whatever owners are reminded of are rows of their own, never schedules."""

from django.db import transaction
from django_q.models import Schedule

TICK = {"func": "dashboard.tasks.tick", "schedule_type": Schedule.MINUTES, "minutes": 1, "repeats": -1}


@transaction.atomic
def mend_schedules() -> bool:
    """Bring the schedule of the tick back to what it must be, once; whether anything was wrong.

    Missing, stopped, changed or doubled rows are mended; other rows are left alone.
    """
    rows = list(Schedule.objects.filter(name="tick").order_by("pk"))
    if len(rows) == 1 and all(getattr(rows[0], field) == value for field, value in TICK.items()):
        return False
    Schedule.objects.filter(pk__in=[row.pk for row in rows[1:]]).delete()
    Schedule.objects.update_or_create(name="tick", defaults=TICK)
    return True
