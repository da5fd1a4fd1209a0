"""manage.py duplicates --owner EMAIL: who may stand in a book twice."""

from typing import Any

from contacts.models import Contact
from crm.commands import OwnerCommand
from domain.duplicates import Pair
from transfer.queries.duplicates import duplicates


class Command(OwnerCommand):
    help = "List pairs of people who may be one, best first, with what speaks for it and what against."

    def handle(self, *args: Any, **options: Any) -> None:
        owner = self.owner(options)
        pairs = duplicates(owner)
        names = dict(Contact.objects.owned_by(owner).values_list("pk", "display"))
        lines = [_line(pair, names) for pair in pairs] or [
            "Nobody in the book looks like somebody else in it."
        ]
        self.say([_told(pair, names) for pair in pairs], "\n".join(lines))


def _told(pair: Pair, names: dict[int, str]) -> dict[str, Any]:
    return {
        "a": names[pair.a],
        "b": names[pair.b],
        "a_id": pair.a,
        "b_id": pair.b,
        "confidence": pair.confidence,
        "for": list(pair.evidence_for),
        "against": list(pair.evidence_against),
    }


def _line(pair: Pair, names: dict[int, str]) -> str:
    evidence = "; ".join(pair.evidence_for) or "nothing for it"
    doubt = f"; but {'; '.join(pair.evidence_against)}" if pair.evidence_against else ""
    return f"{pair.confidence:.2f}  {pair.level:13}  {names[pair.a]} = {names[pair.b]}: {evidence}{doubt}"
