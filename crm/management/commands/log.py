"""manage.py log LINE --owner EMAIL: the quick log from the command line."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from accounts import clock
from accounts.clock import zone_of
from crm.commands import OwnerCommand
from domain.wording import counted
from interactions.queries import read_line
from interactions.services import LoggedLine, log_line


class Command(OwnerCommand):
    help = "Log one interaction: manage.py log 'coffee with Ada yesterday' --owner EMAIL"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        self.add_now(parser)
        parser.add_argument("line", help="What happened, in one line.")
        parser.add_argument("--create", action="store_true", help="Make people of unknown names.")
        parser.add_argument("--sensitive", action="store_true", help="Never tell it in a message.")

    def handle(self, *args: Any, **options: Any) -> None:
        owner = self.owner(options)
        now = self.moment(options, owner).astimezone(zone_of(owner))
        try:
            with clock.set_to(now):
                create = set(read_line(owner, options["line"], now).strangers) if options["create"] else None
                logged = log_line(
                    owner=owner, line=options["line"], now=now, create=create, sensitive=options["sensitive"]
                )
        except ValueError as error:
            raise CommandError(str(error)) from None

        self.say(_told(logged), _words(logged))
        if not logged.is_saved:
            raise CommandError(_what_is_open(logged))


def _told(logged: LoggedLine) -> dict[str, Any]:
    entry = logged.entry
    follow_up = entry.follow_up
    known = logged.contacts or entry.contacts
    return {
        "saved": logged.is_saved,
        "kind": entry.kind if entry.is_talk else None,
        "day": entry.day,
        "precision": entry.precision,
        "contacts": [person.display for person in known],
        "unknown": list(logged.unknown),
        "ambiguous": [
            {"text": case.text, "candidates": [named.display for named in case.candidates]}
            for case in logged.ambiguous
        ],
        "place": entry.place or None,
        "minutes": entry.minutes,
        "began": entry.began,
        "note": entry.note or None,
        "sensitive": entry.sensitive,
        "follow_up": {"day": follow_up.day, "text": follow_up.text} if follow_up else None,
        "favours": [
            {"gave": one.deed.gave, "kind": one.deed.kind, "weight": one.deed.weighs, "text": one.deed.text}
            for one in entry.favours
        ],
    }


def _words(logged: LoggedLine) -> str:
    if not logged.is_saved:
        return "Nothing was saved."
    who = ", ".join(contact.display for contact in logged.contacts)
    if logged.interaction is None:
        return f"Kept: {counted(len(logged.favours), 'favour')} with {who}."
    return f"Logged: {logged.entry.kind} with {who} on {logged.entry.day.isoformat()}."


def _what_is_open(logged: LoggedLine) -> str:
    if logged.entry.refused:
        refused = logged.entry.refused
        word = "is still to come" if refused.why == "future" else "is too long ago"
        return f"Nothing was saved: {refused.day.isoformat()} {word}."
    asked = [f"“{case.text}” can be {len(case.candidates)} people" for case in logged.ambiguous]
    asked += [f"“{text}” is not in the book (--create adds)" for text in logged.unknown]
    return f"Nothing was saved: {'; '.join(asked)}."
