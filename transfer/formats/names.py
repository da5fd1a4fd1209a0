"""People's names as networks write them: with degrees, emoji and pronouns around them."""

import re
import unicodedata

MAX_NAME = 200
# What follows a name without a comma. Short degrees that are also surnames (Ma, Do) need a comma.
DEGREE_WORDS = """
    phd mba md msc bsc llm llb jd cpa cfa pmp cissp esq dds dvm rn acca emba mph edd dphil mphil cpsm csm sphr
    phr shrm-cp pmi-acp
"""
DEGREES = frozenset(DEGREE_WORDS.split())
LINEAGE = frozenset({"jr", "sr", "ii", "iii", "iv"})
COMPANY_WORDS = "inc ltd llc llp plc corp co gmbh ag kg ug ohg sa sas sarl srl bv nv ab oy as"
COMPANIES = frozenset(COMPANY_WORDS.split())

_EMOJI = re.compile(
    "[\U0001f000-\U0001faff\u2190-\u21ff\u2300-\u27bf\u2900-\u297f\u2b00-\u2bff\u3030\ufe00-\ufe0f]"
)
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ud800-\udfff\ufeff\U000e0000-\U000e01ef]"
)
_MARKS = re.compile("[®™©℠]")
_JOINER_ALONE = re.compile("(?<!\\S)[\u200c\u200d]+|[\u200c\u200d]+(?!\\S)")
_PRONOUNS = re.compile(r"\(\s*\w+\s*/\s*\w+(?:\s*/\s*\w+)?\s*\)")


def tidy_name(text: str) -> str:
    """A given or family name without emoji, pronouns, degrees and what follows a comma; NFC, single spaces.

    May leave nothing. Example: "Bell 🚀, PhD, MBA" gives "Bell".
    """
    bare = _PRONOUNS.sub(" ", _MARKS.sub("", _EMOJI.sub(" ", clean(text))))
    bare = _spaced(_JOINER_ALONE.sub("", bare).split(",")[0])
    words = bare.split(" ")
    while len(words) > 1 and _bare_word(words[-1]) in DEGREES:
        words.pop()
    return " ".join(words).strip(" |-–·")


def turned(text: str) -> tuple[str, str]:
    """Given and family name of "Family, Given"; twice nothing for all else, "Bell, PhD" and "Bell, Ltd" too."""
    family, comma, given = (part.strip() for part in text.partition(","))
    if not (family and given) or "," in given or any(letter.isdigit() for letter in text):
        return "", ""
    last = _bare_word(given.split(" ")[-1])
    is_name = last not in DEGREES and last not in LINEAGE and last not in COMPANIES
    return (given, family) if comma and is_name else ("", "")


def clean(text: str) -> str:
    """Text for one line: NFC, single spaces, no control or direction characters."""
    if not text.isascii() or not text.isprintable():
        text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return _spaced(text)


def split_names(text: str, count: int) -> list[str]:
    """Names joined by ", ", of which some hold ", Ph.D." themselves; `count` people when known, else 0.

    Empty when the text cannot be split into `count` names with certainty.
    """
    if count == 1:
        return [text.strip()]
    names: list[str] = []
    pieces = [piece.strip() for piece in text.split(", ")] if text.strip() else []
    spare = len(pieces) - count if count else len(pieces)
    for piece in pieces:
        if names and spare > 0 and _follows_a_name(piece):
            names[-1] += ", " + piece
            spare -= 1
        else:
            names.append(piece)
    return names if count in (0, len(names)) else []


def _follows_a_name(piece: str) -> bool:
    """Whether a piece is a degree rather than a name: a known one, or one word of capitals or with dots."""
    words = [_bare_word(word) for word in piece.split()]
    if words and all(word in DEGREES or word in LINEAGE for word in words):
        return True
    return " " not in piece and (piece.isupper() or "." in piece)


def _bare_word(word: str) -> str:
    return word.replace(".", "").strip("()®™,").lower()


def _spaced(text: str) -> str:
    return " ".join(text.split())
