"""Nudges and dates that are settled by what happens, and come back when that is undone.

Nothing is remembered for it: whether a nudge is still needed follows from the standing, from pauses and from
what was recorded since it was opened. `now` is aware and in the owner's zone.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Case, Q, Value, When

from accounts.models import User
from contacts.models import Contact
from relationships.models import Standing
from reminders.models import Occurrence, Reminder
from reminders.queries import SpokenOf, event_day, nobody, wanted_standings
from reminders.services.agenda import BATCH, look_again

Kind, State = Reminder.Kind, Occurrence.State
WATCHED = (Kind.KEEP_IN_TOUCH, Kind.DATE)
UNDONE_WITHIN = timedelta(days=1)
"""What is undone later than that leaves a settled nudge settled: the person has had their rest meanwhile."""


@dataclass(frozen=True, slots=True)
class _Facts:
    """By contact id: whose nudge is of use, the last day together, and whom the owner spoke about since."""

    wanted: Collection[int]
    last_on: Mapping[int, int | None]
    spoken: Collection[int]

    def need(self, row: Occurrence) -> bool:
        contact_id = row.reminder.contact_id or 0
        if row.kind == Kind.KEEP_IN_TOUCH or row.reminder.date is None:
            return contact_id in self.wanted and contact_id not in self.spoken
        last_on = self.last_on.get(contact_id)
        return last_on is None or last_on < event_day(row.reminder.date, row.due_on).toordinal()


@transaction.atomic
def settle(*, contacts: Sequence[Contact], now: datetime, spoken: SpokenOf = nobody) -> None:
    """Close the open nudges and dates that are needed no more; reopen what was so closed within a day.

    Nudges: when nobody is due any more, or something was recorded since they were opened, whatever it was:
    `spoken` tells with whom (interactions.queries.spoken_since, or `everybody` while logging). Dates: when there
    was contact on the day or after it. So logging and undoing it, removing and restoring, pausing and going on
    leave everything as it was. A handful of queries for up to 500 people; the next tick looks at the owner.
    """
    for start in range(0, len(contacts), BATCH):
        _settle_some(contacts[start].owner, contacts[start : start + BATCH], now, spoken)
    if contacts:
        look_again(owner=contacts[0].owner, now=now)


def _settle_some(owner: User, contacts: Sequence[Contact], now: datetime, spoken: SpokenOf) -> None:
    ids = [contact.pk for contact in contacts]
    watched = Occurrence.objects.owned_by(owner).filter(kind__in=WATCHED, reminder__contact__in=ids)
    if not watched.exists():  # most people are not up; asking so costs half
        return
    settled_lately = Q(state=State.SETTLED, acted_at__gt=now - UNDONE_WITHIN)
    passed = Q(state=State.IGNORED, reminder__ignored__gt=0)
    rows = watched.filter(Q(state=State.OPEN) | settled_lately | passed)
    found = list(rows.select_related("reminder__date").order_by("-due_on", "-pk"))
    if not found:
        return
    since = _since(found)
    heard = spoken(owner, since) if since else ()
    wanted, last_on = _standing_facts(owner, ids, now)
    _close_or_reopen(found, _Facts(wanted, last_on, heard), now)
    ignored = {row.reminder.contact_id for row in found if row.reminder.ignored}
    hear(owner=owner, contact_ids=[pk for pk in heard if pk in ignored])


def _since(rows: Sequence[Occurrence]) -> dict[int, datetime]:
    """When the newest nudge of each person was opened, or passed without an answer; `rows` newest first."""
    since: dict[int, datetime] = {}
    for row in rows:
        if row.kind == Kind.KEEP_IN_TOUCH and row.reminder.contact_id:
            passed_at = row.acted_at if row.state == State.IGNORED else None
            since.setdefault(row.reminder.contact_id, passed_at or row.due_at)
    return since


def _standing_facts(owner: User, ids: Sequence[int], now: datetime) -> tuple[set[int], dict[int, int | None]]:
    """Whose nudge is of use, and the last days together; one query."""
    wanted = wanted_standings(owner, now.date()).filter(contact__in=ids).order_by().values("pk")
    is_wanted = Case(When(pk__in=wanted, then=Value(1)), default=Value(0))
    standings = Standing.objects.owned_by(owner).filter(contact__in=ids)
    rows = list(standings.values_list("contact_id", "last_on", is_wanted))
    return {pk for pk, _on, is_due in rows if is_due}, {pk: last_on for pk, last_on, _due in rows}


def _close_or_reopen(rows: Sequence[Occurrence], facts: _Facts, now: datetime) -> None:
    has_open = {row.reminder_id for row in rows if row.state == State.OPEN}
    for row in rows:
        is_needed = facts.need(row)
        if row.state == State.OPEN and not is_needed:
            _set_state(row, State.SETTLED, now)
        elif row.state == State.SETTLED and is_needed and row.reminder_id not in has_open:
            has_open.add(row.reminder_id)
            _set_state(row, State.OPEN, None)


def _set_state(row: Occurrence, state: str, acted_at: datetime | None) -> None:
    row.state, row.acted_at = state, acted_at
    row.save(update_fields=["state", "acted_at"])


def hear(*, owner: User, contact_ids: Sequence[int]) -> None:
    """The owner spoke of these people: their suggestions without an answer are forgotten."""
    if contact_ids:
        rules = Reminder.objects.owned_by(owner).filter(kind=Kind.KEEP_IN_TOUCH, contact__in=contact_ids)
        rules.filter(ignored__gt=0).update(ignored=0)
