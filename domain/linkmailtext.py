"""The lines of a text that was copied out of a mail: without quote marks, invisible letters and transfer coding."""

import re
import unicodedata

READ_AT_MOST = 20_000
LONGEST_LINE = 2_000
_CODED = re.compile(r"=3D|=C3=[89AB][0-9A-F]|=E2=80=[0-9A-F]{2}|=\n[^\n]{1,80}=\n")
_BYTES = re.compile(r"(?:=[0-9A-F]{2})+")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_QUOTE = re.compile(r"(?:\s*>)+")
_EDGES = " \t\u200c\u200d|*_"
_QUOTATIONS = '"“”„«»'


def lines_of(text: str) -> list[str]:
    """The lines of the beginning of a text, each in NFC with single spaces; blank ones stay as ""."""
    text = text[:READ_AT_MOST].replace("\r\n", "\n").replace("\r", "\n")
    if _CODED.search(text):
        text = _BYTES.sub(_decoded, text.replace("=\n", ""))
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text.replace("\u2028", "\n")))
    return [_tidy(line[:LONGEST_LINE]) for line in text.split("\n")]


def unquoted(text: str) -> str:
    """A text without the quotation marks around the whole of it."""
    text = text.strip()
    is_quoted = len(text) > 1 and text[0] in _QUOTATIONS and text[-1] in _QUOTATIONS
    return text[1:-1].strip() if is_quoted else text


def _tidy(line: str) -> str:
    quote = _QUOTE.match(line)
    bare = line[quote.end() :] if quote else line
    return " ".join(bare.strip(_EDGES).split())


def _decoded(match: re.Match[str]) -> str:
    try:
        return bytes.fromhex(match[0].replace("=", "")).decode()
    except UnicodeDecodeError:
        return match[0]
