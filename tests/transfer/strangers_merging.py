"""What the addresses of duplicates and merging lead to, for the tests of strangers."""

from datetime import datetime
from typing import Any

from accounts.models import User
from contacts.models import Contact
from tests.factories import make_contact
from transfer.formats.values import Card
from transfer.models import ImportRun, PossibleMatch
from transfer.services.apart import hold_apart
from transfer.services.cards.plain import card_to_plain
from transfer.services.merging import merge_people

CANARY = "Canarybird"


def objects(alice: User, person: Contact, now: datetime) -> dict[str, dict[str, Any]]:
    """The arguments that lead to rows of Alice's."""
    twin, other, gone = (make_contact(alice, f"{CANARY} {name}", now) for name in ("Twin", "Other", "Gone"))
    hold_apart(owner=alice, one=person, other=other, now=now)
    merge = merge_people(owner=alice, kept=other, gone=gone, chosen={}, now=now)
    run = ImportRun.objects.create(owner=alice, kind="vcard", file_name=CANARY, state="done", created_at=now)
    asked = {"owner": alice, "run": run, "source": "vcard", "contact": person, "confidence": 0.8}
    card = card_to_plain(Card(1, given=CANARY))
    match = PossibleMatch.objects.create(**asked, key=CANARY, name=CANARY, card=card)
    return {
        "transfer:match_answer": {"pk": match.pk},
        "transfer:match_undo": {"pk": match.pk},
        "transfer:apart": {"one": person.pk, "other": twin.pk},
        "transfer:apart_undo": {"one": person.pk, "other": other.pk},
        "transfer:merge_pick": {"pk": person.pk},
        "transfer:merge": {"one": person.pk, "other": twin.pk},
        "transfer:merge_undo": {"pk": merge.pk},
    }
