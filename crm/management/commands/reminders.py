"""manage.py reminders --owner EMAIL --from DAY --to DAY: what a period would bring."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import CommandError

from crm.commands import OwnerCommand
from reminders.queries.planned import Planned, planned


class Command(OwnerCommand):
    help = "List what a period would bring as everything stands now: reminders, dates, people, messages."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--from", metavar="DAY", required=True, help="The first day, such as 2026-03-12.")
        parser.add_argument(
            "--to", metavar="DAY", required=True, help="The last day; at most three years later."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        owner = self.owner(options)
        first, last = _day("--from", options["from"]), _day("--to", options["to"])
        try:
            rows = planned(owner, first, last)
        except ValueError as error:
            raise CommandError(str(error)) from None
        lines = [_line(row) for row in rows] or ["Nothing comes up."]
        self.say([_told(row) for row in rows], "\n".join(lines))


def _day(option: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"{option}: “{text}” is not a day. Write 2026-03-12.") from None


def _told(row: Planned) -> dict[str, str | None]:
    return {
        "on": row.on.isoformat(),
        "at": row.at.isoformat(),
        "kind": row.kind,
        "contact": row.contact,
        "text": row.text,
        "told_on": row.told_on.isoformat(),
    }


def _line(row: Planned) -> str:
    about = f" ({row.contact})" if row.contact and row.contact not in row.text else ""
    later = f", told on {row.told_on}" if row.told_on != row.on else ""
    return f"{row.at:%Y-%m-%d %H:%M}  {row.kind:13}  {' '.join(row.text.split())}{about}{later}"
