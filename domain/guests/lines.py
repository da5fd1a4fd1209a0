"""One line of a guest list: "Ada Lund - CTO at Kiln", "Ada Lund <ada@example.org>", "3. Lund, Ada"."""

import re
import unicodedata
from dataclasses import dataclass
from html import unescape

from domain.keys import email_key
from domain.names import fold

LENGTHS = {"name": 200, "title": 200, "company": 200, "email": 254, "address": 500}
MOST_WORDS = 6
"""A name has hardly more."""
SHOWN = 80
_BULLET = re.compile(r"^(?:[-–—*•·▪▫◦‣●○■□☐☑☒✓✔✗>+]+\s*|\[[ xX]?\]\s*|[(#]?\d{1,4}[.):\]]\s*|\d{1,4}\t+)+")
_EMAIL = re.compile(r"[<(\[]?(?:mailto:)?([^\s<>()\[\],;:\"@]{1,64}@[^\s<>()\[\],;:\"@]{1,190})[>)\]]?")
_PAGE = re.compile(
    r"[<(]?((?:https?://|www\.|(?:[a-z]{2,3}\.)?linkedin\.com/)[^\s<>()\"]{1,500})[>)]?", re.IGNORECASE
)
_CELL = re.compile(r"</?t[dh](?:\s[^<>]{0,500})?>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:a|b|br|body|div|em|font|h[1-6]|html|i|img|li|ol|p|span|strong|table|tbody|tr|u|ul)"
    r"(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
_SAID_OF = re.compile(r"\((?:she|he|they|sie|er|elle|il|hers?|him)\b[^)]{0,30}\)", re.IGNORECASE)
_PLUS = re.compile(r"\s*\(?\+\s?\d{1,2}\)?\s*$")
_IN_BRACKETS = re.compile(r"^(.{1,200}?)\s*\(([^()]{1,200})\)$")
_CUT = re.compile(r"\s+[-–—|·•:]+\s+|\s*[|;]\s*|,\s+|\t+")
_AT = re.compile(r"^(.{0,200}?)\s*(?:\b(?:at|bei|chez|presso|en|@)\s|@\s?)(.+)$", re.IGNORECASE)
_TITLE_WORDS = """
    ceo cto cfo coo cio cmo vp svp evp founder cofounder owner partner director manager head lead engineer developer
    designer consultant analyst professor researcher student president chair editor recruiter sales marketing
    architect scientist advisor coach geschaftsfuhrer leiter leiterin entwickler entwicklerin
"""
_HEADING_WORDS = """
    attendees attendee guests guest participants participant members member going invited organizers organizer hosts
    organisers host speakers speaker linkedin tbc tbd tba name names teilnehmer gaste gast who is coming attending list
"""
_TITLES, _HEADINGS = frozenset(_TITLE_WORDS.split()), frozenset(_HEADING_WORDS.split())


@dataclass(frozen=True, slots=True)
class GuestSaid:
    """One guest as a list tells it, `line` counted from 1; what it does not tell is empty. At least one of name,
    email and address is there. `email` is normalised."""

    line: int
    name: str = ""
    title: str = ""
    company: str = ""
    email: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class NotRead:
    """A line that names nobody, cut for showing."""

    line: int
    text: str


def tidy(text: str) -> str:
    """The text in one line, without what cannot be seen, and without pictures."""
    if not (text.isascii() and text.isprintable()):
        text = "".join(letter if _is_text(letter) else " " for letter in text)
    return " ".join(text.split())


def _is_text(letter: str) -> bool:
    return letter.isprintable() and unicodedata.category(letter) != "So" and letter != "\ufe0f"


def guest_of(line: int, **told: str) -> GuestSaid | None:
    """A guest of these parts, tidied and cut to what is kept; None where they say nobody."""
    parts = {name: tidy(text)[: LENGTHS[name]] for name, text in told.items()}
    if parts.get("address", "").startswith("/in/"):  # as Luma writes LinkedIn's
        parts["address"] = f"https://www.linkedin.com{parts['address']}"[: LENGTHS["address"]]
    parts["email"] = (email_key(parts.get("email", "")) or "")[: LENGTHS["email"]]
    if not (is_name(parts.get("name", "")) or not parts.get("name")):
        parts["name"] = ""
    if not (parts.get("name") or parts["email"] or parts.get("address")):
        return None
    return GuestSaid(line, **parts)


def is_name(text: str) -> bool:
    """Whether a text can be what somebody is called: a few words of letters, no sentence and no heading."""
    words = text.split()
    if not 1 <= len(words) <= MOST_WORDS or len(text) > LENGTHS["name"] or text.endswith((":", "?", "!")):
        return False
    if any(letter.isdigit() for letter in text) or not any(letter.isalpha() for letter in text):
        return False
    return not (set(fold(text).split()) and set(fold(text).split()) <= _HEADINGS)


def read_line(line: str, number: int) -> GuestSaid | NotRead | None:
    """The guest of a line; None for an empty one."""
    text = line.strip()[:2_000]
    if not tidy(text):
        return None
    text, email = _taken(_BULLET.sub("", unescape(text)), _EMAIL)
    text, address = _taken(text, _PAGE)
    text = _TAG.sub(" ", _CELL.sub("\t", text)) if "<" in text else text
    text = _PLUS.sub("", _SAID_OF.sub(" ", text)).strip(" ,;|\t-–—")
    name, title, company = _parts(text)
    if is_name(name) or not tidy(text):
        found = guest_of(number, name=name, title=title, company=company, email=email, address=address)
    else:
        found = guest_of(number, email=email, address=address) if email_key(email) else None
    return found or NotRead(number, tidy(line)[:SHOWN])


def _taken(text: str, pattern: re.Pattern[str]) -> tuple[str, str]:
    """The text without the first match, and that."""
    match = pattern.search(text)
    if match is None:
        return text, ""
    return f"{text[: match.start()]} {text[match.end() :]}", match[1].rstrip(".,;")


def _parts(text: str) -> tuple[str, str, str]:
    """Name, title and company of a line without addresses."""
    brackets = _IN_BRACKETS.match(text)
    if brackets and not _CUT.search(text):
        return brackets[1], *work_of([brackets[2]])
    cells = [tidy(cell).strip("\"'“”„ ") for cell in _CUT.split(text)]
    cells = [cell for cell in cells if cell]
    if not cells:
        return "", "", ""
    if len(cells) > 1 and _is_family(cells[0]) and " " not in cells[1] and "," in text:
        cells = [f"{cells[1]} {cells[0]}", *cells[2:]]  # "Lund, Ada", as lists are sorted
    elif len(cells) > 1 and " " not in cells[0] and "\t" in text and " " not in cells[1]:
        cells = [f"{cells[0]} {cells[1]}", *cells[2:]]  # first and last name in columns of their own
    elif len(cells) == 1 and (match := _AT.match(cells[0])) and is_name(match[1]):
        cells = [match[1], match[2]]
    return cells[0], *work_of(cells[1:])


def _is_family(text: str) -> bool:
    """Whether a text is a family name alone: "Lund", "van der Berg"."""
    return all(word.islower() for word in text.split()[:-1])


def work_of(cells: list[str]) -> tuple[str, str]:
    """Title and company of what follows a name: "CTO at Kiln", "Kiln", or "CTO" and "Kiln"."""
    if not cells:
        return "", ""
    if match := _AT.match(cells[0]):
        return match[1].strip(" ,"), match[2].strip()
    if len(cells) == 1:
        return ("", cells[0]) if not is_title(cells[0]) else (cells[0], "")
    return (cells[1], cells[0]) if is_title(cells[1]) and not is_title(cells[0]) else (cells[0], cells[1])


def is_title(text: str) -> bool:
    """Whether a text is what somebody does: "CTO", "Head of Sales"."""
    return not _TITLES.isdisjoint(fold(text).split())
