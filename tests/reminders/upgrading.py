"""A book as it was before channels and the agenda, brought forward, and what ticks make of it; told as JSON.

Run in a process of its own, with CRM_DATA_DIR on an empty folder.
"""

import json
import os
import sys
from datetime import UTC, date, datetime, timedelta
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm.settings")
django.setup()

from django.core import mail  # noqa: E402  # after set-up
from django.db import connection  # noqa: E402  # after set-up
from django.db.migrations.executor import MigrationExecutor  # noqa: E402  # after set-up
from django.test.utils import override_settings  # noqa: E402  # after set-up

NOW = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)
TODAY = NOW.date()
BEFORE = [
    ("accounts", "0002_own_weights"),
    ("interactions", "0005_both_wrote"),
    ("reminders", "0002_tick_schedule"),
    ("contacts", "0004_address_books"),
    ("network", "0002_policies_and_decisions"),
    ("relationships", "0004_worth"),
]


def before() -> Any:
    executor = MigrationExecutor(connection)
    others = [
        node for node in executor.loader.graph.leaf_nodes() if node[0] in ("account", "django_q", "sessions")
    ]
    executor.migrate([*BEFORE, *others])
    return MigrationExecutor(connection).loader.project_state([*BEFORE, *others]).apps


def write(apps: Any) -> None:
    """Rows of every kind: own reminders, a follow-up, dates, an open nudge, and digests sent and waiting."""
    owner = apps.get_model("accounts", "User").objects.create(
        email="alice@example.org", password="-", time_zone="UTC"
    )
    apps.get_model("account", "EmailAddress").objects.create(
        user_id=owner.pk, email=owner.email, primary=True, verified=True
    )
    ada = apps.get_model("contacts", "Contact").objects.create(owner=owner, given="Ada", display="Ada Holm")
    dates = apps.get_model("contacts", "ImportantDate").objects
    known = dates.create(owner=owner, contact=ada, month=3, day=14)
    dates.create(owner=owner, contact=ada, month=3, day=13)
    rules, due = (apps.get_model("reminders", name).objects for name in ("Reminder", "Occurrence"))
    rules.create(owner=owner, kind="date", contact=ada, date=known, starts_on=date(2000, 3, 14))
    rules.create(owner=owner, kind="own", text="Once", starts_on=TODAY)
    rules.create(owner=owner, kind="own", text="To come", starts_on=TODAY + timedelta(days=3))
    rules.create(owner=owner, kind="own", text="Undated")
    rules.create(owner=owner, kind="follow-up", contact=ada, text="Call", starts_on=TODAY - timedelta(days=1))
    weekly = rules.create(
        owner=owner, kind="own", text="Weekly", starts_on=date(2026, 3, 5), every=1, unit="week"
    )
    digest = rules.create(owner=owner, kind="digest")
    for rule, day, state in (
        (weekly, date(2026, 3, 5), "open"),
        (digest, TODAY - timedelta(days=1), "done"),
        (digest, TODAY, "done"),
    ):
        row = due.create(owner=owner, reminder=rule, kind=rule.kind, due_on=day, due_at=NOW, state=state)
    apps.get_model("reminders", "Delivery").objects.create(
        owner=owner, occurrence=row, channel="mail", recipient=owner.email, not_before=NOW
    )  # fmt: skip


def after() -> dict[str, Any]:
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
    clock, tasks, models = (
        __import__(name, fromlist=["_"]) for name in ("accounts.clock", "dashboard.tasks", "reminders.models")
    )
    counts = []
    for days in (0, 0, 3, 3):
        with clock.set_to(NOW + timedelta(days=days)):
            counts.append(tasks.tick())
    rows = models.Occurrence.objects.exclude(kind="digest").order_by("due_on", "reminder")
    due = [[row.kind, row.reminder.text, str(row.due_on), row.state] for row in rows]
    told = [list(row) for row in models.Delivery.objects.order_by("pk").values_list("state", "attempt")]
    return {"counts": counts, "due": due, "told": told, "mails": len(mail.outbox)}


if __name__ == "__main__":
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
        mail.outbox = []
        write(before())
        json.dump(after(), sys.stdout)
