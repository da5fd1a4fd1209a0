"""Bytes to text, by what a card says about itself and by what programs do without saying so."""

import re
from functools import lru_cache

_TEXT = re.compile(
    r"(?:x-?)?(?:utf-?8|utf-?16(?:-?[bl]e)?|(?:us-?)?ascii|ansi|latin-?\d+|iso-?8859-?\d{1,2}|iso-2022-(?:jp|kr)"
    r"|(?:windows|cp|ibm)-?\d{3,4}|mac-?(?:intosh|roman)|koi8-[ru]|shift[-_]?jis|s-?jis|euc-?(?:jp|kr|cn)"
    r"|gb(?:k|2312|18030)|big-?5)"
)
NAMES = {"ansi": "cp1252", "us-ascii": "utf-8", "ascii": "utf-8"}


def decoded(raw: bytes, charset: str = "") -> str:
    """Text by the declared character set where it is one and fits, else as UTF-8, else as Windows-1252."""
    for encoding in (_known(charset), "utf-8"):
        try:
            return raw.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return raw.decode("cp1252", "replace")


@lru_cache(maxsize=200)
def _known(charset: str) -> str:
    """A declared character set where it is one of texts: other codecs unpack or compute what they are given."""
    name = charset.strip().strip("\"'").lower().replace("_", "-")
    return NAMES.get(name, name) if _TEXT.fullmatch(name) else "utf-8"
