"""A line of the quick log, taken apart before it is understood: head, words, note, follow-up."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.names import fold
from domain.quickkinds import STRONG, WEAK

READ_CHARACTERS, READ_WORDS = 400, 60
"""Only so much of a line is read as grammar; what follows is note."""
LONGEST_NAME = 5

NAME, UNKNOWN, DAY, TIME, PLACE, KIND, WEAK_KIND = (
    "name",
    "unknown",
    "day",
    "time",
    "place",
    "kind",
    "weak kind",
)
"""What a word of the head was understood as."""

_ASK = re.compile(r"(?:^|(?<=\s))![^\S\n]*(?=[\w@])")
_DASH = re.compile(r"(?:(?<=\s)|^)(?:[-–—]+(?=\s|$)|--+|–)|—|(?<=\S)–(?=\s)")
_STOP = re.compile(r"(?<=\S):(?=\s)|\n|(?<=[.!?])[^\S\n]+(?=[^\W\d_a-z])")
_SHORTENED = re.compile(
    r"(?:^|\W)(?:\d+|[^\W\d_]|dr|mr|mrs|ms|prof|st|jr|sr|vs|jan|feb|mar|apr|aug|sept?|oct|nov|dec)\.$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[,;&+()]|[^\s,;&+()]+")
_EDGES = "\"'“”„‘’«».!?:…"
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Word:
    """One word: `text` without quotes and stops, its place, its folded key, and the key without a ’s."""

    text: str
    start: int
    end: int
    key: str
    base: str
    is_at: bool
    ends: bool

    @property
    def is_capital(self) -> bool:
        """Written like a name; scripts without capitals always are."""
        first = self.text.lstrip("@")[:1]
        return first.isalpha() and first == first.upper()


@dataclass(frozen=True, slots=True)
class Line:
    """A line taken apart: `body` is all but the follow-up; `head` is read, `note` and `rest` are kept."""

    body: str
    head: str
    words: tuple[Word, ...]
    note: str
    rest: str
    asked: str | None


@dataclass(slots=True)
class Reading:
    """A head being understood: each word gets the label of the part that claims it; "" is free."""

    text: str
    words: tuple[Word, ...]
    labels: list[str]

    def key(self, index: int) -> str:
        """The key of a word, "" beyond the ends."""
        return self.words[index].key if 0 <= index < len(self.words) else ""

    def is_free(self, index: int) -> bool:
        """Whether there is such a word and nothing has claimed it."""
        return 0 <= index < len(self.words) and not self.labels[index]

    def claim(self, start: int, end: int, label: str) -> None:
        """Label the words `start` to `end` (exclusive)."""
        self.labels[start:end] = [label] * (end - start)

    def claim_span(self, start: int, end: int, label: str) -> None:
        """Label the words that share a character with a stretch of the text."""
        for index, word in enumerate(self.words):
            if word.start < end and start < word.end:
                self.labels[index] = label

    def masked(self) -> str:
        """The text with all claimed words blanked out, every other character in its place."""
        text = list(self.text)
        for word, label in zip(self.words, self.labels, strict=True):
            if label:
                text[word.start : word.end] = "\0" * (word.end - word.start)
        return "".join(text)

    def slice(self, start: int, end: int) -> str:
        """The text of the words `start` to `end` (exclusive), as typed."""
        return self.text[self.words[start].start : self.words[end - 1].end]


def split(line: str) -> Line:
    """The parts of a line. Nothing is dropped but the marks between the parts and blanks at their edges."""
    body, asked = _take_ask(line.strip())
    window = _window(body)
    mark = _separator(window)
    head = body[: mark.start()] if mark else window
    words, end = read_words(head)
    cut = len(head) if end is None else end
    note = body[mark.end() :].strip() if mark else ""
    rest = "" if mark and end is None else body[cut : mark.start() if mark else None].strip()
    return Line(body.strip(), head[:cut], words, note, rest, asked)


def read_words(text: str) -> tuple[tuple[Word, ...], int | None]:
    """The first 60 words of a text, and where they end when there are more."""
    words: list[Word] = []
    for match in _WORD.finditer(text):
        if len(words) == READ_WORDS:
            return tuple(words), words[-1].end
        words.append(_word(match))
    return tuple(words), None


def grams_of(line: str) -> frozenset[str]:
    """Every folded spelling of one to five words that may be looked up for a line without favours."""
    parts = split(line)
    asked, _ = read_words((parts.asked or "")[:READ_CHARACTERS])
    found = {key for word in asked for key in (word.key, word.base)}
    return frozenset(found | runs(parts.words)) - {""}


def runs(words: Sequence[Word]) -> set[str]:
    """The spellings of all runs of one to five of these words."""
    found: set[str] = set()
    for start in range(len(words)):
        for end in range(start + 1, min(start + LONGEST_NAME, len(words)) + 1):
            found.update(grams(words[start:end]))
    return found


def grams(words: Sequence[Word]) -> tuple[str, ...]:
    """The spellings a run of words may stand for: as written, then without a ’s. None across a comma."""
    if any(not word.key.replace(" ", "").isalnum() for word in words):
        return ()
    before = _joined(word.key for word in words[:-1])
    return tuple(dict.fromkeys(f"{before} {key}".strip() for key in (words[-1].key, words[-1].base)))


def _joined(keys: Iterable[str]) -> str:
    return " ".join(keys)


def _word(match: re.Match[str]) -> Word:
    raw = match[0]
    text = raw.strip(_EDGES) or raw
    key = fold(text) or text
    base = fold(_POSSESSIVE.sub("", raw.rstrip(".!?:…"))) or key
    ends = raw.endswith((".", "!", "?", "…")) and not _SHORTENED.search(raw)
    return Word(text, match.start(), match.end(), key, base, raw.startswith("@") and len(raw) > 1, ends)


def _take_ask(text: str) -> tuple[str, str | None]:
    """The line without its follow-up, and that: from "!" to the end of the line or to the first dash."""
    mark = _ASK.search(text)
    if not mark:
        return text, None
    end = text.find("\n", mark.end())
    end = len(text) if end < 0 else end
    if not _separator(_window(text[: mark.start()])):
        dash = _DASH.search(text, mark.end(), end)
        end = dash.start() if dash else end
    gap = "" if text[end : end + 1] == "\n" else " "
    body = text[: mark.start()].rstrip() + gap + text[end:]
    return body.strip(), text[mark.end() : end].strip()


def _window(body: str) -> str:
    """The start of the body that is read, never ending within a word."""
    if len(body) <= READ_CHARACTERS:
        return body
    start = body[: READ_CHARACTERS + 1]
    cut = max(start.rfind(blank) for blank in (" ", "\n", "\t"))
    return body[: max(cut, 0)]


def _separator(window: str) -> re.Match[str] | None:
    """What ends the head: the first dash, or once a kind and a second word stand there, a colon, a full stop
    or a new line."""
    dash = _DASH.search(window)
    told = _told_from(window)
    for stop in _STOP.finditer(window, told, dash.start() if dash else len(window)):
        if not _SHORTENED.search(window[: stop.start()].rstrip()):
            return stop
    return dash


def part_end(text: str, start: int, end: int) -> int:
    """Where a part of its own is over, `end` at the latest: at a follow-up, a dash, a new line, a sentence’s end."""
    marks = (_ASK.search(text, start, end), _DASH.search(text, start, end))
    end = min([end, *(mark.start() for mark in marks if mark)])
    for stop in _STOP.finditer(text, start, end):
        if not _SHORTENED.search(text[start : stop.start()].rstrip()):
            return stop.start()
    return end


def _told_from(window: str) -> int:
    """Where the first kind and two words are over."""
    words, _ = read_words(window)
    told = next((at for at, word in enumerate(words) if word.key in STRONG or word.key in WEAK), len(words))
    return words[max(told, 1)].end - 1 if max(told, 1) < len(words) else len(window)
