"""manage.py standings --owner EMAIL: how every active relationship stands on a day."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import CommandError

from accounts import clock
from accounts.models import User
from crm.commands import OwnerCommand
from network.queries import SuggestionRow, suggestion_rows
from relationships.models import Standing


class Command(OwnerCommand):
    help = "List strength, health and suggestion of every active contact, strongest first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--on", metavar="DATE", help="The day, such as 2026-03-12; today without it.")

    def handle(self, *args: Any, **options: Any) -> None:
        owner = self.owner(options)
        day = _day(options, owner)
        rows = [_told(row, day) for row in suggestion_rows(owner, day)]
        rows.sort(key=lambda row: (-row["strength"], row["contact"]))
        lines = [f"{row['strength']:4.1f}  {row['health']:9}  {row['contact']}" for row in rows]
        self.say(rows, "\n".join(lines))


def _day(options: dict[str, Any], owner: User) -> date:
    if not options["on"]:
        return clock.today(owner)
    try:
        return date.fromisoformat(options["on"])
    except ValueError:
        raise CommandError(f"--on: “{options['on']}” is not a day. Write 2026-03-12.") from None


def _told(row: SuggestionRow, day: date) -> dict[str, Any]:
    standing = row.standing or Standing(contact=row.contact)
    return {
        "contact": row.contact.display,
        "strength": round(standing.strength_on(day), 4),
        "health": standing.health_on(day).value,
        "last_on": standing.last_day,
        "due_on": standing.due_day,
        "suggestion": row.suggestion.kind.value if row.suggestion.kind else None,
        "reason": row.suggestion.reason or None,
    }
