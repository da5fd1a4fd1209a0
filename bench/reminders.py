"""A tick over 1,000 owners with 1,000,000 reminders, 10,000 of them due; then one with nothing due.

The ticks run in a process of its own over the file that was filled here, so that its memory is its own.
`python -m bench.reminders [OWNERS [REMINDERS OF EACH]]`.
"""

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from time import perf_counter, process_time
from typing import Any

from bench.place import cpu_ms, set_up

TICKING = "--tick"
if TICKING not in sys.argv:
    set_up()
else:
    os.environ["DJANGO_SETTINGS_MODULE"] = "crm.settings"
    import django

    django.setup()

from django.db import connection, transaction  # noqa: E402  # after set_up

from accounts import bulk, clock  # noqa: E402  # after set_up
from accounts.models import User  # noqa: E402  # after set_up
from contacts.models import Contact, ImportantDate  # noqa: E402  # after set_up
from dashboard.tasks import tick  # noqa: E402  # after set_up
from reminders.models import Agenda, Occurrence, Reminder  # noqa: E402  # after set_up
from reminders.services import beat  # noqa: E402  # after set_up

OWNERS, EACH = 1_000, 1_000
DUE_OF_EACH = 10
DATES_OF_EACH = 100
"""Of the reminders; one of those due is a date."""
NOW = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
UNITS = (("day", 3), ("week", 2), ("month", 1), ("year", 1))
IDLE_TICKS = 20


def main(arguments: list[str]) -> int:
    if TICKING in arguments:
        measure()
        return 0
    owners, each = ([int(word) for word in arguments] + [OWNERS, EACH][len(arguments) :])[:2]
    fill(owners, each)
    print(f"{owners:,} owners, {Reminder.objects.count():,} reminders, {owners * DUE_OF_EACH:,} due")
    connection.close()
    return subprocess.run([sys.executable, "-m", "bench.reminders", TICKING]).returncode


def fill(owners: int, each: int) -> None:
    """The owners, their people with a birthday, and reminders of every kind that come later than today, but for ten."""
    for start in range(0, owners, 50):
        with transaction.atomic():
            for number in range(start, min(start + 50, owners)):
                _fill_one(User.objects.create(email=f"owner{number}@example.org", is_active=True), each)
    Agenda.objects.bulk_create(
        [Agenda(owner=owner, next_at=NOW + timedelta(hours=15)) for owner in User.objects.all()]
    )
    beat("purge", "signal", "sweep", now=NOW)  # what is done once a day was done
    bulk.refresh_statistics([Reminder, Occurrence, Contact])


def _fill_one(owner: User, each: int) -> None:
    fixed = {"owner_id": owner.pk}
    people = bulk.reserve_ids(Contact, DATES_OF_EACH)
    names = ("id", "given", "display", "sort_name", "updated_at", "created_at")
    rows = [(pk, f"Given{pk}", f"Given{pk}", f"given{pk}", NOW, NOW) for pk in people]
    bulk.insert(Contact, names, rows, fixed)
    days = [TODAY + timedelta(days=3 if at == 0 else 40 + at) for at in range(DATES_OF_EACH)]
    dates = bulk.reserve_ids(ImportantDate, DATES_OF_EACH)
    rows = [(pk, of, day.month, day.day) for pk, of, day in zip(dates, people, days, strict=True)]
    bulk.insert(ImportantDate, ("id", "contact_id", "month", "day"), rows, fixed)
    columns = (
        "kind",
        "contact_id",
        "date_id",
        "text",
        "starts_on",
        "every",
        "unit",
        "counts_from",
        "next_at",
        "created_at",
    )
    begin = TODAY - timedelta(days=30)
    found: list[tuple[Any, ...]] = [
        (
            "date",
            of,
            pk,
            "",
            date(2000, day.month, min(day.day, 28)),
            None,
            "",
            begin,
            _at(day - timedelta(days=3)),
            NOW,
        )
        for pk, of, day in zip(dates, people, days, strict=True)
    ]
    for number in range(each - DATES_OF_EACH):
        unit, every = UNITS[number % len(UNITS)]
        day = TODAY if number < DUE_OF_EACH - 1 else TODAY + timedelta(days=1 + number % 300)
        found.append(("own", None, None, "Water the fern", day, every, unit, begin, _at(day), NOW))
    bulk.insert(Reminder, columns, found, fixed)


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def measure() -> None:
    """The tick that opens what is due, then ticks that find nothing, with CPU time, memory and transactions."""
    longest = _Longest()
    with clock.set_to(NOW):
        wall, cpu = perf_counter(), process_time()
        with connection.execute_wrapper(longest):
            counts = tick()
        used, spent = process_time() - cpu, perf_counter() - wall
        beside = cpu_ms(_beside, 3)
        print(f"opened {counts['occurrences']:,} in {spent:.2f} s, {used:.2f} CPU s", end="; ")
        print(f"counting to 100,000: {beside:.1f} CPU ms, so {1000 * used / beside:,.0f} times that")
        print(
            f"longest transaction {longest.seconds * 1000:.0f} ms; {Occurrence.objects.count():,} due dates there"
        )
        print(f"largest memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
        idle, queries = cpu_ms(tick, IDLE_TICKS), _queries(tick)
        print(
            f"a tick with nothing due: {idle:.1f} CPU ms ({idle / beside:.1f} countings), {queries} queries"
        )
        owners, used = _days_begin(), _cpu_of(tick)
        left = Agenda.objects.filter(next_at__lte=NOW).count()
        print(f"{owners:,} owners whose day begins: {used:.2f} CPU s, {left:,} left to the next tick")


def _days_begin() -> int:
    """Let the day of every owner begin, at which nudges and messages are looked at; how many owners there are."""
    return Agenda.objects.update(next_at=NOW)


def _cpu_of(call: Callable[[], Any]) -> float:
    before = process_time()
    call()
    return process_time() - before


def _beside() -> int:
    total = 0
    for number in range(100_000):
        total += number
    return total


class _Longest:
    """The longest time from a BEGIN to the last statement before the next one."""

    def __init__(self) -> None:
        self.begun, self.seconds = 0.0, 0.0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("BEGIN"):
            self.begun = perf_counter()
        found = execute(sql, params, many, context)
        if self.begun and connection.in_atomic_block:
            self.seconds = max(self.seconds, perf_counter() - self.begun)
        return found


def _queries(call: Callable[[], Any]) -> int:
    asked: list[str] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        call()
    return len(asked)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
