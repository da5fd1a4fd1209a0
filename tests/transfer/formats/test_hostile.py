"""Several hundred damaged and hostile files: each is read or refused in words, within a bound, and nothing else."""

import io
import time
from collections.abc import Iterator

import pytest

from tests.samples.files import files
from tests.samples.hostile import hostile_files
from tests.transfer.formats.given import ASKED
from transfer.formats.container import Upload, open_upload
from transfer.formats.faults import BadFile
from transfer.formats.kinds import FORMATS, Format, format_of, recognise, wanted

SECONDS = 10.0
"""Far above the two seconds that each may take, so that a busy machine fails no test."""
ALL = list(hostile_files())
GROUPS = sorted({name.partition("/")[0] for name, _ in ALL})
KINDS = {kind.KIND for kind in FORMATS}


def of_group(group: str) -> Iterator[tuple[str, bytes]]:
    return ((name, data) for name, data in ALL if name.startswith(f"{group}/"))


def taken(name: str, data: bytes) -> str:
    """The kind that an upload is taken for, read to its end; or that it was refused with words."""
    try:
        with open_upload(io.BytesIO(data), wanted=wanted, filename=name) as upload:
            kind, own = recognise(upload)
            through(kind, own)
            return kind.KIND
    except BadFile as fault:
        return "refused" if len(fault.reason) > 5 else f"refused without words: {fault}"


def as_kind(kind: str, name: str, data: bytes) -> str:
    """Read to its end or refused with words, whatever it looks like, by one format."""
    try:
        with open_upload(io.BytesIO(data), wanted=wanted, filename=name) as upload:
            through(format_of(kind), upload.only(format_of(kind).wanted))
            return kind
    except BadFile as fault:
        return "refused" if len(fault.reason) > 5 else f"refused without words: {fault}"


def through(kind: Format, upload: Upload) -> None:
    """Everything that the format says of an upload."""
    for item in kind.read(upload, ASKED):
        assert item.line >= 0


def test_there_are_more_than_three_hundred_files_and_each_kind_has_some() -> None:
    names = [name for name, _ in ALL]

    assert len(names) == len(set(names))
    assert len(names) > 300
    assert set(files()) == KINDS
    assert set(GROUPS) == {*KINDS, "any"}


@pytest.mark.parametrize("group", GROUPS)
def test_d_each_hostile_file_is_read_or_refused_in_words_within_a_bound(group: str) -> None:
    slow = []
    for name, data in of_group(group):
        begun, called = time.process_time(), name.partition("/")[2]
        found = taken(called, data)
        assert found in {*KINDS, "refused"}, name
        if group not in (found, "any"):
            assert as_kind(group, called, data) in {group, "refused"}, name
        spent = time.process_time() - begun
        if spent > SECONDS:
            slow.append((name, round(spent, 1)))

    assert slow == []


@pytest.mark.parametrize("group", sorted(KINDS))
def test_the_good_file_that_they_are_made_from_is_known_and_read(group: str) -> None:
    name, data = files()[group]

    assert taken(name, data) == group
