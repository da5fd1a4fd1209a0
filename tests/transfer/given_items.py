"""Values that a file might have said, taken in without a file: a format that gives what it is given."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from accounts.clock import zone_of
from accounts.models import User
from tests.conftest import NOON
from transfer.formats.container import Upload
from transfer.formats.values import Asked, Item
from transfer.models import ImportRun
from transfer.services.job import Job
from transfer.services.runs import finish
from transfer.services.steps import steps_of
from transfer.services.tally import Tally
from transfer.services.work import Turn, _steps_from, _walk, _write, take_turn


class Given:
    """A format whose files say these items."""

    LABEL = "Given"

    def __init__(self, kind: str, items: Sequence[Item]) -> None:
        self.KIND, self.given = kind, list(items)

    def wanted(self, path: str) -> bool:
        return True

    def sniff(self, upload: Upload) -> bool:
        return True

    def read(self, upload: Upload, asked: Asked) -> Iterator[Item]:
        yield from self.given


def job_of(
    owner: User, items: Sequence[Item], *, source: str = "vcard", now: datetime = NOON, **asked: Any
) -> Job:
    """The job of taking these items in, not yet begun."""
    zone = zone_of(owner)
    today = now.astimezone(zone).date()
    return Job(owner, source, Upload({}), Asked(today=today, zone=zone, **asked), Given(source, items))


def bring_items(
    owner: User,
    items: Sequence[Item],
    *,
    source: str = "vcard",
    now: datetime = NOON,
    stop_after: int | None = None,
    **asked: Any,
) -> ImportRun:
    """Take items in to the end, or until so many chunks are written; `asked` are further fields of Asked."""
    run = open_items(owner, source=source, now=now)
    work_on(run, items, now=now, stop_after=stop_after, **asked)
    return run


def open_items(owner: User, *, source: str, now: datetime = NOON) -> ImportRun:
    """A run that is being worked on."""
    return ImportRun.objects.create(
        owner=owner,
        kind=source,
        file_name="given",
        stored_as=uuid4(),
        sha256=uuid4().hex,
        state=ImportRun.State.RUNNING,
        created_at=now,
        lease_until=now,
        counts=Tally().as_counts(),
    )


def work_on(
    run: ImportRun,
    items: Sequence[Item],
    *,
    now: datetime = NOON,
    stop_after: int | None = None,
    **asked: Any,
) -> None:
    """Work on a run from where it stands, to its end or for so many chunks."""
    turn = Turn(run, lambda: now)
    job = job_of(run.owner, items, source=run.kind, now=now, **asked)
    if stop_after is None:
        for name, step in _steps_from(run):
            _walk(turn, name, step(job, run.cursor if name == run.step else 0))
        finish(run=run, now=turn.now)
        run.refresh_from_db()
        return
    left = stop_after
    for name, step in _steps_from(run):
        for chunk in step(job, run.cursor if name == run.step else 0):
            if left == 0:
                run.refresh_from_db()
                return
            _write(turn, name, chunk)
            left -= 1


def rehearsed(owner: User, items: Sequence[Item], *, source: str = "vcard", **asked: Any) -> Tally:
    """What taking items in would count; nothing is written."""
    job, tally = job_of(owner, items, source=source, **asked), Tally()
    for step in steps_of(source).values():
        for chunk in step(job, 0):
            tally += chunk.tally
    return tally


def take_back_all(run: ImportRun, *, now: datetime = NOON) -> ImportRun:
    """Undo a run to its end."""
    ImportRun.objects.filter(pk=run.pk).update(state=ImportRun.State.UNDOING, cursor=0, lease_until=None)
    take_turn(run_id=run.pk, clock=lambda: now)
    run.refresh_from_db()
    return run


def rows_of(run: ImportRun) -> list[tuple[int, str, str]]:
    """The report of a run: line, act and words of each row."""
    return [(line, act, words) for chunk in run.rows.all() for _file, line, act, _who, words in chunk.rows]
