"""Who stands together in the relation graph: companies or tags of which several people are."""

from collections import Counter
from collections.abc import Iterable

CLUSTERS = 30
"""So many sectors of a circle can still be told apart."""


def named_clusters(names: Iterable[str], most: int = CLUSTERS) -> dict[str, str]:
    """Of spellings that differ in case alone the most frequent, for those of two people or more.

    Only the largest, by casefolded name; the rest are left out.
    """
    spelt = Counter(name for name in names if name)
    sizes: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for name, number in sorted(spelt.items(), key=lambda each: (-each[1], each[0])):
        sizes[name.casefold()] += number
        shown.setdefault(name.casefold(), name)
    largest = sorted(
        (name for name, size in sizes.items() if size > 1), key=lambda name: (-sizes[name], name)
    )
    return {name: shown[name] for name in largest[:most]}
