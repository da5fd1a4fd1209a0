"""Damaged files of every kind, taken in to the end: refused in words or taken in, and never half."""

import io
from random import Random
from typing import Any

import pytest

from accounts.models import User
from tests.conftest import NOON
from tests.samples.files import files
from tests.samples.hostile import ODD
from tests.transfer.test_every_kind import unlike, whole
from transfer.formats.faults import BadFile
from transfer.models import ImportRun
from transfer.services import take_turn, undo_run
from transfer.services.runs import open_run
from transfer.services.uploads import store_files

FILES = files()
DAMAGES = 8
PIECES = (
    b"\0",
    b"\\u0000",
    b"\xff\xc3",
    b"=00",
    b'"',
    b"\\ud800",
    ODD.encode(),
    b"9" * 30,
    b"\r\n",
    b"=?utf-8?q?=00?=",
)
OUTCOMES = {"done", "failed", "refused"}


def damaged(kind: str, seed: int) -> bytes:
    """A good file of a kind, cut, flipped, or with what does not belong there."""
    dice, data = Random(f"{kind} {seed}"), bytearray(FILES[kind][1])
    if seed % 4 == 0:
        del data[dice.randrange(1, len(data)) :]
    for _ in range(dice.randrange(1, 6)):
        at = dice.randrange(len(data))
        if seed % 2:
            data[at:at] = dice.choice(PIECES)
        else:
            data[at] ^= 1 << dice.randrange(8)
    return bytes(data)


def bring_in(owner: User, kind: str, name: str, data: bytes) -> str:
    """How taking a file in ends; one that the owner took back afterwards left nothing."""
    before = whole(owner)
    try:
        stored = store_files([(name, io.BytesIO(data))], kind=kind)
    except BadFile as fault:
        return "refused" if len(fault.reason) > 5 else f"refused without words: {fault}"
    run = open_run(owner=owner, stored=stored, texts=True, now=NOON, queued=False)
    assert take_turn(run_id=run.pk, clock=lambda: NOON)
    run.refresh_from_db()
    end = run.state
    if end == ImportRun.State.DONE:
        undo_run(run=run, now=NOON)
    assert unlike(before, whole(owner)) == {}
    return end


@pytest.mark.parametrize("kind", sorted(FILES))
def test_f21_a_damaged_file_is_taken_in_or_refused_and_leaves_nothing_when_taken_back(
    alice: User, uploads: Any, kind: str
) -> None:
    ends = [bring_in(alice, kind, FILES[kind][0], damaged(kind, seed)) for seed in range(DAMAGES)]

    assert set(ends) <= OUTCOMES
    assert [*uploads.iterdir()] == []
