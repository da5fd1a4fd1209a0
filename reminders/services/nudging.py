"""Opening and settling nudges: whom the owner might reach out to today. `now` is aware, in the owner's zone."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from domain.nudges import Changes, Nudge, rank, reconcile, room
from reminders.models import Occurrence, Reminder
from reminders.queries import candidate, due_standings, waiting_standings
from reminders.services.due import Wanted, hold_owner, make

Kind, State = Reminder.Kind, Occurrence.State


def open_nudges(*, owner: User, now: datetime) -> int:
    """Settle the nudges of people no longer due and open new ones within the budget; how many were opened.

    Everyone due is ranked only when there is room, and nothing is locked when there is nothing to do.
    """
    today = now.date()
    ranked: list[int] = []
    if room(_nudges(owner, today), today, owner.people_a_day):
        ranked = [found.contact for found in rank(map(candidate, waiting_standings(owner, today)), today)]
    if _changes(owner, ranked, today) == Changes():
        return 0
    with transaction.atomic():
        hold_owner(owner)
        changes = _changes(owner, ranked, today)
        settled = Occurrence.objects.owned_by(owner).open().filter(pk__in=changes.settle)
        settled.update(state=State.SETTLED, acted_at=now)
        return make(owner, _keep_in_touch(owner, changes.open, today))


def _changes(owner: User, ranked: list[int], today: date) -> Changes:
    nudges = _nudges(owner, today)
    asked = [nudge.contact for nudge in nudges if nudge.is_open]
    due = due_standings(owner, today).filter(contact__in=asked).values_list("contact_id", flat=True)
    return reconcile([*ranked, *due], nudges, today, owner.people_a_day)


def _nudges(owner: User, today: date) -> list[Nudge]:
    is_open_or_new = Q(state=State.OPEN) | Q(due_on=today)
    rows = Occurrence.objects.owned_by(owner).filter(is_open_or_new, kind=Kind.KEEP_IN_TOUCH)
    fields = ("pk", "reminder__contact_id", "due_on", "snoozed_until", "state")
    return [
        Nudge(pk, contact, opened_on, until, state == State.OPEN)
        for pk, contact, opened_on, until, state in rows.values_list(*fields)
    ]


def _keep_in_touch(owner: User, contact_ids: Sequence[int], today: date) -> list[Wanted]:
    """The one keep-in-touch reminder of each of these contacts, made where it is missing."""
    rules = Reminder.objects.filter(owner=owner, kind=Kind.KEEP_IN_TOUCH, contact__in=contact_ids)
    known = set(rules.values_list("contact_id", flat=True))
    Reminder.objects.bulk_create(
        [
            Reminder(owner=owner, contact_id=pk, kind=Kind.KEEP_IN_TOUCH, counts_from=today)
            for pk in contact_ids
            if pk not in known
        ],
        ignore_conflicts=True,
    )
    return [(rule, today) for rule in rules.all()]
