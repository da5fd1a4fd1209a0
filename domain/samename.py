"""Whether two full names can be one person's: the best of every way to read them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from domain.fullnames import FullName
from domain.likeness import OTHER, SAME, Likeness, family_likeness, given_likeness, is_known_given

SWAPPED, LATER, PART_OF_DOUBLE, OTHER_MIDDLE = 0.9, 0.85, 0.85, 0.6


class Fit(IntEnum):
    """What of two names agrees; the highest is the best."""

    NONE = 0
    UNNAMED = 1
    FAMILY = 2
    GIVEN = 3
    ONE_WORD = 4
    WHOLE = 5


@dataclass(frozen=True, slots=True, order=True)
class NameMatch:
    """How two names agree: `weight` 0 to 1 within its `fit`, and the differences in words. Compares by these.

    `common` are the folded given and family words that agree, as the other name has them.
    """

    fit: Fit
    weight: float
    differs: tuple[str, ...] = ()
    common: tuple[str, str] = ("", "")
    by_initial: bool = False


def best_match(sought: Sequence[FullName], known: Sequence[FullName]) -> NameMatch:
    """The best agreement of any name sought with any name known. Symmetric in weight and fit."""
    if not sought or not known:
        return NameMatch(Fit.UNNAMED, 1.0)
    return max((_match(one, other) for one in sought for other in known), key=lambda m: (m.fit, m.weight))


def _match(one: FullName, other: FullName) -> NameMatch:
    if not (one.is_whole and other.is_whole):
        return _of_one_word(one, other)
    found = _both_ways(one, other)
    if found.fit == Fit.WHOLE:
        return found
    if any(word in one.family for word in other.given[1:]):
        found = _both_ways(one, widened(other))
    elif any(word in other.family for word in one.given[1:]):
        found = _both_ways(widened(one), other)
    return found


def widened(name: FullName) -> FullName:
    """The same name read as one with two family names, as in Spain: a last given name that is none goes over."""
    last = name.given[-1] if len(name.given) > 1 else ""
    if len(last) < 2 or is_known_given(last):
        return name
    return FullName(name.given[:-1], (last, *name.family))


def _both_ways(one: FullName, other: FullName) -> NameMatch:
    straight = _aligned(one, other, 1.0)
    if straight.fit == Fit.WHOLE and straight.weight >= SWAPPED:
        return straight
    swapped = _aligned(one.swapped, other, SWAPPED)
    if swapped.fit == Fit.WHOLE and (straight.fit, straight.weight) < (swapped.fit, swapped.weight):
        return swapped
    return straight


def _aligned(one: FullName, other: FullName, weight: float) -> NameMatch:
    given, family = _given(one.given, other.given), _family(one.family, other.family)
    common = (other.given[0], other.family[-1])
    if given.weight and family.weight:
        differs = [found.words for found in (given, family) if found.words]
        differs += ["given and family name change places"] if weight < 1 else []
        initial = given.is_initial or family.is_initial
        return NameMatch(Fit.WHOLE, weight * given.weight * family.weight, tuple(differs), common, initial)
    if family.weight:
        return NameMatch(
            Fit.FAMILY, weight * family.weight, (_another("first", one.given, other.given),), common
        )
    if given.weight and not given.is_initial:
        return NameMatch(
            Fit.GIVEN, weight * given.weight, (_another("family", one.family, other.family),), common
        )
    return NameMatch(Fit.NONE, 0.0, ("another name",), common)


def _another(which: str, one: Sequence[str], other: Sequence[str]) -> str:
    return f"another {which} name: {' '.join(other).title()}, not {' '.join(one).title()}"


def _of_one_word(one: FullName, other: FullName) -> NameMatch:
    """One of the two is a single word: a given name, a family name or a nickname."""
    ways = [
        (
            given_likeness(word, theirs).weight
            if theirs in other.given[:1]
            else family_likeness(word, theirs).weight,
            theirs,
        )
        for word in one.words
        for theirs in other.words
        if min(len(word), len(theirs)) > 1
    ]
    weight, theirs = max(ways, default=(0.0, ""))
    if not weight:
        return NameMatch(Fit.NONE, 0.0, ("another name",))
    is_family = theirs in (one.family or other.family)
    shown = ("", theirs) if is_family else (theirs, "")
    return NameMatch(Fit.ONE_WORD, weight, (f"only “{theirs.title()}” of the name",), shown)


def _given(one: Sequence[str], other: Sequence[str]) -> Likeness:
    joined = given_likeness("".join(one), "".join(other))
    first = given_likeness(one[0], other[0])
    if first.weight and not first.is_initial and len(one) > 1 and len(other) > 1:
        middle = max(given_likeness(mine, theirs).weight for mine in one[1:] for theirs in other[1:])
        if not middle:
            first = Likeness(first.weight * OTHER_MIDDLE, first.words or "another middle name")
    return max(joined, first, _later(one, other))


def _later(one: Sequence[str], other: Sequence[str]) -> Likeness:
    """A middle name that the other goes by."""
    pairs = [(mine, theirs) for mine in one for theirs in other if min(len(mine), len(theirs)) > 1]
    found = max((given_likeness(*pair) for pair in pairs), default=OTHER)
    return (
        Likeness(found.weight * LATER, found.words or "goes by another of the first names")
        if found.weight
        else OTHER
    )


def _family(one: Sequence[str], other: Sequence[str]) -> Likeness:
    joined = SAME if set(one) == set(other) else family_likeness("".join(one), "".join(other))
    if len(one) == len(other) == 1:
        return joined
    parts = max(family_likeness(mine, theirs) for mine in one for theirs in other)
    part = (
        Likeness(parts.weight * PART_OF_DOUBLE, parts.words or "one part of a double name")
        if parts.weight
        else OTHER
    )
    return max(joined, part)


def spelled(names: Iterable[FullName]) -> str:
    """A name as it is shown when there is nothing better: "Anna Bell"."""
    return next((" ".join(name.words).title() for name in names), "")
