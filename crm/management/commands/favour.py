"""manage.py favour (gave|got) NAME TEXT --owner EMAIL: a favour from the command line."""

from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.core.management.base import CommandError

from accounts import clock
from accounts.clock import zone_of
from accounts.models import User
from contacts.models import Contact
from contacts.queries import contacts_with, people_called
from crm.commands import OwnerCommand
from domain.names import Named, fold
from domain.periods import counting_day
from domain.quickdates import Calendar, days_in
from domain.quickfavours import Called, Favoured, Piece, grams_in, read_favour
from interactions.models import Favour
from interactions.services import record_favour


class Command(OwnerCommand):
    help = "Write down a favour: manage.py favour gave 'Ada Holm' 'intro to Bo Lund' --owner EMAIL"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        self.add_now(parser)
        parser.add_argument("way", choices=["gave", "got"], help="Who gave: gave is you, got is them.")
        parser.add_argument("name", help="To whom or from whom, as your book has the name.")
        parser.add_argument(
            "text", help="What it was, such as “intro to Bo Lund” or “advice (3)”; its words tell the kind."
        )
        parser.add_argument("--day", help="When, such as 2026-03-12 or “3 weeks ago”. Today without it.")

    def handle(self, *args: Any, **options: Any) -> None:
        owner = self.owner(options)
        now = self.moment(options, owner).astimezone(zone_of(owner))
        contact = _person(owner, options["name"])
        told = _read(owner, Piece(options["way"] == "gave", options["text"].strip()), now)
        if told.them:
            raise CommandError(
                f"The text names {told.them[0].shown} too. Leave the one who gave or got it out of it."
            )
        about = _about(owner, told.about)
        on = _day(owner, options["day"], now) or _own_day(owner, told, now)
        try:
            with clock.set_to(now):
                made = record_favour(
                    owner=owner, contact=contact, deed=told.deed, on=on, about=about, now=now
                )
        except ValueError as error:
            raise CommandError(str(error)) from None
        self.say(_told(made), _words(made))


def _read(owner: User, piece: Piece, now: datetime) -> Favoured:
    if not piece.text:
        raise CommandError("Say what it was, such as “intro to Bo Lund”.")
    names = people_called(owner, grams_in([piece]))
    return read_favour(piece, names, Calendar(now, owner.day_first, owner.first_weekday), is_alone=False)


def _person(owner: User, name: str) -> Contact:
    called = people_called(owner, [fold(name)]).get(fold(name), [])
    best = [named for named in called if named.rank == called[0].rank]
    if not best:
        raise CommandError(f"“{name}” is not in the book.")
    return _only(owner, name, best)


def _about(owner: User, name: Called | None) -> Contact | None:
    return _only(owner, name.text, name.candidates) if name else None


def _only(owner: User, name: str, candidates: Sequence[Named]) -> Contact:
    if len(candidates) > 1:
        who = " or ".join(sorted({named.display for named in candidates})[:4])
        raise CommandError(f"“{name}” can be {len(candidates)} people: {who}. Write the full name.")
    return contacts_with(owner, [candidates[0].contact])[0]


def _day(owner: User, text: str | None, now: datetime) -> date | None:
    """The day of --day, as the quick log reads days."""
    if text is None:
        return None
    found = days_in(text, Calendar(now, owner.day_first, owner.first_weekday))
    if not found:
        raise CommandError(f"--day: “{text}” is not a day. Write 2026-03-12.")
    return counting_day(found[0].day, found[0].precision, now.date(), owner.first_weekday)


def _own_day(owner: User, told: Favoured, now: datetime) -> date:
    if told.when is None:
        return now.date()
    return counting_day(told.when.day, told.when.precision, now.date(), owner.first_weekday)


def _told(made: Favour) -> dict[str, Any]:
    return {
        "gave": made.gave,
        "contact": made.contact.display,
        "kind": made.kind,
        "weight": made.weight,
        "day": made.on,
        "text": made.text,
        "about": made.about.display if made.about else None,
    }


def _words(made: Favour) -> str:
    way = "You gave" if made.gave else "You got"
    what = made.text or made.kind
    return (
        f"Kept: {way.lower()} {what} ({made.kind}, weighs {made.weight}), {made.contact.display}, {made.on}."
    )
