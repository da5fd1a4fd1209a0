"""What the owner does about a due date: done, snooze, skip, never about this person; and taking it back."""

from datetime import datetime, timedelta

from django.db import transaction

from contacts.models import Contact
from domain.nudges import SNOOZE_DAYS, rest_days
from reminders.models import Occurrence, Reminder
from reminders.services.agenda import hold_rule, look_again, look_again_at, look_again_at_rule
from reminders.services.settling import hear

ACTS = ("done", "snooze", "skip", "never")
State = Occurrence.State


@transaction.atomic
def act_on(*, occurrence: Occurrence, act: str, now: datetime, days: int = SNOOZE_DAYS) -> bool:
    """Act once on an open due date; False when it was closed already, and nothing is changed then.

    done: finished (a one-off for good, a nudge rests up to 14 days). snooze: hidden for `days` days. skip:
    not this time (a nudge rests up to 30 days). never: nothing about this person any more. `now` is in the
    owner's zone. Any act is an answer: the person may be brought up again. Raises ValueError for an unknown
    act, or never without a person.
    """
    if act not in ACTS or (act == "never" and occurrence.reminder.contact is None):
        raise ValueError(f"“{act}” cannot be done here.")
    hold_rule(reminder=occurrence.reminder)
    open_row = Occurrence.objects.owned_by(occurrence.owner).open().filter(pk=occurrence.pk)
    if act == "snooze":
        until = now.date() + timedelta(days=max(1, min(days, 365)))
        return _answered(occurrence, open_row.update(snoozed_until=until), now)
    state = {"done": State.DONE, "skip": State.SKIPPED, "never": State.NEVER}[act]
    changed = open_row.update(state=state, acted_at=now, snoozed_until=_rest_until(occurrence, act, now))
    if not _answered(occurrence, changed, now):
        return False
    _follow(occurrence, act, now)
    occurrence.refresh_from_db()
    return True


def _answered(occurrence: Occurrence, changed: int, now: datetime) -> bool:
    """Whether the act changed something; then the owner has spoken, and there may be room for others."""
    if changed and occurrence.reminder.every is not None:
        look_again_at_rule(reminder=occurrence.reminder, now=now)
    if changed and occurrence.reminder.contact_id:
        hear(owner=occurrence.owner, contact_ids=[occurrence.reminder.contact_id])
        look_again(owner=occurrence.owner, now=now)
    return changed == 1


def _rest_until(occurrence: Occurrence, act: str, now: datetime) -> object:
    contact = occurrence.reminder.contact
    if act == "never" or contact is None or occurrence.kind != Reminder.Kind.KEEP_IN_TOUCH:
        return None
    return now.date() + timedelta(days=rest_days(act, contact.wished_days))


def _follow(occurrence: Occurrence, act: str, now: datetime) -> None:
    reminder = occurrence.reminder
    if act == "never" and reminder.contact:
        _set_never(reminder.contact, True)
    elif reminder.every is None and reminder.kind in (Reminder.Kind.OWN, Reminder.Kind.FOLLOW_UP):
        reminder.finished_at = now
        reminder.save(update_fields=["finished_at"])


def _set_never(contact: Contact, value: bool) -> None:
    contact.never_nudge = value
    contact.save(update_fields=["never_nudge", "updated_at"])


@transaction.atomic
def undo_act(*, occurrence: Occurrence, now: datetime) -> bool:
    """Take back the last act, or a snooze; False when another due date of the rule is open by now.

    What an interaction settled is not taken back here but by undoing that; nor is what passed without an act. The
    next tick looks at the rule, and at the person, again.
    """
    reminder = occurrence.reminder
    if occurrence.state in (State.SETTLED, State.IGNORED):
        return False
    _let_it_come_again(reminder, now)
    newer = Occurrence.objects.owned_by(occurrence.owner).open().filter(reminder=reminder)
    if newer.exclude(pk=occurrence.pk).exists():
        return False
    if occurrence.state == State.NEVER and reminder.contact:
        _set_never(reminder.contact, False)
    if reminder.finished_at is not None:
        reminder.finished_at = None
        reminder.save(update_fields=["finished_at"])
    occurrence.state, occurrence.acted_at, occurrence.snoozed_until = State.OPEN, None, None
    occurrence.save(update_fields=["state", "acted_at", "snoozed_until"])
    return True


def _let_it_come_again(reminder: Reminder, now: datetime) -> None:
    """Before the due dates are written: a tick takes the rules first, too."""
    if reminder.contact:
        look_again_at(contact=reminder.contact, now=now)
        look_again(owner=reminder.owner, now=now)
    else:
        look_again_at_rule(reminder=reminder, now=now)
