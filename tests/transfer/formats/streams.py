"""Reads what a test wrote as if it were uploaded: one file, or several as a zip."""

import io
import zipfile
from collections.abc import Mapping
from datetime import date
from zoneinfo import ZoneInfo

from transfer.formats.container import open_upload
from transfer.formats.faults import Fault
from transfer.formats.values import Asked, LeftOut

TODAY = date(2026, 6, 30)
BERLIN = ZoneInfo("Europe/Berlin")
ASKED = Asked(TODAY, BERLIN)


def zipped(files: Mapping[str, bytes | str]) -> bytes:
    """A zip of these files."""
    place = io.BytesIO()
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return place.getvalue()


def read_all(kind, content, name="upload", asked=ASKED):
    """Everything the format reads from a file, or from the files of a mapping as a zip."""
    with _opened(kind, content, name) as upload:
        return list(kind.read(upload, asked))


def sniffs(kind, content, name="upload"):
    """Whether the format takes a file for its own."""
    with _opened(kind, content, name) as upload:
        return kind.sniff(upload)


def who(kind, content, name="upload", asked=ASKED):
    """Whom the format takes for the owner."""
    with _opened(kind, content, name) as upload:
        return kind.who(upload, asked)


def _opened(kind, content, name):
    if isinstance(content, Mapping):
        content, name = zipped(content), name + ".zip"
    content = content.encode() if isinstance(content, str) else content
    return open_upload(io.BytesIO(content), wanted=kind.wanted, filename=name)


def of(items, kind):
    """The items of one class."""
    return [item for item in items if isinstance(item, kind)]


def told(items):
    """The items that say something, without what is left out and what is broken."""
    return [item for item in items if not isinstance(item, LeftOut | Fault)]


def whys(items):
    """Why items are left out."""
    return [item.why for item in of(items, LeftOut)]


def flaws(items):
    """What is wrong, with the lines."""
    return [(item.line, item.reason) for item in of(items, Fault)]
