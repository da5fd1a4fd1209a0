"""What the addresses about pauses and suggestions lead to, for the tests of strangers."""

from datetime import datetime
from typing import Any

from accounts.models import User
from contacts.models import Contact


def objects(alice: User, person: Contact, now: datetime) -> dict[str, dict[str, Any]]:
    """The arguments that lead to rows of Alice's."""
    return {
        "dashboard:person_pause": {"pk": person.pk},
        "dashboard:person_pause_as": {"pk": person.pk, "until": "2026-05-01"},
        "dashboard:person_suggest": {"pk": person.pk},
    }
