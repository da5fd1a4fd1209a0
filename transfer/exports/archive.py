"""The whole book as one zip: JSON lines a table, pictures, and a README for whoever finds it without us."""

import json
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, BinaryIO

from django.conf import settings
from django.db import connection

from accounts.models import User
from transfer.exports.packing import (
    Numbers,
    columns_told,
    line_of,
    packed_media,
    packed_rows,
    settings_line,
)
from transfer.exports.plan import Table, settings_columns, tables
from transfer.exports.readme import readme

FORMAT, VERSION = "rapport", 2
MANIFEST, OWNER_FILE = "rapport.json", "owner.jsonl"
LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The day of every file in the zip: two archives of one book differ in nothing but `exported_at`."""
BUFFER = 256 * 1024


@dataclass
class _Writing:
    """An archive being written; `files` is what its manifest tells of it."""

    archive: zipfile.ZipFile
    files: list[dict[str, Any]] = field(default_factory=list)

    def lines(self, name: str, lines: Iterable[bytes], **told: Any) -> int:
        """Write a file line by line. How many lines it were."""
        digest, rows, waiting = sha256(), 0, bytearray()
        with self.archive.open(_entry(name), "w") as out:
            for line in lines:
                rows += 1
                waiting += line
                if len(waiting) > BUFFER:
                    digest.update(waiting)
                    out.write(waiting)
                    waiting.clear()
            digest.update(waiting)
            out.write(waiting)
        self.files.append({"name": name, "rows": rows, "sha256": digest.hexdigest(), **told})
        return rows

    def whole(self, name: str, data: bytes) -> None:
        """Write a small file at once."""
        self.archive.writestr(_entry(name), data)
        self.files.append({"name": name, "sha256": sha256(data).hexdigest()})


def write_archive(*, owner: User, target: BinaryIO, now: datetime) -> dict[str, int]:
    """Write all of an owner's book to a binary file, as of one moment. How many rows of each table there are.

    Memory stays flat: a number of eight bytes for each row, and one picture at a time.
    """
    with one_state(), zipfile.ZipFile(target, "w") as archive:
        writing = _Writing(archive)
        writing.whole("README.md", readme().encode())
        numbers = Numbers(owner)
        usual = {column.name: column.usual for column in settings_columns()}
        writing.lines(OWNER_FILE, [line_of(settings_line(owner))], columns=list(usual), usual=usual)
        counts = {table.name: _write_table(writing, table, owner, numbers) for table in tables()}
        manifest = {
            "format": FORMAT,
            "version": VERSION,
            "app": settings.VERSION,
            "exported_at": now.astimezone(UTC).isoformat(),
            "files": writing.files,
        }
        archive.writestr(_entry(MANIFEST), json.dumps(manifest, ensure_ascii=False, indent=1))
    return counts


def _write_table(writing: _Writing, table: Table, owner: User, numbers: Numbers) -> int:
    """The lines first, then the pictures that they tell of."""
    usual = {column.name: column.usual for column in table.columns if not column.is_media}
    lines = map(line_of, packed_rows(table, owner, numbers))
    rows = writing.lines(table.file, lines, columns=columns_told(table), usual=usual)
    for name, data in packed_media(table, owner, numbers):
        writing.whole(name, data)
    return rows


def _entry(name: str) -> zipfile.ZipInfo:
    found = zipfile.ZipInfo(name, LONG_AGO)
    found.compress_type = zipfile.ZIP_STORED if name.startswith("media/") else zipfile.ZIP_DEFLATED
    found.external_attr = 0o600 << 16
    return found


@contextmanager
def one_state() -> Iterator[None]:
    """Read the database as it is at one moment, without keeping anybody from writing. Nothing may be written inside."""
    if connection.in_atomic_block:
        yield
        return
    begin = "BEGIN" if connection.vendor == "sqlite" else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    with connection.cursor() as cursor:
        cursor.execute(begin)
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")
