"""Mail: mailboxes (mbox) and single messages (.eml), of which only the headers are read."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice

from transfer.formats.container import Upload
from transfer.formats.dates import implausible
from transfer.formats.faults import BadFile, Fault, shown
from transfer.formats.mbox.headers import Mail, is_mail, read_mails
from transfer.formats.mbox.letters import (
    AGAIN,
    EARLIEST,
    JUNK,
    NOT_YOURS,
    Threads,
    delivered_to,
    is_owners,
    message_of,
    moment_of,
    parties,
    recipients_of,
    why_not,
)
from transfer.formats.members import plain_name
from transfer.formats.values import Asked, Item, LeftOut, Message, Party

__all__ = ["KIND", "LABEL", "read", "sniff", "wanted", "who"]

KIND, LABEL = "mbox", "Mail (mbox, .eml)"
ENDINGS = (".mbox", ".mbx", ".mboxrd", ".eml", ".emlx")
BOX_NAMES = "mbox inbox sent sentitems sentmail sentmessages archive archives gesendet envoyés enviados"
BOXES = frozenset(BOX_NAMES.split())
"""What mail programs call files without an ending."""
SENT = ("sent", "gesendet", "envoy", "enviad", "inviat", "verzonden")
PASSED_OVER = (
    "spam trash junk drafts templates outbox unsentmessages deleteditems deletedmessages junkemail bulkmail"
)
NOT_READ = frozenset(PASSED_OVER.split())
MOST_MAILS = 1_000_000
LOOKED_AT = 20_000
WEIGHT = 3
"""How much more the mailbox's own notes and the sent mail tell of the owner's address than mere presence."""


def wanted(path: str) -> bool:
    """Whether a file name is that of a mailbox or a mail."""
    base = plain_name(path)
    return base.endswith(ENDINGS) or base in BOXES


def sniff(upload: Upload) -> bool:
    """Whether there is mail in it, by the first headers."""
    return any(_has_mail(upload, name) for name in _names(upload))


def read(upload: Upload, asked: Asked) -> Iterator[Item]:
    """The messages in order, and what is left out and why. A message without a moment is a Fault."""
    names = [name for name in _names(upload) if _has_mail(upload, name)]
    if not names:
        raise BadFile("holds no mail: none of its files begins with the headers of a message")
    threads = Threads()
    for name in names:
        if _folder(name) & NOT_READ:
            yield LeftOut(1, JUNK, name)
            continue
        with upload.open(name) as raw:
            for count, mail in enumerate(read_mails(raw)):
                if count >= MOST_MAILS:
                    raise BadFile(f"has more than {MOST_MAILS:,} messages", name, mail.line)
                yield _item(mail, name, asked, threads)


def who(upload: Upload, asked: Asked) -> list[str]:
    """The addresses that are most likely the owner's, most likely first."""
    counts: Counter[str] = Counter()
    for name in _names(upload):
        is_sent = any(word in part for part in _folder(name) for word in SENT)
        with upload.open(name) as raw:
            for mail in islice(read_mails(raw), LOOKED_AT):
                _count(mail, is_sent, counts)
    return [address for address, _count in counts.most_common(10) if address]


def _count(mail: Mail, is_sent: bool, counts: Counter[str]) -> None:
    senders = parties(mail.said.get("from", ""))
    sender = senders[0].email if senders else ""
    counts[delivered_to(mail)] += WEIGHT
    if why_not(mail, sender):
        return
    for address in {sender, *(party.email for party in recipients_of(mail))}:
        counts[address] += 1
    if is_sent or "sent" in mail.said.get("x-gmail-labels", "").lower():
        counts[sender] += WEIGHT


def _names(upload: Upload) -> list[str]:
    return [name for name in upload.names if upload.single or wanted(name)]


def _has_mail(upload: Upload, name: str) -> bool:
    with upload.open(name) as raw:
        return is_mail(raw)


def _folder(name: str) -> set[str]:
    """The plain names of a mailbox and of the folders it lies in."""
    return {plain_name(part).split(".")[0] for part in name.replace("\\", "/").split("/")}


def _item(mail: Mail, file: str, asked: Asked, threads: Threads) -> Item:
    if threads.is_again(mail):
        return LeftOut(mail.line, AGAIN, file)
    at = moment_of(mail)
    if at is None or (flaw := _implausible(at, asked)):
        said = mail.said.get("date", "")
        return Fault(
            file, mail.line, flaw if at else f"“{shown(said, 40)}” is not a moment" if said else "has no date"
        )
    message = message_of(mail, file, at, threads.conversation(mail, at))
    if isinstance(message, str):
        return LeftOut(mail.line, message, file)
    return _with_owner(message, mail, asked)


def _implausible(at: datetime, asked: Asked) -> str:
    if at.year < EARLIEST:
        return f"the day {at.date().isoformat()} is too long ago"
    return implausible(at.date(), asked.today + timedelta(days=1))  # moments are in UTC


def _with_owner(message: Message, mail: Mail, asked: Asked) -> Item:
    """The message with the owner in it: mail to another address of theirs was delivered to them all the same."""
    if not asked.own_emails or is_owners(message, asked):
        return message
    address = delivered_to(mail)
    if address in asked.own_emails:
        return replace(message, recipients=(*message.recipients, Party(email=address)))
    return LeftOut(message.line, NOT_YOURS, message.file)
