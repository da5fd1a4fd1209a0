"""The files of an export that tell more than links, messages and requests, and which of them there are."""

import io
from collections.abc import Callable, Iterator
from functools import partial

from transfer.formats.container import Upload
from transfer.formats.faults import BadFile, Fault
from transfer.formats.linkedin import endorsements, me, notes, recommendations
from transfer.formats.linkedin.endorsements import read_endorsements
from transfer.formats.linkedin.me import read_education, read_own_emails, read_positions, read_profile
from transfer.formats.linkedin.notes import read_notes
from transfer.formats.linkedin.recommendations import read_recommendations
from transfer.formats.rows import find_columns, first_lines
from transfer.formats.values import Asked, Item

REQUIRED = {
    "endorsementreceivedinfo": endorsements.RECEIVED,
    "endorsementgiveninfo": endorsements.GIVEN,
    "recommendationsreceived": recommendations.REQUIRED,
    "recommendationsgiven": recommendations.REQUIRED,
    "notes": notes.REQUIRED,
    "positions": me.POSITIONS,
    "education": me.EDUCATION,
    "profile": me.PROFILE,
    "emailaddresses": me.EMAILS,
}
"""By plain name, the columns that a file must have."""
TELLING = {
    **{part: REQUIRED[part] for part in ("endorsementreceivedinfo", "endorsementgiveninfo")},
    "recommendationsreceived": (*recommendations.REQUIRED, "Job Title", "Status"),
    "notes": ("Connection First Name", "Connection Last Name", "Connection Profile URL", "Note"),
    "positions": ("Company Name", "Title", "Started On", "Finished On"),
    "education": ("School Name", "Start Date", "End Date", "Degree Name"),
    "profile": ("First Name", "Last Name", "Headline", "Geo Location"),
    "emailaddresses": ("Email Address", "Confirmed", "Primary"),
}
"""The columns by which a file is told from those of other programs, whatever it is called."""
LINES_LOOKED_AT = 50


def extra_by_header(upload: Upload, name: str) -> str:
    """The plain name of the extra that a file of any name must be, by its first lines; empty for none."""
    parts = list(TELLING)
    return next(iter(parts[place] for place in _choice(upload, name, [TELLING[part] for part in parts])), "")


def is_extra(upload: Upload, name: str, part: str) -> bool:
    """Whether a file that is called like an extra says so in its first lines."""
    return bool(_choice(upload, name, [REQUIRED[part]]))


def is_telling(upload: Upload, name: str, part: str) -> bool:
    """The same, by columns that no other program's file has."""
    return bool(_choice(upload, name, [TELLING.get(part, TELLING["recommendationsreceived"])]))


def begins_with(upload: Upload, name: str, choices: list[tuple[str, ...]]) -> bool:
    """Whether the first lines of a file have one of these sets of columns."""
    return bool(_choice(upload, name, choices))


def _choice(upload: Upload, name: str, choices: list[tuple[str, ...]]) -> list[int]:
    with upload.open(name) as raw:
        start = "".join(first_lines(raw, file=name, count=LINES_LOOKED_AT)).encode("utf-8", "replace")
    try:
        return [find_columns(io.BufferedReader(io.BytesIO(start)), file=name, choices=choices)]
    except BadFile:
        return []


def read_extras(upload: Upload, found: dict[str, str], asked: Asked) -> Iterator[Item]:
    """All that the extras say; `found` has their names in the upload by plain name. Raises BadFile.

    A file in unknown words is one Fault, and the others are read; one that is empty says nothing.
    """
    known = {part: name for part, name in found.items() if is_extra(upload, name, part)}
    for part, name in found.items():
        if part not in known and not _is_empty(upload, name):
            columns = ", ".join(REQUIRED[part])
            yield Fault(name, 1, f"has no line with the columns {columns}; passed over")
    yield from read_endorsements(
        upload, known.get("endorsementreceivedinfo", ""), known.get("endorsementgiveninfo", ""), asked
    )
    for part, reader in READERS.items():
        if part in known:
            yield from reader(upload, known[part], asked)


READERS: dict[str, Callable[[Upload, str, Asked], Iterator[Item]]] = {
    "recommendationsreceived": partial(read_recommendations, is_mine=False),
    "recommendationsgiven": partial(read_recommendations, is_mine=True),
    "notes": read_notes,
    "profile": read_profile,
    "positions": read_positions,
    "education": read_education,
    "emailaddresses": read_own_emails,
}


def _is_empty(upload: Upload, name: str) -> bool:
    with upload.open(name) as raw:
        return not raw.read(64).strip()
