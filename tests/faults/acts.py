"""What a forked process does, once, and answers in plain values: acts of the product, and looks at its tables."""

import os
import resource
import signal
import sys
from collections import Counter
from contextlib import ExitStack
from datetime import date, datetime, timedelta
from io import BytesIO, StringIO
from pathlib import Path
from random import Random
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.template.loader import get_template
from django.urls import get_resolver
from django_q.models import OrmQ, Schedule, Task
from django_q.tasks import async_task

from accounts import clock
from accounts.jobs import JobFailed
from accounts.models import User
from accounts.services import create_owner
from contacts.models import (
    Address,
    Contact,
    Identity,
    ImportantDate,
    KeptLines,
    NameKey,
    Note,
    Post,
    SearchText,
    Spelling,
    Trace,
)
from dashboard.tasks import tick as real_tick
from domain.quicklog import Entry
from interactions.models import Attendee, Interaction, Participation
from interactions.services import log_interaction
from relationships.models import Standing
from reminders.models import Channel, Delivery, Heartbeat, Occurrence, Reminder
from reminders.services import act_on, add_person, save_reminder, sync_dates
from tests.samples.linkedin import make_export
from transfer.models import ImportRun, Told
from transfer.services.runs import open_run, resume_stalled
from transfer.services.uploads import store_files, store_path
from transfer.tasks import work_on as work_on_import

STALE = timedelta(minutes=5)
WRITTEN_ABOUT = (
    Identity, Post, Address, ImportantDate, KeptLines, Note, Spelling, NameKey, SearchText, Standing, Told, Trace,
    Interaction, Participation, Reminder,
)  # fmt: skip
UNLIKE = {"id", "owner_id", "created_at", "updated_at", "interaction_id", "trace_id", "date_id", "post_id"}
"""Ids, which two runs may give out differently, and moments."""
calls: Counter[int] = Counter()


def perform(order: dict[str, Any]) -> Any:
    """Do the act of an order, at its moment, with its end prepared."""
    with ExitStack() as stack:
        if order["now"]:
            stack.enter_context(clock.set_to(datetime.fromisoformat(order["now"])))
        if order.get("kill"):
            stack.enter_context(connection.execute_wrapper(Fuse(**order["kill"])))
        return ACTS[order["act"]](**order["given"])


def warm_up() -> None:
    """Load what a first tick would load, so that not every child does it anew."""
    get_template("dashboard/digest.html")
    get_resolver().url_patterns  # noqa: B018  # reading them loads every page


class Fuse:
    """Kills its process at a statement; a full stop such as no handler sees."""

    def __init__(self, at: int = 0, after: int = 0, holds: str = "") -> None:
        self.at, self.after, self.holds, self.count = at, after, holds, 0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.count += 1
        writes = self.holds and not sql.startswith("SELECT") and self.holds in map(str, params or ())
        if self.count == self.at or writes:
            os.kill(os.getpid(), signal.SIGKILL)
        answer = execute(sql, params, many, context)
        if self.count == self.after:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer


def migrate() -> None:
    call_command("migrate", verbosity=0, stdout=StringIO())


def book(emails: list[str], friends: int = 3, zone: str = "UTC", hour: int = 8) -> list[int]:
    """Owners with some quiet friends each, whose names nobody else's book holds."""
    made = []
    for email in emails:
        owner = create_owner(email=email, password="a long enough phrase 7")
        owner.time_zone, owner.digest_hour = zone, hour
        owner.save()
        now = clock.now_for(owner)
        for number in range(friends):
            person = add_person(
                owner=owner, name=f"{email.partition('@')[0].title()}friend {number}", now=now
            )
            for ago in (154, 133, 112, 91, 70):
                entry = Entry(kind="coffee", day=now.date() - timedelta(days=ago))
                log_interaction(owner=owner, attendees=[Attendee(person)], entry=entry, now=now)
        made.append(owner.pk)
    return made


def daily(owner: int, count: int, starts_on: str, every: int = 1, unit: str = "day") -> None:
    """Reminders of one owner that are due every day from a day on."""
    user = User.objects.get(pk=owner)
    now = clock.now_for(user)
    for number in range(count):
        rule = Reminder(owner=user, text=f"Thing {number}", starts_on=date.fromisoformat(starts_on))
        rule.every, rule.unit = every, unit
        save_reminder(reminder=rule, now=now)


def birthdays(owner: int, month: int, day: int) -> None:
    user = User.objects.get(pk=owner)
    now = clock.now_for(user)
    for contact in Contact.objects.filter(owner=user):
        ImportantDate.objects.create(owner=user, contact=contact, month=month, day=day)
        sync_dates(contact=contact, now=now)


def tick() -> dict[str, Any]:
    """A tick, and how often it called the mail server."""
    calls.clear()
    sys.addaudithook(_count_calls)
    found = real_tick(heartbeat=False)
    return found | {"calls": calls[int(os.environ["CRM_SMTP_PORT"])]}


def _count_calls(event: str, given: Any) -> None:
    if event == "socket.connect" and isinstance(given[1], tuple):
        calls[given[1][1]] += 1


def answer(seed: int) -> str:
    """Something an owner does, chosen by the seed: log a talk, or answer an open due date."""
    random = Random(seed)
    user = random.choice(list(User.objects.order_by("pk")))
    now = clock.now_for(user)
    found = list(Occurrence.objects.owned_by(user).open().select_related("reminder").order_by("pk"))
    if found and random.random() < 0.6:
        occurrence = random.choice(found)
        act = random.choice(["done", "skip", "snooze"])
        act_on(occurrence=occurrence, act=act, now=now)
        return act
    person = random.choice(list(Contact.objects.owned_by(user).filter(deleted_at=None).order_by("pk")))
    entry = Entry(kind="call", day=now.date())
    log_interaction(owner=user, attendees=[Attendee(person)], entry=entry, now=now)
    return "logged"


def settled() -> int:
    """Everything that is open is done: so that a long run does not tell more every day."""
    return Occurrence.objects.open().update(state="done", acted_at=clock.now())


def occurrences() -> list[list[Any]]:
    """Every due date: whose, of what kind and about whom, on which day."""
    rows = Occurrence.objects.order_by("owner", "kind", "reminder", "due_on")
    fields = ("owner__email", "kind", "reminder_id", "due_on", "state")
    return [[str(value) for value in row] for row in rows.values_list(*fields)]


def deeds() -> list[Any]:
    """What owners did: talks logged and due dates answered."""
    return [
        Interaction.objects.count(),
        list(Occurrence.objects.order_by("pk").values_list("state", flat=True)),
    ]


def deliveries() -> list[dict[str, Any]]:
    fields = ("owner__email", "channel", "occurrence__due_on", "state", "attempt", "lapses", "error")
    rows = Delivery.objects.order_by("pk").values(*fields)
    return [
        {name: str(value) if name.endswith("due_on") else value for name, value in row.items()}
        for row in rows
    ]


def problems() -> list[str]:
    """What must never be, whatever went wrong: a damaged file, rows of nothing, what waits without reason."""
    found = []
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            whole = cursor.execute("PRAGMA integrity_check").fetchall()
            orphans = cursor.execute("PRAGMA foreign_key_check").fetchall()
        found += [str(row) for row in whole if row != ("ok",)] + [f"orphan {row}" for row in orphans]
    late = clock.now() - STALE
    for row in Delivery.objects.filter(state="pending", not_before__lt=late, through__paused_at=None):
        found.append(f"pending since {row.not_before}: {row.pk}")
    for row in Delivery.objects.filter(state="sending", lease_until__lt=late):
        found.append(f"being sent since {row.lease_until}: {row.pk}")
    return found


def heartbeat() -> str | None:
    beat = Heartbeat.objects.filter(name="tick").first()
    return beat and beat.beat_at.isoformat()


def webhook(owner: int, url: str) -> int:
    user = User.objects.get(pk=owner)
    settings = {"url": url, "secret": "whsec_" + "0" * 64}
    return Channel.objects.create(owner=user, kind=Channel.Kind.WEBHOOK, name="Sink", settings=settings).pk


def channels() -> list[dict[str, Any]]:
    fields = ("kind", "failures", "trouble", "paused_at", "not_before")
    return [
        {name: value and str(value) for name, value in row.items()} for row in Channel.objects.values(*fields)
    ]


def queued(func: str, given: list[Any] | None = None, times: int = 1) -> None:
    """Put a job into the queue of the worker."""
    for _ in range(times):
        async_task(func, *(given or []))


def queue() -> dict[str, Any]:
    """What the queue's own tables hold, every text of them."""
    rows = [str(row) for model in (Task, OrmQ, Schedule) for row in model.objects.values()]
    results = list(Task.objects.values_list("func", "success", "result"))
    return {
        "waiting": OrmQ.objects.count(),
        "tasks": [[str(x) for x in row] for row in results],
        "texts": rows,
    }


def import_begun(owner: int, people: int = 5, canary: str = "") -> int:
    """A run over an export of so many people, not yet worked on; with a canary that makes it fail."""
    rows = [
        {"given": "Rana", "family": f"Perez {number}", "slug": f"rana-{number}", "on": date(2024, 2, 8)}
        for number in range(people)
    ]
    stored = store_files([("export.zip", BytesIO(make_export(connections=rows)))])
    user = User.objects.get(pk=owner)
    run = open_run(owner=user, stored=stored, texts=False, now=clock.now(), queued=False)
    if canary:
        ImportRun.objects.filter(pk=run.pk).update(counts={canary: 1})
    return run.pk


def work_on(run: int) -> str:
    """A turn at an import; what a failure says."""
    try:
        work_on_import(run)
    except JobFailed as failure:
        return str(failure)
    return ""


def file_begun(owner: int, path: str) -> int:
    """A run over a file, not yet worked on."""
    user = User.objects.get(pk=owner)
    return open_run(owner=user, stored=store_path(Path(path)), now=clock.now(), queued=False).pk


def owner_of(email: str) -> int:
    return create_owner(email=email, password="a long enough phrase 7").pk


def whole_book() -> dict[str, list[str]]:
    """What an import may write, by table and without ids and moments, in an order of its own."""
    people = dict(Contact.objects.values_list("pk", "display"))
    found: dict[str, list[str]] = {}
    for model in (Contact, *WRITTEN_ABOUT):
        names = [field.attname for field in model._meta.concrete_fields if field.attname not in UNLIKE]
        rows = model._base_manager.values("pk", *names)
        found[model.__name__] = sorted(
            str(
                [people.get(value, value) if name == "contact_id" else value for name, value in row.items()][
                    1:
                ]
            )
            for row in rows
        )
    return found


def stalled() -> int:
    return resume_stalled(now=clock.now())


def run_state(run: int) -> dict[str, Any]:
    row = ImportRun.objects.get(pk=run)
    return {
        "state": row.state,
        "attempt": row.attempt,
        "problem": row.problem,
        "contacts": Contact.objects.count(),
    }


def memory(megabytes: int, inner: str, **given: Any) -> Any:
    """Another act with only so much more memory than it has now."""
    pages = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    limit = pages + megabytes * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    return ACTS[inner](**given)


ACTS: dict[str, Any] = {
    function.__name__: function
    for function in (
        *(
            migrate,
            book,
            daily,
            birthdays,
            tick,
            answer,
            settled,
            occurrences,
            deeds,
            deliveries,
            problems,
            heartbeat,
        ),
        *(webhook, channels, queued, queue, import_begun, work_on, stalled, run_state, memory),
        *(file_begun, owner_of, whole_book),
    )
}
