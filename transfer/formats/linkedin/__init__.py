"""Reading a LinkedIn export: the archive, a folder of its files, or one of them."""

from dataclasses import dataclass

from transfer.formats.container import Upload
from transfer.formats.faults import BadFile
from transfer.formats.linkedin import connections, invitations, messages, uploads
from transfer.formats.linkedin.connections import read_connections
from transfer.formats.linkedin.invitations import read_invitations
from transfer.formats.linkedin.messages import read_messages
from transfer.formats.linkedin.own import OwnSlug, own_slug
from transfer.formats.linkedin.uploads import Entry, read_uploads
from transfer.formats.linkedin.values import Connection, Hidden, Invitation, Message, Party, slug_of
from transfer.formats.members import plain_name
from transfer.formats.rows import find_columns

__all__ = [
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
    "sniff",
    "wanted",
]

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
    """The names in the upload of the files there are."""

    connections: str | None = None
    messages: str | None = None
    invitations: str | None = None
    contacts: str | None = None
    importedcontacts: str | None = None

    @property
    def uploads(self) -> tuple[str, ...]:
        """The address books."""
        return tuple(name for name in (self.contacts, self.importedcontacts) if name)


def wanted(name: str) -> bool:
    """Whether a file name is one we read, in whatever case and with or without spaces and underscores."""
    return _part(name) in REQUIRED


def sniff(upload: Upload) -> Parts:
    """Which of the files are there: by name in an archive or folder, by its header when it is a single file.

    Looks at every header, so that a file in unknown words is refused before anything is read in: BadFile
    names it, its first line and the columns looked for. BadFile too when none of the files is there.
    """
    if not upload.names:
        raise BadFile("holds none of Connections.csv, messages.csv and Invitations.csv")
    found = {part: name for name in upload.names if (part := _part_by_header(upload, name))}
    if not found:
        raise BadFile("holds none of Connections.csv, messages.csv and Invitations.csv")
    return Parts(**found)


def _part_by_header(upload: Upload, name: str) -> str:
    """A known name tells which header to look for, except for a single file named so by mistake; "" for none."""
    parts = [_part(name)] if wanted(name) and not upload.single else list(REQUIRED)
    try:
        with upload.open(name) as raw:
            return parts[find_columns(raw, file=name, choices=[REQUIRED[part] for part in parts])]
    except BadFile:
        if upload.single or parts[0] not in UPLOADS:
            raise
        return ""


def _part(name: str) -> str:
    return plain_name(name).removesuffix(".csv") if name.lower().endswith(".csv") else ""
