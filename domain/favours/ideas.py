"""What one could give somebody: words they said they need, found in what was written down."""

import re
from collections.abc import Iterable

READ_CHARACTERS = 4000
LONGEST = 140
MOST = 3

_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n+|\s[–—]\s|;\s")
_WISH = re.compile(
    r"\b(?:looking for|is searching|searching for|needs?|would need|wants? to (?:meet|learn|find|know)|would like to"
    r"|would love|is hiring|hires|asked (?:me )?(?:for|about|whether|if)|wishes|sucht|suchen|braucht|möchte|hätte gern"
    r"|fragt(?:e)? nach)\b",
    re.IGNORECASE,
)


def wishes(texts: Iterable[str]) -> list[str]:
    """Sentences in which somebody needs, seeks or asks for something, as written, each of them once; three at most.

    Longer ones are cut at a word. Example: "Coffee. She is looking for a flat." → ["She is looking for a flat."]
    """
    found: dict[str, None] = {}
    for text in texts:
        for part in _SENTENCES.split(text[:READ_CHARACTERS]):
            if _WISH.search(part):
                found.setdefault(_cut(part.strip()))
            if len(found) == MOST:
                return list(found)
    return list(found)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST + 1].rsplit(" ", 1)[0][:LONGEST] + " …"
