"""Favours told in a quick log: "coffee with Ada yesterday +gave intro to Bo Lund +got advice on the engine (3)".

A favour begins with “+gave” or “+got”, without a blank, and goes on to the next one, a follow-up, a dash, the end
of a sentence or of the line. What is not understood is its text; nothing that was typed is lost.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from domain.favours.balance import Deed, FavourKind
from domain.favours.kinds import KINDS, OF_A_THIRD
from domain.names import Named, fold
from domain.quickdates import Calendar, When, days_in
from domain.quickkinds import AND
from domain.quickline import KIND, NAME, Reading, part_end, read_words, runs
from domain.quickpeople import NEVER, Person, person_at, run_end

GIVING = frozenset(("gave", "given", "gab", "gegeben"))
GETTING = frozenset(("got", "received", "bekam", "bekommen", "erhalten"))
MOST = 12
"""A line tells no more favours than this; further ones stay in the note."""
LONGEST = 300
"""A favour's text is cut after so many characters; what follows stays in the line."""

_TOLD = re.compile(
    rf"(?:^|(?<=\s))\+({'|'.join(sorted(GIVING | GETTING))})\b[^\S\n]+(?=[\w@“\"])", re.IGNORECASE
)
_WEIGHT = re.compile(r"\s*\(([1-5])\)(?=\s|$)")
_BEFORE, _AFTER = " \t,;", " \t.?,;"

_TO = frozenset(("to", "an", "zu", "bei", "with", "mit"))
_FROM = frozenset(("from", "by", "von", "durch"))
_FOR = frozenset(("for", "fur"))
_OF = frozenset(("of", "von"))
_PRONOUNS = frozenset(("her", "him", "them", "me", "us", "ihr", "ihm", "ihnen", "mir", "uns"))
_ARTICLES = frozenset(("a", "an", "the", "some", "ein", "eine", "einen", "etwas"))


@dataclass(frozen=True, slots=True)
class Called:
    """A name as typed, and whom it can mean: nobody known, one, or several equally well."""

    text: str
    candidates: tuple[Named, ...] = ()

    @property
    def shown(self) -> str:
        """The one who is meant, else the name as typed."""
        return self.candidates[0].display if len(self.candidates) == 1 else self.text


@dataclass(frozen=True, slots=True)
class Favoured:
    """A favour as told. With nobody in `them` it is with everybody in the line; without a `when` on its day."""

    deed: Deed
    them: tuple[Called, ...] = ()
    about: Called | None = None
    when: When | None = None

    @property
    def named(self) -> tuple[Called, ...]:
        """All names in it."""
        return (*self.them, *([self.about] if self.about else []))


@dataclass(frozen=True, slots=True)
class Piece:
    """The stretch of a line that tells a favour, after its “+gave” or “+got”."""

    gave: bool
    text: str


def take_favours(line: str) -> tuple[str, tuple[Piece, ...]]:
    """The line without the favours told in it, and these. A line that tells none comes back as it is."""
    pieces: list[Piece] = []
    rest, at = "", 0
    for mark in islice(_TOLD.finditer(line), MOST):
        end = _end(line, mark)
        pieces.append(Piece(mark[1].lower() in GIVING, line[mark.end() : end].strip()))
        rest = _joined(rest, line[at : mark.start()])
        at = end
    return (_joined(rest, line[at:]), tuple(pieces)) if pieces else (line, ())


def grams_in(pieces: Sequence[Piece]) -> frozenset[str]:
    """Every folded spelling that `read_favour` may look up for these."""
    return frozenset(gram for piece in pieces for gram in runs(read_words(_unweighed(piece.text)[0])[0])) - {
        ""
    }


def _end(line: str, mark: re.Match[str]) -> int:
    window = line[: mark.end() + LONGEST + 1]
    if len(window) < len(line):
        cut = max(window.rfind(blank, mark.end()) for blank in (" ", "\n", "\t"))
        window = window[:cut] if cut > 0 else window[:-1]
    following = _TOLD.search(window, mark.end())
    end = part_end(window, mark.end(), following.start() if following else len(window))
    return mark.end() + len(line[mark.end() : end].rstrip(_AFTER))


def _joined(before: str, after: str) -> str:
    """The stretches around a favour, as if it had not been there."""
    return before.rstrip(_BEFORE) + after if before.strip(_BEFORE) else after.lstrip(" \t.?,;:")


def read_favour(
    piece: Piece, names: Mapping[str, Sequence[Named]], calendar: Calendar, *, is_alone: bool
) -> Favoured:
    """What a favour's stretch says. Without a kind it is help. `is_alone` where the rest of the line names nobody:

    then a name that nobody has is asked about even where it could be another word.
    """
    text, weight = _unweighed(piece.text)
    words, _ = read_words(text)
    reading = Reading(text, words, [""] * len(words))
    kind = _claim_kind(reading)
    them, taken = _claim_them(reading, names, piece.gave, kind, is_alone)
    about = _claim_about(reading, names, kind)
    when = _last_day(reading, calendar)
    spans = [(words[start].start, words[end - 1].end) for start, end in taken]
    spans += [(when.start, when.end)] if when else []
    deed = Deed(piece.gave, kind, weight, _without(text, spans, kind))
    return Favoured(deed, tuple(map(_called, them)), _called(about) if about else None, when)


def _unweighed(text: str) -> tuple[str, int | None]:
    """The text without its "(4)", and that."""
    found = _WEIGHT.search(text)
    return (text[: found.start()] + text[found.end() :], int(found[1])) if found else (text, None)


def _called(person: Person) -> Called:
    return Called(person.text, person.candidates)


def _claim_kind(reading: Reading) -> FavourKind:
    """The first kind, or the one right behind it."""
    found: FavourKind | None = None
    index = end = 0
    while index < len(reading.words):
        size = next((size for size in (2, 1) if _phrase(reading, index, size) in KINDS), 0)
        if size and (found is None or index == end):
            found, end = KINDS[_phrase(reading, index, size)], index + size
            reading.claim(index, end, KIND)
        index += size or 1
    return found or FavourKind.HELP


def _phrase(reading: Reading, index: int, size: int) -> str:
    return " ".join(reading.key(at) for at in range(index, index + size))


def _claim_them(
    reading: Reading, names: Mapping[str, Sequence[Named]], gave: bool, kind: FavourKind, is_alone: bool
) -> tuple[list[Person], list[tuple[int, int]]]:
    """To whom it was given or from whom it came, and the words to leave out of its text."""
    start = _without_pronoun(reading)
    people = _people(reading, names, 0) if gave or _is_whose(reading) else []
    if people or (gave and (people := _strangers(reading, 0, is_alone))):
        return people, [(0, people[-1].end)]
    marks = (_FOR if kind in OF_A_THIRD else _FOR | _TO) if gave else _FROM
    for index in range(len(reading.words)):
        if reading.key(index) not in marks or not reading.is_free(index):
            continue
        people = _people(reading, names, index + 1)
        if people or (not gave and (people := _strangers(reading, index + 1, True))):
            return people, [*start, (index, people[-1].end)]
    return [], start


def _is_whose(reading: Reading) -> bool:
    return bool(reading.words) and reading.words[0].base != reading.words[0].key


def _without_pronoun(reading: Reading) -> list[tuple[int, int]]:
    """ "her" of "gave her a book" says nothing that the line does not."""
    follows = reading.key(1) in _ARTICLES or (len(reading.words) > 1 and not reading.is_free(1))
    return [(0, 1)] if reading.key(0) in _PRONOUNS and follows else []


def _claim_about(reading: Reading, names: Mapping[str, Sequence[Named]], kind: FavourKind) -> Person | None:
    """The third person: after "to" in an introduction, after "of" in a recommendation. A name nobody has is text."""
    marks = _TO if kind in OF_A_THIRD else _OF if kind == FavourKind.RECOMMENDATION else frozenset[str]()
    for index in range(len(reading.words)):
        if reading.key(index) in marks and reading.is_free(index):
            people = _people(reading, names, index + 1)
            if people:
                return people[0]
    return None


def _people(reading: Reading, names: Mapping[str, Sequence[Named]], index: int) -> list[Person]:
    """Those of the book who are named from a word on, joined by "and" or commas."""
    found: list[Person] = []
    while index < len(reading.words) and (person := _known(reading, names, index)):
        reading.claim(person.start, person.end, NAME)
        found.append(person)
        is_joined = reading.key(person.end) in AND or reading.key(person.end) == ","
        index = person.end + 1 if is_joined else len(reading.words)
    return found


def _known(reading: Reading, names: Mapping[str, Sequence[Named]], index: int) -> Person | None:
    person = person_at(reading, index, names)
    word = reading.words[index]
    if person is None or word.is_at or word.is_capital or person.end - person.start > 1:
        return person
    return None if word.key in NEVER or word.key in KINDS else person


def _strangers(reading: Reading, index: int, is_sure: bool) -> list[Person]:
    """The name nobody has that begins at a word; unless sure, only one of two words or with an @."""
    end = run_end(reading, index) if index < len(reading.words) else index
    if end == index or not (is_sure or end - index > 1 or reading.words[index].is_at):
        return []
    reading.claim(index, end, NAME)
    text = reading.slice(index, end).strip(" .,;:!?").lstrip("@")
    return [Person(index, end, text)]


def _last_day(reading: Reading, calendar: Calendar) -> When | None:
    """The day that ends it."""
    found = days_in(reading.masked(), calendar)
    return next((when for when in found[::-1] if not reading.text[when.end :].strip(" .,;!?")), None)


def _without(text: str, spans: Sequence[tuple[int, int]], kind: FavourKind) -> str:
    """The text without some stretches; "" when it only repeats the kind."""
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + " " + text[end:]
    text = " ".join(text.split()).strip(" ,;:.!?")
    said = [word for word in fold(text).split() if word not in _ARTICLES]
    return "" if " ".join(said) == kind.value else text


def day_of(favour: Favoured, day: date) -> date:
    """The day of a favour: its own, else the one of its line."""
    return favour.when.day if favour.when else day
