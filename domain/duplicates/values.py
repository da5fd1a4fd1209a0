"""Plain values: a person of the book as far as it matters here, and two who may be one."""

from typing import NamedTuple

from domain.fullnames import FullName
from domain.met import COLLEAGUES, POSSIBLE, SURE
from domain.sought import Key

Birthday = tuple[int, int, int]
"""Month, day and year; 0 for a year that is not known."""


class Person(NamedTuple):
    """A contact: `ref` is its id, `names` all it can be called; organisations and places as they are written."""

    ref: int
    names: tuple[FullName, ...]
    identities: tuple[Key, ...] = ()
    organisations: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    birthdays: tuple[Birthday, ...] = ()


class Pair(NamedTuple):
    """Two contacts who may be one person, by their ids (`a` is the lower one). Confidence from 0 to 1."""

    a: int
    b: int
    confidence: float
    evidence_for: tuple[str, ...]
    evidence_against: tuple[str, ...]

    @property
    def level(self) -> str:
        """The confidence in a word."""
        if self.confidence >= SURE:
            return "almost surely"
        if self.confidence >= POSSIBLE:
            return "probably"
        return "possibly" if self.confidence > COLLEAGUES else "hardly"
