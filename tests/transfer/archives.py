"""Archives for tests: written, looked into, and written otherwise than we would."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import Any

from accounts.models import User
from transfer.exports.archive import write_archive

Files = dict[str, bytes]


def archive_of(owner: User, now: datetime) -> bytes:
    """The archive of a book."""
    file = io.BytesIO()
    write_archive(owner=owner, target=file, now=now)
    return file.getvalue()


def files_in(archive: bytes) -> Files:
    """The files of a zip by name."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def rows_in(archive: bytes, file: str) -> list[dict[str, Any]]:
    """The lines of one table."""
    return [json.loads(line) for line in files_in(archive)[file].splitlines()]


def manifest_in(archive: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files_in(archive)["rapport.json"])
    return found


def zipped(files: Files) -> bytes:
    """These files as a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def rewritten(archive: bytes, file: str, change: Callable[[list[dict[str, Any]]], None]) -> bytes:
    """The archive with other rows in one table, and a manifest that agrees."""
    rows = rows_in(archive, file)
    change(rows)
    lines = b"".join(json.dumps(row).encode() + b"\n" for row in rows)
    return replaced(archive, {file: lines}, {file: len(rows)})


def replaced(archive: bytes, new: Files, rows: dict[str, int] | None = None) -> bytes:
    """The archive with other files, and a manifest that agrees."""
    files, manifest = files_in(archive) | new, manifest_in(archive)
    for listed in manifest["files"]:
        if listed["name"] in new:
            listed["sha256"] = sha256(new[listed["name"]]).hexdigest()
            listed["rows"] = (rows or {}).get(listed["name"], listed.get("rows", 0))
    return zipped(files | {"rapport.json": json.dumps(manifest).encode()})


def told_otherwise(archive: bytes, **words: Any) -> bytes:
    """The archive whose rapport.json says something else."""
    manifest = manifest_in(archive) | words
    return zipped(files_in(archive) | {"rapport.json": json.dumps(manifest).encode()})


NEW_IN_2 = ("photos.jsonl", "addresses.jsonl", "kept-lines.jsonl", "brought.jsonl", "not-same.jsonl")


def as_version_1(archive: bytes) -> bytes:
    """The same book as version 1 wrote it: every column in every line, and nothing of what came later."""
    manifest, files = manifest_in(archive) | {"version": 1}, files_in(archive)
    kept = []
    for listed in manifest["files"]:
        name = listed["name"]
        if name in NEW_IN_2 or name.startswith("media/"):
            del files[name]
            continue
        kept.append(listed)
        if name.endswith(".jsonl"):
            usual = listed.pop("usual")
            rows = [usual | json.loads(line) for line in files[name].splitlines()]
            for row in rows:
                for column in ("uid", "emails", "other_names", "card"):
                    row.pop(column, None)
            files[name] = b"".join(json.dumps(row).encode() + b"\n" for row in rows)
            listed["sha256"] = sha256(files[name]).hexdigest()
    files["rapport.json"] = json.dumps(manifest | {"files": kept}).encode()
    return zipped(files)
