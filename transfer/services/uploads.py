"""Files on their way in: kept under a number of ours, readable by nobody else, gone once they are read."""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO
from uuid import UUID, uuid4

from django.conf import settings

from transfer.formats import linkedin
from transfer.formats.archive import ZIP_STARTS
from transfer.formats.container import Upload, open_upload
from transfer.formats.faults import BadFile, shown
from transfer.formats.members import MB

FILES = {
    "connections": "Connections.csv",
    "messages": "messages.csv",
    "invitations": "Invitations.csv",
    "contacts": "Contacts.csv",
    "importedcontacts": "ImportedContacts.csv",
}
KEPT_WITHOUT_RUN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Stored:
    """An upload that was looked at and put away."""

    number: UUID
    sha256: str
    name: str


def store_files(files: Sequence[tuple[str, BinaryIO]]) -> Stored:
    """Keep one zip, or some of the single files, each given as (name, open binary file).

    Every byte is read once within the limits, so that a damaged, hostile or unknown file raises BadFile here
    and nothing is kept.
    """
    if len(files) == 1 and _is_zip(files[0][1]):
        return _store(files[0][0], lambda place: _store_zip(*files[0], place))
    names = ", ".join(name for name, _ in files)
    return _store(names, lambda place: _store_singles(files, place))


def store_path(path: Path) -> Stored:
    """Keep a zip, a single file or the known files of a folder. Raises BadFile like `store_files`."""
    if path.is_dir():
        return _store(path.name, lambda place: _store_folder(path, place))
    with open_upload(path, wanted=linkedin.wanted), path.open("rb") as file:
        return store_files([(path.name, file)])


@contextmanager
def open_stored(number: UUID) -> Iterator[tuple[Upload, linkedin.Parts]]:
    """A stored upload and which of the files there are in it. Raises BadFile when it is gone or unreadable."""
    with open_upload(_place(number), wanted=linkedin.wanted, filename="the upload") as upload:
        yield upload, linkedin.sniff(upload)


def discard(number: UUID) -> None:
    """Remove a stored upload, if it is still there."""
    place = _place(number)
    if place.is_dir():
        shutil.rmtree(place, ignore_errors=True)
    else:
        place.unlink(missing_ok=True)


def sweep(in_use: set[UUID], now: datetime) -> int:
    """Remove what uploads that broke off left behind: older than an hour and of no run. How many it were."""
    folder = Path(settings.UPLOAD_DIR)
    count = 0
    for entry in folder.iterdir() if folder.is_dir() else ():
        is_old = now.timestamp() - entry.lstat().st_mtime > KEPT_WITHOUT_RUN.total_seconds()
        number = _number(entry.name)
        if number is not None and is_old and number not in in_use:
            discard(number)
            count += 1
    return count


def _store(name: str, write: Callable[[Path], None]) -> Stored:
    number = uuid4()
    place = _place(number)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        write(place)
        with open_stored(number) as (upload, _parts):
            _read_through(upload)
    except BaseException:
        discard(number)
        raise
    return Stored(number, _sha256(place), shown(name, 300))


def _store_zip(name: str, file: BinaryIO, place: Path) -> None:
    with open_upload(file, wanted=linkedin.wanted, filename=name) as upload:
        linkedin.sniff(upload)
    file.seek(0)
    _copy(file, place)


def _store_singles(files: Sequence[tuple[str, BinaryIO]], place: Path) -> None:
    """Each file under the name of the part that its header says it is."""
    place.mkdir(mode=0o700)
    for name, file in files:
        with open_upload(file, wanted=linkedin.wanted, filename=name) as upload:
            if not upload.single:
                raise BadFile("is a zip among other files; upload it by itself", name)
            part = _parts_in(linkedin.sniff(upload))[0]
            if (place / FILES[part]).exists():
                raise BadFile(f"is a second {FILES[part]}; upload one of each", name)
            with upload.open(upload.names[0]) as raw:
                _copy(raw, place / FILES[part])


def _store_folder(path: Path, place: Path) -> None:
    place.mkdir(mode=0o700)
    with open_upload(path, wanted=linkedin.wanted) as upload:
        parts = linkedin.sniff(upload)
        for part in _parts_in(parts):
            with upload.open(getattr(parts, part)) as raw:
                _copy(raw, place / FILES[part])


def _parts_in(parts: linkedin.Parts) -> list[str]:
    return [part for part in FILES if getattr(parts, part)]


def _is_zip(file: BinaryIO) -> bool:
    file.seek(0)
    return file.read(4).startswith(ZIP_STARTS)


def _read_through(upload: Upload) -> None:
    """Read every byte, so that damage and false sizes show before anything is written."""
    for name in upload.names:
        with upload.open(name) as raw:
            while raw.read(MB):
                continue


def _copy(source: BinaryIO | BufferedReader, target: Path) -> None:
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        shutil.copyfileobj(source, out, MB)


def _sha256(place: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(place.iterdir()) if place.is_dir() else [place]:
        with path.open("rb") as file:
            while block := file.read(MB):
                digest.update(block)
    return digest.hexdigest()


def _place(number: UUID) -> Path:
    return Path(settings.UPLOAD_DIR) / str(number)


def _number(name: str) -> UUID | None:
    try:
        return UUID(name)
    except ValueError:
        return None
