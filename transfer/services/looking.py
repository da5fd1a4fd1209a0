"""Looking at an upload before it is taken in: a dry run that counts and writes nothing."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from accounts.clock import zone_of
from accounts.models import User
from domain.keys import email_key
from domain.names import fold
from network.models import AboutMe
from transfer.formats.container import Upload, open_upload
from transfer.formats.faults import BadFile, Fault
from transfer.formats.kinds import Format, recognise, wanted
from transfer.formats.linkedin import KIND as LINKEDIN
from transfer.formats.linkedin import Parts, parts_of
from transfer.formats.values import Asked
from transfer.services.job import Job, Pace, Row
from transfer.services.runs import FAULTS_KEPT
from transfer.services.steps import steps_of
from transfer.services.tally import Tally

SHOWN_OF_EACH = 12
FAULTS_SHOWN = 30


@dataclass(slots=True)
class Rehearsal:
    """What an import would do: counts, faults, some rows of each act, and whether all of it was looked at."""

    tally: Tally = field(default_factory=Tally)
    faults: list[Fault] = field(default_factory=list)
    rows: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    is_whole: bool = True


def asked_by(*, owner: User, today: date, options: Mapping[str, Any]) -> Asked:
    """What a reader has to know of the owner, from the account, what they told of themselves, and their answers."""
    about = AboutMe.objects.owned_by(owner).first() or AboutMe()
    own = [*options.get("own", ()), *about.emails, *about.other_names, owner.email, about.name]
    emails = frozenset(key for text in own if (key := email_key(text)))
    names = frozenset(fold(text) for text in own if text and not email_key(text))
    return Asked(
        today=today,
        zone=zone_of(owner),
        region=owner.phone_region,
        day_first=owner.day_first,
        texts=bool(options.get("texts")),
        own_emails=emails,
        own_names=names,
        columns=dict(options.get("map", {})),
    )


def job_over(
    upload: Upload,
    own: Format,
    asked: Asked,
    *,
    owner: User,
    pace: Pace | None = None,
    alive: Callable[[], None] = lambda: None,
) -> Job:
    """The job of taking an upload of a format in."""
    parts = parts_of(upload) if own.KIND == LINKEDIN else Parts()
    return Job(owner, own.KIND, upload, asked, own, parts, pace or Pace(), alive)


def rehearse(
    *, owner: User, path: Path, now: datetime, kind: str = "", options: Mapping[str, Any] | None = None
) -> tuple[str, Rehearsal]:
    """The kind of a zip, folder or file, and what importing it would do; writes nothing at all. Raises BadFile."""
    with _opened(path, kind) as (upload, own):
        asked = asked_by(owner=owner, today=now.date(), options=options or {})
        return own.KIND, try_out(job_over(upload, own, asked, owner=owner))


@contextmanager
def _opened(path: Path, kind: str) -> Iterator[tuple[Upload, Format]]:
    with open_upload(path, wanted=wanted) as upload:
        found, own = recognise(upload, kind)
        yield own, found


def try_out(job: Job, until: Callable[[], bool] = lambda: False) -> Rehearsal:
    """Walk all steps without writing, until all is seen or it has taken long enough. Raises BadFile."""
    seen = Rehearsal()
    for step in steps_of(job.source).values():
        for chunk in step(job, 0):
            seen.tally += chunk.tally
            seen.faults += chunk.faults[: FAULTS_KEPT - len(seen.faults)]
            for row in chunk.rows:
                if len(seen.rows[row.act]) < SHOWN_OF_EACH:
                    seen.rows[row.act].append(row)
            if until():
                seen.is_whole = False
                return seen
    return seen


def nothing_found(fault: BadFile) -> dict[str, Any]:
    """What is shown of an upload that cannot be read before its owner has said more."""
    said = [[fault.file, fault.line, fault.reason]]
    return {"counts": {}, "faults": said, "rows": {}, "is_whole": True, "who": [], "asks": True}


def look_at(job: Job, until: Callable[[], bool]) -> dict[str, Any]:
    """What the owner is shown before an import, in plain values: see templates/transfer/_preview.html."""
    seen = try_out(job, until)
    return {
        "counts": seen.tally.as_counts(),
        "faults": [[one.file, one.line, one.reason] for one in seen.faults[:FAULTS_SHOWN]],
        "rows": {act: [[row.line, row.shown, row.words] for row in rows] for act, rows in seen.rows.items()},
        "is_whole": seen.is_whole,
        "who": who(job)[:SHOWN_OF_EACH],
    }


def who(job: Job) -> list[str]:
    """The addresses or names in the file that may be the owner's, the likeliest first; for most formats none."""
    names = getattr(job.format, "who", None)
    return list(names(job.upload, job.asked)) if names else []
