"""How like two folded words of names are: a weight from 0 (another name) to 1 (the same), and why.

Distances are optimal string alignment (Boytsov 2011) and Jaro-Winkler (Winkler 1990).
"""

from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA, JaroWinkler

from domain import commonnames
from domain.romanised import romanised
from domain.shortnames import is_given_name, other_forms, share_a_form
from domain.sounds import bones, heard, plain

SPELLED, HEARD, SHORT, SIBLING = 0.95, 0.75, 0.7, 0.4
NEAR, FAR, VERY_FAR = 0.5, 0.3, 0.2
INITIAL, FAMILY_INITIAL, CUT_OFF = 0.5, 0.3, 0.3
LIKE_ENOUGH, SHORT_WORD, LONG_ENOUGH = 0.92, 3, 4
_PARTICLES = """
    vander vanden vande van von vonder vom zum zur der dela delos del de della dello dal da do dos di du la le lo al el
"""
GLUED = frozenset(_PARTICLES.split())
OF_THE_OTHER_SEX = ("a", "e", "ia", "ie", "ina", "ine", "o")
"""Endings that make another person's name of one: Daniel and Daniela are no slip."""


class Likeness(NamedTuple):
    """`words` say in what the two differ; empty when they are the same."""

    weight: float
    words: str = ""
    is_initial: bool = False


SAME, OTHER = Likeness(1.0), Likeness(0.0)


@lru_cache(maxsize=50_000)
def given_likeness(one: str, other: str) -> Likeness:
    """How like two folded given names are; symmetric but for the order of the words told."""
    if one == other:
        return SAME
    if min(len(one), len(other)) == 1:
        return _initial(one, other, INITIAL)
    if plain(one) == plain(other) or romanised(one) == romanised(other):
        return Likeness(SPELLED)
    if other in other_forms(one) or one in other_forms(other):
        return Likeness(SHORT, f"{one.title()} is another form of {other.title()}")
    return _heard(one, other) or _of_two_forms(one, other)


def _of_two_forms(one: str, other: str) -> Likeness:
    if share_a_form(one, other):
        return Likeness(SIBLING, f"{one.title()} and {other.title()} can be short for the same name")
    if _are_two_names(one, other):
        return OTHER
    if one.startswith(other) or other.startswith(one):
        return max(_misspelt(one, other), Likeness(CUT_OFF, f"{one.title()}, not {other.title()}: cut off?"))
    return _misspelt(one, other)


def _initial(one: str, other: str, weight: float) -> Likeness:
    is_same = one[:1] == other[:1]
    return Likeness(weight, f"only the initial {one[0].upper()}.", is_initial=True) if is_same else OTHER


def _heard(one: str, other: str) -> Likeness | None:
    return (
        Likeness(HEARD, f"{one.title()} sounds like {other.title()}") if heard(one) == heard(other) else None
    )


@lru_cache(maxsize=50_000)
def family_likeness(one: str, other: str) -> Likeness:
    """How like two folded family names are; symmetric but for the order of the words told."""
    if one == other:
        return SAME
    if plain(one) == plain(other):
        return Likeness(SPELLED)
    if min(len(one), len(other)) == 1:
        return _initial(one, other, FAMILY_INITIAL)
    if one in commonnames.FAMILY and other in commonnames.FAMILY:
        return _heard(one, other) or OTHER
    return _heard(one, other) or _glued(one, other) or _misspelt(one, other)


def _glued(one: str, other: str) -> Likeness | None:
    """A family name with its particle written on to it: Vanderheiden and van der Heiden."""
    short, long = sorted((one, other), key=len)
    is_glued = len(short) >= LONG_ENOUGH and long.endswith(short) and long[: -len(short)] in GLUED
    return Likeness(HEARD, f"{long.title()}, not {short.title()}: written together?") if is_glued else None


def _are_two_names(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(short) <= SHORT_WORD and (is_known_given(short) or is_known_given(long)):
        return True
    if not is_known_given(short):
        return False
    return is_known_given(long) or (long.startswith(short) and long[len(short) :] in OF_THE_OTHER_SEX)


def is_known_given(name: str) -> bool:
    """Whether a folded word is a given name by the lists."""
    return name in commonnames.GIVEN or is_given_name(name)


def _misspelt(one: str, other: str) -> Likeness:
    """Words that a slip or two make one of the other; short ones must be nearer."""
    slips = OSA.distance(one, other, score_cutoff=3)
    short, long = sorted((len(one), len(other)))
    words = f"{one.title()}, not {other.title()}: a slip?"
    if slips == 1 and long >= 4:
        return Likeness(NEAR, words)
    if slips == 2 and short >= 5:
        return Likeness(FAR, words)
    near = JaroWinkler.similarity(one, other) >= LIKE_ENOUGH and short >= 4
    near = near or (short > LONG_ENOUGH and len(bones(one)) >= 3 and bones(one) == bones(other))
    if near or (slips == 3 and short >= 8):
        return Likeness(VERY_FAR, words)
    return OTHER
