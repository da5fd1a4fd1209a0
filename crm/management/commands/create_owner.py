"""Make an account from the command line: create_owner EMAIL, with the password on standard input."""

import argparse
import getpass
import sys
from typing import Any

from django.core.management.base import CommandError

from accounts.services import create_owner
from crm.commands import Command as JsonCommand


class Command(JsonCommand):
    help = "Make an account. The password is read from standard input."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("email", metavar="EMAIL")

    def handle(self, *args: Any, **options: Any) -> None:
        owner = create_owner(email=options["email"], password=_password())
        answer = {"email": owner.email, "founder": bool(owner.founder)}
        self.say(answer, f"Made an account for {owner.email}.")


def _password() -> str:
    text = getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
    if not text:
        raise CommandError("Give a password on standard input.")
    return text
