"""What an archive of ours says about itself, in rapport.json, and how older ones are read as if written today."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from transfer.formats.container import Upload
from transfer.formats.faults import BadFile, shown
from transfer.formats.jsontext import storable
from transfer.formats.members import MB

FORMAT, VERSION = "rapport", 2
NAME = "rapport.json"
MOST = 16 * MB
MOST_FILES = 200_000
MOST_ROWS = 5_000_000
_DIGEST = re.compile(r"[0-9a-f]{64}")
Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Listed:
    """One file of the archive: `rows` lines, of which a column that is not there has its `usual` value."""

    name: str
    rows: int
    sha256: str
    usual: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Manifest:
    """The files of an archive by name; `folder` is where they lie in the zip."""

    version: int
    app: str
    exported_at: str
    files: Mapping[str, Listed]
    folder: str = ""


def _from_1(plain: Plain) -> Plain:
    """Version 1 wrote every column of every line, and had no pictures, postal addresses and kept lines."""
    files = [listed | {"usual": {}} for listed in plain["files"]]
    return plain | {"version": 2, "files": files}


UPGRADES: Mapping[int, Callable[[Plain], Plain]] = {1: _from_1}
"""From each older version to the next, applied one after the other to what rapport.json says."""


def find_manifest(upload: Upload) -> str:
    """The name of the rapport.json of an upload, the one that lies highest; empty where there is none."""
    names = [name for name in upload.names if _base(name) == NAME]
    return min(names, key=lambda name: name.count("/"), default="") if not upload.single else ""


def read_manifest(upload: Upload) -> Manifest:
    """What the archive says about itself, checked. Raises BadFile, with a kind word for one that is newer than we."""
    name = find_manifest(upload)
    if not name:
        raise BadFile(f"holds no {NAME}, so it is no archive of Rapport")
    plain = _plain(upload, name)
    version = plain.get("version")
    if plain.get("format") != FORMAT or type(version) is not int or version < 1:
        raise BadFile("does not say that it is an archive of Rapport", name)
    if version > VERSION:
        app = shown(str(plain.get("app", "")), 30)
        raise BadFile(
            f"is of a newer Rapport ({app}) than this one. Update Rapport first, then try again", name
        )
    if not isinstance(plain.get("files"), list) or not all(isinstance(one, dict) for one in plain["files"]):
        raise BadFile("does not list its files", name)
    while version < VERSION:
        plain, version = UPGRADES[version](plain), version + 1
    return _manifest(plain, name)


def _manifest(plain: Plain, name: str) -> Manifest:
    if len(plain["files"]) > MOST_FILES:
        raise BadFile("lists too many files", name)
    files: dict[str, Listed] = {}
    for one in plain["files"]:
        listed = _listed(one, name)
        if listed.name in files:
            raise BadFile(f"lists a file twice: {shown(listed.name, 60)}", name)
        files[listed.name] = listed
    folder = name[: -len(NAME)]
    return Manifest(VERSION, str(plain.get("app", "")), str(plain.get("exported_at", "")), files, folder)


def _listed(one: Plain, name: str) -> Listed:
    file, rows, digest, usual = one.get("name"), one.get("rows", 0), one.get("sha256"), one.get("usual", {})
    if not isinstance(file, str) or not isinstance(digest, str) or not _DIGEST.fullmatch(digest):
        raise BadFile("lists a file without its name or SHA-256", name)
    if type(rows) is not int or not 0 <= rows <= MOST_ROWS or not isinstance(usual, dict):
        raise BadFile(f"says something impossible of {shown(file, 60)}", name)
    return Listed(file, rows, digest, usual)


def _plain(upload: Upload, name: str) -> Plain:
    with upload.open(name) as raw:
        data = raw.read(MOST + 1)
    if len(data) > MOST:
        raise BadFile("is far too large", name)
    try:
        plain = json.loads(storable(data.decode()), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise BadFile("is damaged: it is no JSON", name) from error
    if not isinstance(plain, dict):
        raise BadFile("does not say that it is an archive of Rapport", name)
    return plain


def _refuse(word: str) -> None:
    raise ValueError(word)


def _base(name: str) -> str:
    return name.replace("\\", "/").rsplit("/", 1)[-1]
