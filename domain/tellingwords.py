"""The words of a note that could tell one meeting from another."""

import re
from functools import lru_cache

from domain.search import search_words

READ_AT_MOST, SHORTEST = 5_000, 4
_COMMON = """
    about after again also another auch been before bitte connect connecting connection contact danke dear doch
    eine einem einen einer euch from freue gerne great gruss grusse habe haben hallo hatte have hello here hier
    hope ihre ihrem ihren ihnen introduce invitation invite join just kennen kennengelernt know like linkedin
    looking love meet meeting message mich network netzwerk nice noch note person please profile really regards
    request schon sehr seit sich sind some talk talked thank thanks that their them there this through time
    together very view want wanted wants war waren was well were what when where which will wir with work worked
    working would wurde wurden xing your yours
"""
COMMON = frozenset(_COMMON.split())
_LETTER = re.compile(r"[a-z]")


@lru_cache(maxsize=500)
def telling_words(text: str) -> frozenset[str]:
    """The folded words of a text with four letters or more that are not in every note."""
    words = search_words(text[:READ_AT_MOST]).split()
    return frozenset(word for word in words if len(word) >= SHORTEST and _LETTER.search(word)) - COMMON
