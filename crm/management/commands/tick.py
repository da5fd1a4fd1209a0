"""manage.py tick: what the worker does every minute, once, in the foreground."""

import argparse
import json
import sys
from contextlib import redirect_stdout
from datetime import UTC
from typing import Any

from django.core.management.base import CommandError

from accounts import clock
from accounts.models import User
from crm.commands import Command as JsonCommand
from dashboard.tasks import tick


class Command(JsonCommand):
    help = (
        "Make what is due and send what waits. Answers in JSON: the due dates and deliveries made, the mails "
        "sent. A --now without an offset is in the time zone of the first account."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        super().add_arguments(parser)
        self.add_now(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        first = User.objects.filter(is_active=True).order_by("pk").first()
        moment = self.moment(options, first)
        if not 1970 <= moment.year <= 2200:
            raise CommandError(f"--now: {moment.year} is not a year to tick in.")
        with clock.set_to(moment.astimezone(UTC)), redirect_stdout(sys.stderr):
            # mail on the console must not mix with the answer; a made-up time is no sign of life
            counts = tick(heartbeat=not options["now"])
        self.stdout.write(json.dumps(counts))
