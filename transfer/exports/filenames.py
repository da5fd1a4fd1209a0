"""File names made of people's names: safe on every system, and each only once."""

import re
import unicodedata

_NO_NAME = re.compile(r"[^\w .,'’()-]|_")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
LONGEST = 120
"""Bytes: with its ending a name stays below what any file system takes."""


def safe_name(text: str) -> str:
    """The text as a name without its ending: no separators, no control characters, no dots at its ends."""
    plain = " ".join(_NO_NAME.sub(" ", unicodedata.normalize("NFC", text)).split())
    plain = plain.encode()[:LONGEST].decode(errors="ignore").strip(" .")
    return f"{plain} (person)" if _RESERVED.fullmatch(plain) else plain or "Somebody"


class Names:
    """Gives each file of a folder a name of its own, also where upper and lower case are one."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def take(self, text: str, ending: str) -> str:
        """A name that nobody has taken yet."""
        plain = safe_name(text)
        name, number = plain, 1
        while name.casefold() in self.taken:
            number += 1
            name = f"{plain} ({number})"
        self.taken.add(name.casefold())
        return f"{name}{ending}"
