"""Writing what to do next: changes to people with consequences, rules, acts, and what each tick makes."""

from reminders.services.acts import ACTS, act_on, undo_act
from reminders.services.dates import open_dates
from reminders.services.digests import open_digest
from reminders.services.nudging import open_nudges
from reminders.services.outbox import (
    beat,
    claim,
    drop_delivery,
    drop_older,
    due_deliveries,
    mark_failed,
    mark_sent,
)
from reminders.services.own import open_reminders, reschedule
from reminders.services.people import (
    add_person,
    change_person,
    remove_person,
    restore_person,
    settle,
    sync_dates,
)
from reminders.services.rules import (
    add_follow_up,
    drop_reminder,
    finish_reminder,
    restore_reminder,
    save_reminder,
)

__all__ = [
    "ACTS",
    "act_on",
    "add_follow_up",
    "add_person",
    "beat",
    "change_person",
    "claim",
    "drop_delivery",
    "drop_older",
    "drop_reminder",
    "due_deliveries",
    "finish_reminder",
    "mark_failed",
    "mark_sent",
    "open_dates",
    "open_digest",
    "open_nudges",
    "open_reminders",
    "remove_person",
    "reschedule",
    "restore_person",
    "restore_reminder",
    "save_reminder",
    "settle",
    "sync_dates",
    "undo_act",
]
