"""Who a quick log is about: people of the book first, by the longest and surest spelling, then new names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.names import Named, Rank
from domain.quickkinds import (
    AND,
    DAY_WORDS,
    FUNCTION,
    HOMONYMS,
    LINKS,
    MEETINGS,
    MONTHS,
    SKIPPED,
    STRONG,
    TITLES,
    TOPIC,
    VERBS,
    WEAK,
    WITH,
    KindWord,
)
from domain.quickline import DAY, KIND, LONGEST_NAME, NAME, UNKNOWN, WEAK_KIND, Reading, grams

NEVER = FUNCTION | frozenset(STRONG) | frozenset(WEAK)
"""Words that are no person unless one is expected."""
PARTICLES = frozenset(
    ("de", "da", "di", "del", "della", "van", "von", "der", "den", "la", "le", "bin", "al", "ter", "zu", "af")
)
_MOST_SMALL_WORDS = 3


@dataclass(frozen=True, slots=True)
class Person:
    """Words `start` to `end` of the head name someone: candidates of one best rank, or none if unknown."""

    start: int
    end: int
    text: str
    candidates: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A name that several people of the book have equally well."""

    text: str
    candidates: tuple[Named, ...]

    def has(self, contact: int | None) -> bool:
        """Whether the contact of this id is one of those meant."""
        return any(named.contact == contact for named in self.candidates)


def claim_known(reading: Reading, names: Mapping[str, Sequence[Named]], *, sure: bool) -> list[Person]:
    """Claim the known people, longest spelling first.

    `sure` takes only those who cannot be anything else, before days are read: @names, names of several words,
    and words with a second meaning (May, Sat, Will) where a person is expected. Otherwise all who are left.
    """
    found: list[Person] = []
    index = 0
    while index < len(reading.words):
        person = person_at(reading, index, names)
        if person and (_is_sure if sure else _is_likely)(reading, person):
            reading.claim(person.start, person.end, NAME)
            found.append(person)
            index = person.end
        else:
            index += 1
    return found


def claim_any(reading: Reading, names: Mapping[str, Sequence[Named]]) -> list[Person]:
    """Claim the first known person anywhere, for lines like "ada yesterday" in which nobody was found."""
    for index in range(len(reading.words)):
        person = person_at(reading, index, names)
        if person and not (_is_single(person) and reading.key(index) in HOMONYMS):
            reading.claim(person.start, person.end, NAME)
            return [person]
    return []


def hold_names(reading: Reading) -> None:
    """Keep a capitalised day word right after "with" from being read as a day: "coffee with Monday"."""
    for index, word in enumerate(reading.words):
        is_held = word.key in DAY_WORDS and word.is_capital and reading.key(index - 1) in WITH
        if is_held and reading.is_free(index):
            reading.claim(index, index + 1, UNKNOWN)


def claim_unknown(reading: Reading, verbs: Sequence[KindWord]) -> list[Person]:
    """Claim the names nobody has, capitalised words: around a verb, after "with" or a kind, at an @."""
    found: list[Person] = []
    for verb in verbs:
        _take(reading, _subject_start(reading, verb.start), found)
        _take(reading, verb.end, found)
    for index in range(len(reading.words)):
        _take(reading, index if _expects_name(reading, index) else None, found)
    return found


def claim_small(reading: Reading, verbs: Sequence[KindWord]) -> list[Person]:
    """When nobody is there yet: the small words after "with", right after a verb, or alone before it."""
    for index in range(1, len(reading.words)):
        end = _small_end(reading, index, _MOST_SMALL_WORDS)
        if reading.key(index - 1) in WITH and end > index:
            return [_claim(reading, index, end)]
    for verb in verbs:
        if verb.start == 1 and _small_end(reading, 0, 1) == 1:
            return [_claim(reading, 0, 1)]
        end = _small_end(reading, verb.end, 2)
        if end > verb.end and _is_bounded(reading, end):
            return [_claim(reading, verb.end, end)]
    return []


def claim_joined(reading: Reading) -> list[Person]:
    """ "with ragnar and siv": one small word between a person's "and" and a boundary is a person too."""
    found: list[Person] = []
    for index in range(2, len(reading.words)):
        is_joined = reading.key(index - 1) in AND and _label(reading, index - 2) in (NAME, UNKNOWN)
        if is_joined and _small_end(reading, index, 1) == index + 1 and _is_bounded(reading, index + 1):
            found.append(_claim(reading, index, index + 1))
    return found


def person_at(reading: Reading, start: int, names: Mapping[str, Sequence[Named]]) -> Person | None:
    """The longest spelling in the book that begins at a word; the lowest rank wins."""
    for end in range(min(start + LONGEST_NAME, len(reading.words)), start, -1):
        if any(reading.labels[start:end]):
            continue
        for key in grams(reading.words[start:end]):
            if names.get(key):
                person = Person(start, end, _text(reading, start, end), _best(names[key]))
                return None if _is_half(reading, person) else person
    return None


def _is_half(reading: Reading, person: Person) -> bool:
    """Whether a given or family name alone stands in a name that nobody has: Ada is not Ada Svensson."""
    if not _is_single(person) or person.candidates[0].rank < Rank.GIVEN:
        return False
    if not reading.words[person.start].is_capital:
        return False
    is_whole = reading.words[person.start].base != reading.words[person.start].key
    return _is_other_half(reading, person.start - 1) or (not is_whole and _is_other_half(reading, person.end))


def _is_other_half(reading: Reading, index: int) -> bool:
    if not reading.is_free(index) or not reading.words[index].is_capital or reading.words[index].is_at:
        return False
    return reading.key(index) not in HOMONYMS | SKIPPED | TITLES


def _best(people: Sequence[Named]) -> tuple[Named, ...]:
    rank = min(person.rank for person in people)
    best = {person.contact: person for person in people if person.rank == rank}
    return tuple(sorted(best.values(), key=lambda person: (person.display, person.contact)))


def _text(reading: Reading, start: int, end: int) -> str:
    """A name as typed, without its @, a ’s and marks at the edges."""
    text = reading.slice(start, end).strip('.!?:…"“”„ ').lstrip("@")
    return text[:-2] if text.endswith(("'s", "’s")) and len(text) > 2 else text


def _is_single(person: Person) -> bool:
    return person.end - person.start == 1


def _is_topic(reading: Reading, index: int) -> bool:
    return any(reading.key(before) in TOPIC and reading.is_free(before) for before in range(index))


def _is_sure(reading: Reading, person: Person) -> bool:
    word, before = reading.words[person.start], reading.key(person.start - 1)
    if word.is_at:
        return True
    if _is_topic(reading, person.start) and before not in WITH:
        return False
    if not _is_single(person):
        return before not in ("at", "in")
    if before == "at":
        return word.base != word.key and word.key not in HOMONYMS
    return word.key in HOMONYMS and _is_expected(reading, person)


def _is_expected(reading: Reading, person: Person) -> bool:
    """Whether a word with a second meaning stands where only a person can."""
    word, before = reading.words[person.start], reading.key(person.start - 1)
    if word.key in FUNCTION and not word.is_capital:
        return False
    if before in WITH:
        return True
    if _is_dated(reading, person.start) or before in ("on", "last", "this", "next", "am", "the", "at", "in"):
        return False
    if before == ",":
        return word.is_capital and word.key not in FUNCTION
    return (
        before in AND
        or _is_after_verb(reading, person.start)
        or _is_verb(reading, person.end, VERBS | MEETINGS)
    )


def _is_dated(reading: Reading, index: int) -> bool:
    """Whether a number beside a month makes it a day."""
    beside = (reading.key(index - 1), reading.key(index + 1))
    return reading.key(index) in MONTHS and any(key[:1].isdigit() for key in beside)


def _is_verb(reading: Reading, index: int, verbs: frozenset[str]) -> bool:
    two = f"{reading.key(index)} {reading.key(index + 1)}"
    return reading.key(index) in verbs or two in verbs


def _is_after_verb(reading: Reading, index: int) -> bool:
    """After "called", or after "wrote to", "call from", "invited by"."""
    verbs = VERBS | MEETINGS
    before, first = reading.key(index - 1), reading.key(index - 2)
    if before in verbs or f"{first} {before}" in verbs:
        return True
    return before in LINKS and (first in verbs or first in STRONG or first in WEAK)


def _is_likely(reading: Reading, person: Person) -> bool:
    """Whether a known spelling that is still free means the person rather than a word of the sentence."""
    word, before = reading.words[person.start], reading.key(person.start - 1)
    if _is_topic(reading, person.start) and before not in WITH:
        return False
    if _is_single(person) and (word.key in NEVER or _is_dated(reading, person.start)):
        return False
    if word.is_capital or not _is_single(person) or before in WITH:
        return True
    if before in AND or before == ",":
        return _is_bounded(reading, person.end)
    return _is_after_verb(reading, person.start) or _is_verb(reading, person.end, VERBS | MEETINGS)


def _is_bounded(reading: Reading, index: int) -> bool:
    """Whether a name can end before this word: the end, a mark, a claimed word or a small word."""
    return not reading.is_free(index) or reading.key(index) in FUNCTION or reading.key(index) in ",;()"


def _expects_name(reading: Reading, index: int) -> bool:
    """Whether a capitalised word here is someone: @x, after "with", a person’s "and", a kind."""
    if not reading.is_free(index) and not (reading.labels[index] == UNKNOWN and _is_held(reading, index)):
        return False
    if reading.words[index].is_at or reading.key(index - 1) in WITH:
        return True
    if _is_topic(reading, index):
        return False
    before = _label(reading, index - 1)
    if reading.key(index - 1) in AND or reading.key(index - 1) == ",":
        joined = 2 if reading.key(index - 1) in AND and reading.key(index - 2) == "," else 1
        return _label(reading, index - 1 - joined) in (NAME, UNKNOWN)
    kinds = (KIND, WEAK_KIND)
    return before in kinds or (reading.key(index - 1) in LINKS and _label(reading, index - 2) in kinds)


def _is_held(reading: Reading, index: int) -> bool:
    return reading.key(index) in DAY_WORDS and reading.key(index - 1) in WITH


def _label(reading: Reading, index: int) -> str:
    return reading.labels[index] if 0 <= index < len(reading.labels) else ""


def _take(reading: Reading, start: int | None, found: list[Person]) -> None:
    """Claim the run of capitalised words that begins here, if there is one."""
    if start is None or start >= len(reading.words):
        return
    end = run_end(reading, start)
    if end > start and not any(person.start <= start < person.end for person in found):
        found.append(_claim(reading, start, end))


def _claim(reading: Reading, start: int, end: int) -> Person:
    reading.claim(start, end, UNKNOWN)
    return Person(start, end, _text(reading, start, end))


def run_end(reading: Reading, start: int) -> int:
    index = start
    while index < min(start + LONGEST_NAME, len(reading.words)) and _is_name_word(reading, index, start):
        index += 1
        if reading.words[index - 1].ends or reading.words[index - 1].base != reading.words[index - 1].key:
            break
    while index > start and reading.key(index - 1) in PARTICLES | TITLES:
        index -= 1
    return index


def _is_name_word(reading: Reading, index: int, start: int) -> bool:
    word = reading.words[index]
    is_held = index == start and reading.labels[index] == UNKNOWN and _is_held(reading, index)
    if not (reading.is_free(index) or is_held) or (word.is_at and index > start):
        return False
    if word.is_at:
        return True
    if word.key in FUNCTION and word.key not in PARTICLES:
        return False
    return word.is_capital or (index > start and word.key in PARTICLES)


def _subject_start(reading: Reading, verb: int) -> int | None:
    """Where the run of capitalised words begins that ends right before a verb: "Ragnar Holm called"."""
    index = verb
    while _is_skipped(reading, index - 1):
        index -= 1
    while reading.is_free(index - 1) and _is_name_word(reading, index - 1, index - 1):
        index -= 1
    before = reading.key(index - 1)
    if index > 1 and before in AND:
        return _joined_start(reading, index)
    return index if index < verb else None


def _joined_start(reading: Reading, index: int) -> int | None:
    """ "Ragnar and Bo called": begin at the first of them, so that the second follows as joined."""
    start = index - 1
    while reading.is_free(start - 1) and _is_name_word(reading, start - 1, start - 1):
        start -= 1
    return start if start < index - 1 else index


def _is_skipped(reading: Reading, index: int) -> bool:
    return index >= 0 and (reading.labels[index] == DAY or reading.key(index) in SKIPPED)


def _small_end(reading: Reading, start: int, most: int) -> int:
    """The end of a run of free words that are no small words; one article or "my" may lead it."""
    index = start + (reading.key(start) in ("my", "our", "the", "a", "an", "his", "her"))
    first = index
    while index - first < most and reading.is_free(index) and not _is_bounded(reading, index):
        index += 1
        if reading.words[index - 1].ends:
            break
    return index if index > first else start
