"""How common things are in a book: a name, a firm or a town that many share tells little."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from domain import commonnames
from domain.duplicates.values import Person
from domain.fullnames import FullName
from domain.met import (
    CHANCE_FAMILY,
    CHANCE_GIVEN,
    COMMON_FAMILY,
    COMMON_GIVEN,
    INITIAL_CHANCE,
    SMALLEST_BOOK,
    UNSEEN,
)
from domain.organisations import bare_words, folded
from domain.samename import Fit, NameMatch
from domain.sought import Key

firm = lru_cache(maxsize=10_000)(lambda text: " ".join(sorted(bare_words(text))))
"""The folded words of a firm's name in their order, without its legal form."""


@dataclass(slots=True)
class Counts:
    """By folded word, whole name, firm, town and address: how many people have it. `size` is how many there are."""

    size: int = 0
    words: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    firms: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    keys: Counter[Key] = field(default_factory=Counter)

    def share(self, counted: Counter[str], thing: str) -> float:
        """The share of people with this firm or town, of those of whom one is known; 0 to 1."""
        return counted[thing] / max(counted.total(), SMALLEST_BOOK)


def count(people: Sequence[Person]) -> Counts:
    """How common everything is among these people."""
    found = Counts(len(people))
    found.words.update(word for one in people for word in _words(one))
    found.names.update(name for one in people for name in whole_names(one))
    found.firms.update(text for one in people for text in {firm(name) for name in one.organisations})
    found.places.update(text for one in people for text in {folded(place) for place in one.places})
    found.keys.update(key for one in people for key in one.identities)
    return found


def _words(one: Person) -> Iterable[str]:
    if len(one.names) == 1:
        name = one.names[0]
        return (*name.given[:1], *name.family)
    return {word for name in one.names for word in (*name.given[:1], *name.family)}


def whole_names(one: Person) -> Iterable[str]:
    """The names of a person that are whole, their words in one order."""
    return {" ".join(sorted(name.words)) for name in one.names if name.is_whole}


def by_chance(match: NameMatch, counts: Counts) -> float:
    """How many other people of such a book bear what agrees of the name by chance, times ten for a whole name."""
    given, family = match.common
    size = max(counts.size, SMALLEST_BOOK)
    of_given = _share(given, counts, COMMON_GIVEN if given in commonnames.GIVEN else CHANCE_GIVEN)
    of_family = _share(family, counts, COMMON_FAMILY if family in commonnames.FAMILY else CHANCE_FAMILY)
    if match.fit == Fit.WHOLE:
        return 15 * size * (INITIAL_CHANCE if match.by_initial else of_given) * of_family
    if match.fit == Fit.ONE_WORD:
        return size * (of_given if given else of_family)
    return size * of_given / 5 if match.fit == Fit.GIVEN else 0.0


def bearers_by_chance(name: FullName, counts: Counts) -> float:
    """The same for a whole name by itself, however it agrees; 0 for one that is not whole."""
    if not name.given or not name.family:
        return 0.0
    return by_chance(NameMatch(Fit.WHOLE, 1.0, common=(name.given[0], name.family[-1])), counts)


def _share(word: str, counts: Counts, least: float) -> float:
    bearers = counts.words.get(word, 0) - 2  # the two compared are no chance
    return max(bearers / (max(counts.size, SMALLEST_BOOK) + UNSEEN), least)
