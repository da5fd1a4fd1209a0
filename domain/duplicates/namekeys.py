"""Keys that one name shares with its other spellings; finer than those of domain.namekeys, which are stored."""

from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import OSA

from domain.fullnames import FullName
from domain.romanised import romanised
from domain.shortnames import full_forms
from domain.sounds import bones, heard, plain

LONG = 14
"""A whole name of so many letters may hold two slips."""
_PARTS = 2

bare = lru_cache(maxsize=30_000)(plain)
"""A folded word with umlauts as their bare vowels, for the same words again and again."""


def whole_keys(name: FullName) -> Iterable[str]:
    """The letters of the name in any order of its words, with and without middle names."""
    words = sorted([bare(word) for word in name.words])
    yield "".join(words)
    if len(words) > 2 and name.given and name.family:
        yield "".join(sorted((bare(name.given[0]), bare(name.family[-1]))))


def form_keys(name: FullName) -> Iterable[str]:
    """What the given name may be short for, and how it sounds, with how the family name sounds."""
    if not name.given or not name.family:
        return
    ends = [bones(part) for part in name.family[:_PARTS]]
    if len(ends) > 1:
        ends.append(bones("".join(name.family)))
    for given in name.given[:_PARTS]:
        if len(given) > 1:
            for end in ends:
                yield from [f"{form} {end}" for form in _forms_of(given)]
    first, last = bones(name.given[0]), ends[0]
    yield f"{first}+{last}" if first < last else f"{last}+{first}"


@lru_cache(maxsize=20_000)
def _forms_of(given: str) -> tuple[str, ...]:
    return tuple(sorted({*full_forms(given), romanised(given), heard(given)}))


def initial_keys(name: FullName) -> Iterable[str]:
    """The initial with the family name."""
    if name.given and name.family:
        yield f"{name.given[0][0]} {bare(name.family[-1])}"


def slip_keys(name: FullName) -> Iterable[str]:
    """One of the names whole with one half of the other: a slip leaves a half as it was."""
    if name.given and name.family and len(name.given[0]) > 1:
        given, family = bare(name.given[0]), bare(name.family[-1])
        yield from [given + half for half in _halves(family)]
        yield from [family + half for half in _halves(given)]


@lru_cache(maxsize=30_000)
def _halves(word: str) -> tuple[str, ...]:
    """The first and the last letters of a word, so many that a letter more or less leaves one of them equal."""
    lengths = {len(word) // 2, (len(word) - 1) // 2} - {0}
    return tuple(text for size in sorted(lengths) for text in (f" {word[:size]}-", f" -{word[-size:]}"))


def are_near(one: FullName, other: FullName) -> bool:
    """Whether two whole names are a slip apart, or two where they are long."""
    mine, theirs = (f"{bare(name.given[0])} {bare(name.family[-1])}" for name in (one, other))
    return OSA.distance(mine, theirs, score_cutoff=2) <= (2 if len(mine) >= LONG else 1)
