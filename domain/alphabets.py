"""Words written in letters of two alphabets: a Cyrillic "а" in a Latin name is no slip of the pen."""

import re
import unicodedata
from functools import lru_cache

ALPHABETS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")
_CYRILLIC = dict(
    zip("АВЕЅІЈКМНОРСТХҮУавеѕіјкмнорстхуһԁԛԝ", "ABESIJKMHOPCTXYYabesijkmhopctxyhdqw", strict=True)
)
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαεικνορτυχ", "ABEZHIKMNOPTYXaeiknoptux", strict=True))
LOOKALIKES = str.maketrans(_CYRILLIC | _GREEK)
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=2_000)
def mixes_alphabets(text: str) -> bool:
    """Whether a word of the text holds letters of two alphabets."""
    return not text.isascii() and any(_is_mixed(word) for word in _WORD.findall(text[:500]))


def one_alphabet(text: str) -> str:
    """The text with such words as they look: their foreign letters replaced by the Latin ones they resemble."""
    if not mixes_alphabets(text):
        return text
    return _WORD.sub(lambda found: _as_it_looks(found[0]), text)


def _as_it_looks(word: str) -> str:
    return word.translate(LOOKALIKES) if _is_mixed(word) else word


def _is_mixed(word: str) -> bool:
    if word.isascii():
        return False
    names = {unicodedata.name(letter, "").partition(" ")[0] for letter in word}
    return len(names.intersection(ALPHABETS)) > 1
