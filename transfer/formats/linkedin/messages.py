"""messages.csv: who wrote to whom, when."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import zip_longest

from transfer.formats.container import Upload
from transfer.formats.dates import implausible, parse_moment
from transfer.formats.faults import Fault, shown
from transfer.formats.linkedin.values import Message, Party, slug_of
from transfer.formats.names import MAX_NAME, clean, split_names
from transfer.formats.rows import Row, read_rows

REQUIRED = ("Conversation ID", "From", "To", "Date")
CELLS = (
    "Conversation ID",
    "Conversation Title",
    "From",
    "Sender Profile URL",
    "To",
    "Recipient Profile URLs",
    "Date",
    "Content",
    "Folder",
    "Is Message Draft",
    "Is Conversation Draft",
)
SPONSORED = '<p class="spinmail-quill-editor__spin-break">'
YES = {"yes", "true", "1"}
MAX_TEXT = 300
OFTEN_SEEN = 1_000  # characters; longer lists of recipients are not kept


def read_messages(
    upload: Upload, name: str, *, today: date, bodies: bool = False
) -> Iterator[Message | Fault]:
    """The rows of a messages.csv of any era, in order; bodies stay empty unless asked for.

    Includes drafts and advertisements: see `Message.happened`. A row without a believable moment is a Fault
    (a draft without one is passed over). Raises BadFile like `read_rows`.
    """
    latest = today + timedelta(days=1)  # moments are UTC: the owner's today may lie a day behind
    with upload.open(name) as raw:
        for row in read_rows(raw, file=name, required=REQUIRED, columns=CELLS):
            message = row if isinstance(row, Fault) else _message(row, name, latest, bodies)
            if message is not None:
                yield message


def _message(row: Row, file: str, latest: date, bodies: bool) -> Message | Fault | None:
    conversation, title, sender, sender_url, to, addresses, moment, content, folder, *drafts = row.cells
    draft = any(cell.lower() in YES for cell in drafts)
    at = parse_moment(moment)
    if at is None:
        flaw = f"“{shown(moment, 40)}” is not a moment" if moment else "has no date"
        return None if draft else Fault(file, row.line, flaw)
    recipients = _recipients(to, addresses)
    if flaw := implausible(at.date(), latest) or _endless(sender, recipients):
        return Fault(file, row.line, flaw)
    return Message(
        row.line,
        conversation[:MAX_TEXT],
        clean(title[:MAX_TEXT]),
        _clean(sender),
        slug_of(sender_url),
        recipients,
        at,
        folder.upper()[:MAX_TEXT],
        draft,
        not sender_url and content.startswith(SPONSORED),
        content if bodies else "",
    )


def _endless(sender: str, recipients: tuple[Party, ...]) -> str:
    longest = max(len(sender), *(len(party.name) for party in recipients), 0)
    return f"has a name of more than {MAX_NAME} characters" if longest > MAX_NAME else ""


def _recipients(to: str, addresses: str) -> tuple[Party, ...]:
    """Everyone in TO with their slug; where names cannot be told apart for certain, slugs alone."""
    return _parties(to, addresses) if len(to) + len(addresses) < OFTEN_SEEN else _read_parties(to, addresses)


def _read_parties(to: str, addresses: str) -> tuple[Party, ...]:
    slugs = [slug_of(address.strip()) for address in addresses.split(",")] if addresses else []
    names = split_names(to, len(slugs))
    return tuple(Party(clean(name), slug) for name, slug in zip_longest(names, slugs, fillvalue=""))


# The same few people write to each other again and again.
_parties = lru_cache(maxsize=5_000)(_read_parties)
_clean = lru_cache(maxsize=5_000)(clean)
