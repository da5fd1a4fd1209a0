"""manage.py restore PATH --owner EMAIL: an archive back into an empty account, whole or not at all."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from accounts import clock
from crm.commands import OwnerCommand
from transfer.formats.faults import BadFile
from transfer.services.emptiness import NotEmpty
from transfer.services.restoring import restore_archive


class Command(OwnerCommand):
    help = "Restore an archive into an account that has nothing in it yet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("path", type=Path, metavar="PATH", help="The archive: a zip that export wrote.")

    def handle(self, *args: Any, **options: Any) -> None:
        owner = self.owner(options)
        try:
            restored = restore_archive(owner=owner, source=options["path"], now=clock.now_for(owner))
        except (BadFile, NotEmpty) as fault:
            raise CommandError(f"Nothing was restored. {fault}") from None
        counts = {name: count for name, count in restored.counts.items() if count}
        lines = [f"{count:,} {name.replace('-', ' ')}" for name, count in counts.items()]
        words = ", ".join(lines) or "an empty book"
        self.say(
            {"counts": dict(restored.counts), "told": restored.told},
            "\n".join([f"Restored {words}.", *restored.told]),
        )
