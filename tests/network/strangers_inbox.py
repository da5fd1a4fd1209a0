"""What the addresses of the inbox lead to, for the tests of strangers."""

from datetime import datetime
from typing import Any

from accounts.models import User
from contacts.models import Contact
from network.models import LinkRequest
from network.queries.triage import triage
from network.services.batch import BATCH
from network.services.decisions import decide_request

CANARY = "Canarybird"


def objects(alice: User, person: Contact, now: datetime) -> dict[str, dict[str, Any]]:
    """The arguments that lead to rows of Alice's."""
    said = {"owner": alice, "network": "linkedin", "name": CANARY, "message": CANARY, "sent_at": now}
    waiting = LinkRequest.objects.create(external_key=f"{CANARY} waits", **said)
    answered = LinkRequest.objects.create(external_key=f"{CANARY} was answered", **said)
    ignored = LinkRequest.objects.create(external_key=f"{CANARY} was ignored", **said)
    first, second = triage(alice, [answered, ignored], now.date())
    asked = decide_request(triaged=first, outcome="ask-where-met", reply=CANARY, template=CANARY, now=now)
    batch = decide_request(triaged=second, outcome="ignore", reply="", template=BATCH, now=now)
    return {
        "network:alike": {"pk": person.pk},
        "network:request_card": {"pk": waiting.pk},
        "network:request_decide": {"pk": waiting.pk},
        "network:request_who": {"pk": waiting.pk, "contact": person.pk},
        "network:request_why": {"pk": waiting.pk},
        "network:batch_undo": {"pk": batch.pk},
        "network:decision_undo": {"pk": asked.pk},
        "network:reaction": {"pk": asked.pk},
        "network:reaction_undo": {"pk": asked.pk},
    }
