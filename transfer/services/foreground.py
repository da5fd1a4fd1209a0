"""Importing and taking back in the foreground, to the end, as commands do."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from accounts.models import User
from transfer.models import ImportRun
from transfer.services.runs import begin_undo, open_run, stalled_runs
from transfer.services.uploads import store_path
from transfer.services.work import Clock, take_turn


def import_path(
    *,
    owner: User,
    path: Path,
    clock: Clock,
    kind: str = "",
    options: Mapping[str, Any] | None = None,
) -> ImportRun:
    """Import a zip, a folder or one file and return its run, done or, for an unreadable file, stopped.

    With a `kind` it is read as nothing else; `options` are those of ImportRun.

    A run of this owner that broke off earlier is worked to its end first. Raises BadFile for a file that is no
    export and Busy while another run is under way; nothing is kept then.
    """
    for left in stalled_runs(clock()).filter(owner=owner):
        take_turn(run_id=left.pk, clock=clock)
    stored = store_path(path, kind=kind)
    run = open_run(owner=owner, stored=stored, now=clock(), queued=False, options=options)
    take_turn(run_id=run.pk, clock=clock)
    run.refresh_from_db()
    return run


def undo_run(*, run: ImportRun, now: datetime) -> ImportRun:
    """Take a whole run back at once. What the owner did since stays and is listed in `kept`.

    A run that is taken back already stays as it is. Raises Busy while another run is under way.
    """
    if begin_undo(run=run, now=now, queued=False):
        take_turn(run_id=run.pk, clock=lambda: now)
    run.refresh_from_db()
    return run
