"""The reminders that a tick must look at, of all owners at once, as plain rows: there may be thousands."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Q, QuerySet

from domain.falling_due import Turn, turn_of_date, turn_of_rule
from domain.recurrence import Rule
from reminders.models import Occurrence, Reminder
from reminders.queries.rows import GONE, MISSED_DAYS, MOST_LEAD_DAYS, UNDATED


class Ripe(NamedTuple):
    """One reminder whose moment has come, with what its turn depends on."""

    pk: int
    owner: int
    kind: str
    starts_on: date | None
    every: int | None
    unit: Any
    weekdays: int
    nth: int | None
    paused_until: date | None
    counts_from: date | None
    zone: str
    owner_lead: int
    contact: int | None
    contact_state: str | None
    contact_deleted_at: datetime | None
    never_nudge: bool | None
    month: int | None
    day: int | None
    lead: int | None

    @property
    def is_silent(self) -> bool:
        """Whether the person it is about is deleted, gone, or (for dates) not to be brought up."""
        if self.contact is None:
            return False
        if self.month is not None:
            return bool(self.contact_deleted_at or self.never_nudge or self.contact_state in UNDATED)
        return bool(self.contact_deleted_at) or self.contact_state in GONE

    def turn(self, today: date) -> Turn:
        """The due day to open by now, and when to look again. Raises ValueError for a rule without sense."""
        if self.month is not None and self.day is not None:
            lead = self.owner_lead if self.lead is None else self.lead
            return turn_of_date(
                self.month,
                self.day,
                today,
                lead=min(lead, MOST_LEAD_DAYS),
                missed_days=MISSED_DAYS,
                since=self.counts_from,
            )
        if self.starts_on is None:
            return Turn()
        rule = Rule(self.starts_on, self.every, self.unit or None, self.weekdays, self.nth)
        return turn_of_rule(rule, today, since=self.counts_from, paused_until=self.paused_until)


COLUMNS = (
    "pk", "owner_id", "kind", "starts_on", "every", "unit", "weekdays", "nth", "paused_until", "counts_from",
    "owner__time_zone", "owner__date_lead_days", "contact_id", "contact__state", "contact__deleted_at",
    "contact__never_nudge", "date__month", "date__day", "date__lead_days",
)  # fmt: skip


def ripe(now: datetime) -> QuerySet[Reminder]:
    """The reminders whose moment has come, as rows."""
    return Reminder.objects.filter(next_at__lte=now, deleted_at=None, finished_at=None, owner__is_active=True)


def ripe_reminders(now: datetime, limit: int) -> list[Ripe]:
    """The reminders of all owners whose moment has come, the longest waiting first.

    In a transaction it holds them, and waits for whoever else does: another tick that opens them must be done before
    this one may say that nothing is due. Those that are not ripe any more then are left out, so there may be fewer
    than `limit` though more wait.
    """
    rows = ripe(now).order_by("next_at", "pk")
    if connection.features.has_select_for_update and connection.in_atomic_block:
        rows = rows.select_for_update(of=("self",))
    return [Ripe(*row) for row in rows.values_list(*COLUMNS)[:limit]]


def ripe_reminder(pk: int) -> Ripe | None:
    """One reminder as such a row, ripe or not."""
    row = Reminder.objects.filter(pk=pk).values_list(*COLUMNS).first()
    return Ripe(*row) if row else None


class Known(NamedTuple):
    """A due date that is there already."""

    pk: int
    reminder: int
    due_on: date
    is_open: bool
    snoozed_until: date | None


def known_occurrences(reminders: Sequence[int], since: date) -> list[Known]:
    """The due dates of these reminders that are open, or not older than `since`."""
    rows = Occurrence.objects.filter(reminder__in=reminders).filter(
        Q(state=Occurrence.State.OPEN) | Q(due_on__gte=since)
    )
    found: Iterable[Any] = rows.values_list("pk", "reminder_id", "due_on", "state", "snoozed_until")
    return [
        Known(pk, rule, on, state == Occurrence.State.OPEN, until) for pk, rule, on, state, until in found
    ]
