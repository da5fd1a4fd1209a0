"""Inserting due dates: short transactions that hold the owner's row, so that two ticks come one after the other."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from accounts.clock import zone_of
from accounts.models import User
from domain.recurrence import due_at
from reminders.models import Occurrence, Reminder
from reminders.services.people import BATCH

Wanted = tuple[Reminder, date]


def hold_owner(owner: User) -> None:
    """Wait for any other tick of this owner; on SQLite the transaction itself does."""
    User.objects.select_for_update().filter(pk=owner.pk).first()


def make_in_batches(owner: User, wanted: Sequence[Wanted]) -> int:
    missing = _missing(owner, wanted)
    made = 0
    for start in range(0, len(missing), BATCH):
        with transaction.atomic():
            hold_owner(owner)
            made += make(owner, missing[start : start + BATCH])
    return made


def make(owner: User, wanted: Sequence[Wanted]) -> int:
    """Insert the due dates that are not there; how many were missing."""
    zone = zone_of(owner)
    rows = [
        Occurrence(owner=owner, reminder=rule, kind=rule.kind, due_on=day, due_at=due_at(day, 0, zone))
        for rule, day in _missing(owner, wanted)
    ]
    Occurrence.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _missing(owner: User, wanted: Sequence[Wanted]) -> list[Wanted]:
    known: set[tuple[int, date]] = set()
    for start in range(0, len(wanted), BATCH):
        some = wanted[start : start + BATCH]
        rows = Occurrence.objects.owned_by(owner).filter(reminder__in=[rule.pk for rule, _day in some])
        rows = rows.filter(due_on__gte=min(day for _rule, day in some))
        known.update(rows.values_list("reminder_id", "due_on"))
    return [(rule, day) for rule, day in wanted if (rule.pk, day) not in known]
