"""Whom to compare: those who share an address or a name in one of its spellings, and hardly anybody else.

Blocking as in record linkage (Christen 2012), in passes of which each takes up little memory: exact keys, forms and
sounds of names, names a slip apart, initials, and a first name with a fact. Names are compared before people are, each
once however many bear it; a name that many bear counts only together with something else that agrees.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from itertools import combinations, pairwise

from domain.duplicates.counts import Counts, bearers_by_chance, firm
from domain.duplicates.namekeys import are_near, form_keys, initial_keys, slip_keys, whole_keys
from domain.duplicates.values import Person
from domain.fullnames import FullName
from domain.organisations import folded

MANY = 12
"""More people than this are refined by what else is known of them."""
COMMON = 20.0
"""A name that so many bear by chance, in the measure of counts.by_chance, is nobody's without something else."""
TOO_MANY = 40
"""What more people than this share tells nothing."""

Pairs = set[tuple[int, int]]


class Blocks:
    """The people, and the pairs of their places in the list found so far."""

    def __init__(self, people: Sequence[Person], counts: Counts) -> None:
        self.people = people
        self.found: Pairs = set()
        self.seen: set[int] = set()
        self.facts: dict[int, tuple[int, ...]] = {}
        self.bearers: dict[FullName, list[int]] = defaultdict(list)
        for at, one in enumerate(people):
            for name in one.names:
                self.bearers[name].append(at)
        self.common = {name for name in self.bearers if bearers_by_chance(name, counts) > COMMON}

    def add(self, places: Collection[int], *, alone: bool = True) -> None:
        """Those at these places may be one: all pairs of a few, of many those of whom something else agrees.

        So also of a few where what they share tells nothing `alone`.
        """
        block = sorted(places)
        if alone and len(block) <= MANY:
            self.found.update(combinations(block, 2))
        elif (digest := hash(tuple(block))) not in self.seen:
            self.seen.add(digest)
            self._refine(block)

    def _refine(self, block: list[int]) -> None:
        agreeing: dict[Hashable, list[int]] = defaultdict(list)
        for at in block:
            for fact in self._facts_of(at) or ("nothing",):
                agreeing[fact].append(at)
        self.found.update(pairwise(agreeing.pop("nothing", ())))
        for some in agreeing.values():
            if len(some) <= TOO_MANY:
                self.found.update(combinations(some, 2))

    def _facts_of(self, at: int) -> tuple[int, ...]:
        if at not in self.facts:
            self.facts[at] = tuple({hash(fact) for fact in facts(self.people[at])})
        return self.facts[at]

    def add_names(self, names: Collection[FullName]) -> None:
        """Those who are called like this may be one."""
        places = {at for name in names for at in self.bearers[name]}
        if len(places) > 1:
            self.add(places, alone=not self.common.issuperset(names))


def candidates(people: Sequence[Person], counts: Counts) -> Pairs:
    """Pairs of places in the list, the lower one first, that are worth a closer look."""
    blocks = Blocks(people, counts)
    for keys in (_addresses, _facts_of_given):
        for places in _sharing(people, keys):
            blocks.add(places)
    for name in blocks.bearers:
        blocks.add_names([name])
    for alike in _alike(list(blocks.bearers)):
        blocks.add_names(alike)
    return blocks.found


def _alike(names: Sequence[FullName]) -> Iterable[list[FullName]]:
    """Names that can be one person's."""
    for keys in (whole_keys, form_keys):
        for some in _sharing(names, keys):
            yield [names[at] for at in some]
    for some in _sharing(names, initial_keys):
        if any(len(names[at].given[0]) == 1 for at in some):
            yield [names[at] for at in some]
    for one, other in _near(names):
        yield [names[one], names[other]]


def _near(names: Sequence[FullName]) -> Pairs:
    """Pairs of names a slip apart, by their places."""
    found: Pairs = set()
    for some in _sharing(names, slip_keys):
        if len(some) <= TOO_MANY:
            found.update(pair for pair in combinations(some, 2) if are_near(names[pair[0]], names[pair[1]]))
    return found


def _sharing(things: Sequence[Hashable], keys: Callable[..., Iterable[Hashable]]) -> list[list[int]]:
    """The places of those that share a key, for each key that several have."""
    first: dict[Hashable, int] = {}
    blocks: dict[Hashable, list[int]] = {}
    for at, one in enumerate(things):
        for key in keys(one):
            known = first.setdefault(key, at)
            if known != at:
                block = blocks.setdefault(key, [known])
                if block[-1] != at:
                    block.append(at)
    return list(blocks.values())


def facts(one: Person) -> set[Hashable]:
    """What two people of one name can agree in: an address, the part of a mail before the @, a birthday, work, town."""
    found: set[Hashable] = set(one.identities)
    found.update(key.partition("@")[0] for kind, _network, key in one.identities if kind == "email")
    found.update(one.birthdays)
    found.update(("firm", firm(text)) for text in one.organisations)
    found.update(("town", folded(text)) for text in one.places)
    return found


def _addresses(one: Person) -> Iterable[Hashable]:
    return one.identities


def _facts_of_given(one: Person) -> Iterable[Hashable]:
    """For a name changed by marriage: the first name with a birthday, or with a firm and a town."""
    if not one.birthdays and not (one.places and one.organisations):
        return
    towns = [folded(place) for place in one.places]
    firms = [firm(text) for text in one.organisations]
    for name in one.names[:1]:
        if name.given and name.family:
            given = name.given[0]
            yield from [(given, *day) for day in one.birthdays if day[2]]
            yield from [(given, town, work) for town in towns for work in firms]
