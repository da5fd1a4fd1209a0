"""Opening nudges and letting them go: whom the owner might reach out to today. `now` is in the owner's zone."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from accounts.models import User
from accounts.services import hold_book
from domain.nudges import SNOOZE_DAYS, Candidate, Changes, Nudge, closing, reconcile, room
from reminders.models import Occurrence, Reminder
from reminders.queries import (
    candidate,
    just_met_standings,
    rest_of,
    waiting_standings,
    wanted_standings,
)

Kind, State = Reminder.Kind, Occurrence.State


def open_nudges(*, owner: User, now: datetime) -> int:
    """Let go of the nudges that are of no use any more, and open new ones within the budget; how many were opened.

    Settled: people no longer due. Ignored: a week in view without an answer. On a day of rest nobody new comes.
    Everyone who waits is ranked only when there is room, and nothing is locked when there is nothing to do.
    """
    today = now.date()
    nudges = _nudges(owner, today)
    asked = _asked(owner, nudges, today)
    waiting = _waiting(owner, nudges, today) if _room(owner, nudges, asked, today) else []
    if _changes(owner, nudges, [*asked, *waiting], today) == Changes():
        return 0
    with transaction.atomic():
        hold_book(owner=owner)
        nudges = _nudges(owner, today)
        people = [*_asked(owner, nudges, today), *waiting]
        changes = _changes(owner, nudges, people, today)
        _close(owner, changes, now)
        return _open(owner, _still_waiting(owner, changes.open, today), now)


def _nudges(owner: User, today: date) -> list[Nudge]:
    is_open_or_new = Q(state=State.OPEN) | Q(due_on=today)
    rows = Occurrence.objects.owned_by(owner).filter(is_open_or_new, kind=Kind.KEEP_IN_TOUCH)
    fields = ("pk", "reminder__contact_id", "due_on", "snoozed_until", "state")
    return [
        Nudge(pk, contact, opened_on, until, state == State.OPEN)
        for pk, contact, opened_on, until, state in rows.values_list(*fields)
    ]


def _asked(owner: User, nudges: Sequence[Nudge], today: date) -> list[Candidate]:
    """Those of the people with a nudge for whom it is still of use."""
    if not nudges:
        return []
    ids = [nudge.contact for nudge in nudges]
    return [candidate(row) for row in wanted_standings(owner, today).filter(contact__in=ids)]


def _waiting(owner: User, nudges: Sequence[Nudge], today: date) -> list[Candidate]:
    """Everybody who may be brought up and has no nudge, each of them once."""
    asked = {nudge.contact for nudge in nudges}
    rows = [*waiting_standings(owner, today), *just_met_standings(owner, today)]
    return list({row.pk: candidate(row) for row in rows if row.pk not in asked}.values())


def _still_waiting(owner: User, contact_ids: Sequence[int], today: date) -> list[int]:
    """Those about whom nothing was recorded or said since everybody was ranked."""
    if not contact_ids:
        return []
    rows = [
        *waiting_standings(owner, today).filter(contact__in=contact_ids),
        *just_met_standings(owner, today).filter(contact__in=contact_ids),
    ]
    found = {row.pk for row in rows}
    return [pk for pk in contact_ids if pk in found]


def _room(owner: User, nudges: Sequence[Nudge], asked: Sequence[Candidate], today: date) -> int:
    rest = rest_of(owner)
    if rest.covers(today):
        return 0
    going = closing(asked, nudges, today, owner.people_a_day, rest)
    return room(nudges, today, owner.people_a_day, {*going.settle, *going.ignore})


def _changes(owner: User, nudges: Sequence[Nudge], people: Sequence[Candidate], today: date) -> Changes:
    once = {one.contact: one for one in people}
    return reconcile(list(once.values()), nudges, today, owner.people_a_day, rest_of(owner))


def _close(owner: User, changes: Changes, now: datetime) -> None:
    opened = Occurrence.objects.owned_by(owner).open()
    opened.filter(pk__in=changes.settle).update(state=State.SETTLED, acted_at=now)
    if not changes.ignore:
        return
    rests_until = now.date() + timedelta(days=SNOOZE_DAYS)
    ignored = opened.filter(pk__in=changes.ignore)
    rules = list(ignored.values_list("reminder_id", flat=True))
    ignored.update(state=State.IGNORED, acted_at=now, snoozed_until=rests_until)
    Reminder.objects.owned_by(owner).filter(pk__in=rules).update(ignored=F("ignored") + 1)


def _open(owner: User, contact_ids: Sequence[int], now: datetime) -> int:
    """Open a nudge for each of these contacts, due at this very moment: what is recorded later answers it."""
    rows = [
        Occurrence(owner=owner, reminder=rule, kind=rule.kind, due_on=now.date(), due_at=now)
        for rule in _keep_in_touch(owner, contact_ids, now.date())
    ]
    Occurrence.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _keep_in_touch(owner: User, contact_ids: Sequence[int], today: date) -> list[Reminder]:
    """The one keep-in-touch reminder of each of these contacts, made where it is missing."""
    rules = Reminder.objects.filter(owner=owner, kind=Kind.KEEP_IN_TOUCH, contact__in=contact_ids)
    known = set(rules.values_list("contact_id", flat=True))
    missing = [pk for pk in contact_ids if pk not in known]
    Reminder.objects.bulk_create(
        [Reminder(owner=owner, contact_id=pk, kind=Kind.KEEP_IN_TOUCH, counts_from=today) for pk in missing],
        ignore_conflicts=True,
    )
    return list(rules.all()) if contact_ids else []
