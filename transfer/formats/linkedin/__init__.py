"""Reading a LinkedIn export: the archive, a folder of its files, or one of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from transfer.formats.container import Upload
from transfer.formats.faults import BadFile
from transfer.formats.linkedin import connections, extras, invitations, messages, uploads
from transfer.formats.linkedin.connections import read_connections
from transfer.formats.linkedin.extras import extra_by_header, is_telling, read_extras
from transfer.formats.linkedin.invitations import read_invitations
from transfer.formats.linkedin.messages import read_messages
from transfer.formats.linkedin.own import OwnSlug, own_slug
from transfer.formats.linkedin.uploads import Entry, read_uploads
from transfer.formats.linkedin.values import Connection, Hidden, Invitation, Message, Party, slug_of
from transfer.formats.members import depth_of, plain_name
from transfer.formats.rows import find_columns
from transfer.formats.values import Asked, Item

__all__ = [
    "KIND",
    "LABEL",
    "Connection",
    "Entry",
    "Hidden",
    "Invitation",
    "Message",
    "OwnSlug",
    "Party",
    "Parts",
    "own_slug",
    "read_connections",
    "read_invitations",
    "read_messages",
    "read_uploads",
    "slug_of",
    "parts_of",
    "read",
    "sniff",
    "wanted",
]

KIND, LABEL = "linkedin", "LinkedIn export"
REQUIRED = {
    "connections": connections.REQUIRED,
    "messages": messages.REQUIRED,
    "invitations": invitations.REQUIRED,
    "contacts": uploads.REQUIRED,
    "importedcontacts": uploads.REQUIRED,
}
UPLOADS = ("contacts", "importedcontacts")
"""Files that other programs write too: one in unknown words is passed over beside others."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The names in the upload of the files there are; of the extras, by plain name."""

    connections: str | None = None
    messages: str | None = None
    invitations: str | None = None
    contacts: str | None = None
    importedcontacts: str | None = None
    extras: dict[str, str] = field(default_factory=dict)

    @property
    def uploads(self) -> tuple[str, ...]:
        """The address books."""
        return tuple(name for name in (self.contacts, self.importedcontacts) if name)


def wanted(name: str) -> bool:
    """Whether a file name is one we read, in whatever case and with or without spaces and underscores."""
    part = _part(name)
    return part in REQUIRED or part in extras.REQUIRED


def parts_of(upload: Upload) -> Parts:
    """Which of the files are there: by name in an archive or folder, by its header when it is a single file.

    Looks at every header, so that a file in unknown words is refused before anything is read in: BadFile
    names it, its first line and the columns looked for. BadFile too when none of the files is there.
    Of several files of one name the one in the fewest folders counts.
    """
    parts = _found(upload)
    if parts == Parts():
        raise BadFile("holds none of Connections.csv, messages.csv and Invitations.csv")
    return parts


def _found(upload: Upload) -> Parts:
    found: dict[str, str] = {}
    more: dict[str, str] = {}
    for name in sorted(upload.names, key=depth_of, reverse=True):
        part = _extra(upload, name)
        if part:
            more[part] = name
        elif part := _part_by_header(upload, name):
            found[part] = name
    return Parts(**found, extras=more)


def _extra(upload: Upload, name: str) -> str:
    """Which of the extras a file is: by its name, a single file by its header."""
    if not upload.single:
        part = _part(name)
        return part if part in extras.REQUIRED else ""
    part = extra_by_header(upload, name)
    return "recommendationsgiven" if part == "recommendationsreceived" and "given" in _part(name) else part


def _part_by_header(upload: Upload, name: str) -> str:
    """A known name tells which header to look for, except for a single file named so by mistake; "" for none."""
    parts = [_part(name)] if _part(name) in REQUIRED and not upload.single else list(REQUIRED)
    try:
        with upload.open(name) as raw:
            return parts[find_columns(raw, file=name, choices=[REQUIRED[part] for part in parts])]
    except BadFile:
        if upload.single or parts[0] not in UPLOADS:
            raise
        return ""


def _part(name: str) -> str:
    return plain_name(name).removesuffix(".csv") if name.lower().endswith(".csv") else ""


def sniff(upload: Upload) -> bool:
    """Whether one of the files that only LinkedIn writes is there.

    BadFile, in an archive or folder, for one of the large files in unknown words.
    """
    if upload.single:
        name = upload.names[0]
        return bool(extra_by_header(upload, name)) or _is_part(upload, name)
    parts = _found(upload)
    is_part = any(getattr(parts, part) for part in REQUIRED)
    return is_part or any(is_telling(upload, name, part) for part, name in parts.extras.items())


def _is_part(upload: Upload, name: str) -> bool:
    """Whether a single file is one of the large ones: by its first lines, or anywhere if it is called so."""
    if _part(name) in REQUIRED:
        try:
            return bool(_part_by_header(upload, name))
        except BadFile:
            return False
    return extras.begins_with(upload, name, list(REQUIRED.values()))


def read(upload: Upload, asked: Asked) -> Iterator[Item]:
    """What is told beside connections, messages, invitations and address books. Raises BadFile."""
    yield from read_extras(upload, parts_of(upload).extras, asked)
