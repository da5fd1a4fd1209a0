"""Whether two names of firms, schools or places mean the same one."""

from functools import lru_cache

from rapidfuzz.distance import OSA, JaroWinkler

from domain.search import search_words

ALIKE = 0.93
_LEGAL = """
    gmbh ag kg ohg ug ev se sa sas sarl spa srl bv nv ab as oy plc ltd limited llc inc corp co company cie group
    holding und and the of für fur
"""
_FORMS = frozenset(_LEGAL.split())


folded = lru_cache(maxsize=10_000)(search_words)
"""search_words for the same few names again and again."""


@lru_cache(maxsize=5_000)
def same_organisation(one: str, other: str) -> bool:
    """Whether two names mean one firm or school: without GmbH and Ltd, one within the other, or a slip apart."""
    mine, theirs = bare_words(one), bare_words(other)
    if not mine or not theirs:
        return False
    if mine <= theirs or theirs <= mine:
        return any(len(word) > 2 for word in mine & theirs)
    if _numbers(mine) != _numbers(theirs):
        return False
    return is_a_slip("".join(sorted(mine)), "".join(sorted(theirs))) or is_a_slip(shut(one), shut(other))


def _numbers(words: frozenset[str]) -> set[str]:
    return {word for word in words if word.isdigit()}


def shut(text: str) -> str:
    """The folded letters of a name without its spaces."""
    return folded(text).replace(" ", "")


def is_a_slip(one: str, other: str) -> bool:
    """Whether two texts without spaces are a letter or two apart, or begin so much alike."""
    if JaroWinkler.similarity(one, other) >= ALIKE:
        return True
    return OSA.distance(one, other) <= min(2, min(len(one), len(other)) // 4)


def bare_words(name: str) -> frozenset[str]:
    """The folded words of a name without its legal form, unless it has no others."""
    words = folded(name).split()
    return frozenset(word for word in words if word not in _FORMS) or frozenset(words)
