"""The lines of one table of an archive, checked against what its manifest says."""

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from transfer.formats.container import Upload
from transfer.formats.faults import BadFile
from transfer.formats.members import MB
from transfer.formats.rapport.manifest import Listed, Manifest

LONGEST = 8 * MB
LARGEST_MEDIA = 8 * MB
DAMAGED = "is damaged: its bytes are not those that were written"


def read_lines(upload: Upload, manifest: Manifest, file: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The number and values of each line of a file, with the usual values filled in; none for a file that is not there.

    Raises BadFile for a line that is no JSON object, and after the last line for other lines than were written.
    """
    listed = manifest.files.get(file)
    if listed is None:
        return
    digest, number = sha256(), 0
    with upload.open(_member(upload, manifest, listed)) as raw:
        while line := raw.readline(LONGEST + 1):
            number += 1
            if len(line) > LONGEST:
                raise BadFile("is far too long a line", file, number)
            digest.update(line)
            yield number, {**listed.usual, **_values(line, file, number)}
    if digest.hexdigest() != listed.sha256 or number != listed.rows:
        raise BadFile(DAMAGED, file)


def read_media(upload: Upload, manifest: Manifest, file: str) -> bytes:
    """The bytes of a picture. Raises BadFile where it is missing, too large or not what was written."""
    listed = manifest.files.get(file)
    if listed is None:
        raise BadFile("is missing", file)
    with upload.open(_member(upload, manifest, listed)) as raw:
        data = raw.read(LARGEST_MEDIA + 1)
    if len(data) > LARGEST_MEDIA or sha256(data).hexdigest() != listed.sha256:
        raise BadFile(DAMAGED, file)
    return data


def _member(upload: Upload, manifest: Manifest, listed: Listed) -> str:
    name = manifest.folder + listed.name
    if name not in upload.openers:
        raise BadFile("is missing from the archive", listed.name)
    return name


def _values(line: bytes, file: str, number: int) -> dict[str, Any]:
    try:
        values = json.loads(line.decode(), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise BadFile("is no line of JSON", file, number) from error
    if not isinstance(values, dict):
        raise BadFile("is no JSON object", file, number)
    if b"\\u" in line and not _is_text(values):
        raise BadFile("holds characters that are no text", file, number)
    return values


def _is_text(value: Any) -> bool:
    """Whether all texts in a value can be stored: no NUL, no half of a pair."""
    if isinstance(value, str):
        return "\0" not in value and not any("\ud800" <= letter <= "\udfff" for letter in value)
    if isinstance(value, dict):
        return all(_is_text(key) and _is_text(one) for key, one in value.items())
    return not isinstance(value, list) or all(map(_is_text, value))


def _refuse(word: str) -> None:
    raise ValueError(word)
