"""Keys that a name shares with its likely misspellings, so that a few rows of a large book are compared.

Blocking as in record linkage (Christen 2012): the sound of one part with the other's first letter, either way round,
and the beginnings of both. A slip must hit all three to hide a person.
"""

from collections.abc import Iterable

from domain.fullnames import FullName, as_name, read_names
from domain.likeness import GLUED, LONG_ENOUGH
from domain.names import fold
from domain.romanised import other_romanisations
from domain.samename import widened
from domain.shortnames import other_forms
from domain.sounds import bones, sound

LONGEST = 60
BEGINNINGS = (
    *(("h", "kh"), ("kh", "h"), ("ch", "h"), ("h", ""), ("zh", "s"), ("sch", "zh"), ("j", "zh"), ("zh", "j")),
    *(("q", "k"), ("k", "q"), ("yi", "gi"), ("gi", "yi"), ("dj", "j"), ("ts", "z"), ("z", "ts"), ("z", "s")),
    *(("s", "z"), ("f", "v"), ("v", "f")),
)
"""How one sound is begun in other spellings: Chatzis and Hatzis, Qasimi and Kasimi, Zhdanov and Schdanow."""
_PARTS = 2


def name_keys(names: Iterable[FullName]) -> set[str]:
    """The keys of the names of one person. The order of given and family name does not matter."""
    return {key[:LONGEST] for name in names for read in {name, widened(name)} for key in _keys(read)}


def card_keys(*, given: str, family: str, others: Iterable[str] = ()) -> set[str]:
    """The keys of a card with these parts and whole other names; of a single word if there is no more."""
    known = as_name(given, family)
    news = [text for text in others if {*fold(text).split()} != {*known.words}]
    names = {known, *(name for text in news for name in read_names(text))}
    whole = {name for name in names if name.is_whole}
    return name_keys(whole or {name for name in names if name.words})


def trace_keys(name: str) -> set[str]:
    """The keys of somebody outside the book, and one of each single word, for who is sought by the first name alone."""
    found = read_names(name)
    return name_keys([*found, *(FullName((word,), ()) for one in found for word in one.words)])


def sought_keys(names: Iterable[FullName]) -> set[str]:
    """The keys to look for: those of the names, and of the other forms of the first given name."""
    names = set(names)
    found = set(names)
    for name in list(found):
        for part, rest in ((name.given, name.family), (name.family, name.given)):
            if name.is_whole:
                forms = other_forms(part[0]) | other_romanisations(part[0])
                found |= {FullName((form,), rest) for form in forms}
        found |= set(_written_otherwise(name)) if name.is_whole else set()
    return name_keys(found) | {key for name in names if name.is_whole for key in _without_first(name)}


def _written_otherwise(name: FullName) -> Iterable[FullName]:
    """The name with another beginning that alphabets and clerks give it, and its given names as one."""
    for begun, other in BEGINNINGS:
        for part, rest in ((name.given, name.family), (name.family, name.given)):
            if part[0].startswith(begun):
                yield FullName((other + part[0][len(begun) :],), rest)
    if len(name.given) > 1:
        yield FullName(("".join(name.given),), name.family)
    for cut in range(2, 7):
        if name.family[-1][:cut] in GLUED and len(name.family[-1]) - cut >= LONG_ENOUGH:
            yield FullName(name.given, (name.family[-1][cut:],))


def _without_first(name: FullName) -> Iterable[str]:
    """For a slip in the very first letter: the second one stands in for it."""
    for part, rest in ((name.given, name.family), (name.family, name.given)):
        yield f"{bones(part[0])} {sound(rest[0])[1:2]}"[:LONGEST]


def _keys(name: FullName) -> Iterable[str]:
    if not name.is_whole:
        yield from (f"={bones(word)}" for word in name.words[:1])
        return
    for given in name.given[:_PARTS]:
        for family in {*name.family[:_PARTS], "".join(name.family)}:
            yield f"{bones(family)} {sound(given)[:1]}"
            yield f"{bones(given)} {sound(family)[:1]}"
    yield "+".join(sorted((_beginning(name.given[0]), _beginning(name.family[0]))))


def _beginning(word: str) -> str:
    """Two letters, and the numbers of names that are told apart by nothing else."""
    return word[:2] + "".join(letter for letter in word[2:] if letter.isdigit())
