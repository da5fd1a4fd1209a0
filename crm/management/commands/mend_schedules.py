"""manage.py mend_schedules: brings the worker's one schedule back to what it must be, and stops all others."""

from dataclasses import asdict
from typing import Any

from accounts import clock
from crm.commands import Command as JsonCommand
from crm.schedules import mend_schedules


class Command(JsonCommand):
    help = (
        "Bring the schedule of the tick back to what it must be, and stop every other row. "
        "The supervisor calls it when /healthz names one; calling it at any time does no harm."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        mended = mend_schedules(now=clock.now())
        lines = [f"Mended schedule {each.id or 'tick'}: {each.words}." for each in mended]
        self.say([asdict(each) for each in mended], "\n".join(lines) or "Nothing to mend.")
