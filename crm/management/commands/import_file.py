"""manage.py import_file PATH --owner EMAIL: a zip, a folder or one file, worked to its end in the foreground."""

import time
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from accounts import clock
from accounts.models import User
from crm.commands import OwnerCommand
from transfer.formats.faults import BadFile
from transfer.models import ImportRun
from transfer.queries import faults_of
from transfer.services import Busy, import_path, rehearse

COUNTS = ("added", "updated", "unchanged", "hidden", "skipped", "interactions", "requests")
KIND = "linkedin"


class Command(OwnerCommand):
    help = "Import a LinkedIn export: the zip, its folder or one of its files."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("path", type=Path, metavar="PATH", help="The zip, folder or file.")
        parser.add_argument("--dry-run", action="store_true", help="Only count what would happen.")
        parser.add_argument("--texts", action="store_true", help="Store what the messages say, too.")

    def handle(self, *args: Any, **options: Any) -> None:
        owner = self.owner(options)
        try:
            if options["dry_run"]:
                answer = _rehearse(owner, options["path"])
            else:
                answer = _import(owner, options["path"], texts=options["texts"])
        except (BadFile, Busy) as fault:
            raise CommandError(str(fault)) from None
        words = ", ".join(f"{answer[name]} {name}" for name in COUNTS)
        self.say(answer, f"{words}, in {answer['seconds']} seconds.")


def _import(owner: User, path: Path, *, texts: bool) -> dict[str, Any]:
    run = import_path(owner=owner, path=path, clock=clock.now, texts=texts)
    if run.state != ImportRun.State.DONE:
        raise CommandError(run.problem or f"The import is {run.get_state_display().lower()}.")
    return _told(run.pk, run.counts, faults_of(run), run.seconds)


def _rehearse(owner: User, path: Path) -> dict[str, Any]:
    began = time.monotonic()
    found = rehearse(owner=owner, path=path, now=clock.now_for(owner))
    return _told(None, found.tally.as_counts(), found.faults, time.monotonic() - began)


def _told(run: int | None, counts: dict[str, Any], faults: Iterable[Any], seconds: float) -> dict[str, Any]:
    errors = [{"file": one.file, "line": one.line, "reason": one.reason} for one in faults]
    head = {"run": run, "kind": KIND} | {name: counts[name] for name in COUNTS}
    return head | {"errors": errors, "seconds": round(seconds, 2)}
