"""The work on a run, turn by turn: a worker's turn is short, writes chunk by chunk and goes on where it stopped."""

import gc
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from accounts import bulk
from accounts.clock import zone_of
from interactions.services import hold_scale
from transfer.formats.anycsv import UnknownColumns
from transfer.formats.container import Upload
from transfer.formats.faults import BadFile
from transfer.formats.kinds import Format
from transfer.models import ImportRun
from transfer.services.job import ONE_WRITER, Chunk, Job, Pace, Step
from transfer.services.journal import WRITTEN, Journal
from transfer.services.looking import asked_by, job_over, look_at, nothing_found
from transfer.services.rows import write_rows
from transfer.services.runs import (
    Overtaken,
    claim,
    finish,
    give_up,
    hint,
    keep_alive,
    let_go,
    show_found,
    stop,
    write_down,
)
from transfer.services.steps import steps_of
from transfer.services.tally import Tally
from transfer.services.undo import KEPT_LISTED, Piece, pieces, take_back
from transfer.services.uploads import open_stored

logger = logging.getLogger(__name__)
ALIVE_SECONDS = 10.0
LOOK_SECONDS = 40.0
"""How long an upload is looked at before its owner is asked: the largest take longer than anybody waits."""
BREATH = 0.5
"""Between two chunks others get the only write lock: for at least this part of the time that the last one held it."""
STATISTICS_AFTER = (4, 16, 64, 256, 1024)
"""Chunks after which the tables have grown so much that the database should look at them anew."""
Clock = Callable[[], datetime]


@dataclass(slots=True)
class Turn:
    """One worker's turn at a run. `clock` tells the moment; `seconds` is when to stop, None for never."""

    run: ImportRun
    clock: Clock
    seconds: float | None = None
    pace: Pace = field(default_factory=Pace)
    began: float = field(default_factory=time.monotonic)
    spoke: float = field(default_factory=time.monotonic)
    before: float = 0.0
    held: float = 0.0
    chunks: int = 0

    @property
    def now(self) -> datetime:
        """The moment in the owner's zone."""
        return self.clock().astimezone(zone_of(self.run.owner))

    @property
    def spent(self) -> float:
        """Seconds of work on this run, earlier turns included."""
        return self.before + time.monotonic() - self.began

    @property
    def is_over(self) -> bool:
        return self.seconds is not None and time.monotonic() - self.began > self.seconds

    def alive(self) -> None:
        """Keep the claim while nothing is written."""
        if time.monotonic() - self.spoke > ALIVE_SECONDS:
            keep_alive(run=self.run, now=self.now)
            self.spoke = time.monotonic()

    @contextmanager
    def locked(self) -> Iterator[None]:
        """A short write transaction: measured, and not so soon after the last that others cannot write."""
        held = 0.0
        if ONE_WRITER:
            time.sleep(max(0.0, min(0.1, self.held * BREATH) - (time.monotonic() - self.spoke)))
        try:
            with transaction.atomic():
                hold_scale(self.run.owner)
                held = time.monotonic()
                yield
        finally:
            if held:
                self.held = held = time.monotonic() - held
                self.pace.note(held)
        self.spoke = time.monotonic()
        self.chunks += 1
        if self.chunks in STATISTICS_AFTER:
            bulk.refresh_statistics(WRITTEN)


def take_turn(*, run_id: int, clock: Clock, seconds: float | None = None) -> bool:
    """Work on a run for one turn; True when there is nothing left to do for it.

    After a turn of `seconds` the run is queued again; None works to the end. A run that is only looked at writes
    nothing and then waits for its owner. A file that turns out unreadable is taken back whole. Any other error
    ends the turn and is raised; the next turn tries the same again.
    """
    run = claim(run_id=run_id, now=clock())
    if run is None:
        return True
    turn = Turn(run, clock, seconds, before=run.seconds)
    try:
        with _few_collections():
            is_done = TURNS.get(run.state, _take_in)(turn)
    except Overtaken:
        return True
    except BaseException:
        let_go(run=run)
        raise
    longest = turn.pace.longest * 1000
    logger.info("import %s: %s chunks, the longest held the lock for %.0f ms", run_id, turn.chunks, longest)
    if not is_done:
        let_go(run=run)
        hint(run)
    return is_done


@contextmanager
def _few_collections() -> Iterator[None]:
    """Let the garbage collector look seldom, and not at all at what was there before: a seventh of the time."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def _take_in(turn: Turn) -> bool:
    run = turn.run
    try:
        with open_stored(run.stored_as, run.kind) as (upload, own):
            job = job_of(turn, upload, own)
            for name, step in _steps_from(run):
                if not _walk(turn, name, step(job, run.cursor if name == run.step else 0)):
                    return False
    except BadFile as fault:
        give_up(run=run, fault=fault)
        return _undo(turn)
    run.seconds = turn.spent
    finish(run=run, now=turn.now)
    bulk.refresh_statistics(WRITTEN)
    return True


def job_of(turn: Turn, upload: Upload, own: Format) -> Job:
    """The job of a turn; the day it began on stays the same however often it goes on."""
    run = turn.run
    began_on = run.created_at.astimezone(zone_of(run.owner)).date()
    asked = asked_by(owner=run.owner, today=began_on, options=run.options)
    return job_over(upload, own, asked, owner=run.owner, pace=turn.pace, alive=turn.alive)


def _steps_from(run: ImportRun) -> list[tuple[str, Step]]:
    steps = list(steps_of(run.kind).items())
    at = next((place for place, (name, _step) in enumerate(steps) if name == run.step), 0)
    return steps[at:]


def _walk(turn: Turn, step: str, chunks: Iterator[Chunk]) -> bool:
    """Write the chunks of a step; False when the turn is over before the step is."""
    for chunk in chunks:
        _write(turn, step, chunk)
        if turn.is_over:
            return False
    return True


def _write(turn: Turn, step: str, chunk: Chunk) -> None:
    run, now = turn.run, turn.now
    told = len(chunk.faults)
    write = chunk.prepare() if chunk.prepare else None
    found_late = Tally(faults=len(chunk.faults) - told)  # such as a picture that cannot be drawn
    counts = (Tally.of(run.counts) + chunk.tally + found_late).as_counts()
    total = run.total if chunk.total is None else chunk.total
    with turn.locked():
        journal = Journal(run)
        write_down(
            run=run,
            now=now,
            faults=chunk.faults,
            step=step,
            cursor=chunk.cursor,
            total=total,
            counts=counts,
            seconds=turn.spent,
        )
        if write is not None:
            write(journal=journal, now=now)
            journal.save()
        if chunk.rows:
            write_rows(run=run, rows=chunk.rows)


def _undo(turn: Turn) -> bool:
    run = turn.run
    for piece in pieces(run, turn.pace):
        with turn.locked():
            take_back(piece=piece, now=turn.now)
            write_down(run=run, now=turn.now, kept=_kept(run, piece), cursor=run.cursor + (not piece.rest))
        if turn.is_over:
            return False
    finish(run=run, now=turn.now)
    return True


def _kept(run: ImportRun, piece: Piece) -> list[list[object]]:
    """The contacts about whom something stays, each once, with the first reason."""
    known = {contact_id for contact_id, _reason in run.kept}
    new = [[pk, reason] for pk, reason in piece.kept.items() if pk not in known]
    return [*run.kept, *new][:KEPT_LISTED]


def _look(turn: Turn) -> bool:
    """Count what the import would do, for its owner to see; as much of it as fits into one turn."""
    run = turn.run
    try:
        with open_stored(run.stored_as, run.kind) as (upload, own):
            job = job_of(turn, upload, own)
            found = look_at(job, until=lambda: turn.spent - turn.before > LOOK_SECONDS)
    except UnknownColumns as fault:
        found = nothing_found(fault)  # its owner says which column is what
    except BadFile as fault:
        stop(run=run, problem=str(fault), now=turn.now)
        return True
    show_found(run=run, found=found)
    return True


TURNS: dict[str, Callable[[Turn], bool]] = {
    ImportRun.State.UNDOING: _undo,
    ImportRun.State.LOOKING: _look,
}
