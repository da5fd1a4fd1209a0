"""Invitations.csv: requests to connect, sent and received; usually only recent or open ones."""

from collections.abc import Iterator
from datetime import date, timedelta

from transfer.formats.container import Upload
from transfer.formats.dates import implausible, parse_moment
from transfer.formats.faults import Fault, shown
from transfer.formats.linkedin.values import Invitation, slug_of
from transfer.formats.names import MAX_NAME, clean
from transfer.formats.rows import Row, read_rows

REQUIRED = ("From", "To", "Sent At", "Direction")
CELLS = ("From", "To", "Sent At", "Message", "Direction", "inviterProfileUrl", "inviteeProfileUrl")
INCOMING = {"incoming": True, "received": True, "outgoing": False, "sent": False}


def read_invitations(upload: Upload, name: str, *, today: date) -> Iterator[Invitation | Fault]:
    """The rows of an Invitations.csv of any era, in order; addresses are in files since late 2023.

    A row without a direction or with an endless name is a Fault; one with a bad moment is given without it,
    followed by a Fault that is `kept`. Raises BadFile like `read_rows`.
    """
    latest = today + timedelta(days=1)  # the file tells no zone
    with upload.open(name) as raw:
        for row in read_rows(raw, file=name, required=REQUIRED, columns=CELLS):
            if isinstance(row, Fault):
                yield row
            else:
                yield from _invitation(row, name, latest)


def _invitation(row: Row, file: str, latest: date) -> Iterator[Invitation | Fault]:
    sender, recipient, text, message, direction, sender_url, recipient_url = row.cells
    incoming = INCOMING.get(direction.lower())
    if incoming is None:
        yield Fault(file, row.line, f"“{shown(direction, 40)}” is neither incoming nor outgoing")
        return
    if max(len(sender), len(recipient)) > MAX_NAME:
        yield Fault(file, row.line, f"has a name of more than {MAX_NAME} characters")
        return
    sent_at = parse_moment(text)
    flaw = implausible(sent_at.date(), latest) if sent_at else f"“{shown(text, 40)}” is not a moment"
    yield Invitation(
        row.line,
        clean(sender),
        clean(recipient),
        None if flaw or sent_at is None else sent_at,
        message,
        incoming,
        slug_of(sender_url),
        slug_of(recipient_url),
    )
    if flaw:
        yield Fault(file, row.line, f"{flaw}; taken without a day", kept=True)
