"""Why two people should know each other: from their places, tags, work and what one of them looks for."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from domain.names import fold
from domain.organisations import bare_words
from domain.tellingwords import telling_words
from domain.wording import counted

FEW = 5
"""An interest that so few people share is one that they will want to talk about."""
CROWD = 30
"""What more people share tells nothing of any two of them."""
LONGEST_QUOTE, LONGEST_WISH = 90, 60
MOST_WISHES = 200
_WISH = re.compile(
    r"(?:\b(?:(?:is|are|was) )?(?:looking for|searching for|hiring|in need of|needs? an?|seeks?|wants to meet)"
    r"|\b(?:sucht|suchen|braucht|stellt ein|möchte kennenlernen))\b[:\s]+(?P<wish>[^.!?;\n]{3,120})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Spell:
    """Where somebody works or worked: folded words of the name decide; partial days, `until` empty for until now."""

    organisation: str
    since: str = ""
    until: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of somebody, as far as it tells whom they should meet. `notes` are those that may be told."""

    id: int
    place: str = ""
    tags: frozenset[str] = frozenset()
    spells: Sequence[Spell] = ()
    notes: Sequence[str] = ()
    name: str = ""


@dataclass(slots=True)
class Grounds:
    """The reasons for two people, in words, and how much they weigh together."""

    weight: float = 0.0
    reasons: list[str] = field(default_factory=list)

    def add(self, weight: float, reason: str) -> None:
        """Count a reason once."""
        if reason not in self.reasons:
            self.weight += weight
            self.reasons.append(reason)


Pair = tuple[int, int]
"""Two ids, the lower one first."""


def pair_people(people: Sequence[Person], shared: Mapping[str, int]) -> dict[Pair, Grounds]:
    """All pairs with a reason to meet. `shared` tells how many people of the whole book have a tag.

    The work is bounded: what more than 30 people share makes no pair, and at most 200 wishes are compared.
    """
    found: dict[Pair, Grounds] = defaultdict(Grounds)
    _by_tag(people, shared, found)
    _by_work(people, found)
    _by_wish(people, found)
    return dict(found)


def _by_tag(people: Sequence[Person], shared: Mapping[str, int], found: dict[Pair, Grounds]) -> None:
    having: dict[str, list[Person]] = defaultdict(list)
    at_home: dict[tuple[str, str], list[Person]] = defaultdict(list)
    for person in people:
        for tag in person.tags:
            having[tag].append(person)
            if fold(person.place):
                at_home[tag, fold(person.place)].append(person)
    for tag, some in having.items():
        if shared.get(tag, len(some)) <= FEW:
            words = f"both “{tag}”, which {counted(shared.get(tag, len(some)), 'person', 'people')} in your book share"
            _add(found, some, 2.0, words)
    for (tag, _place), some in at_home.items():
        _add(found, some, 1.5, f"both “{tag}” in {some[0].place.strip()}")


def _add(found: dict[Pair, Grounds], some: Sequence[Person], weight: float, words: str) -> None:
    if len(some) > CROWD:
        return
    for one, other in combinations(some, 2):
        found[_pair(one, other)].add(weight, words)


def _by_work(people: Sequence[Person], found: dict[Pair, Grounds]) -> None:
    """At the same firm or school at other times: who was there together will know each other already."""
    there: dict[frozenset[str], list[tuple[Person, Spell]]] = defaultdict(list)
    for person in people:
        for spell in person.spells:
            if words := bare_words(spell.organisation):
                there[words].append((person, spell))
    for some in there.values():
        if len({person.id for person, _spell in some}) > CROWD:
            continue
        for (one, mine), (other, theirs) in combinations(some, 2):
            if one.id != other.id and _apart(mine, theirs):
                found[_pair(one, other)].add(1.5, f"both at {mine.organisation}, at different times")


def _apart(mine: Spell, theirs: Spell) -> bool:
    """Whether one is known to have left before the other came."""
    return any(
        first.until and second.since and first.until[:4] <= second.since[:4] and first.until <= second.since
        for first, second in ((mine, theirs), (theirs, mine))
    )


def _by_wish(people: Sequence[Person], found: dict[Pair, Grounds]) -> None:
    wishes = [(person, quote, words) for person in people for quote, words in _wishes(person.notes)]
    by_word: dict[str, list[tuple[Person, frozenset[str]]]] = defaultdict(list)
    for person in people:
        for told in _offers(person):
            for word in told:
                by_word[word].append((person, told))
    for seeker, quote, words in wishes[:MOST_WISHES]:
        for word in words:
            for other, told in by_word.get(word, ())[:CROWD]:
                if other.id != seeker.id and told <= words:
                    found[_pair(seeker, other)].add(3.0, f"{seeker.name}: “{quote}”")


def _offers(person: Person) -> Iterator[frozenset[str]]:
    """What somebody stands for: each tag, and each telling word of what they do now."""
    for tag in person.tags:
        if words := telling_words(tag):
            yield words
    for spell in person.spells:
        if not spell.until:
            yield from (frozenset((word,)) for word in telling_words(spell.title))


def _wishes(notes: Iterable[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """What somebody looks for: the words as a quote, and the telling words that decide."""
    for note in notes:
        for match in _WISH.finditer(note[:5_000]):
            quote = " ".join(match[0].split())[:LONGEST_QUOTE].rstrip(" ,")
            if words := telling_words(match["wish"][:LONGEST_WISH]):
                yield quote, words


def _pair(one: Person, other: Person) -> Pair:
    return (one.id, other.id) if one.id < other.id else (other.id, one.id)
