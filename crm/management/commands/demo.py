"""manage.py demo: a generated network to click through; does nothing where it already is."""

from typing import Any

from accounts import clock
from accounts.queries import owner_by_email
from crm.commands import Command as PlainCommand
from crm.demo.book import EMAIL, PASSWORD, build


class Command(PlainCommand):
    help = "Build a generated network of three hundred people and five years."

    def handle(self, *args: Any, **options: Any) -> None:
        if owner_by_email(EMAIL) is None:
            build(now=clock.now())
        self.say(
            {"email": EMAIL, "password": PASSWORD}, f"Sign in as {EMAIL} with the password “{PASSWORD}”."
        )
