"""The kinds of files that are read, and which of them an upload is.

Each format is a module with the same few names: see Format. To add one, write it and name it in FORMATS.
"""

from collections.abc import Iterator
from typing import Protocol

from transfer.formats import (
    anycsv,
    facebook,
    google,
    ics,
    instagram,
    linkedin,
    mbox,
    monica,
    outlook,
    rapport,
    thunderbird,
    vcard,
    whatsapp,
    xarchive,
)
from transfer.formats.container import Upload
from transfer.formats.faults import BadFile
from transfer.formats.values import Asked, Item


class Format(Protocol):
    """What the module of a format offers."""

    @property
    def KIND(self) -> str:  # noqa: N802  # a constant of the module
        """The word for it in runs, keys and the command line, e.g. "vcard"."""

    @property
    def LABEL(self) -> str:  # noqa: N802  # a constant of the module
        """What people call it, e.g. "vCard"."""

    def wanted(self, path: str) -> bool:
        """Whether a member of an archive or folder, named by its path in it, may be of this format."""

    def sniff(self, upload: Upload) -> bool:
        """Whether the upload is of this format, by what is in it and not by its name alone.

        Reads little. False rather than BadFile for what is not of this format; BadFile for what clearly is, but
        cannot be read, with a clear word.
        """

    def read(self, upload: Upload, asked: Asked) -> Iterator[Item]:
        """All that the upload says, in its order. A bad item is a Fault and reading goes on. Raises BadFile."""


FORMATS: tuple[Format, ...] = (
    rapport, linkedin, facebook, instagram, xarchive, monica, vcard, ics, mbox, whatsapp, google, thunderbird,
    outlook, anycsv,
)  # fmt: skip
"""Asked in this order; the last takes any table."""

_BY_KIND = {one.KIND: one for one in FORMATS}
KINDS = tuple(_BY_KIND)
NOTHING_KNOWN = (
    "holds nothing that can be read here. Known are LinkedIn, Facebook, Instagram, X and Monica exports, vCards, "
    "calendars, mail boxes, WhatsApp chats, tables of contacts, and Rapport’s own archive."
)


def wanted(path: str) -> bool:
    """Whether a member of an archive or folder may be of any format."""
    return any(one.wanted(path) for one in FORMATS)


def format_of(kind: str) -> Format:
    """The format of a kind. Raises KeyError."""
    return _BY_KIND[kind]


def recognise(upload: Upload, kind: str = "") -> tuple[Format, Upload]:
    """The format of an upload, by what is in it, and the upload with the files of this format alone.

    With a `kind` only that one will do. Raises BadFile when it is none, or clearly one but unreadable.
    """
    if not upload.names:
        raise BadFile(NOTHING_KNOWN)
    for one in [format_of(kind)] if kind else FORMATS:
        own = upload.only(one.wanted)
        if own.names and one.sniff(own):
            return one, own
    raise BadFile(f"is no {format_of(kind).LABEL}" if kind else NOTHING_KNOWN, _only_name(upload))


def _only_name(upload: Upload) -> str:
    return upload.names[0] if upload.single else ""
