"""The step that takes tasks in: reminders about people, each made once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from accounts import bulk
from domain.recurrence import Rule
from reminders.models import Reminder
from transfer.formats.faults import Fault
from transfer.formats.rapport import KIND as ARCHIVE
from transfer.formats.values import Party, Task
from transfer.models import Brought, RunRows
from transfer.queries.book import Person
from transfer.services.job import Chunk, Job, Row, writing
from transfer.services.journal import Journal
from transfer.services.roles import Known, Roles
from transfer.services.tally import BROKEN, Tally

ABOUT_NOBODY = "about nobody of your book"
KEY, TEXT, SHOWN = 200, 100_000, 100
TABLE = "reminder"
LATEST_YEAR = 2200
ONE_DAY = timedelta(days=1)
Kind = Reminder.Kind
Act = RunRows.Act


@dataclass(frozen=True, slots=True)
class Chore:
    """A task as the reminder that it becomes; about somebody, or (without a person) the owner's own."""

    key: str
    text: str
    person: Person | None
    on: date | None
    every: int | None
    unit: str
    row: Row

    @property
    def kind(self) -> str:
        return Kind.FOLLOW_UP.value if self.person and self.every is None else Kind.OWN.value


def task_chunks(job: Job, cursor: int) -> Iterator[Chunk]:
    """The tasks of the upload that were never brought before; the first chunk carries all counts."""
    roles, brought, own = Roles(job), _brought(job), _own(job)
    tally, faults, quiet = Tally(), list[Fault](), list[Row]()
    chores: dict[str, Chore] = {}
    for task in job.items(Task):
        one = _chore(job, task, roles)
        if isinstance(one, Chore) and one.key not in brought and not _is_own(one, own):
            chores.setdefault(one.key, one)
        elif isinstance(one, Chore):
            quiet.append(one.row._replace(act=Act.UNCHANGED.value))
        else:
            faults += [Fault(task.file, task.line, one)] if one != ABOUT_NOBODY else []
            tally.skip(one if one == ABOUT_NOBODY else BROKEN)
            quiet.append(Row(task.file, task.line, Act.SKIPPED.value, one, shown=task.text[:SHOWN]))
    tally.faults = len(faults)
    if cursor == 0 and (chores or quiet):
        cursor = 1
        yield Chunk(cursor, tally, faults, total=len(chores) + 1, rows=quiet)
    yield from _chunks(job, cursor, list(chores.values()))


def _chunks(job: Job, cursor: int, left: list[Chore]) -> Iterator[Chunk]:
    """What was written before is known by its key, and is not among those left."""
    total = cursor + len(left)
    while left:
        some, left = left[: max(1, int(job.pace.size))], left[max(1, int(job.pace.size)) :]
        cursor += len(some)
        prepare = writing(_write, source=job.source, chores=some, today=job.today)
        yield Chunk(cursor, prepare=prepare, total=total, rows=[one.row for one in some])


def _brought(job: Job) -> set[str]:
    rows = Brought.objects.owned_by(job.owner).filter(source=job.source, table=TABLE).order_by()
    return {key for (key,) in bulk.read(rows.values_list("key"))}


def _own(job: Job) -> set[tuple[int, str]]:
    """Of an archive of this very book: the reminders that the book itself made, by person and moment."""
    if job.source != ARCHIVE:
        return set()
    rows = Reminder.objects.filter(owner=job.owner, contact__isnull=False)
    return {(pk, at.isoformat()) for pk, at in rows.values_list("contact_id", "created_at") if pk}


def _is_own(one: Chore, own: set[tuple[int, str]]) -> bool:
    """Whether the key of a task ends with the moment at which this book made a reminder about the same person."""
    if not own or one.person is None:
        return False
    try:
        at = datetime.fromisoformat(one.key.rpartition("|")[2]).astimezone(UTC)
    except (ValueError, OverflowError):
        return False
    return (one.person.pk, at.isoformat()) in own


def _chore(job: Job, task: Task, roles: Roles) -> Chore | str:
    """A task as a reminder, or why it is none.

    A day that is past would never come up: such a task waits on the person's page, and one about nobody is told
    today.
    """
    is_own = task.party == Party() or roles.role(task.party) is Known.ME
    person = roles.person(task.party)
    if person is None and not is_own:
        return ABOUT_NOBODY
    flaw = _flaw(task)
    if flaw:
        return flaw
    on = task.on
    if task.every is None and (on is None or on < job.today):
        on = None if person else job.today
    row = Row(task.file, task.line, Act.ADDED.value, "a reminder", person, task.text[:SHOWN])
    return Chore(task.key[:KEY], task.text[:TEXT], person, on, task.every, task.unit, row)


def _flaw(task: Task) -> str:
    if not task.text.strip():
        return "a task without a text"
    if task.on is not None and task.on.year > LATEST_YEAR:
        return f"the day {task.on.isoformat()} is too far ahead"
    if task.every is None and not task.unit:
        return ""
    if task.on is None:
        return "repeats, but has no first day"
    try:
        Rule(task.on, task.every, task.unit or None)  # type: ignore[arg-type]  # which it checks
    except ValueError:
        return f"repeats every {task.every} “{task.unit[:20]}”, which is no rule"
    return ""


def _write(*, journal: Journal, source: str, chores: Sequence[Chore], today: date, now: datetime) -> None:
    """The next tick gives each its first turn, so their moment lies in the past wherever the owner is."""
    names = ("kind", "contact_id", "text", "starts_on", "every", "unit", "next_at")
    rows = [
        (
            one.kind,
            one.person.pk if one.person else None,
            one.text,
            one.on,
            one.every,
            one.unit,
            now - ONE_DAY if one.on else None,
        )
        for one in chores
    ]
    ids = journal.insert(Reminder, names, rows, counts_from=today, created_at=now)
    journal.remember(Reminder, names[:-1], [(pk, *row[:-1]) for pk, row in zip(ids, rows, strict=True)])
    brought = [(one.key, pk) for one, pk in zip(chores, ids, strict=True)]
    journal.insert(Brought, ("key", "row"), brought, source=source, table=TABLE)
