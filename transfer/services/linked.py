"""Interactions that only say since when two are linked: a little evidence, never counted, seen by every replay."""

from collections.abc import Sequence
from datetime import date, datetime

from accounts import bulk
from domain.strength import weigh
from interactions.models import Interaction, Kind, Participation
from transfer.services.journal import Journal

WEIGHT = weigh(Kind.LINKED, None, 1)


def linked_key(contact_id: int) -> str:
    """The external key of the one interaction that says since when the two are linked."""
    return f"linked {contact_id}"


def write_linked(journal: Journal, source: str, since: Sequence[tuple[int, date]], now: datetime) -> None:
    """Insert one for each contact, given as (id, the day since when); the standings are the caller's."""
    same = {"kind": Kind.LINKED, "source": source, "created_at": now, "updated_at": now}
    rows = [(day, linked_key(contact_id)) for contact_id, day in since]
    ids = journal.insert(Interaction, ("day", "external_key"), rows, **same)
    bulk.insert(
        Participation,
        ("interaction_id", "contact_id", "touch_day"),
        [(pk, contact_id, day.toordinal()) for (contact_id, day), pk in zip(since, ids, strict=True)],
        {"owner_id": journal.run.owner_id, "counted": False, "touch_weight": WEIGHT},
    )
