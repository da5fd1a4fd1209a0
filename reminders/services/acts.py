"""What the owner does about a due date: done, snooze, skip, never about this person; and taking it back."""

from datetime import datetime, timedelta

from django.db import transaction

from contacts.models import Contact
from domain.nudges import SNOOZE_DAYS, rest_days
from reminders.models import Occurrence, Reminder

ACTS = ("done", "snooze", "skip", "never")
State = Occurrence.State


@transaction.atomic
def act_on(*, occurrence: Occurrence, act: str, now: datetime, days: int = SNOOZE_DAYS) -> bool:
    """Act once on an open due date; False when it was closed already, and nothing is changed then.

    done: finished (a one-off for good, a nudge rests up to 14 days). snooze: hidden for `days` days. skip:
    not this time (a nudge rests up to 30 days). never: nothing about this person any more. `now` is in the
    owner's zone. Raises ValueError for an unknown act, or never without a person.
    """
    if act not in ACTS or (act == "never" and occurrence.reminder.contact is None):
        raise ValueError(f"“{act}” cannot be done here.")
    open_row = Occurrence.objects.owned_by(occurrence.owner).open().filter(pk=occurrence.pk)
    if act == "snooze":
        until = now.date() + timedelta(days=max(1, min(days, 365)))
        return open_row.update(snoozed_until=until) == 1
    state = {"done": State.DONE, "skip": State.SKIPPED, "never": State.NEVER}[act]
    if open_row.update(state=state, acted_at=now, snoozed_until=_rest_until(occurrence, act, now)) == 0:
        return False
    _follow(occurrence, act, now)
    occurrence.refresh_from_db()
    return True


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
def undo_act(*, occurrence: Occurrence) -> bool:
    """Take back the last act, or a snooze; False when another due date of the rule is open by now.

    What an interaction settled is not taken back here but by undoing that.
    """
    reminder = occurrence.reminder
    if occurrence.state == State.SETTLED:
        return False
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
