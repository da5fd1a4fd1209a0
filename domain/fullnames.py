"""A full name in folded words: given, family and former family names, without titles and particles."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from nameparser import HumanName

from domain.names import LONGEST, fold

_PARTICLES = """
    von van vom zu zum zur der den de da di do dos das del della du la le lo el al bin ibn ben ten ter af och
"""
PARTICLES = frozenset(_PARTICLES.split())
_MAIDEN = re.compile(
    r"\(?\b(?:n[ée]e?|geb(?:orene?|\.)?|born|formerly|früher)\s+([^\s()]+)\)?", re.IGNORECASE
)
_ADDITION = re.compile(r"\([^()]*\)|[\"“”„][^\"“”„]*[\"“”„]")
_PARSED_AT_MOST = 12


@dataclass(frozen=True, slots=True)
class FullName:
    """Folded words of one name. Either part may be empty; a single word is given as the given name."""

    given: tuple[str, ...]
    family: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        return self.given + self.family

    @property
    def is_whole(self) -> bool:
        return bool(self.given and self.family)

    @property
    def swapped(self) -> "FullName":
        return FullName(self.family, self.given)


def as_name(given: str, family: str) -> FullName:
    """A name whose parts are known."""
    return FullName(_words(given), _words(family))


@lru_cache(maxsize=2_000)
def read_names(text: str) -> tuple[FullName, ...]:
    """The names in a line such as "Dr. Anna Lindqvist-Bell (née Moor), MBA": as it is now, then with the former name.

    Empty for a line without letters. A line too long to be a name is cut.
    """
    text = " ".join(text[:LONGEST].split())
    former = _MAIDEN.search(text)
    cleared = _MAIDEN.sub(" ", text)
    bare = _ADDITION.sub(" ", cleared).strip()
    name = _read(bare or cleared)
    found = [name] if name.words else []
    if former and name.given:
        found.append(FullName(name.given, _words(former[1])))
    return tuple(found)


def _read(text: str) -> FullName:
    if len(text.split()) > _PARSED_AT_MOST:
        return FullName(_words(text), ())
    read = HumanName(text)
    given, family = _words(f"{read.first} {read.middle}"), _words(read.last)
    if not given and not family:
        given = _words(text)
    return FullName(given, family) if given else FullName(family, ())


def _words(text: str) -> tuple[str, ...]:
    words = fold(text).split()
    kept = tuple(word for word in words if word not in PARTICLES)
    return kept or tuple(words)


def glued_name(text: str, name: FullName) -> tuple[FullName, ...]:
    """The name with the particles of its family name written on to it ("vanderheiden"); nothing without particles."""
    words = fold(text).split()
    if len(name.family) != 1 or name.family[0] not in words:
        return ()
    at = words.index(name.family[0])
    start = at
    while start > 0 and words[start - 1] in PARTICLES:
        start -= 1
    return (FullName(name.given, ("".join(words[start : at + 1]),)),) if start < at else ()


def first_words(names: Iterable[FullName]) -> list[str]:
    """Each first given name and each word of the family names, for counting how common they are."""
    return [word for name in names for word in (*name.given[:1], *name.family)]
