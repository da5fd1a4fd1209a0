"""Rows of Alice's behind the addresses of requests that were typed, and of invitations that were sent."""

from datetime import datetime
from typing import Any

from accounts.models import User
from contacts.models import Contact
from network.models import LinkRequest

CANARY = "Canarybird"


def objects(alice: User, person: Contact, now: datetime) -> dict[str, dict[str, Any]]:
    """For each route with an object, the arguments that lead to a row of Alice's."""
    same = {"owner": alice, "network": "linkedin", "name": CANARY, "message": CANARY, "sent_at": now}
    typed = LinkRequest.objects.create(**same, source="typed", external_key="in arrival")
    sent = [
        LinkRequest.objects.create(
            **same, incoming=False, contact=person, state=state, external_key=f"out {state}"
        )
        for state in ("open", "gone")
    ]
    return {
        "network:request_take_back": {"pk": typed.pk},
        "network:sent_withdrawn": {"pk": sent[0].pk},
        "network:sent_accepted": {"pk": sent[0].pk},
        "network:sent_undo": {"pk": sent[1].pk},
    }
