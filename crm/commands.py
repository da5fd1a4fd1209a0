"""What our commands share: an owner by address, a moment, JSON out, and one clear line when it fails."""

import argparse
import json
import sys
from datetime import UTC, datetime
from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.serializers.json import DjangoJSONEncoder
from django.db import OperationalError, ProgrammingError

from accounts import clock
from accounts.clock import zone_of
from accounts.models import User
from accounts.queries import owner_by_email


class Command(BaseCommand):
    """A command with --json. Every fault is one line on standard error and exit status 1."""

    requires_system_checks: list[str] = []
    as_json = False

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.error = self._refuse  # type: ignore[method-assign]  # argparse would print its usage and exit with 2
        return parser

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="Answer in JSON.")

    def execute(self, *args: Any, **options: Any) -> str | None:
        self.as_json = options.get("json", False)
        try:
            return super().execute(*args, **options)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except (OperationalError, ProgrammingError) as error:
            raise CommandError(f"The database cannot be used: {error}. manage.py migrate helps.") from error

    def say(self, value: Any, text: str) -> None:
        """Answer on standard output: `value` as JSON where --json was given, else `text`."""
        answer = json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False) if self.as_json else text
        self.stdout.write(answer)

    def add_now(self, parser: argparse.ArgumentParser) -> None:
        """The option --now, to be read by `moment`."""
        parser.add_argument("--now", metavar="ISO", help="Act as if it were this moment.")

    def moment(self, options: dict[str, Any], owner: User | None) -> datetime:
        """The moment of --now, aware; without one, this moment. A naive one is in the owner's zone.

        Raises CommandError for a text that is no moment.
        """
        text = options.get("now")
        if not text:
            return clock.now()
        try:
            value = datetime.fromisoformat(text)
        except ValueError:
            raise CommandError(f"--now: “{text}” is not a moment. Write 2026-03-12T18:30.") from None
        return value if value.tzinfo else value.replace(tzinfo=zone_of(owner) if owner else UTC)

    def _refuse(self, message: str) -> NoReturn:
        if getattr(self, "_called_from_command_line", False):
            self.stderr.write(f"CommandError: {message}")
            sys.exit(1)
        raise CommandError(message)


class OwnerCommand(Command):
    """A command that works for one owner, named by --owner EMAIL."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--owner", required=True, metavar="EMAIL", help="Whose book it is.")

    def owner(self, options: dict[str, Any]) -> User:
        """The owner named by --owner. Raises CommandError for an unknown address."""
        owner = owner_by_email(options["owner"])
        if owner is None:
            raise CommandError(f"There is no account for {options['owner']}.")
        return owner
