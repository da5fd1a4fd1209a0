"""What runs remember of rows that are gone for good: nothing."""

from django.db import transaction

from accounts.models import User
from interactions.services import hold_scale
from transfer.models import RunChange
from transfer.services.journal import TABLES


def forget_gone() -> int:
    """Drop what runs noted as before and after of rows that no longer exist; taking back passes over those anyway.

    Each note in a transaction of its own. Returns of how many rows something was dropped. Safe at any time.
    """
    changed = RunChange.objects.filter(act=RunChange.Act.CHANGED)
    dropped = 0
    for owner_id, pk in list(changed.order_by("pk").values_list("owner", "pk")):
        dropped += _forget(owner_id, pk)
    return dropped


def _forget(owner_id: int, pk: int) -> int:
    change = RunChange.objects.filter(owner=owner_id, pk=pk).first()
    if change is None or not _gone(change):
        return 0
    with transaction.atomic():
        hold_scale(User.objects.get(pk=owner_id))  # nobody takes the run back meanwhile
        change = RunChange.objects.filter(owner=owner_id, pk=pk).first()
        if change is None:
            return 0
        gone = _gone(change)
        change.rows = [row for row in change.rows if row[0] not in gone]
        change.save(update_fields=["rows"])
    return len(gone)


def _gone(change: RunChange) -> set[int]:
    ids = {row[0] for row in change.rows}
    there = TABLES[change.table]._base_manager.filter(pk__in=ids)
    return ids - set(there.values_list("pk", flat=True))
