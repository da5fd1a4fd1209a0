"""messages.csv: who wrote to whom, when."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import zip_longest

from transfer.formats.container import Upload
from transfer.formats.dates import implausible, parse_moment
from transfer.formats.faults import Fault, shown
from transfer.formats.linkedin.values import Message, Party, slug_of
from transfer.formats.names import MAX_NAME, clean, split_names
from transfer.formats.rows import Row, read_rows

COLUMNS = ("Conversation ID", "From", "To", "Date")
SPONSORED = '<p class="spinmail-quill-editor__spin-break">'
YES = {"yes", "true", "1"}
MAX_TEXT = 300


def read_messages(
    upload: Upload, name: str, *, today: date, bodies: bool = False
) -> Iterator[Message | Fault]:
    """The rows of a messages.csv of any era, in order; bodies stay empty unless asked for.

    Includes drafts and advertisements: see `Message.happened`. A row without a believable moment is a Fault
    (a draft without one is passed over). Raises BadFile like `read_rows`.
    """
    latest = today + timedelta(days=1)  # moments are UTC: the owner's today may lie a day behind
    with upload.open(name) as raw:
        for row in read_rows(raw, file=name, required=COLUMNS):
            message = row if isinstance(row, Fault) else _message(row, name, latest, bodies)
            if message is not None:
                yield message


def _message(row: Row, file: str, latest: date, bodies: bool) -> Message | Fault | None:
    draft = row.get("ismessagedraft").lower() in YES or row.get("isconversationdraft").lower() in YES
    at = parse_moment(row.get("date"))
    if at is None:
        text = shown(row.get("date"), 40)
        return (
            None if draft else Fault(file, row.line, f"“{text}” is not a moment" if text else "has no date")
        )
    if flaw := implausible(at.date(), latest):
        return Fault(file, row.line, flaw)
    recipients = _recipients(row)
    sender = clean(row.get("from"))
    if max(len(sender), *(len(party.name) for party in recipients), 0) > MAX_NAME:
        return Fault(file, row.line, f"has a name of more than {MAX_NAME} characters")
    sender_url, content = row.get("senderprofileurl"), row.get("content")
    return Message(
        row.line,
        row.get("conversationid")[:MAX_TEXT],
        clean(row.get("conversationtitle")[:MAX_TEXT]),
        sender,
        slug_of(sender_url),
        recipients,
        at,
        row.get("folder").upper()[:MAX_TEXT],
        draft,
        not sender_url and content.startswith(SPONSORED),
        content if bodies else "",
    )


def _recipients(row: Row) -> tuple[Party, ...]:
    """Everyone in TO with their slug; where names cannot be told apart for certain, slugs alone."""
    addresses = row.get("recipientprofileurls")
    slugs = [slug_of(address.strip()) for address in addresses.split(",")] if addresses else []
    names = split_names(row.get("to"), len(slugs))
    return tuple(Party(clean(name), slug) for name, slug in zip_longest(names, slugs, fillvalue=""))
