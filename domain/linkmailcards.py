"""The lines under a name in an invitation: what somebody does, where, and where they live."""

import re
from collections.abc import Sequence

from domain.linkmailnames import GREETING
from domain.names import fold

CARD_LINES = 3
LONGEST = 150
_AT = re.compile(r"^(?P<title>.{2,120}?),? (?:at|@|bei|chez|at:) (?P<company>\S.{0,100})$", re.IGNORECASE)
_AREA = re.compile(r"\b(?:area|region|metropolitan|umgebung|raum|county|district)\b", re.IGNORECASE)
_FORM = re.compile(r"\b(?:GmbH|AG|SE|KG|Inc|Ltd|LLC|Corp|plc|B\.?V|S\.?A|e\.? ?V|Oy|AB|A/S|& Co)\b\.?")
_SAYING_WORDS = "i we you ich wir sie du hope looking thanks danke it your my the let please could can war"
_SAYING = frozenset(_SAYING_WORDS.split())


def is_card_line(line: str, *, strictly: bool) -> bool:
    """Whether a line under a name tells what somebody does; `strictly` where it may as well be a note."""
    words = fold(line).split()
    if not words or len(line) > LONGEST or words[0] in _SAYING or GREETING.match(line):
        return False
    if strictly:
        return bool(_AT.match(line)) and line[-1] not in ".!?:,"
    return line[0] not in "\"“„«'" and (line[-1] not in ".!?:," or bool(_FORM.search(line[-12:])))


def card_of(lines: Sequence[str]) -> tuple[str, str, str]:
    """Title, company and place of up to three lines; what is not told is empty."""
    rest = list(lines)
    title, company, place = "", "", ""
    if len(rest) > 1 and _is_place(rest[-1]):
        place = rest.pop()
    if rest and (match := _AT.match(rest[0])):
        title, company = match["title"], match["company"].split(" | ")[0].split(" · ")[0]
        rest.pop(0)
    elif rest:
        title = rest.pop(0)
        company = rest.pop(0) if rest else ""
    if rest and not place:
        place = rest.pop(0)
    return title, company, place


def _is_place(line: str) -> bool:
    """A line that can only be a place: an area, or short parts with commas between them."""
    if _FORM.search(line) or _AT.match(line):
        return False
    parts = line.split(", ")
    return bool(_AREA.search(line)) or (
        2 <= len(parts) <= 3 and all(len(part.split()) <= 3 for part in parts)
    )
