"""Items of a JSON file one at a time, by where they are in it: large lists are never held as a whole.

A place is a tuple of keys; "[]" stands for an item of a list: ("friends_v2", "[]").
"""

import codecs
import io
import json
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from transfer.formats.faults import BadFile, Fault
from transfer.formats.jsontext import storable

MOST_TEXT = 4 * 1024 * 1024  # characters of one item
BLOCK = 256 * 1024
DEEPEST = 12
MOST_VALUES = 250_000  # looked at; what lies inside of them is not counted
ITEM = "[]"
UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
Place = tuple[str, ...]
_SPACE = re.compile(r"\s*")
_NEXT = re.compile(r"\s*,\s*(?=[^\s\]])")
_decode = json.JSONDecoder().raw_decode


class Found(NamedTuple):
    """One value that was asked for: its line, its place and what it is."""

    line: int
    place: Place
    value: object


class _Damaged(ValueError):
    """What follows is no JSON."""


def read_items(
    raw: io.BufferedReader,
    *,
    file: str,
    wanted: Callable[[Place], bool],
    prefix: str = "",
    most: int = MOST_VALUES,
) -> Iterator[Found | Fault]:
    """Every value at a wanted place, in order; where the file breaks off or is damaged, a Fault as the last.

    Text before the first bracket is passed over when `prefix` is what it starts with. Raises BadFile where not
    even the beginning is JSON, and where more than `most` values have to be looked at.
    """
    reader = _Reader(raw, wanted, most)
    try:
        reader.begin(prefix)
    except BadFile:
        raise
    except (ValueError, RecursionError) as error:
        raise BadFile("is not JSON, or a damaged file", file, 1) from error
    try:
        yield from reader.values((), 0)
    except BadFile:
        raise
    except (ValueError, RecursionError) as error:
        if reader.count > most:
            raise BadFile(f"has more than {most:,} entries", file, reader.line) from error
        yield Fault(file, reader.line, "is damaged or ends here; what follows could not be read")


def starts_like_json(raw: io.BufferedReader) -> bool:
    """Whether the first letters are those of a JSON object or list."""
    start = raw.peek(64)[:64]
    if start.startswith(UTF16_MARKS):
        start = start.decode("utf-16", "ignore").encode()
    return start.removeprefix(codecs.BOM_UTF8).lstrip()[:1] in (b"{", b"[")


class _Reader:
    """A window on the text, moved on as it is read."""

    def __init__(self, raw: io.BufferedReader, wanted: Callable[[Place], bool], most: int) -> None:
        code = "utf-16" if raw.peek(2).startswith(UTF16_MARKS) else "utf-8-sig"
        self.stream = io.TextIOWrapper(raw, encoding=code, errors="replace")
        self.wanted, self.most = wanted, most
        self.text, self.at, self.line, self.counted, self.is_over = "", 0, 1, 0, False
        self.count = 0

    def begin(self, prefix: str) -> None:
        """Go to the first bracket."""
        self._more(BLOCK)
        self._skip_space()
        if prefix and self.text.startswith(prefix, self.at):
            equals = self.text.find("=", self.at, self.at + 300)
            self.at = equals + 1 if equals >= 0 else self.at
        if self._peek() not in ("[", "{"):
            raise _Damaged

    def values(self, place: Place, depth: int) -> Iterator[Found]:
        """What is wanted of the value that begins here, and then stand behind it."""
        letter = self._peek()
        self.count += 1
        if self.count > self.most:
            raise _Damaged
        if self.wanted(place):
            line = self._line()
            yield Found(line, place, self._value())
        elif letter == "{" and depth < DEEPEST:
            yield from self._members(place, depth)
        elif letter == "[" and depth < DEEPEST:
            yield from self._list(place, depth)
        else:
            self._value()

    def _members(self, place: Place, depth: int) -> Iterator[Found]:
        self.at += 1
        if self._ends_with("}"):
            return
        while True:
            if self._peek() != '"':
                raise _Damaged
            key = str(self._value())
            self._take(":")
            yield from self.values((*place, key), depth + 1)
            if not self._goes_on("}"):
                return

    def _list(self, place: Place, depth: int) -> Iterator[Found]:
        self.at += 1
        if self._ends_with("]"):
            return
        below = (*place, ITEM)
        while True:
            yield from self.values(below, depth + 1)
            match = _NEXT.match(self.text, self.at)
            if match:
                self.at = match.end()
            elif not self._goes_on("]"):
                return

    def _value(self) -> object:
        """The whole value that begins here."""
        size = BLOCK
        while True:
            try:
                value, end = _decode(self.text, self.at)
            except ValueError:
                end = len(self.text)
                if self.is_over:
                    raise
            if end < len(self.text) or self.is_over:
                said, self.at = self.text[self.at : end], end
                safe = storable(said)
                return value if safe is said else json.loads(safe)
            if len(self.text) - self.at > MOST_TEXT:
                raise _Damaged
            self._more(size)
            size *= 2

    def _peek(self) -> str:
        if self.at >= len(self.text) or self.text[self.at].isspace():
            self._skip_space()
        if self.at >= len(self.text):
            raise _Damaged
        return self.text[self.at]

    def _take(self, letter: str) -> None:
        if self._peek() != letter:
            raise _Damaged
        self.at += 1

    def _ends_with(self, letter: str) -> bool:
        if self._peek() != letter:
            return False
        self.at += 1
        return True

    def _goes_on(self, end: str) -> bool:
        """Behind a member: whether another follows rather than the end. A comma before the end is forgiven."""
        if self._ends_with(end):
            return False
        self._take(",")
        return not self._ends_with(end)

    def _skip_space(self) -> None:
        while True:
            match = _SPACE.match(self.text, self.at)
            self.at = match.end() if match else self.at
            if self.at < len(self.text) or self.is_over:
                return
            self._more(BLOCK)

    def _line(self) -> int:
        self.line += self.text.count("\n", self.counted, self.at)
        self.counted = self.at
        return self.line

    def _more(self, size: int) -> None:
        """Let go of what was read and take in more."""
        self._line()
        block = self.stream.read(size)
        self.is_over = not block
        self.text, self.at, self.counted = self.text[self.at :] + block, 0, 0
