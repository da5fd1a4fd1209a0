"""A run of Alice's with a report row by row, for the tests of strangers."""

from datetime import datetime
from typing import Any

from accounts.models import User
from contacts.models import Contact
from transfer.models import ImportRun, RunRows

OF_A_RUN = ("rows", "own", "go", "cancel")


def objects(alice: User, person: Contact, now: datetime) -> dict[str, dict[str, Any]]:
    """The arguments of each route that lead to a row of Alice's."""
    run = ImportRun.objects.create(
        owner=alice, kind="vcard", file_name=person.display, sha256="2" * 64, state="ready", created_at=now
    )
    RunRows.objects.create(owner=alice, run=run, rows=[[person.display, 1, "added", person.pk, "added"]])
    return {f"transfer:{name}": {"pk": run.pk} for name in OF_A_RUN}
