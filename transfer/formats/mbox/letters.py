"""Mails as messages: who wrote to whom, when, in which conversation; and which of them no person wrote."""

import hashlib
import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import getaddresses, parsedate_tz
from functools import lru_cache

from domain.identity import email_key
from transfer.formats.mbox.headers import Mail, decode
from transfer.formats.names import MAX_NAME, clean
from transfer.formats.values import Asked, Message, Party

EARLIEST = 1985
MOST_RECIPIENTS = 20
LONGEST = 20_000  # letters of a list of addresses that is read
MANY = "to many people at once"
LIST = "from a mailing list"
ROBOT = "written by a machine"
JUNK = "spam, deleted or a draft"
NOT_YOURS = "none of your addresses is in it"
AGAIN = "the same message again"
_ROBOT = re.compile(
    r"(?:^|[._+-])(?:no[._-]?reply|do[._-]?not[._-]?reply|nicht[._-]?antworten|ne[._-]?pas[._-]?repondre|"
    r"mailer-daemon|postmaster|bounces?|notifications?|notify|newsletters?|alerts?)(?:$|[._+-])"
)
_ID = re.compile(r"<([^<>\s]{1,300})>")
_AT_END = re.compile(r"[A-Z][a-z]{2},? +[A-Z]?[a-z]*.*\d{4}.*")
BULK = frozenset({"bulk", "list", "junk", "auto_reply"})
JUNK_WORDS = (
    "spam trash drafts draft chat chats junk papierkorb entwürfe corbeille brouillons papelera borradores cestino "
    "bozze prullenbak concepten lixeira rascunhos"
)
JUNK_LABELS = frozenset(JUNK_WORDS.split())
EXPUNGED = 0x0008


def moment_of(mail: Mail) -> datetime | None:
    """When it was sent, in UTC: by Date, else the last Received, else the "From " line. None for none of them."""
    for text in (mail.said.get("date", ""), mail.said.get("received", "").rpartition(";")[2]):
        moment = _moment(text)
        if moment:
            return moment
    match = _AT_END.search(mail.envelope[5:])
    return _moment(match[0]) if match else None


def why_not(mail: Mail, sender: str) -> str:
    """Why a mail is left out: no person wrote it, or nobody meant it to stay; "" where it counts."""
    if _is_junk(mail):
        return JUNK
    said = mail.said
    if "list-id" in said or "list-unsubscribe" in said or "list-post" in said:
        return LIST
    if said.get("precedence", "").lower() in BULK:
        return LIST
    answers = said.get("auto-submitted", "no").lower().split(";")[0].strip()
    is_auto = answers != "no" or "x-autoreply" in said or "x-autorespond" in said
    return ROBOT if is_auto or _ROBOT.search(sender.partition("@")[0]) else ""


def message_of(mail: Mail, file: str, at: datetime, conversation: str) -> Message | str:
    """The message, or why it is left out."""
    senders = parties(mail.said.get("from", "") or mail.said.get("sender", ""))
    recipients = recipients_of(mail)
    if why := why_not(mail, senders[0].email if senders else ""):
        return why
    if len(recipients) > MOST_RECIPIENTS:
        return MANY
    if not senders or not recipients:
        return "without a sender or a recipient"
    return Message(mail.line, conversation, at, senders[0], recipients, "email", file)


def recipients_of(mail: Mail) -> tuple[Party, ...]:
    """Everyone in To and Cc, each once."""
    found = {party.email: party for name in ("to", "cc") for party in parties(mail.said.get(name, ""))}
    return tuple(found.values())


def delivered_to(mail: Mail) -> str:
    """The address of the mailbox it came to, where the server noted it."""
    for name in ("delivered-to", "x-delivered-to", "x-original-to"):
        if address := email_key(mail.said.get(name, "")):
            return address
    return ""


def is_owners(message: Message, asked: Asked) -> bool:
    """Whether the owner is among those it is from and to."""
    return any(party.email in asked.own_emails for party in (message.sender, *message.recipients))


def parties(text: str) -> tuple[Party, ...]:
    """The people in a list of addresses, which may hold groups and encoded words."""
    return _parties(text) if len(text) < 300 else _read_parties(text)


class Threads:
    """Which conversation a mail belongs to: by the first message it refers to."""

    MOST = 200_000

    def __init__(self) -> None:
        self.roots: dict[str, str] = {}
        self.seen: set[int] = set()

    def conversation(self, mail: Mail, at: datetime) -> str:
        """The root of References, else of what it answers, else its own Message-ID, as a short key."""
        own = _first_id(mail.said.get("message-id", ""))
        root = _first_id(mail.said.get("references", ""))
        if not root:
            answered = _first_id(mail.said.get("in-reply-to", ""))
            root = self.roots.get(answered, answered) or own
        if not root:
            root = f"{mail.said.get('from', '')}|{mail.said.get('to', '')}|{at.isoformat()}"
        if own and root != own and len(self.roots) < self.MOST:
            self.roots[own] = root
        return hashlib.blake2b(root.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()

    def is_again(self, mail: Mail) -> bool:
        """Whether a mail with the same Message-ID was there before: in another folder, say."""
        own = _first_id(mail.said.get("message-id", ""))
        if not own:
            return False
        if hash(own) in self.seen:
            return True
        self.seen.add(hash(own))
        return False


def _first_id(text: str) -> str:
    match = _ID.search(text[:2_000])
    return match[1] if match else text.split()[0][:300] if text.strip() else ""


def _is_junk(mail: Mail) -> bool:
    said = mail.said
    if said.get("x-spam-flag", "").lower().startswith("yes"):
        return True
    status = said.get("x-mozilla-status", "")
    if status and _is_hex(status) and int(status[:8], 16) & EXPUNGED:
        return True
    labels = mail.text("x-gmail-labels").lower() if "x-gmail-labels" in said else ""
    return any(label.strip(' "') in JUNK_LABELS for label in labels.split(",")) if labels else False


def _is_hex(text: str) -> bool:
    return all(letter in "0123456789abcdefABCDEF" for letter in text)


def _moment(text: str) -> datetime | None:
    """A moment as mails write it; without a zone it is in UTC."""
    try:
        parts = parsedate_tz(text[:100].strip())
    except (ValueError, IndexError, TypeError, OverflowError):  # the parser trips over some broken dates
        return None
    if parts is None:
        return None
    try:
        zone = timezone(timedelta(seconds=parts[9] or 0))
        return datetime(*parts[:5], min(parts[5], 59), tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError, TypeError):
        return None


def _read_parties(text: str) -> tuple[Party, ...]:
    if not text:
        return ()
    try:
        pairs = getaddresses([text[:LONGEST]])
    except (RecursionError, ValueError, IndexError):  # comments within comments, and the like
        return ()
    found: dict[str, Party] = {}
    for name, address in pairs:
        email = email_key(address)
        if email:
            shown = clean(decode(name[:1_000]) if "=?" in name else name[: 2 * MAX_NAME])[:MAX_NAME].strip(
                "'\" "
            )
            found.setdefault(email, Party(name="" if email_key(shown) else shown, email=email))
    return tuple(found.values())


# The same few people write to each other again and again.
_parties = lru_cache(maxsize=20_000)(_read_parties)
