"""A stream of bytes cut into the raw text of single cards, whatever lies between them."""

import codecs
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

MAX_CARD = 16 * 1024 * 1024
MAX_LINES = 3_000_000
MAX_MARKS = 500_000
"""Lines that begin or end a card."""
UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_MARK = re.compile(rb"\n(?:\xef\xbb\xbf)?(BEGIN|END)[ \t]*:[ \t]*VCARD[ \t\r]*(?=\n)", re.IGNORECASE)
_AGENT = re.compile(rb"\n(?:[\w-]+\.)?AGENT[^\n:]*:\s*\Z", re.IGNORECASE)
_LOOKS_BACK = 200


class Flaw(NamedTuple):
    """A card that cannot be read: the line on which it begins, and why."""

    line: int
    reason: str


class CardsError(ValueError):
    """The stream is beyond what any address book holds."""

    def __init__(self, reason: str, line: int) -> None:
        self.reason, self.line = reason, line
        super().__init__(reason, line)


class Raw(NamedTuple):
    """The lines between BEGIN and END, each ended by a line feed, and the number of the line with BEGIN."""

    line: int
    text: bytes


def raw_cards(blocks: Iterable[bytes]) -> Iterator[Raw | Flaw]:
    """Cut blocks of bytes into cards, in one pass; one card and one block are in memory at a time.

    Raises CardsError beyond MAX_LINES.
    """
    return _Cutter().cut(blocks)


class _Cutter:
    """`text` is what is not dealt with yet; `line` counts the line feeds before `counted`, an offset in it.

    `begun` is where the text of the open card starts, -1 outside of one; `depth` counts the agents open in it.
    """

    def __init__(self) -> None:
        self.text = b"\n"  # so that every line follows a line feed
        self.line = self.counted = self.at = 0
        self.begun, self.begun_line, self.depth = -1, 0, 0
        self.marks = 0

    def cut(self, blocks: Iterable[bytes]) -> Iterator[Raw | Flaw]:
        waiting: list[bytes] = []
        for block in _as_utf8(blocks):
            waiting.append(block)
            if len(waiting) * len(block) < len(self.text) // 2:
                continue  # a large card grows by halves, or copying it would take most of the time
            self.text += b"".join(waiting)
            waiting.clear()
            yield from self._marks()
            yield from self._let_go()
        self.text += b"".join(waiting) + b"\n"
        yield from self._marks()
        if self.begun >= 0:
            yield Flaw(self.begun_line, "has no END:VCARD; the file may be cut off")

    def _marks(self) -> Iterator[Raw | Flaw]:
        for mark in _MARK.finditer(self.text, self.at):
            self.at = mark.end()
            self.marks += 1
            if self.marks > MAX_MARKS:
                self._count(self.at)
                raise CardsError(f"has more than {MAX_MARKS // 2:,} cards", self.line)
            if mark.start() == self.begun and mark[1][:1] in b"Bb":
                self.begun = self.at  # one that has nothing in it
                continue
            found = self._end(mark) if mark[1][:1] in b"Ee" else self._begin(mark)
            if found:
                yield found
        self.at = max(self.at, self.text.rfind(b"\n"))

    def _begin(self, mark: re.Match[bytes]) -> Flaw | None:
        """A card in an open one is its agent, or the open one was never ended."""
        if self.begun >= 0 and _AGENT.search(
            self.text, max(self.begun, mark.start() - _LOOKS_BACK), mark.start() + 1
        ):
            self.depth += 1
            return None
        is_lost = self.begun >= 0 and bool(self.text[self.begun : mark.start()].strip())
        flaw = Flaw(self.begun_line, "has no END:VCARD before the next card begins") if is_lost else None
        self._count(mark.start() + 1)
        self.begun, self.begun_line, self.depth = mark.end(), self.line, 0
        return flaw

    def _end(self, mark: re.Match[bytes]) -> Raw | None:
        if self.begun < 0 or self.depth:
            self.depth -= 1 if self.depth else 0
            return None
        text = self.text[self.begun + 1 : mark.start() + 1]
        self.begun = -1
        return Raw(self.begun_line, text)

    def _let_go(self) -> Iterator[Flaw]:
        """Forget what was dealt with; an open card that grows beyond all measure, too."""
        if self.begun >= 0 and len(self.text) - self.begun > MAX_CARD:
            yield Flaw(self.begun_line, f"is larger than {MAX_CARD // 1024 // 1024} MB")
            self.begun = -1
        done = self.begun if self.begun >= 0 else self.at
        if self.begun < 0 and len(self.text) - done > _LOOKS_BACK:
            done = len(self.text)  # in the middle of a line that is no mark
        self._count(done)
        if self.line > MAX_LINES:
            raise CardsError(f"has more than {MAX_LINES:,} lines", self.line)
        self.text, self.at, self.counted = self.text[done:], max(0, self.at - done), 0
        self.begun = min(self.begun, 0)

    def _count(self, offset: int) -> None:
        self.line += self.text.count(b"\n", self.counted, offset)
        self.counted = offset


def _as_utf8(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The same without a mark, NULs, and line ends of old Macs; UTF-16 with its mark becomes UTF-8."""
    decoder: codecs.IncrementalDecoder | None = None
    is_mac, is_first = False, True
    for block in blocks:
        if is_first:
            encoding = UTF16.get(block[:2])
            decoder = codecs.getincrementaldecoder(encoding)("replace") if encoding else None
            block = block.removeprefix(codecs.BOM_UTF8)[2 if encoding else 0 :]
        if decoder:
            block = decoder.decode(block).encode("utf-8", "replace")
        if is_first:
            is_mac, is_first = b"\r" in block[:-1] and b"\n" not in block, False
        block = block.replace(b"\0", b"")
        yield block.replace(b"\r", b"\n") if is_mac else block
