"""Files on their way in: kept under a number of ours, readable by nobody else, gone once they are read."""

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from io import BufferedReader
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from uuid import UUID, uuid4

from django.conf import settings

from transfer.formats import linkedin
from transfer.formats.archive import ZIP_STARTS
from transfer.formats.container import Upload, open_upload
from transfer.formats.faults import BadFile, shown
from transfer.formats.kinds import Format, recognise, wanted
from transfer.formats.members import MB, Source

CANONICAL = {
    "connections": "Connections.csv",
    "messages": "messages.csv",
    "invitations": "Invitations.csv",
    "contacts": "Contacts.csv",
    "importedcontacts": "ImportedContacts.csv",
}
"""What single files of a LinkedIn export are called, whatever a browser made of their names."""
NAMES = "names.json"
LONGEST_NAME = 200
KEPT_WITHOUT_RUN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Stored:
    """An upload that was looked at and put away."""

    number: UUID
    sha256: str
    name: str
    kind: str


def store_files(files: Sequence[tuple[str, BinaryIO]], *, kind: str = "") -> Stored:
    """Keep one zip, or some single files, each given as (name, open binary file).

    Every byte is read once within the limits, so that a damaged, hostile or unknown file raises BadFile here
    and nothing is kept. With a `kind` the files are read as nothing else.
    """
    if len(files) == 1 and _is_zip(files[0][1]):
        return _store(files[0][0], kind, lambda place: _store_zip(*files[0], place))
    names = ", ".join(name for name, _ in files)
    return _store(names, kind, lambda place: _store_singles(files, place))


def store_path(path: Path, *, kind: str = "") -> Stored:
    """Keep a zip, a single file or the known files of a folder. Raises BadFile like `store_files`."""
    if path.is_dir():
        return _store(path.name, kind, lambda place: _store_folder(path, place))
    with open_upload(path, wanted=wanted), path.open("rb") as file:
        return store_files([(path.name, file)], kind=kind)


@contextmanager
def open_stored(number: UUID, kind: str = "") -> Iterator[tuple[Upload, Format]]:
    """A stored upload and its format, other files left out. Raises BadFile when it is gone or unreadable."""
    with _opened(_place(number)) as upload:
        found, own = recognise(upload, kind)
        yield own, found


@contextmanager
def _opened(place: Path) -> Iterator[Upload]:
    if not place.is_dir():
        with open_upload(place, wanted=wanted, filename="the upload") as upload:
            yield upload
        return
    names: list[str] = json.loads((place / NAMES).read_text())
    openers: dict[str, Callable[[], Source]] = {
        name: partial(_open_member, place / str(number), name) for number, name in enumerate(names)
    }
    yield Upload(openers, single=len(names) == 1)


def _open_member(path: Path, name: str) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise BadFile(f"cannot be opened: {error.strerror}", name) from error


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


def _store(name: str, kind: str, write: Callable[[Path], None]) -> Stored:
    number = uuid4()
    place = _place(number)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        write(place)
        with open_stored(number, kind) as (upload, found):
            _read_through(upload)
    except BaseException:
        discard(number)
        raise
    return Stored(number, _sha256(place), shown(name, 300), found.KIND)


def _store_zip(name: str, file: BinaryIO, place: Path) -> None:
    with open_upload(file, wanted=wanted, filename=name) as upload:
        recognise(upload)
    file.seek(0)
    _copy(file, place)


def _store_singles(files: Sequence[tuple[str, BinaryIO]], place: Path) -> None:
    """Files of a LinkedIn export under the names that their headers say they have, all others under their own."""
    place.mkdir(mode=0o700)
    names: list[str] = []
    for number, (name, file) in enumerate(files):
        with open_upload(file, wanted=wanted, filename=name) as upload:
            if not upload.single:
                raise BadFile("is a zip among other files; upload it by itself", name)
            called = _called(upload, alone=len(files) == 1)
            if called in names:
                raise BadFile(f"is a second {called}; upload one of each", name)
            names.append(called)
            with upload.open(upload.names[0]) as raw:
                _copy(raw, place / str(number))
    _write_names(place, names)


def _called(upload: Upload, *, alone: bool) -> str:
    name = _safe_name(upload.names[0])
    if alone or not linkedin.sniff(upload):
        return name
    parts = linkedin.parts_of(upload)
    return next((CANONICAL[part] for part in CANONICAL if getattr(parts, part)), name)


def _store_folder(path: Path, place: Path) -> None:
    place.mkdir(mode=0o700)
    with open_upload(path, wanted=wanted) as upload:
        _found, own = recognise(upload)
        for number, name in enumerate(own.names):
            with own.open(name) as raw:
                _copy(raw, place / str(number))
        _write_names(place, own.names)


def _write_names(place: Path, names: list[str]) -> None:
    with os.fdopen(os.open(place / NAMES, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        json.dump(names, out)


def _safe_name(name: str) -> str:
    """A file's own name, for showing and for telling formats apart: never a path, never long."""
    base = PurePosixPath(name.replace("\\", "/")).name
    return shown(base, LONGEST_NAME) or "the file"


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
