"""Whether a text says one of several words, whatever their case, accents and usual endings."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from anyascii import anyascii

_READ_AT_MOST = 10_000
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")
_ENDINGS = "(?:s|es|in|innen|n|en|e|er|em)?"
"""English plurals and German cases and feminine forms: "recruiter" is also said by "Recruiterinnen"."""


def plain_words(text: str) -> str:
    """The words of a text in small ASCII letters, one space between them; of a novel, its beginning."""
    text = text[:_READ_AT_MOST]
    plain = text if text.isascii() else anyascii(unicodedata.normalize("NFKC", text))
    return _NOT_A_WORD.sub(" ", plain.casefold().replace("'", "")).strip()


def mentioned(text: str, words: Iterable[str]) -> str:
    """The first of the words or phrases that the text says, as it was given; "" without one."""
    wanted = tuple(words)
    pattern = _pattern(wanted) if wanted and text else None
    found = pattern.search(plain_words(text)) if pattern else None
    if found is None:
        return ""
    return next(word for word in wanted if (plain := plain_words(word)) and _is_said(plain, found[0]))


def _is_said(word: str, said: str) -> bool:
    return re.fullmatch(word + _ENDINGS, said) is not None


@lru_cache(maxsize=256)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str] | None:
    """Without groups, which would make the search several times slower."""
    choices = "|".join(plain for word in words if (plain := plain_words(word)))
    return re.compile(rf"\b(?:{choices}){_ENDINGS}\b") if choices else None
