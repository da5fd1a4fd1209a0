"""The parts of a quick log's head that are not people: day, length, place, kind, and what is left."""

from collections.abc import Sequence
from datetime import date, time
from typing import Literal

from domain.quickdates import Calendar, When, days_in
from domain.quickkinds import (
    AND,
    DAY_WORDS,
    FILLERS,
    NO_PLACES,
    PLACE_ENDS,
    PLACED,
    SENT,
    SKIPPED,
    STRONG,
    TOPIC,
    VERBS,
    WEAK,
    WITH,
    Kind,
    KindWord,
    kind_words,
)
from domain.quickline import DAY, KIND, NAME, PLACE, TIME, UNKNOWN, WEAK_KIND, Reading, Word
from domain.quickminutes import clock_in, minutes_in

Began = Literal["me", "them"]
EARLIEST = date(1900, 1, 1)
_LONGEST_PLACE = 8
_ME = frozenset(["me", "us", "mich", "uns"])
_I = frozenset(["i", "we", "ich", "wir"])
_THEY = frozenset(["he", "she", "they", "er", "sie"])
_PASSIVE = frozenset(["was", "were", "got", "been", "wurde"])
_FROM, _TO = frozenset(("from", "von")), frozenset(("to", "an"))
_LEADING = AND | frozenset([",", ";", "had", "have"])
_TRAILING = AND | frozenset([",", ";", "with", "on", "for", "at", "in", "to", "from", "by", "i", "we", "had"])


def claim_day(reading: Reading, calendar: Calendar) -> When | None:
    """The first day that can be, else the first that cannot (a future day outside the topic), or None."""
    found = days_in(reading.masked(), calendar)
    topic = next((word.start for word in reading.words if _opens_talk(word)), len(reading.text))
    possible = [when for when in found if is_possible(when.day, calendar)]
    chosen = next(iter(possible or [when for when in found if when.start < topic]), None)
    if chosen:
        reading.claim_span(chosen.start, chosen.end, DAY)
    return chosen


def _opens_talk(word: Word) -> bool:
    """Whether a word begins what was talked about, or what will be."""
    return word.key in TOPIC or word.text == "will"


def is_possible(day: date, calendar: Calendar) -> bool:
    """Whether something can have happened that day: from 1900 to today."""
    return EARLIEST <= day <= calendar.today


def claim_times(reading: Reading) -> tuple[time | None, int | None]:
    """The hour and the minutes."""
    clock = clock_in(reading.masked())
    if clock:
        reading.claim_span(clock.start, clock.end, TIME)
    span = minutes_in(reading.masked())
    if span:
        reading.claim_span(span.start, span.end, TIME)
    return clock.time if clock else None, span.minutes if span else None


def claim_place(reading: Reading) -> str:
    """What stands after "at" or "in" up to the next part; several places are joined with a comma."""
    places: list[str] = []
    index = 0
    while index < len(reading.words):
        end = _place_end(reading, index) if _opens_place(reading, index) else index
        if end > index + 1:
            places.append(reading.slice(index + 1, end).strip(".!?:… "))
            for word in range(index, end):
                reading.labels[word] = reading.labels[word] or PLACE
        index = max(end, index + 1)
    return ", ".join(places)


def _opens_place(reading: Reading, index: int) -> bool:
    if not reading.is_free(index) or reading.key(index) not in PLACED or reading.key(index + 1) in NO_PLACES:
        return False
    if index + 1 >= len(reading.words) or reading.key(index + 1).isdecimal():
        return False
    is_named = reading.words[index + 1].is_capital
    if _in_topic(reading, index):
        return is_named
    if reading.key(index) != "in":
        return True
    return reading.key(index + 1) not in DAY_WORDS and (is_named or _is_part(reading, index - 1))


def _is_part(reading: Reading, index: int) -> bool:
    """Whether a word can stand right before a place: none, a claimed one, a kind or a name."""
    if not reading.is_free(index) or reading.key(index - 1) in WITH | AND:
        return True
    return reading.key(index) in STRONG or reading.key(index) in WEAK or reading.words[index].is_capital


def _place_end(reading: Reading, index: int) -> int:
    """The end of a place that begins after `index`. Someone's ("at Ada’s") may begin it."""
    end = index + 1
    if end < len(reading.words) and reading.labels[end] == NAME and _is_whose(reading, end):
        end += 1
    while end < min(index + 1 + _LONGEST_PLACE, len(reading.words)) and _goes_on(reading, end):
        end += 1
        if reading.words[end - 1].ends:
            break
    return end


def _is_whose(reading: Reading, index: int) -> bool:
    return reading.words[index].base != reading.words[index].key


def _goes_on(reading: Reading, index: int) -> bool:
    key, after = reading.key(index), reading.key(index + 1)
    if not reading.is_free(index) or key in PLACE_ENDS or reading.words[index].is_at:
        return False
    return not (key in AND and (not reading.is_free(index + 1) or after in PLACE_ENDS or after in WEAK))


def _in_topic(reading: Reading, index: int) -> bool:
    return any(reading.key(before) in TOPIC and reading.is_free(before) for before in range(index))


def claim_kinds(reading: Reading) -> tuple[Kind | None, list[KindWord]]:
    """The kind, and the words that tell it: the first strong one, else the first weak one, else None.

    A party or a conference may also hide in the place. Words of another strong kind stay in the note.
    """
    count = len(reading.words)
    free = [reading.key(i) if reading.is_free(i) and not _in_topic(reading, i) else "" for i in range(count)]
    hits = kind_words(free)
    chosen = next((hit.kind for hit in hits if hit.strong), None) or _placed_kind(reading)
    kind = chosen or next((hit.kind for hit in hits), None)
    told = [hit for hit in hits if hit.kind in (kind, "other") or hit.key in VERBS and not hit.strong]
    for hit in told:
        reading.claim(hit.start, hit.end, KIND if hit.strong else WEAK_KIND)
    return kind, told


def _placed_kind(reading: Reading) -> Kind | None:
    placed = (word.key for word, label in zip(reading.words, reading.labels, strict=True) if label == PLACE)
    return "event" if any(STRONG.get(key) == "event" for key in placed) else None


def who_began(reading: Reading, hits: Sequence[KindWord]) -> Began | None:
    """ "me", "them" or None, by the first word that tells: "Ada called", "called Ada", "letter from Ada"."""
    return next((began for began in (_began(reading, hit) for hit in hits) if began), None)


def _began(reading: Reading, hit: KindWord) -> Began | None:
    after = reading.key(hit.end)
    if hit.key in VERBS:
        return _verb_began(reading, hit, after)
    if hit.kind not in SENT and hit.key != "invitation":
        return None
    return "them" if after in _FROM else "me" if after in _TO else None


def _verb_began(reading: Reading, hit: KindWord, after: str) -> Began:
    before = hit.start - 1
    if reading.key(before) in _PASSIVE or after in ("by", "von"):
        return "them"
    while before >= 0 and (reading.labels[before] in (DAY, TIME) or reading.key(before) in SKIPPED):
        before -= 1
    if reading.key(before) in _I:
        return "me"
    is_subject = before >= 0 and reading.labels[before] in (NAME, UNKNOWN)
    return "them" if is_subject or reading.key(before) in _THEY or after in _ME else "me"


def left_over(reading: Reading) -> list[str]:
    """The stretches of the head that nothing claimed, as typed; those of small words alone say nothing."""
    runs: list[str] = []
    start = 0
    while start < len(reading.words):
        end = start
        while end < len(reading.words) and _is_left(reading, end):
            end += 1
        if end > start and any(_says_something(reading, index) for index in range(start, end)):
            runs.append(_trimmed(reading, start, end))
        start = max(end, start + 1)
    return runs


def _is_left(reading: Reading, index: int) -> bool:
    return reading.labels[index] in ("", WEAK_KIND)


def _says_something(reading: Reading, index: int) -> bool:
    key = reading.key(index)
    return (
        reading.labels[index] != WEAK_KIND and key not in FILLERS and any(letter.isalnum() for letter in key)
    )


def _trimmed(reading: Reading, start: int, end: int) -> str:
    while start < end and reading.key(start) in _LEADING:
        start += 1
    if end < len(reading.words) and reading.labels[end] == KIND and reading.key(start) in ("a", "an", "the"):
        start += 1
    while end > start and reading.key(end - 1) in _TRAILING:
        end -= 1
    return reading.slice(start, end)
