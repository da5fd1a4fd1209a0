"""What the tests of formats share: reading bytes as one format."""

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from tests.samples.linkedin import make_zip
from transfer.formats.container import open_upload
from transfer.formats.faults import Fault
from transfer.formats.kinds import Format
from transfer.formats.values import Asked, Card, Item, LeftOut

ASKED = Asked(today=date(2026, 11, 22), zone=ZoneInfo("Europe/Zurich"), region="CH")


def items(
    kind: Format, source: str | bytes | Mapping[str, Any], filename: str = "file.csv", **asked: Any
) -> list[Item]:
    """All that a format says about a text, bytes, or the files of a zip."""
    with open_upload(
        io.BytesIO(_bytes(source)), wanted=kind.wanted, filename=_called(source, filename)
    ) as upload:
        return list(kind.read(upload, replace(ASKED, **asked)))


def knows(kind: Format, source: str | bytes | Mapping[str, Any], filename: str = "file.csv") -> bool:
    """Whether a format takes the file for one of its own."""
    with open_upload(
        io.BytesIO(_bytes(source)), wanted=kind.wanted, filename=_called(source, filename)
    ) as upload:
        return kind.sniff(upload)


def cards(
    kind: Format, source: str | bytes | Mapping[str, Any], filename: str = "file.csv", **asked: Any
) -> list[Card]:
    """The cards among the items; the test fails on anything that is wrong with the file."""
    found = items(kind, source, filename, **asked)
    assert [item for item in found if isinstance(item, Fault)] == []
    return [item for item in found if isinstance(item, Card)]


def left_out(found: list[Item]) -> list[str]:
    """Why items were left out."""
    return [item.why for item in found if isinstance(item, LeftOut)]


def faults(found: list[Item]) -> list[tuple[int, str, bool]]:
    """Line, reason and whether the rest was kept, of what is wrong."""
    return [(item.line, item.reason, item.kept) for item in found if isinstance(item, Fault)]


def _bytes(source: str | bytes | Mapping[str, Any]) -> bytes:
    if isinstance(source, str):
        return source.encode()
    return source if isinstance(source, bytes) else make_zip(source)


def _called(source: object, filename: str) -> str:
    return "files.zip" if isinstance(source, Mapping) else filename
