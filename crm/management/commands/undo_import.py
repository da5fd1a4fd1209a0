"""manage.py undo_import RUN --owner EMAIL: take a whole import back."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from accounts import clock
from crm.commands import OwnerCommand
from transfer.models import ImportRun
from transfer.queries import runs_of, stayed_of
from transfer.services import Busy, undo_run


class Command(OwnerCommand):
    help = "Take an import back: what it added goes, what you did since stays."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("run", type=int, metavar="RUN", help="The number of the import.")

    def handle(self, *args: Any, **options: Any) -> None:
        owner = self.owner(options)
        run = runs_of(owner).filter(pk=options["run"]).select_related("owner").first()
        if run is None:
            raise CommandError(f"You have no import {options['run']}.")
        try:
            run = undo_run(run=run, now=clock.now_for(owner))
        except Busy as fault:
            raise CommandError(str(fault)) from None
        if run.state != ImportRun.State.UNDONE:
            raise CommandError(f"Import {run.pk} is {run.get_state_display().lower()}.")

        kept = [{"contact": one.contact.display, "reason": one.reason} for one in stayed_of(run)]
        self.say({"run": run.pk, "state": run.state, "kept": kept}, _words(run, kept))


def _words(run: ImportRun, kept: list[dict[str, str]]) -> str:
    lines = [f"{one['contact']} stays: {one['reason']}." for one in kept]
    return "\n".join([f"Import {run.pk} is taken back.", *lines])
