"""Somebody of Alice's behind the address where a broker's answer is noted."""

from datetime import datetime
from typing import Any

from accounts.models import User
from contacts.models import Contact


def objects(alice: User, person: Contact, now: datetime) -> dict[str, dict[str, Any]]:
    """For each route with an object, the arguments that lead to a row of Alice's."""
    return {"network:introduce_answer": {"pk": person.pk}}
