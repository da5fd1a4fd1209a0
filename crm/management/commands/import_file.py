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
from transfer.formats.anycsv import parse_map
from transfer.formats.faults import BadFile
from transfer.formats.kinds import KINDS
from transfer.models import ImportRun
from transfer.queries import faults_of
from transfer.services import Busy, import_path, rehearse

COUNTS = ("added", "updated", "unchanged", "hidden", "skipped", "interactions", "requests")


class Command(OwnerCommand):
    help = "Import an export of another program: a zip, a folder or one file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("path", type=Path, metavar="PATH", help="The zip, folder or file.")
        parser.add_argument(
            "--kind", choices=KINDS, default="", help="What it is, where looking into it does not tell."
        )
        parser.add_argument(
            "--map", default="", metavar="COLUMN=FIELD,…", help="For a table: which column holds what."
        )
        parser.add_argument(
            "--own",
            default="",
            metavar="WHO,…",
            help="Your own addresses and names in it, beside those known.",
        )
        parser.add_argument("--dry-run", action="store_true", help="Only count what would happen.")
        parser.add_argument("--texts", action="store_true", help="Store what the messages say, too.")

    def handle(self, *args: Any, **options: Any) -> None:
        owner = self.owner(options)
        act = _rehearse if options["dry_run"] else _import
        try:
            answer = act(owner, options["path"], options["kind"], _answers(options))
        except (BadFile, Busy) as fault:
            raise CommandError(str(fault)) from None
        words = ", ".join(f"{answer[name]} {name}" for name in (*COUNTS, "waits") if name in answer)
        self.say(answer, f"{words}, in {answer['seconds']} seconds.")


def _answers(options: dict[str, Any]) -> dict[str, Any]:
    """What a run's options hold. Raises CommandError for a map that cannot be read."""
    try:
        columns = parse_map(options["map"]) if options["map"] else {}
    except ValueError as fault:
        raise CommandError(f"--map: {fault}") from None
    own = [text.strip() for text in options["own"].split(",") if text.strip()]
    return {"texts": options["texts"], "own": own, "map": columns}


def _import(owner: User, path: Path, kind: str, answers: dict[str, Any]) -> dict[str, Any]:
    run = import_path(owner=owner, path=path, clock=clock.now, kind=kind, options=answers)
    if run.state != ImportRun.State.DONE:
        raise CommandError(run.problem or f"The import is {run.get_state_display().lower()}.")
    return _told(run.pk, run.kind, run.counts, faults_of(run), run.seconds)


def _rehearse(owner: User, path: Path, kind: str, answers: dict[str, Any]) -> dict[str, Any]:
    began = time.monotonic()
    kind, found = rehearse(owner=owner, path=path, now=clock.now_for(owner), kind=kind, options=answers)
    return _told(None, kind, found.tally.as_counts(), found.faults, time.monotonic() - began)


def _told(
    run: int | None, kind: str, counts: dict[str, Any], faults: Iterable[Any], seconds: float
) -> dict[str, Any]:
    errors = [{"file": one.file, "line": one.line, "reason": one.reason} for one in faults]
    head = {"run": run, "kind": kind} | {name: counts.get(name, 0) for name in COUNTS}
    if waits := counts.get("waits", 0):
        head["waits"] = waits  # people who may be in the book, for their owner to say
    return head | {"errors": errors, "seconds": round(seconds, 2)}
