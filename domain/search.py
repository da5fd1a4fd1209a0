"""Words as search sees them: plain small ASCII, so that "Åsa's café" is found by "asa cafe"."""

import re
import unicodedata

from anyascii import anyascii

_NOT_A_WORD = re.compile(r"[^a-z0-9]+")


def search_words(text: str) -> str:
    """A text of any length in folded words with one space between them; asking again gives the same."""
    plain = (text if text.isascii() else anyascii(unicodedata.normalize("NFKC", text))).casefold()
    return _NOT_A_WORD.sub(" ", plain).strip()
