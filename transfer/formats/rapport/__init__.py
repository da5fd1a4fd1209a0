"""Our own archive, read as a file like any other: into a book that has people already.

People and what happened keep the `uid` that the archive gives them, so that the same archive twice adds nothing.
Who was deleted, links made by imports and all that follows from the rest are left out.
"""

from collections.abc import Iterator

from transfer.formats.container import Upload
from transfer.formats.rapport.manifest import NAME, find_manifest, read_manifest
from transfer.formats.rapport.people import People
from transfer.formats.rapport.rest import asks, happenings, tasks
from transfer.formats.values import Asked, Item

KIND, LABEL = "rapport", "Rapport archive"


def wanted(path: str) -> bool:
    """Whether a member of a zip may be of an archive."""
    base = path.replace("\\", "/").rsplit("/", 1)[-1]
    return base == NAME or base.endswith(".jsonl") or (base.startswith("photos-") and base.endswith(".jpg"))


def sniff(upload: Upload) -> bool:
    """Whether there is a rapport.json in the upload, besides lines."""
    return bool(find_manifest(upload)) and any(name.endswith(".jsonl") for name in upload.names)


def read(upload: Upload, asked: Asked) -> Iterator[Item]:
    """The people first, then what happened, requests and reminders. Raises BadFile for a damaged archive."""
    manifest = read_manifest(upload)
    people = People(upload, manifest)
    yield from people.cards()
    yield from happenings(people, asked)
    yield from asks(people)
    yield from tasks(people)
