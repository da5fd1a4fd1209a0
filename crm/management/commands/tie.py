"""manage.py tie NAME NAME --owner EMAIL: who knows whom, from the command line."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from accounts.models import User
from contacts.models import Contact, Tie
from contacts.queries import people_named
from contacts.services import add_tie, leads_nowhere
from crm.commands import OwnerCommand
from domain.ties import ROLES, TieFacts, TieKind, as_sentence


class Command(OwnerCommand):
    help = (
        "Note that two people know each other: manage.py tie Ada Bo --owner EMAIL --type child --estimate 8. "
        "The first is that to the second. A tie of that type that is there already is updated."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        self.add_now(parser)
        parser.add_argument("one", metavar="NAME", help="Who, as the book has them.")
        parser.add_argument("other", metavar="NAME", help="And whom they know.")
        parser.add_argument(
            "--type",
            dest="role",
            default=TieKind.KNOWS.value,
            metavar="TYPE",
            help=f"What the first is to the second: {', '.join(ROLES)}.",
        )
        parser.add_argument("--estimate", type=int, help="How well they know each other, 1 to 10.")

    def handle(self, *args: Any, **options: Any) -> None:
        owner = self.owner(options)
        now = self.moment(options, owner)
        one, other = (_person(owner, options[name]) for name in ("one", "other"))
        facts = TieFacts(estimate=options["estimate"])
        try:
            tie = add_tie(owner=owner, one=one, other=other, role=options["role"], now=now, facts=facts)
        except ValueError as error:
            raise CommandError(str(error)) from None
        is_new = tie.made_at == now
        warnings = [words for contact in (one, other) if (words := leads_nowhere(contact))]
        words = as_sentence(options["role"], one.display, other.display)
        self.say(
            _told(tie, one, other, options["role"], is_new) | {"warnings": warnings},
            " ".join(["Noted:" if is_new else "Updated:", words, *warnings]),
        )


def _person(owner: User, name: str) -> Contact:
    """The one person called so. Raises CommandError for nobody, and for several."""
    called = people_named(owner, name)
    if not called:
        raise CommandError(f"Nobody in the book is called “{name}”.")
    if len({named.contact for named in called}) > 1:
        who = ", ".join(named.display for named in called)
        raise CommandError(f"“{name}” can be {len(called)} people: {who}. Write the full name.")
    return Contact.objects.owned_by(owner).get(pk=called[0].contact)


def _told(tie: Tie, one: Contact, other: Contact, role: str, is_new: bool) -> dict[str, Any]:
    return {
        "one": one.display,
        "other": other.display,
        "type": role,
        "estimate": tie.estimate,
        "confirmed_on": tie.confirmed_on,
        "made": is_new,
    }
