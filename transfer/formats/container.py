"""An upload as named members: a zip, a folder or one file, read within fixed limits and never unpacked to disk.

Sizes are counted while reading; what a zip says about itself is only ever a reason to refuse it.
"""

import copy
import io
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, Protocol

from transfer.formats.faults import BadFile, shown

MB = 1024 * 1024
MAX_IN = 50 * MB
MAX_OUT = 200 * MB
MAX_ENTRIES = 2_000
MAX_RATIO = 200
RATIO_COUNTS_FROM = 1 * MB  # small files of one repeated row may well pack tighter than MAX_RATIO
BLOCK = 64 * 1024

ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
PACKED_ENDINGS = (".zip", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".tar")
DIRECTORY_ENTRY = b"PK\x01\x02"
LOCAL_HEADER = 30
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What the zip reader raises on damaged or hostile archives, beside its own exception.
DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, OverflowError, RuntimeError)


class Source(Protocol):
    """What a member's bytes come from."""

    def read(self, size: int, /) -> bytes: ...
    def close(self) -> None: ...


@dataclass
class Upload:
    """The members asked for, by the name they have in the upload. Members may be opened again and again."""

    openers: dict[str, Callable[[], Source]]
    single: bool = False
    sizes: dict[str, int] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        return list(self.openers)

    @contextmanager
    def open(self, name: str) -> Iterator[io.BufferedReader]:
        """The bytes of one member, counted as they are read; BadFile when damaged or beyond the limits."""
        raw = self.openers[name]()
        with io.BufferedReader(_Counted(raw, self, name), BLOCK) as reader:
            if reader.peek(4).startswith(ZIP_STARTS):
                raise BadFile("holds a zip inside; upload that one by itself", name)
            yield reader

    def note_size(self, name: str, size: int) -> None:
        """Keep the most bytes ever read from a member; BadFile when all members together pass MAX_OUT."""
        if size > self.sizes.get(name, 0):
            self.sizes[name] = size
            if sum(self.sizes.values()) > MAX_OUT:
                raise BadFile(f"is larger than {MAX_OUT // MB} MB when unpacked", name)


class _Counted(io.RawIOBase):
    """Passes bytes on, counts them, and turns what damaged data raises into BadFile."""

    def __init__(self, raw: Source, upload: Upload, name: str) -> None:
        super().__init__()
        self.raw, self.upload, self.name, self.size = raw, upload, name, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self.raw.read(len(buffer))
        except BadFile:
            raise
        except DAMAGE as error:
            raise BadFile("is damaged and cannot be read", self.name) from error
        self.size += len(data)
        self.upload.note_size(self.name, self.size)
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self.raw.close()
        super().close()


@contextmanager
def open_upload(
    source: str | Path | BinaryIO, *, wanted: Callable[[str], bool], filename: str = ""
) -> Iterator[Upload]:
    """Open a zip or single file (path or seekable binary file) or a folder (path) for reading.

    Of a zip or folder only the members at its root or one folder deep whose base name is `wanted` are listed;
    a single file is always listed, under `filename` or its own name. An open file object stays open, is
    read from its start, and as a single file has one reader at a time.
    Raises BadFile on anything unreadable, unsafe (see `_check_entry`) or beyond the limits above.
    """
    with ExitStack() as stack:
        if isinstance(source, str | Path):
            path = Path(source)
            filename = filename or path.name
            if path.is_dir():
                yield _folder(path, wanted)
                return
            source = stack.enter_context(_open_path(path))
        filename = shown(PurePosixPath(filename.replace("\\", "/")).name, 100) or "the file"
        _check_size(source, filename)
        source.seek(0)
        if source.read(4).startswith(ZIP_STARTS):
            yield stack.enter_context(_zip(source, wanted, filename))
        elif filename.lower().endswith(PACKED_ENDINGS):
            raise BadFile("is not a zip, or a damaged one", filename)
        else:
            yield Upload({filename: partial(_Borrowed, source)}, single=True)


class _Borrowed:
    """Another file from its start, left open when closed."""

    def __init__(self, source: BinaryIO) -> None:
        self.source = source
        source.seek(0)

    def read(self, size: int, /) -> bytes:
        return self.source.read(size)

    def close(self) -> None:
        """Whoever opened the file closes it."""


def _open_path(path: Path) -> BinaryIO:
    if not path.exists():
        raise BadFile("there is no such file", path.name)
    if not path.is_file():
        raise BadFile("is not a file", path.name)
    try:
        return path.open("rb")
    except OSError as error:
        raise BadFile(f"cannot be opened: {error.strerror}", path.name) from error


def _check_size(source: BinaryIO, filename: str) -> None:
    size = source.seek(0, os.SEEK_END)
    if size == 0:
        raise BadFile("is empty", filename)
    if size > MAX_IN:
        raise BadFile(f"is larger than {MAX_IN // MB} MB", filename)


def _folder(path: Path, wanted: Callable[[str], bool]) -> Upload:
    """The wanted files of a folder and of its folders; links are not followed."""
    found: dict[str, Path] = {}
    for entry in _entries_of(path):
        if not wanted(entry.name) or entry.is_dir():
            continue
        name = entry.relative_to(path).as_posix()
        if entry.is_symlink() or not entry.is_file():
            raise BadFile("is a link or no plain file", name)
        found[name] = entry
    _refuse_twins(list(found), path.name)
    return Upload({name: partial(_open_path, entry) for name, entry in found.items()})


def _entries_of(path: Path) -> list[Path]:
    entries: list[Path] = []
    for root in [path, *(child for child in _children(path) if child.is_dir() and not child.is_symlink())]:
        entries += _children(root)
        if len(entries) > MAX_ENTRIES:
            raise BadFile(f"holds more than {MAX_ENTRIES:,} files", path.name)
    return entries


def _children(path: Path) -> list[Path]:
    try:
        return sorted(path.iterdir())
    except OSError as error:
        raise BadFile(f"cannot be opened: {error.strerror}", path.name) from error


@contextmanager
def _zip(source: BinaryIO, wanted: Callable[[str], bool], filename: str) -> Iterator[Upload]:
    _check_entry_count(source, filename)
    try:
        archive = zipfile.ZipFile(source)
    except DAMAGE as error:
        raise BadFile("is not a zip, or a damaged one", filename) from error
    with archive:
        entries = archive.infolist()
        _check_archive(entries, archive.start_dir, filename)
        members = [entry for entry in entries if _is_listed(entry, wanted)]
        _refuse_twins([entry.filename for entry in members], filename)
        yield Upload({entry.filename: partial(_Unpacked, archive, entry) for entry in members})


def _check_entry_count(source: BinaryIO, filename: str) -> None:
    """Count the directory entries before the zip reader makes an object of each."""
    source.seek(0)
    count, rest = 0, b""
    while block := source.read(MB):
        block = rest + block
        count += block.count(DIRECTORY_ENTRY)
        rest = block[-3:]
    if count > MAX_ENTRIES:
        raise BadFile(f"holds more than {MAX_ENTRIES:,} files", filename)


def _check_archive(entries: list[zipfile.ZipInfo], start_of_directory: int, filename: str) -> None:
    if not entries:
        raise BadFile("is an empty zip", filename)
    for entry in entries:
        _check_entry(entry, filename)
    if sum(entry.file_size for entry in entries) > MAX_OUT:
        raise BadFile(f"is larger than {MAX_OUT // MB} MB when unpacked", filename)
    ordered = sorted(entries, key=lambda entry: entry.header_offset)
    starts = [entry.header_offset for entry in ordered[1:]] + [start_of_directory]
    for entry, next_start in zip(ordered, starts, strict=True):
        if entry.header_offset + LOCAL_HEADER + entry.compress_size > next_start:
            raise BadFile("has files that overlap; no honest zip does", filename)


def _check_entry(entry: zipfile.ZipInfo, filename: str) -> None:
    """Refuse names that point elsewhere, links, locks, rare packings, archives inside, and bombs."""
    name = entry.orig_filename
    for is_so, reason in (
        (_points_elsewhere(name), "has a file name that points outside of it"),
        (stat.S_ISLNK(entry.external_attr >> 16), "holds a link to another file"),
        (bool(entry.flag_bits & 1), "is locked with a password"),
        (entry.compress_type not in METHODS, "is packed in a way no export is"),
        (name.lower().endswith(PACKED_ENDINGS), "holds another archive; upload that one by itself"),
        (_is_bomb(entry.file_size, entry.compress_size), "unpacks to far more than it should"),
    ):
        if is_so:
            raise BadFile(f"{reason}: {shown(name, 100)}", filename)


def _points_elsewhere(name: str) -> bool:
    path = name.replace("\\", "/")
    return path.startswith("/") or path[1:2] == ":" or "\0" in path or ".." in path.split("/")


def _is_bomb(size: int, packed: int) -> bool:
    return size > RATIO_COUNTS_FROM and size > MAX_RATIO * packed


def _is_listed(entry: zipfile.ZipInfo, wanted: Callable[[str], bool]) -> bool:
    path = entry.filename.replace("\\", "/")
    base = path.rsplit("/", 1)[-1]
    return path.count("/") <= 1 and bool(base) and wanted(base)


def _refuse_twins(names: list[str], filename: str) -> None:
    seen: dict[str, str] = {}
    for name in names:
        base = plain_name(name)
        if base in seen:
            raise BadFile(f"holds this file twice: {shown(seen[base], 100)} and {shown(name, 100)}", filename)
        seen[base] = name


def plain_name(name: str) -> str:
    """A member's base name for comparing: lower case, without spaces and underscores."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    return base.lower().replace(" ", "").replace("_", "")


class _Unpacked:
    """One zip member, unpacked as it is read, up to the true end of its data whatever its header says."""

    def __init__(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
        self.entry, self.size = entry, 0
        unbound = copy.copy(entry)
        unbound.file_size = MAX_OUT + 1
        try:
            self.stream = archive.open(unbound)
        except DAMAGE as error:
            raise BadFile("is damaged and cannot be read", entry.filename) from error

    def read(self, size: int, /) -> bytes:
        data = self.stream.read(size)
        self.size += len(data)
        if self.size > self.entry.file_size or (not data and self.size != self.entry.file_size):
            raise BadFile("says a false size about itself", self.entry.filename)
        return data

    def close(self) -> None:
        self.stream.close()
