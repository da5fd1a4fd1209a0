"""Guests who stand several in a line: the receivers of a mail, or names in a row."""

import re
from collections.abc import Iterable, Iterator, Sequence

from domain.guests.lines import GuestSaid, NotRead, is_name, is_title, read_line, tidy

_TO = re.compile(
    r"^\s*(?:from|to|cc|bcc|required|optional|organi[sz]er|(?:required |optional )?attendees|von|an|de|à|von|til|fra)"
    r"\s*:\s+(?=\S)",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"^\s*(?:sent|date|subject|when|where|location|importance|reply-to|gesendet|datum|betreff|envoyé|objet|wann|wo)"
    r"\s*:\s",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[^\s<>()\[\],;:\"@]{1,64}@[^\s<>()\[\],;:\"@]{1,190}[\"'>)\]]*")
_EDGES = " \t,;'"
LONGEST = 200_000


def read_lines(lines: Sequence[str]) -> list[GuestSaid | NotRead]:
    """The guests of lines, one in a line or several, and the lines that name nobody."""
    is_alone = sum(1 for line in lines if line.strip()) == 1
    return list(_read(lines, is_alone))


def _read(lines: Iterable[str], is_alone: bool) -> Iterator[GuestSaid | NotRead]:
    for number, line in enumerate(lines, start=1):
        if _ABOUT.match(line):
            yield NotRead(number, tidy(line)[:80])
            continue
        head = _TO.match(line)
        for text in _pieces(
            line[head.end() : LONGEST] if head else line[:LONGEST], is_alone or head is not None
        ):
            if (one := read_line(text, number)) is not None:
                yield one


def _pieces(line: str, is_row: bool) -> list[str]:
    """The line cut into one text for each guest; `is_row` where several names may stand in it without addresses."""
    if line.count("@") > 1 and len(found := list(_MAIL.finditer(line))) > 1:
        return _by_mail(line) if ";" in line else _before_each(line, [match.end() for match in found])
    for mark, fewest in (";", 2), (",", 3):
        parts = [part for part in line.split(mark) if part.strip()]
        if is_row and len(parts) >= fewest and all(map(_is_whole_name, parts)):
            return parts
    return [line]


def _by_mail(line: str) -> list[str]:
    parts = [part.strip(_EDGES) for part in line.split(";")]
    return [
        piece
        for part in parts
        if part
        for piece in (_before_each(part, [match.end() for match in _MAIL.finditer(part)]) or [part])
    ]


def _before_each(line: str, ends: Sequence[int]) -> list[str]:
    pieces = [line[start:end].strip(_EDGES) for start, end in zip((0, *ends), ends, strict=False)]
    rest = line[ends[-1] :].strip(_EDGES) if ends else ""
    return [*pieces, rest] if rest else pieces


def _is_whole_name(text: str) -> bool:
    return " " in text.strip() and is_name(tidy(text)) and not is_title(text)
