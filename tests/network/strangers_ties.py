"""Alice's rows behind the addresses of who knows whom."""

from datetime import datetime
from typing import Any

from accounts.models import User
from contacts.models import Contact
from contacts.services import add_relation, add_tie, remove_relation, remove_tie
from domain.ties import TieFacts
from tests.factories import make_contact

CANARY = "Canarybird"


def objects(alice: User, person: Contact, now: datetime) -> dict[str, dict[str, Any]]:
    """For each route, the arguments that lead to a row of Alice's; ties and relations of the person."""
    other = make_contact(alice, f"{CANARY} Moreau", now)
    facts = TieFacts(note=CANARY)
    told: dict[str, Any] = {"owner": alice, "one": person, "other": other, "now": now, "facts": facts}
    tie, gone = (add_tie(role=role, **told) for role in ("friend", "neighbour"))
    remove_tie(tie=gone, now=now)
    mine: dict[str, Any] = {"owner": alice, "contact": person, "now": now, "facts": facts}
    relation, over = (add_relation(role=role, **mine) for role in ("friend", "neighbour"))
    remove_relation(relation=over, now=now)
    pair = {"one": person.pk, "other": other.pk}
    return {
        "contacts:ties": {"pk": person.pk},
        "contacts:tie_add": {"pk": person.pk},
        "contacts:tie_edit": {"pk": person.pk, "tie": tie.pk},
        "contacts:tie_remove": {"pk": tie.pk},
        "contacts:tie_restore": {"pk": gone.pk},
        "contacts:relation_restore": {"pk": over.pk},
        "network:relation_add": {"pk": person.pk},
        "network:relation_edit": {"pk": relation.pk},
        "network:relation_remove": {"pk": relation.pk},
        "network:together_accept": pair,
        "network:together_dismiss": pair,
        "network:together_undo": pair,
    }
