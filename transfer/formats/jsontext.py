"""JSON as text, before it is read: what may stand in JSON but in no database is taken out."""

import re

_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u(?:[dD][89a-fA-F][0-9a-fA-F]{2}|(0000))|.)?"
)
_RISKY = ("\\ud", "\\uD", "\\u0000")


def storable(text: str) -> str:
    """JSON with halves of letters and NUL characters, written as escapes, replaced by U+FFFD; whole pairs stay."""
    if not any(risky in text for risky in _RISKY):
        return text
    return _ESCAPE.sub(_replaced, text)


def _replaced(match: re.Match[str]) -> str:
    found = match[0]
    is_half = len(found) == 6 and found[2] in "dD" and found[3] in "89abcdefABCDEF"
    return "\\ufffd" if is_half or match[1] else found
