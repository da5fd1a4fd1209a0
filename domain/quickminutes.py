"""How long it took and at what hour, as people write it: "45m", "1h30", "for 2 hours", "at 15:30"."""

import re
from dataclasses import dataclass
from datetime import time

MOST_MINUTES = 24 * 60

_AFTER = r"(?![\w@]|[-/.]\w)"
_BEFORE = r"(?<![\w@/.,-])(?:for )?(?:about )?"
_HOUR = r"(?:h|hrs?|hours?|std|stunden?)"
_MINUTE = r"(?:m|mins?|minutes?|minuten?)"
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_WORDS = {
    r"half an hour": 30,
    r"(?:a )?quarter of an hour": 15,
    r"three quarters of an hour": 45,
    r"(?:an|one) hour and a half|(?:one|an) and a half hours": 90,
}


def _pattern(text: str) -> re.Pattern[str]:
    """A pattern in which a blank is any run of blanks."""
    return re.compile(text.replace(" ?", r"\s*").replace(" ", r"\s+"), re.IGNORECASE)


_SPELLED = _pattern(
    _BEFORE + "(?:" + "|".join(f"(?P<w{value}>{words})" for words, value in _WORDS.items()) + ")" + _AFTER
)
_COUNTED = _pattern(
    rf"{_BEFORE}(?:(?P<h>\d{{1,2}}) ?{_HOUR}(?: ?(?:and )?(?P<hm>\d{{1,2}}) ?{_MINUTE}?)?"
    rf"|(?P<part>\d{{1,2}}[.,]\d{{1,2}}) ?{_HOUR}|(?P<m>\d{{1,4}}) ?{_MINUTE}"
    rf"|(?P<word>{'|'.join(_NUMBERS)}) hours?){_AFTER}"
)
_CLOCK = _pattern(
    r"(?<![\w@/.,:-])(?:(?:at|around|um) )?(?:(?P<h>\d{1,2}):(?P<m>\d\d)(?: ?(?P<half>[ap]m))?"
    r"|(?P<h12>\d{1,2}) ?(?P<half12>[ap]m)|(?:at|um) (?P<h24>\d{1,2}) ?(?:o['’]clock|uhr)"
    r"|at (?P<word>noon|midday|midnight))(?![\w@:])"
)


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` of a text tell a length in minutes."""

    start: int
    end: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Clock:
    """Characters `start` to `end` of a text tell an hour."""

    start: int
    end: int
    time: time


def minutes_in(text: str) -> Span | None:
    """The first length in a text, from one minute to a day, or None."""
    matches = [*_SPELLED.finditer(text), *_COUNTED.finditer(text)]
    for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
        minutes = _length(match)
        if 1 <= minutes <= MOST_MINUTES:
            return Span(match.start(), match.end(), minutes)
    return None


def clock_in(text: str) -> Clock | None:
    """The first hour of the day in a text ("3pm", "at 15:30", "at noon"), or None."""
    for match in _CLOCK.finditer(text):
        found = _clock(match)
        if found:
            return Clock(match.start(), match.end(), found)
    return None


def _length(match: re.Match[str]) -> int:
    part = match.groupdict()
    if match.re is _SPELLED:
        return next(int(name[1:]) for name, text in part.items() if text)
    if part["word"]:
        return 60 * _NUMBERS[part["word"].lower()]
    if part["part"]:
        return round(60 * float(part["part"].replace(",", ".")))
    return int(part["m"] or 0) + 60 * int(part["h"] or 0) + int(part["hm"] or 0)


def _clock(match: re.Match[str]) -> time | None:
    if match["word"]:
        return time(0) if match["word"].lower() == "midnight" else time(12)
    hour = int(match["h"] or match["h12"] or match["h24"])
    half = (match["half"] or match["half12"] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    minute = int(match["m"] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
