"""A run from its start to its end: one at a time for each owner, claimed by one worker, written chunk by chunk."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, BinaryIO

from django.db import IntegrityError, transaction
from django.db.models import Case, F, Q, QuerySet, Value, When
from django_q.tasks import async_task

from accounts.models import User
from transfer.formats.faults import BadFile
from transfer.models import ImportRun, RunChange, RunFault
from transfer.services.tally import Tally
from transfer.services.uploads import Stored, discard, store_files, sweep

LEASE = timedelta(seconds=60)
"""A worker writes or says that it lives at least this often; after that somebody else may take over."""
MOST_ATTEMPTS = 5
FAULTS_KEPT = 1000
MOST_READY = 5
"""How many uploads of an owner may wait for their word; of more, the oldest is let go of."""
READY_FOR = timedelta(days=2)
BUSY = "Another import of yours is still under way. Wait until it is done, then try again."
State = ImportRun.State


class Busy(ValueError):
    """The owner has a run under way already."""


class Overtaken(Exception):
    """Somebody else took the run up, or it was stopped: nothing more may be written."""


def start_import(
    *, owner: User, files: Sequence[tuple[str, BinaryIO]], texts: bool, now: datetime
) -> ImportRun:
    """Store an upload, given as (name, open file), and queue its run at once.

    `texts` keeps what messages say. Raises BadFile for files that are no export, or beyond the limits, and Busy
    while another run is under way; nothing is kept then.
    """
    if ImportRun.objects.owned_by(owner).filter(state__in=ImportRun.ACTIVE).exists():
        raise Busy(BUSY)
    return open_run(owner=owner, stored=store_files(files), texts=texts, now=now, queued=True)


def open_run(
    *,
    owner: User,
    stored: Stored,
    texts: bool = False,
    now: datetime,
    queued: bool,
    options: Mapping[str, Any] | None = None,
) -> ImportRun:
    """The row of a run over a stored upload, queued for the worker or not. Raises Busy, the upload then gone."""
    try:
        with transaction.atomic():
            run = _made(owner, stored, State.WAITING, {"texts": texts, **(options or {})}, now)
            if queued:
                hint(run)
    except IntegrityError:
        discard(stored.number)
        raise Busy(BUSY) from None
    return run


def start_look(
    *, owner: User, files: Sequence[tuple[str, BinaryIO]], texts: bool, now: datetime
) -> ImportRun:
    """As start_import, but the upload is looked at first and then waits for the owner's word."""
    return start_preview(owner=owner, stored=store_files(files), options={"texts": texts}, now=now)


@transaction.atomic
def start_preview(*, owner: User, stored: Stored, options: Mapping[str, Any], now: datetime) -> ImportRun:
    """The row of a run whose upload is looked at first: it then waits for the owner's word, and so may several.

    Those that have waited longest are let go of beyond MOST_READY.
    """
    waiting = ImportRun.objects.owned_by(owner).filter(state=State.READY)
    for old in waiting.order_by("-created_at", "-pk")[MOST_READY - 1 :]:
        leave(run=old, now=now)
    run = _made(owner, stored, State.LOOKING, options, now)
    hint(run)
    return run


def _made(owner: User, stored: Stored, state: str, options: Mapping[str, Any], now: datetime) -> ImportRun:
    return ImportRun.objects.create(
        owner=owner,
        kind=stored.kind,
        file_name=stored.name,
        stored_as=stored.number,
        sha256=stored.sha256,
        options=dict(options),
        state=state,
        created_at=now,
    )


def look_again_at(*, run: ImportRun, options: Mapping[str, Any]) -> bool:
    """Look at an upload anew with other answers of the owner; False when it does not wait for their word."""
    with transaction.atomic():
        changed = _waiting(run).update(
            state=State.LOOKING, options={**run.options, **options}, found={}, attempt=0, lease_until=None
        )
        if changed:
            hint(run)
    run.refresh_from_db()
    return bool(changed)


def show_found(*, run: ImportRun, found: Mapping[str, Any]) -> None:
    """What looking at an upload came to; from now on it waits for the owner's word."""
    if not held(run).update(state=State.READY, found=dict(found), attempt=0, lease_until=None):
        raise Overtaken
    run.state, run.found = State.READY, dict(found)


def go_ahead(*, run: ImportRun, options: Mapping[str, Any] | None = None, now: datetime) -> bool:
    """Take an upload in that was looked at; False when it no longer waits. Raises Busy."""
    try:
        with transaction.atomic():
            changed = _waiting(run).update(
                state=State.WAITING,
                options={**run.options, **(options or {})},
                found={},
                total=_people_in(run.found.get("counts", {})),
                lease_until=None,
                created_at=now,
            )
            if changed:
                hint(run)
    except IntegrityError:
        raise Busy(BUSY) from None
    run.refresh_from_db()
    return bool(changed)


def _people_in(counts: Mapping[str, Any]) -> int:
    """How many people a file tells of, as far as it was looked at: against this the first step is measured."""
    return sum(counts.get(name, 0) for name in ("added", "updated", "unchanged", "waits", "skipped"))


def cancel(*, run: ImportRun, now: datetime) -> bool:
    """Stop a run: what it wrote is taken back. False when it is over already, or being taken back."""
    rows = ImportRun.objects.owned_by(run.owner).filter(pk=run.pk)
    with transaction.atomic():
        stopped = rows.filter(state=State.RUNNING).update(
            state=State.UNDOING, problem="", cursor=0, attempt=0, total=_rows_to_undo(run), lease_until=None
        )
        if stopped:
            hint(run)
    run.refresh_from_db()
    return bool(stopped) or leave(run=run, now=now)


def leave(*, run: ImportRun, now: datetime) -> bool:
    """Let go of a run that has written nothing yet; False when it has, or is over."""
    rows = ImportRun.objects.owned_by(run.owner).filter(pk=run.pk)
    untouched = rows.filter(state__in=[State.LOOKING, State.READY, State.WAITING])
    left = untouched.update(state=State.UNDONE, undone_at=now, found={}, lease_until=None)
    if left:
        discard(run.stored_as)
    run.refresh_from_db()
    return bool(left)


def _waiting(run: ImportRun) -> QuerySet[ImportRun]:
    return ImportRun.objects.owned_by(run.owner).filter(pk=run.pk, state=State.READY)


def hint(run: ImportRun) -> None:
    """Ask the worker, once the transaction is through, to look at a run. A hint may get lost or come twice."""
    transaction.on_commit(lambda: async_task("transfer.tasks.work_on", run.pk))


def claim(*, run_id: int, now: datetime) -> ImportRun | None:
    """Take a run up, as its only worker for a minute; None when there is nothing to do or another has it.

    The claim is committed before anything else is done: a run that kills its worker five times before it
    writes a further chunk is stopped, for its owner to see.
    """
    rows = ImportRun.objects.filter(pk=run_id, state__in=ImportRun.MOVING, owner__is_active=True)
    free = rows.filter(Q(lease_until__isnull=True) | Q(lease_until__lt=now))
    state = Case(When(state=State.WAITING, then=Value(State.RUNNING)), default=F("state"))
    if not free.update(attempt=F("attempt") + 1, claim=F("claim") + 1, lease_until=now + LEASE, state=state):
        return None
    run = ImportRun.objects.select_related("owner").get(pk=run_id)
    if run.attempt <= MOST_ATTEMPTS:
        return run
    stop(run=run, problem="The import broke off five times in the same place.", now=now)
    return None


def held(run: ImportRun) -> QuerySet[ImportRun]:
    """The row of a run as long as this claim of it holds."""
    return ImportRun.objects.filter(pk=run.pk, claim=run.claim, state=run.state)


def write_down(*, run: ImportRun, now: datetime, faults: Sequence[Any] = (), **fields: Any) -> None:
    """Put what a chunk reached into the row of its run, in the chunk's own transaction and before its rows.

    Raises Overtaken when the claim is lost, which rolls the chunk back.
    """
    if not held(run).update(attempt=0, lease_until=now + LEASE, **fields):
        raise Overtaken
    if faults:
        room = max(0, FAULTS_KEPT - RunFault.objects.owned_by(run.owner).filter(run=run).count())
        RunFault.objects.bulk_create(
            RunFault(owner_id=run.owner_id, run=run, file=fault.file, line=fault.line, reason=fault.reason)
            for fault in faults[:room]
        )
    for name, value in fields.items():
        setattr(run, name, value)


def keep_alive(*, run: ImportRun, now: datetime) -> None:
    """Say that the worker lives, where a long reading writes nothing. Raises Overtaken."""
    if not held(run).update(lease_until=now + LEASE):
        raise Overtaken


def let_go(*, run: ImportRun) -> None:
    """End a turn: whoever comes next may go on."""
    held(run).update(lease_until=None)


def finish(*, run: ImportRun, now: datetime) -> None:
    """Everything is written, or taken back; the upload is not needed any more."""
    taken_back = run.state == State.UNDOING
    end = State.DONE
    if taken_back:
        end = State.FAILED if run.problem else State.UNDONE
    fields: dict[str, Any] = {"state": end, "lease_until": None, "step": "", "seconds": run.seconds}
    fields["undone_at" if taken_back and not run.problem else "finished_at"] = now
    if not held(run).update(**fields):
        raise Overtaken
    discard(run.stored_as)
    for name, value in fields.items():
        setattr(run, name, value)


def give_up(*, run: ImportRun, fault: BadFile) -> None:
    """The file turned out unreadable on the way: from now on the run is taken back, then shown as stopped."""
    tally = Tally().as_counts()
    if not held(run).update(state=State.UNDOING, problem=str(fault), counts=tally, cursor=0, total=0):
        raise Overtaken
    run.state, run.problem, run.counts = State.UNDOING, str(fault), tally


def stop(*, run: ImportRun, problem: str, now: datetime) -> None:
    """End a run that cannot go on. What it wrote stays until the owner takes it back."""
    held(run).update(state=State.FAILED, problem=problem, lease_until=None, finished_at=now)
    discard(run.stored_as)


def begin_undo(*, run: ImportRun, now: datetime, queued: bool = True) -> bool:
    """Start taking a finished run back; False when it is taken back already or was still under way.

    Raises Busy while another run of the owner is under way.
    """
    over = ImportRun.objects.owned_by(run.owner).filter(pk=run.pk, state__in=[State.DONE, State.FAILED])
    over = over.filter(undone_at__isnull=True)
    try:
        with transaction.atomic():
            found = over.update(
                state=State.UNDOING,
                problem="",
                cursor=0,
                attempt=0,
                total=_rows_to_undo(run),
                lease_until=None,
            )
            if found and queued:
                hint(run)
    except IntegrityError:
        raise Busy(BUSY) from None
    run.refresh_from_db()
    return bool(found)


def _rows_to_undo(run: ImportRun) -> int:
    return RunChange.objects.owned_by(run.owner).filter(run=run).count()


def resume_stalled(*, now: datetime) -> int:
    """Ask the worker to look at every run whose worker is gone or whose hint was lost; how many there are.

    Also removes uploads that no run needs, or whose owner has not given their word for two days. Safe to call
    at any time and any number of times.
    """
    stalled = list(stalled_runs(now))
    for run in stalled:
        hint(run)
    for run in ImportRun.objects.filter(state=State.READY, created_at__lt=now - READY_FOR):
        leave(run=run, now=now)
    needed = ImportRun.objects.filter(state__in=[*ImportRun.MOVING, State.READY])
    sweep(set(needed.values_list("stored_as", flat=True)), now)
    return len(stalled)


def stalled_runs(now: datetime) -> QuerySet[ImportRun]:
    """Active runs that nobody holds, though somebody should."""
    lost = Q(lease_until__lt=now) | Q(lease_until__isnull=True, created_at__lt=now - LEASE)
    return ImportRun.objects.filter(lost, state__in=ImportRun.MOVING).order_by("pk")
