"""manage.py have_we_met --owner EMAIL --name N: who of the book, or seen outside it, somebody may be."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from crm.commands import OwnerCommand
from domain.identity import Candidate, Sought
from network.queries import have_we_met

SAID = {
    "name": "Anna Lindqvist",
    "company": "where they work",
    "url": "an address of theirs",
    "place": "where they live",
    "note": "what they write",
}


class Command(OwnerCommand):
    help = "List who somebody may be, best first, with what speaks for it and what against."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        for field, words in SAID.items():
            parser.add_argument(f"--{field}", default="", metavar=field[0].upper(), help=f"Such as: {words}.")

    def handle(self, *args: Any, **options: Any) -> None:
        owner = self.owner(options)
        said = {field: options[field].strip() for field in SAID}
        if not any(said.values()):
            raise CommandError("Say whom you seek: --name, --company, --url, --place or --note.")
        search = have_we_met(owner, Sought(**said))
        lines = [_line(one) for one in search.candidates] or [f"No trace. Looked through {search.searched}."]
        self.say([_told(one) for one in search.candidates], "\n".join(lines))


def _told(one: Candidate) -> dict[str, Any]:
    return {
        "contact": one.shown,
        "confidence": one.confidence,
        "for": list(one.evidence_for),
        "against": list(one.evidence_against),
    }


def _line(one: Candidate) -> str:
    evidence = "; ".join(one.evidence_for) or "nothing for it"
    doubt = f"; but {'; '.join(one.evidence_against)}" if one.evidence_against else ""
    outside = " (not in your book)" if one.is_trace else ""
    return f"{one.confidence:.2f}  {one.level:13}  {one.shown}{outside}: {evidence}{doubt}"
