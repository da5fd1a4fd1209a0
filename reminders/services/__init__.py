"""Writing what to do next: changes to people with consequences, rules, acts, and what each tick makes."""

from reminders.services.acts import ACTS, act_on, undo_act
from reminders.services.agenda import (
    look_again,
    look_again_at,
    look_again_at_all,
    look_again_at_rule,
    look_at_everything_again,
    plan_look,
    show_anew,
    start_agendas,
)
from reminders.services.dates import adopt_dates
from reminders.services.digests import open_messages
from reminders.services.nudging import open_nudges
from reminders.services.opening import open_now, open_reminders
from reminders.services.outbox import (
    beat,
    claim,
    drop_delivery,
    drop_stale,
    hold_mail,
    mark_failed,
    mark_sent,
)
from reminders.services.own import reschedule, schedule
from reminders.services.pausing import pause_person, suggest_again
from reminders.services.people import (
    add_person,
    change_person,
    remove_person,
    restore_person,
    sync_dates,
)
from reminders.services.rules import (
    add_follow_up,
    drop_reminder,
    finish_reminder,
    restore_reminder,
    resume_reminder,
    save_reminder,
)
from reminders.services.settling import hear, settle

__all__ = [
    "ACTS",
    "act_on",
    "add_follow_up",
    "add_person",
    "adopt_dates",
    "beat",
    "change_person",
    "claim",
    "drop_delivery",
    "drop_reminder",
    "drop_stale",
    "finish_reminder",
    "hear",
    "hold_mail",
    "look_again",
    "look_again_at",
    "look_again_at_all",
    "look_again_at_rule",
    "look_at_everything_again",
    "mark_failed",
    "mark_sent",
    "open_messages",
    "open_nudges",
    "open_now",
    "open_reminders",
    "pause_person",
    "plan_look",
    "remove_person",
    "reschedule",
    "restore_person",
    "restore_reminder",
    "resume_reminder",
    "save_reminder",
    "schedule",
    "settle",
    "show_anew",
    "start_agendas",
    "suggest_again",
    "sync_dates",
    "undo_act",
]
