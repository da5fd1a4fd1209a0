"""Names of mutual acquaintances as they are copied from a profile: one a line, or with semicolons or commas."""

import re
import unicodedata
from collections.abc import Iterator

from domain.names import fold

READ_AT_MOST = 20_000
MOST_NAMES = 300
MOST_WORDS = 5
_DEGREE = re.compile(
    r"\s*[•·∙‧-]?\s*\b(?:1st|2nd|3rd\+?|[123]\.?°|[123]\.)(?:\s*(?:degree|grades?)\b.*)?\s*$", re.I
)
_VIEW = re.compile(r"^(?:view|visit)\s+(.+?)[’']s?\s+(?:profile|page).*$", re.I)
_OTHERS = re.compile(
    r"[,\s]*(?:\b(?:and|und|et|y|e|en)\b|&)?\s*\b\d+\s+"
    r"(?:others?|more|weitere|anderen?|autres?|otr[oa]s?|altr[ie])\b.*$"
    r"|\s*\b(?:is|are|sind|ist)\b(?:\s+\w+)?\s+(?:mutual|gemeinsame)\b.*$",
    re.I,
)
_LABEL = re.compile(r"^(?:mutual (?:connections?|friends?)|gemeinsame (?:kontakte|freunde))\s*:?\s*", re.I)
_BRACKET = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_TITLES = re.compile(r"^(?:(?:dr|prof|mr|mrs|ms|herr|frau|dipl|ing)\.?\s+)+(?=\S)", re.I)
_AND = re.compile(r"\s+(?:and|und|et|&)\s+")
_NUMBER = re.compile(r"^\s*\d{1,3}[.)]\s+(?=\D)")
_HEADLINE = re.compile(r"[|@/]|\b\d|\s(?:at|bei|of|for|für|in)\s|\bhttps?:|…|\.\.\.")
_BUTTON_WORDS = """
    message connect follow following pending mutual connections connection friends status is online offline
    reachable more see all nachricht vernetzen folgen add friend show
"""
_BUTTONS = frozenset(_BUTTON_WORDS.split())
_LETTERS_AFTER = "phd md mba cpa pe pmp msc bsc ma dr jr sr ii iii esq mph rn llm"
_AFTER_NAMES = frozenset(_LETTERS_AFTER.split())


def mutual_names(text: str) -> list[str]:
    """The names in a pasted text, each once, in their order; at most 300.

    Degree marks ("1st"), signs, brackets, buttons and lines that tell what somebody does are left out where they can
    be told from names.
    """
    found: dict[str, str] = {}
    for part in _parts(text[:READ_AT_MOST]):
        name = _tidy(part)
        if name and _may_be_a_name(name):
            found.setdefault(fold(name), name)
    return list(found.values())[:MOST_NAMES]


def _parts(text: str) -> Iterator[str]:
    for line in re.split(r"[\n\r;\t]+", text):
        yield from _of_line(_LABEL.sub("", _OTHERS.sub("", _NUMBER.sub("", line)).strip()))


def _of_line(line: str) -> list[str]:
    """A line is one name, or several with commas or an "and" between two whole ones: "Lund, Bo" is one."""
    pieces = [piece for piece in map(str.strip, line.split(",")) if fold(piece) not in _AFTER_NAMES]
    if len(pieces) == 1 and all(len(name.split()) > 1 for name in _AND.split(line)):
        return _AND.split(pieces[0])
    whole = [piece for piece in pieces if len(piece.split()) > 1]
    if len(pieces) < 2 or (len(pieces) == 2 and len(whole) < 2 and len(pieces[0].split()) == 1):
        return [", ".join(pieces)]
    *first, last = pieces
    return [*first, *_AND.split(last)]


def _tidy(part: str) -> str:
    """Without marks and signs; "Lund, Bo" turned round."""
    viewed = _VIEW.sub(r"\1", part.strip())
    bare = _DEGREE.sub("", _BRACKET.sub("", viewed))
    shown = "".join(char if _belongs(char) else " " for char in bare)
    name = _TITLES.sub("", " ".join(shown.split())).strip(" -,.'’")
    family, comma, given = name.partition(",")
    return f"{given.strip()} {family.strip()}".strip() if comma else name


def _belongs(char: str) -> bool:
    """Letters with their marks, and the signs that names, or lines which are none, are told by."""
    return char.isalnum() or char in "-'’., |@/…" or unicodedata.category(char).startswith("M")


def _may_be_a_name(text: str) -> bool:
    words = fold(text).split()
    if not words or len(words) > MOST_WORDS or _HEADLINE.search(text):
        return False
    return not _BUTTONS.issuperset(words)
