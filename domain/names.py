"""How people are called: one folded spelling for "Åsa" and "@asa", and all the ways to call one person."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from anyascii import anyascii

LONGEST = 200
"""A folded name never has more characters."""
_READ_AT_MOST = 4 * LONGEST
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")


class Rank(IntEnum):
    """How surely a spelling means the person; the lowest wins."""

    FULL = 0
    ALIAS = 1
    GIVEN = 2
    FAMILY = 3


@dataclass(frozen=True, slots=True)
class Named:
    """One contact whom a spelling may mean. `contact` is its id, `display` the name to show."""

    contact: int
    display: str
    rank: Rank


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """`text` in plain small ASCII words, at most 200 characters; "" when nothing is left.

    The same for every Unicode form of a text, and fold(fold(x)) == fold(x). "Renée O’Hara" → "renee o hara".
    """
    text = text[:_READ_AT_MOST]
    plain = (text if text.isascii() else anyascii(unicodedata.normalize("NFKC", text))).casefold()
    return _NOT_A_WORD.sub(" ", plain).strip()[:LONGEST].rstrip()


def spellings(
    *,
    given: str,
    family: str,
    display: str,
    nickname: str = "",
    aliases: Iterable[str] = (),
) -> dict[str, Rank]:
    """Each folded way to call a person, with its best rank. Empty parts give no spelling."""
    found: dict[str, Rank] = {}
    for rank, parts in _ways(given, family, display, nickname, aliases):
        key = fold(" ".join(parts))
        if all(fold(part) for part in parts) and rank < found.get(key, len(Rank)):
            found[key] = rank
    return found


def _ways(
    given: str, family: str, display: str, nickname: str, aliases: Iterable[str]
) -> list[tuple[Rank, Sequence[str]]]:
    return [
        (Rank.FULL, (display,)),
        (Rank.FULL, (given, family)),
        (Rank.FULL, (family, given)),
        (Rank.ALIAS, (nickname,)),
        (Rank.ALIAS, (nickname, family)),
        *((Rank.ALIAS, (alias,)) for alias in aliases),
        (Rank.GIVEN, (given,)),
        (Rank.FAMILY, (family,)),
    ]
