"""manage.py make_push_keys [--renew]"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reminders.channels.push import make_keys
from reminders.channels.pushkeys import is_installed, private_file


class Command(BaseCommand):
    help = "Make the keys for notifications in browsers."

    def add_arguments(self, parser: CommandParser) -> None:
        words = "replace the keys; every browser must be asked again"
        parser.add_argument("--renew", action="store_true", help=words)

    def handle(self, *args: Any, **options: Any) -> None:
        if not is_installed():
            raise CommandError("Install the extra “push” first: pip install http-ece py-vapid.")
        if not make_keys(renew=options["renew"]):
            raise CommandError(
                f"There are keys in {private_file()}. With --renew they are replaced, and every browser "
                "must be asked again."
            )
        self.stdout.write(f"The keys are in {private_file()}. Owners can now be notified in their browsers.")
