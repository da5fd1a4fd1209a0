"""An upload as named members: a zip, a folder or one file, read within limits and never unpacked to disk.

Sizes are counted while reading; what a zip says about itself is only ever a reason to refuse it.
"""

import io
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from transfer.formats.archive import PACKED_ENDINGS, ZIP_STARTS, open_archive
from transfer.formats.faults import BadFile, shown
from transfer.formats.members import DEEPEST, MAX_ENTRIES, MAX_OUT, MB, USUAL, Limits, Source, refuse_twins

BLOCK = 64 * 1024


@dataclass
class Upload:
    """The members asked for, by the name they have in the upload. Members may be opened again and again."""

    openers: dict[str, Callable[[], Source]]
    single: bool = False
    sizes: dict[str, int] = field(default_factory=dict)
    most: int = MAX_OUT
    total: int = 0

    @property
    def names(self) -> list[str]:
        return list(self.openers)

    def only(self, wanted: Callable[[str], bool]) -> "Upload":
        """The same with those members alone that are wanted; a single file stays, whatever it is called."""
        openers = {name: opener for name, opener in self.openers.items() if self.single or wanted(name)}
        return Upload(openers, self.single, most=self.most)

    @contextmanager
    def open(self, name: str) -> Iterator[io.BufferedReader]:
        """The bytes of one member, counted as they are read; BadFile when damaged or beyond the limits."""
        raw = self.openers[name]()
        reader: io.BufferedReader = io.BufferedReader(_Counted(raw, self, name), BLOCK)
        with reader:
            if reader.peek(4).startswith(ZIP_STARTS):
                raise BadFile("holds a zip inside; upload that one by itself", name)
            yield reader

    def note_size(self, name: str, size: int) -> None:
        """Keep the most bytes ever read from a member; BadFile when all members together pass `most`."""
        before = self.sizes.get(name, 0)
        if size > before:
            self.sizes[name] = size
            self.total += size - before
            if self.total > self.most:
                raise BadFile(f"is larger than {self.most // MB} MB when unpacked", name)


class _Counted(io.RawIOBase):
    """Passes bytes on, counts them, and turns failing disks into BadFile."""

    def __init__(self, raw: Source, upload: Upload, name: str) -> None:
        super().__init__()
        self.raw, self.upload, self.name, self.size = raw, upload, name, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self.raw.read(len(buffer))
        except OSError as error:
            raise BadFile(f"cannot be read: {error.strerror}", self.name) from error
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
    source: str | Path | BinaryIO,
    *,
    wanted: Callable[[str], bool],
    filename: str = "",
    limits: Limits = USUAL,
) -> Iterator[Upload]:
    """Open a zip or single file (path or seekable binary file) or a folder (path) for reading.

    Of a zip or folder only the members at most DEEPEST folders deep whose path in it is `wanted` are listed;
    a single file is always listed, under `filename` or its own name. An open file object stays open, is
    read from its start, and as a single file has one reader at a time.
    Raises BadFile on anything unreadable, unsafe or beyond the limits.
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
        _check_size(source, filename, limits)
        source.seek(0)
        if source.read(4).startswith(ZIP_STARTS):
            archive = stack.enter_context(open_archive(source, wanted, filename, limits))
            yield Upload(archive, most=limits.bytes_out)
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
    try:
        if not path.is_file():
            raise BadFile("is not a file" if path.exists() else "there is no such file", path.name)
        return path.open("rb")
    except OSError as error:
        raise BadFile(f"cannot be opened: {error.strerror}", path.name) from error


def _check_size(source: BinaryIO, filename: str, limits: Limits) -> None:
    size = source.seek(0, os.SEEK_END)
    if size == 0:
        raise BadFile("is empty", filename)
    if size > limits.bytes_in:
        raise BadFile(f"is larger than {limits.bytes_in // MB} MB", filename)


def _folder(path: Path, wanted: Callable[[str], bool]) -> Upload:
    """The wanted files of a folder and of its folders; links are not followed."""
    found: dict[str, Path] = {}
    for entry in _entries_of(path):
        name = entry.relative_to(path).as_posix()
        if not wanted(name) or entry.is_dir():
            continue
        if entry.is_symlink() or not entry.is_file():
            raise BadFile("is a link or no plain file", name)
        found[name] = entry
    refuse_twins(list(found), path.name)
    return Upload({name: partial(_open_path, entry) for name, entry in found.items()})


def _entries_of(path: Path) -> list[Path]:
    entries: list[Path] = []
    roots = [path]
    for _depth in range(DEEPEST + 1):
        children = [child for root in roots for child in _children(root)]
        entries += children
        if len(entries) > MAX_ENTRIES:
            raise BadFile(f"holds more than {MAX_ENTRIES:,} files", path.name)
        roots = [child for child in children if child.is_dir() and not child.is_symlink()]
    return entries


def _children(path: Path) -> list[Path]:
    try:
        return sorted(path.iterdir())
    except OSError as error:
        raise BadFile(f"cannot be opened: {error.strerror}", path.name) from error
