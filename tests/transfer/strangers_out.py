"""Alice's rows behind the addresses of taking data out."""

from datetime import datetime
from typing import Any

from accounts.models import User
from contacts.models import Contact


def objects(alice: User, person: Contact, now: datetime) -> dict[str, dict[str, Any]]:
    """For each route, the arguments that lead to a row of Alice's."""
    return {"transfer:export_person": {"pk": person.pk}}
