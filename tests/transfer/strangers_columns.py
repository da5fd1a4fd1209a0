"""A run of Alice's that waits for her word on the columns of a table, for the tests of strangers."""

from datetime import datetime
from typing import Any

from accounts.models import User
from contacts.models import Contact
from transfer.models import ImportRun


def objects(alice: User, person: Contact, now: datetime) -> dict[str, dict[str, Any]]:
    """The arguments of each route that lead to a row of Alice's."""
    run = ImportRun.objects.create(
        owner=alice, kind="csv", file_name=person.display, sha256="1" * 64, state="ready", created_at=now
    )
    return {"transfer:columns": {"pk": run.pk}}
