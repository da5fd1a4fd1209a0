"""manage.py rescore --owner EMAIL: work every standing out anew from what was logged."""

from typing import Any

from accounts import clock
from crm.commands import OwnerCommand
from interactions.services import rescore_book
from reminders.services import look_again


class Command(OwnerCommand):
    help = "Work every standing of a book out anew from its log, and write what differs."

    def handle(self, *args: Any, **options: Any) -> None:
        owner = self.owner(options)
        differed = rescore_book(owner=owner, today=clock.today(owner))
        look_again(owner=owner, now=clock.now())
        who = "One standing" if differed == 1 else f"{differed} standings"
        self.say(
            {"differed": differed},
            f"{who} differed from the log." if differed else "Every standing is right.",
        )
