"""One line of text becomes what happened: "coffee with Ada yesterday at Kaffa 45m – the engine !ask in 3w".

People of the book are found before days, for they may be called May or Monday. What is not understood is kept
in the note; nothing that was typed is lost.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Literal

from domain.names import Named, Rank
from domain.quickdates import Calendar, Precision, When, days_in
from domain.quickfavours import Favoured, Piece, grams_in, read_favour, take_favours
from domain.quickkinds import MEETINGS, VERBS, WEEKDAYS, Kind, KindWord
from domain.quickline import NAME, READ_CHARACTERS, Line, Reading, grams_of, read_words, split
from domain.quickparts import (
    Began,
    claim_day,
    claim_kinds,
    claim_place,
    claim_times,
    is_possible,
    left_over,
    who_began,
)
from domain.quickpeople import (
    Ambiguous,
    Person,
    claim_any,
    claim_joined,
    claim_known,
    claim_small,
    claim_unknown,
    hold_names,
)

__all__ = [
    "Ambiguous", "Entry", "Favoured", "FollowUp", "Kind", "Named", "Precision", "Rank", "Refused", "name_grams",
    "parse",
]  # fmt: skip

_BEFORE_DAYS = frozenset(("on", "by", "next", "this", "coming", "before", "until"))


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What to do later, and on which day if one was given."""

    day: date | None
    text: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A day on which nothing can have happened; `text` is the head without it, to offer as a reminder."""

    day: date
    why: Literal["future", "ancient"]
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What happened, as the whole product logs it. `day` is never after today, `minutes` 1 to 1440 or None.

    `unknown` and `ambiguous` names and a `refused` day are questions to ask before it is saved. What is
    `sensitive` is never told outside the pages; no line says so, the owner does. A line that tells of favours alone
    is no talk; then its note is theirs.
    """

    kind: Kind
    day: date
    precision: Precision = "day"
    clock: time | None = None
    contacts: tuple[Named, ...] = ()
    unknown: tuple[str, ...] = ()
    ambiguous: tuple[Ambiguous, ...] = ()
    place: str = ""
    minutes: int | None = None
    began: Began | None = None
    note: str = ""
    follow_up: FollowUp | None = None
    refused: Refused | None = None
    sensitive: bool = False
    understood: bool = True
    favours: tuple[Favoured, ...] = ()
    is_talk: bool = True

    @property
    def strangers(self) -> tuple[str, ...]:
        """Every name that nobody in the book has, those told with the favours too."""
        named = [name.text for favour in self.favours for name in favour.named if not name.candidates]
        return tuple(dict.fromkeys((*self.unknown, *named)))

    @property
    def doubtful(self) -> tuple[Ambiguous, ...]:
        """Every name that several have, those told with the favours too; the same spelling once."""
        named = (name for favour in self.favours for name in favour.named if len(name.candidates) > 1)
        cases = [*self.ambiguous, *(Ambiguous(name.text, name.candidates) for name in named)]
        return tuple({case.text: case for case in cases[::-1]}.values())[::-1]


def name_grams(line: str) -> frozenset[str]:
    """Every folded spelling of one to five words that `parse` may look up for this line."""
    told, pieces = take_favours(line)
    return grams_of(told) | grams_in(pieces)


def parse(
    line: str,
    *,
    names: Mapping[str, Sequence[Named]],
    now: datetime,
    day_first: bool = True,
    first_weekday: int = 0,
) -> Entry:
    """What a line says happened. A sentence without a kind or a person is kept as the note of an Entry.

    `names` gives for folded spellings who is called so; it needs only those of `name_grams(line)`.
    `now` is in the owner's zone; weekdays count from Monday, 0. Only the first 400 characters are grammar.
    Raises ValueError for an empty line or a `now` without a zone.
    """
    if not line.strip():
        raise ValueError("Write what happened, such as “coffee with Ada yesterday”.")
    if now.tzinfo is None:
        raise ValueError("The time of a quick log needs its zone.")
    calendar = Calendar(now, day_first, first_weekday)
    told, pieces = take_favours(line)
    parts = split(told)
    follow_up = _follow_up(parts.asked, names, calendar)
    entry, when, is_talk = _read(parts, names, calendar)
    if pieces:
        note = entry.note if entry.understood else _note([*filter(None, [parts.head.strip()])], parts)
        entry = _with_favours(replace(entry, note=note, is_talk=is_talk), pieces, names, calendar)
        entry = entry if when else _on_their_day(entry)
    return replace(_dated(entry, parts.head, when, calendar), follow_up=follow_up)


def _read(
    parts: Line, names: Mapping[str, Sequence[Named]], calendar: Calendar
) -> tuple[Entry, When | None, bool]:
    """The head, understood part by part, each taking its words; its day, and whether it tells of a talk."""
    reading = Reading(parts.head, parts.words, [""] * len(parts.words))
    people = claim_known(reading, names, sure=True)
    hold_names(reading)
    when = claim_day(reading, calendar)
    clock, minutes = claim_times(reading)
    place = claim_place(reading)
    kind, hits = claim_kinds(reading)
    people = _people(reading, names, people, hits)
    left = left_over(reading)
    if not (kind or people) and (left or not (when or clock or minutes)):
        return Entry(kind="other", day=calendar.today, note=parts.body, understood=False), None, False
    entry = Entry(
        kind=kind or "other",
        day=calendar.today,
        clock=clock,
        contacts=_contacts(people),
        unknown=tuple(dict.fromkeys(person.text for person in people if not person.candidates)),
        ambiguous=_ambiguous(people),
        place=place,
        minutes=minutes,
        began=who_began(reading, hits),
        note=_note(left, parts),
    )
    return entry, when, bool(kind or people)


def _with_favours(
    entry: Entry, pieces: Sequence[Piece], names: Mapping[str, Sequence[Named]], calendar: Calendar
) -> Entry:
    """The entry with its favours. A day of theirs on which nothing can have happened is refused as one of the head."""
    is_alone = not (entry.contacts or entry.ambiguous or entry.unknown)
    favours = tuple(read_favour(piece, names, calendar, is_alone=is_alone) for piece in pieces)
    wrong = [
        favour.when.day for favour in favours if favour.when and not is_possible(favour.when.day, calendar)
    ]
    refused = _refused(wrong[0], " ".join(piece.text for piece in pieces), calendar) if wrong else None
    return replace(entry, favours=favours, refused=refused, understood=True)


def _on_their_day(entry: Entry) -> Entry:
    """A line whose head names no day has that of its first favour with one."""
    when = next((favour.when for favour in entry.favours if favour.when), None)
    if when is None or entry.refused:
        return entry
    return replace(entry, day=when.day, precision=when.precision)


def _people(
    reading: Reading, names: Mapping[str, Sequence[Named]], sure: list[Person], hits: Sequence[KindWord]
) -> list[Person]:
    """Everyone in the head, from left to right."""
    verbs = [hit for hit in hits if hit.key in VERBS | MEETINGS]
    people = sure + claim_known(reading, names, sure=False)
    people += claim_unknown(reading, verbs)
    people = people or claim_any(reading, names) or claim_small(reading, verbs)
    return sorted(people + claim_joined(reading), key=lambda person: person.start)


def _contacts(people: Sequence[Person]) -> tuple[Named, ...]:
    known = [person.candidates[0] for person in people if len(person.candidates) == 1]
    return tuple({person.contact: person for person in reversed(known)}.values())[::-1]


def _ambiguous(people: Sequence[Person]) -> tuple[Ambiguous, ...]:
    several = [Ambiguous(person.text, person.candidates) for person in people if len(person.candidates) > 1]
    return tuple({question.candidates: question for question in several}.values())


def _note(left: Sequence[str], parts: Line) -> str:
    """What the head left over, then what was not read, then the note."""
    head = " ".join([*left, *filter(None, [parts.rest])])
    return " – ".join(filter(None, [head, parts.note]))


def _dated(entry: Entry, head: str, when: When | None, calendar: Calendar) -> Entry:
    if when is None:
        return entry
    if is_possible(when.day, calendar):
        return replace(entry, day=when.day, precision=when.precision)
    return replace(entry, refused=_refused(when.day, _without(head, when), calendar))


def _refused(day: date, text: str, calendar: Calendar) -> Refused:
    return Refused(day, "future" if day > calendar.today else "ancient", text)


def _without(text: str, when: When) -> str:
    return " ".join((text[: when.start] + " " + text[when.end :]).split()).strip(" ,;:–-")


def _follow_up(
    asked: str | None, names: Mapping[str, Sequence[Named]], calendar: Calendar
) -> FollowUp | None:
    """The day of a follow-up, counted from today: the one that ends or begins it, else the last one."""
    if asked is None:
        return None
    window = asked[:READ_CHARACTERS]
    days = days_in(_without_names(window, names), replace(calendar, ahead=True))
    edges = [when for when in days if not asked[when.end :].strip(" .!") or when.start == 0]
    chosen = next(iter(edges[::-1] + days[::-1]), None)
    if chosen is None:
        return FollowUp(None, " ".join(asked.split()))
    return FollowUp(chosen.day, _without(asked, chosen))


def _without_names(text: str, names: Mapping[str, Sequence[Named]]) -> str:
    """The text with people called like a weekday blanked out, unless "on" or "next" makes it a day."""
    words, _ = read_words(text)
    reading = Reading(text, words, [""] * len(words))
    for index, word in enumerate(words):
        if word.key in WEEKDAYS and names.get(word.key) and reading.key(index - 1) not in _BEFORE_DAYS:
            reading.claim(index, index + 1, NAME)
    return reading.masked()
