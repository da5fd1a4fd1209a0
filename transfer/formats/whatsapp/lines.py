"""The lines of an exported chat: when, who, what; in the many ways in which phones of the world write them."""

import io
import re
from collections.abc import Iterator
from typing import NamedTuple

from transfer.formats.textlines import read_lines

MOST_NAME = 100
MOST_TEXT = 20_000
_MARKS = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_SPACES = re.compile("[\u00a0\u2007\u202f]")
_DAY = r"(?P<first>\d{1,4})[./-] ?(?P<second>\d{1,2})[./-] ?(?P<third>\d{1,4})\.?"
_HALF_BEFORE = "上午|下午|凌晨|早上|中午|晚上|午前|午後|오전|오후"
_CLOCK = (
    rf"(?:(?P<before>{_HALF_BEFORE}) ?)?(?P<hour>\d{{1,2}})[:.](?P<minute>\d\d)(?:[:.](?P<seconds>\d\d))?"
    r"(?: ?(?P<half>[^\W\d_](?:\.? ?[^\W\d_]){0,12}\.?))?"
)
_BETWEEN = r",? +(?:(?:klo|kl\.?|um|à|às|a las|alle|ore|at|o|в) +)?"
_HEADS = (
    re.compile(rf"(?P<open>\[)?{_DAY}{_BETWEEN}{_CLOCK}(?(open)\] ?| [-–—] )"),
    re.compile(rf"(?P<open>\[)?{_CLOCK},? +{_DAY}(?(open)\] ?| [-–—] )"),
)
AFTERNOON = re.compile(r"p|下午|晚上|午後|오후|μμ|م|ch\b|nachm|du\b|ip\b|odp|dop\. ?p|غروب", re.IGNORECASE)
MORNING = re.compile(r"a|上午|凌晨|早上|午前|오전|πμ|ص|sa\b|vorm|de\b|fp\b|dop", re.IGNORECASE)
OMITTED = re.compile(
    r"omit|weggelassen|ausgeschlossen|omis|omess|weggelaten|attached|angehängt|adjunt|joint|allegat|bijgevoegd|anexad|"
    r"pominięt|udelad|utelämn|utelat|<",
    re.IGNORECASE,
)


class Line(NamedTuple):
    """The beginning of one message: its numbers as written, in their order, and who said what.

    `name` is empty in lines of the program itself; `is_notice` tells of one that it wrote in somebody's name.
    """

    number: int
    day: tuple[int, int, int]
    digits: tuple[int, int, int]
    clock: tuple[int, int, int]
    name: str
    text: str
    is_notice: bool
    has_dots: bool


def read_chat(raw: io.BufferedReader) -> Iterator[Line]:
    """The messages of a chat in order, the further lines of a message put to its text."""
    held: Line | None = None
    more: list[str] = []
    size = 0
    for number, text in read_lines(raw):
        line = parse_line(number, text)
        if line is None:
            size += len(text)
            if size < MOST_TEXT:
                more.append(_MARKS.sub("", text))
            continue
        if held is not None:
            yield _whole(held, more)
        held, more, size = line, [], 0
    if held is not None:
        yield _whole(held, more)


def parse_line(number: int, text: str) -> Line | None:
    """The beginning of a message, or None for a line that goes on with the one before."""
    marked = plain = text[:MOST_TEXT]
    if not text.isascii():
        marked = _SPACES.sub(" ", marked)
        plain = _MARKS.sub("", marked).lstrip()
    if not plain[:1].isdigit() and not plain.startswith("["):
        return None
    for head in _HEADS:
        match = head.match(plain)
        clock = _clock(match) if match else None
        if match and clock:
            colon = marked.find(": ")
            is_marked = colon >= 0 and marked[colon + 2 : colon + 3] == "\u200e"
            return _line(number, match, clock, plain[match.end() :], is_marked)
    return None


def _line(number: int, match: re.Match[str], clock: tuple[int, int, int], rest: str, is_marked: bool) -> Line:
    first, second, third = match["first"], match["second"], match["third"]
    numbers, sizes = (int(first), int(second), int(third)), (len(first), len(second), len(third))
    name, text = _said(rest)
    is_notice = is_marked and not OMITTED.search(text[:200])
    return Line(number, numbers, sizes, clock, name, text, is_notice, match.string[match.end("first")] == ".")


def _clock(match: re.Match[str]) -> tuple[int, int, int] | None:
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["seconds"] or 0)
    half = match["before"] or match["half"] or ""
    if half and 1 <= hour <= 12:
        is_later = bool(AFTERNOON.match(half))
        if not is_later and not MORNING.match(half):
            return None
        hour = hour % 12 + (12 if is_later else 0)
    return (hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def _said(rest: str) -> tuple[str, str]:
    """Who says what in the rest of a line; without a colon nobody does."""
    name, colon, text = rest.partition(": ")
    if not colon and rest.endswith(":"):
        name, colon, text = rest[:-1], ":", ""
    bare = " ".join(name.lstrip("~").split())
    return (bare, text) if colon and bare and len(bare) <= MOST_NAME else ("", rest)


def _whole(line: Line, more: list[str]) -> Line:
    return line._replace(text="\n".join([line.text, *more]).strip()[:MOST_TEXT]) if more else line
