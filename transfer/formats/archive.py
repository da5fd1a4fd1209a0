"""Zip archives, which may be damaged or hostile: checked as a whole first, then unpacked member by member."""

import copy
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import BinaryIO

from transfer.formats.faults import BadFile, shown
from transfer.formats.members import DEEPEST, MAX_OUT, MB, USUAL, Limits, Source, depth_of, refuse_twins

MAX_RATIO = 200
RATIO_COUNTS_FROM = 1 * MB  # small files of one repeated row may well pack tighter than MAX_RATIO
ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
PACKED_ENDINGS = (".zip", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".tar")
DIRECTORY_ENTRY = b"PK\x01\x02"
LOCAL_HEADER = 30
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What the zip reader raises on damaged or hostile archives, beside its own exception.
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    RuntimeError,
)


@contextmanager
def open_archive(
    source: BinaryIO, wanted: Callable[[str], bool], filename: str, limits: Limits = USUAL
) -> Iterator[dict[str, Callable[[], Source]]]:
    """How to open each wanted member of a zip, at most DEEPEST folders deep, by its path in it.

    Raises BadFile, before anything is unpacked, on what no honest export holds: names that point elsewhere,
    links, passwords, archives inside, overlapping members, sizes beyond the limits.
    """
    _check_entry_count(source, filename, limits)
    try:
        archive = zipfile.ZipFile(source)
    except DAMAGE as error:
        raise BadFile("is not a zip, or a damaged one", filename) from error
    with archive:
        entries = archive.infolist()
        _check_archive(entries, archive.start_dir, filename, limits)
        members = [entry for entry in entries if _is_listed(entry, wanted)]
        refuse_twins([entry.filename for entry in members], filename)
        yield {entry.filename: partial(_Unpacked, archive, entry) for entry in members}


def _check_entry_count(source: BinaryIO, filename: str, limits: Limits) -> None:
    """Count the directory entries before the zip reader makes an object of each."""
    source.seek(0)
    count, rest = 0, b""
    while block := source.read(MB):
        block = rest + block
        count += block.count(DIRECTORY_ENTRY)
        rest = block[-3:]
    if count > limits.entries:
        raise BadFile(f"holds more than {limits.entries:,} files", filename)


def _check_archive(
    entries: list[zipfile.ZipInfo], start_of_directory: int, filename: str, limits: Limits
) -> None:
    if not entries:
        raise BadFile("is an empty zip", filename)
    for entry in entries:
        _check_entry(entry, filename)
    if sum(entry.file_size for entry in entries) > limits.bytes_out:
        raise BadFile(f"is larger than {limits.bytes_out // MB} MB when unpacked", filename)
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
    return depth_of(path) <= DEEPEST and not path.endswith("/") and wanted(path)


class _Unpacked:
    """One zip member, unpacked as it is read, up to the true end of its data whatever its header says."""

    def __init__(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
        self.entry, self.size = entry, 0
        unbound = copy.copy(entry)
        unbound.file_size = entry.file_size + MAX_OUT + 1
        try:
            self.stream = archive.open(unbound)
        except DAMAGE as error:
            raise BadFile("is damaged and cannot be read", entry.filename) from error

    def read(self, size: int, /) -> bytes:
        try:
            data = self.stream.read(size)
        except DAMAGE as error:
            raise BadFile("is damaged and cannot be read", self.entry.filename) from error
        self.size += len(data)
        if self.size > self.entry.file_size or (not data and self.size != self.entry.file_size):
            raise BadFile("says a false size about itself", self.entry.filename)
        return data

    def close(self) -> None:
        self.stream.close()
