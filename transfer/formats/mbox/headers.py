"""The headers of mail messages, one message at a time, out of mailboxes of any size; bodies are passed over."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.errors import HeaderParseError
from email.header import decode_header

from transfer.formats.textlines import decoded

KEPT = """
    from to cc date message-id references in-reply-to sender list-id list-unsubscribe list-post precedence
    auto-submitted x-autoreply x-autorespond x-spam-flag x-gmail-labels delivered-to x-delivered-to received
    x-mozilla-status subject x-original-to
"""
FORMS = frozenset((b"from", b"to", b"cc", b"date", b"message-id", b"subject", b"received", b"return-path"))
"""Headers by which a mail is known."""
MOST_BYTES = 256 * 1024  # of the headers of one message; the rest of them is left out
MOST_LETTERS = 60_000  # of one header; the rest of it is left out
BLOCK = 1024 * 1024
LONGEST_FROM = 300
_HEADER = re.compile(rb"([!-9;-~]{1,76})[ \t]*:")
_WANTED = re.compile(
    rb"^(" + "|".join(KEPT.split()).encode() + rb")[ \t]*:[ \t]*([^\n]*(?:\n[ \t][^\n]*)*)",
    re.IGNORECASE | re.MULTILINE,
)
_START = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s*\d{1,12}[ \t]*\r?\n)?\s*")
_END = re.compile(rb"\n\r?\n|\A\r?\n")
_FROM_LINE = re.compile(rb"From (?:\S.*\d\d:\d\d|-?\s*$|\S+@\S+\s*$)")
_FOLD = re.compile(r"[\r\n]+[ \t]*")


@dataclass(slots=True)
class Mail:
    """The headers of one message by their names in small letters, as written; `envelope` is its "From " line."""

    line: int
    envelope: str = ""
    said: dict[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A header with its encoded words read; "" where there is none."""
        written = self.said.get(name, "")
        return decode(written) if "=?" in written else written


def read_mails(raw: io.BufferedReader) -> Iterator[Mail]:
    """The messages of an mbox, or the one of a single file, in order.

    A message begins with a line "From " at the start or behind a blank line. What has none of the headers that
    are read was a line of a letter that only looked like a beginning.
    """
    window = _Window(raw)
    window.begin()
    while not window.is_done:
        line, envelope = window.line, window.from_line()
        said = _headers(window.block())
        if said:
            yield Mail(line, envelope, said)
        window.skip_body()


def is_mail(raw: io.BufferedReader) -> bool:
    """Whether a file begins as a mailbox or a mail does: with at least two of the headers each mail has."""
    start = raw.peek(16_384)[:16_384].lstrip(b"\xef\xbb\xbf\r\n")
    lines = start.split(b"\n")[:200]
    if lines and lines[0].strip().isdigit():
        lines = lines[1:]
    is_box = bool(lines and _FROM_LINE.match(lines[0].rstrip(b"\r")))
    found = set()
    for line in lines[1:] if is_box else lines:
        if not line.strip():
            break
        match = _HEADER.match(line)
        if match:
            found.add(match[1].lower())
        elif not is_box and line[:1] not in (b" ", b"\t", b">"):
            return False
    return len(found & FORMS) >= (1 if is_box else 2)


def decode(text: str) -> str:
    """Encoded words (RFC 2047) read, whatever they say about themselves; the text itself where they cannot be."""
    try:
        parts = decode_header(text)
    except (HeaderParseError, ValueError):
        return text
    return "".join(part if isinstance(part, str) else _from_bytes(part, charset) for part, charset in parts)


def _from_bytes(part: bytes, charset: str | None) -> str:
    try:
        text = part.decode(charset or "ascii").replace("\0", "")
        return text.encode(errors="replace").decode()  # some charsets give halves of letters
    except (LookupError, UnicodeError, ValueError):
        return decoded(part)


def _headers(block: bytes) -> dict[str, str]:
    """The first of each wanted header, unfolded."""
    said: dict[str, str] = {}
    for name, value in _WANTED.findall(block):
        key = name.lower().decode()
        if key not in said:
            text = decoded(value[:MOST_LETTERS])
            said[key] = (_FOLD.sub(" ", text) if "\n" in text else text).strip()
    return said


class _Window:
    """A part of the file, moved on as it is read, and the number of the line at its beginning."""

    def __init__(self, raw: io.BufferedReader) -> None:
        self.raw, self.text, self.at, self.line = raw, b"", 0, 1
        self.is_over = self.is_done = False

    def begin(self) -> None:
        """Go to the first message; a single .emlx begins with how many bytes it has."""
        self._more()
        start = _START.match(self.text)
        self._go(start.end() if start else 0)
        self.is_done = self.at >= len(self.text)

    def from_line(self) -> str:
        """The line "From " of the message that begins here, passed over; "" where it has none."""
        if not self.text.startswith(b"From ", self.at):
            return ""
        end = self.text.find(b"\n", self.at)
        line = self.text[self.at : end if end >= 0 else len(self.text)]
        self._go(end + 1 if end >= 0 else len(self.text))
        return decoded(line[:300].rstrip())

    def block(self) -> bytes:
        """The headers, up to the blank line behind them, before which the window stays."""
        while (end := _END.search(self.text, self.at)) is None and not self.is_over:
            if len(self.text) - self.at > MOST_BYTES:
                break
            self._more()
        stop = end.start() if end else len(self.text)
        block = self.text[self.at : min(stop, self.at + MOST_BYTES)]
        self._go(stop)
        return block

    def skip_body(self) -> None:
        """Go on to the next message."""
        start = self.at
        while True:
            found = self.text.find(b"\nFrom ", start)
            if found < 0 and self.is_over:
                self.is_done = True
                return
            if not self.is_over and (found < 0 or found + LONGEST_FROM > len(self.text)):
                at = found if found >= 0 else len(self.text)
                self._go(max(self.at, at - 10))
                self._more()
                start = 0
            elif self._is_beginning(found):
                self._go(found + 1)
                return
            else:
                start = found + 1

    def _is_beginning(self, newline: int) -> bool:
        """Whether a blank line is before, and the whole line looks like that of a mailbox."""
        before = self.text[max(0, newline - 2) : newline]
        if not before.endswith((b"\n", b"\n\r")) and newline > 1:
            return False
        return bool(_FROM_LINE.match(self.text[newline + 1 : newline + LONGEST_FROM].split(b"\n")[0]))

    def _go(self, at: int) -> None:
        self.line += self.text.count(b"\n", self.at, at)
        self.at = at

    def _more(self) -> None:
        block = self.raw.read(BLOCK)
        self.is_over = not block
        self.text, self.at = self.text[self.at :] + block, 0
