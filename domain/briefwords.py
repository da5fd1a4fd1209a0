"""The words of a brief: what was promised in a note, who of several knows whom, and what to ask next.

Only what the book holds is said, and a note is quoted, never told in other words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.digestwords import NAME_LENGTH, SUBJECT_LENGTH, joined, one_line
from domain.rulewords import WEEKDAYS
from domain.ties import INVERSES, TieKind
from domain.wording import counted, day_in_words, number_in_words, sentence

QUOTE_LENGTH = 160
READ_AT_MOST = 6_000
MOST_QUOTES = 3
MOST_QUESTIONS = 6
WEEK_DAYS = 7
_SENTENCES = re.compile(r"(?<=[.!?;])\s+|\s*\n+\s*")
_GIVES = (
    "send|bring|call|write|ask|introduce|share|show|lend|pass on|look up|find out|get back|let (?:me|us) know"
)
_PROMISE = re.compile(
    r"(?<!\bnot )(?<!\bnever )\b(?:promise[sd]?"
    rf"|(?:will|[’']ll|wants? to|wanted to|offered to|agreed to|(?:is|am|are) going to) (?:{_GIVES})"
    r"|(?:owe|owes) (?:me|us|him|her|them)"
    r"|schick(?:t|e|en)|versprochen|verspricht|versprach|verspreche|meldet sich|melde mich)\b",
    re.IGNORECASE,
)
_ME = re.compile(r"\b(?:I|ich|Ich|we|We|wir|Wir|schicke|verspreche|melde mich)\b")
_THEM = re.compile(r"\b(?:he|she|they|er|sie|meldet sich)\b", re.IGNORECASE)
_TO_ME = re.compile(r"\b(?:me|us|mir|uns)\b", re.IGNORECASE)


class Whose(StrEnum):
    """Who promised something, as far as the words tell."""

    MINE = "you"
    THEIRS = "they"
    UNSAID = "noted"


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of a note that speaks of a promise, in one line, shortened with an ellipsis."""

    whose: Whose
    text: str


def promises_in(text: str, given: str = "") -> list[Quote]:
    """The sentences of a note that speak of a promise, three at most; `given` is the other's name.

    Whose it is, is taken from the one who is named first; where nobody is, from who gets it.
    """
    found = []
    for words in _SENTENCES.split(text[:READ_AT_MOST]):
        if _PROMISE.search(words):
            found.append(Quote(_whose(words, given), one_line(words.strip(), QUOTE_LENGTH)))
    return found[:MOST_QUOTES]


def _whose(words: str, given: str) -> Whose:
    me, them = _ME.search(words), _THEM.search(words)
    named = re.search(rf"\b{re.escape(given)}\b", words) if given else None
    theirs = min((found.start() for found in (them, named) if found), default=None)
    if me and (theirs is None or me.start() <= theirs):
        return Whose.MINE
    if theirs is not None or _TO_ME.search(words):
        return Whose.THEIRS
    return Whose.UNSAID


def day_said(day: date, today: date) -> str:
    """A day to come or gone by, after a noun: "today", "tomorrow", "on Friday", "on 24 March"."""
    ahead = (day - today).days
    if ahead in (0, 1):
        return ("today", "tomorrow")[ahead]
    if 1 < ahead < WEEK_DAYS:
        return f"on {WEEKDAYS[day.weekday()]}"
    return f"on {day_in_words(day.toordinal(), today.toordinal())}"


def pair_words(one: str, other: str, kind: str, *, is_over: bool = False) -> str:
    """How two people are tied: "Ada Holm is Bo Ek’s manager", "Ada Holm and Bo Ek are colleagues"."""
    if kind in INVERSES:
        return f"{one} {'was' if is_over else 'is'} {other}’s {kind}"
    if kind == TieKind.KNOWS:
        return f"{one} and {other} {'knew' if is_over else 'know'} each other"
    return f"{one} and {other} {'were' if is_over else 'are'} {kind}s"


def appointments_subject(names: list[str], others: int, appointments: int) -> str:
    """The subject of a brief: "Tomorrow: Ada Holm and Bo Ek", "Tomorrow: one appointment, two people".

    Named where names are given; `others` are people beyond them. "" without an appointment.
    """
    if not appointments:
        return ""
    if names:
        known = [one_line(name, NAME_LENGTH) or "somebody" for name in names]
        more = [f"{number_in_words(others)} more"] if others else []
        return one_line(f"Tomorrow: {joined([*known, *more])}", SUBJECT_LENGTH)
    return f"Tomorrow: {counted(appointments, 'appointment')}, {counted(others, 'person', 'people')}"


@dataclass(frozen=True, slots=True)
class Known:
    """What a brief found that gives something to ask: plain words and days, empty where there is nothing.

    `dates` are what is near ("Ada Holm turns 41") with its day; `mine` what the owner wants to be reminded of, `said`
    and `theirs` quotes of promises, each with its day or None; `news` what is new at theirs; `last` the words of the
    last talk, and its day; `got` what they did for the owner; `waiting` whole sentences.
    """

    today: date
    dates: tuple[tuple[str, date], ...] = ()
    mine: tuple[tuple[str, date | None], ...] = ()
    said: tuple[tuple[str, date | None], ...] = ()
    theirs: tuple[tuple[str, date | None], ...] = ()
    news: tuple[str, ...] = ()
    last: str = ""
    last_on: date | None = None
    got: tuple[tuple[str, date], ...] = ()
    waiting: tuple[str, ...] = ()


def questions(known: Known) -> list[str]:
    """What to ask or say next, the most pressing first, six at most; nothing that is not in the book."""
    return list(dict.fromkeys(_questions(known)))[:MOST_QUESTIONS]


def _questions(known: Known) -> Iterator[str]:
    soon = known.today.toordinal() + 2 * WEEK_DAYS
    yield from (f"{what} {day_said(on, known.today)}." for what, on in known.dates if on.toordinal() <= soon)
    yield from _about_promises(known)
    yield from (f"{words}. How is it going?" for words in known.news)
    for what, on in known.got[:1]:
        when = day_said(on, known.today)
        yield f"They did something for you: {what}, {when}. Have you told them what came of it?"
    yield from known.waiting
    if known.last and not _is_quoted(known):
        when = f", {day_said(known.last_on, known.today)}" if known.last_on else ""
        yield f"Last time{when}: “{known.last}” What came of it?"


def _about_promises(known: Known) -> Iterator[str]:
    for words, day in known.mine:
        meant = words if words.endswith("?") else f"You meant to “{words}”"
        yield f"{meant}{_dated(day, known.today)}" + ("" if meant == words else ": done?")
    for words, day in known.said:
        yield f"You noted “{words}”{_dated(day, known.today)}: done?"
    for words, day in known.theirs:
        yield f"You noted “{words}”{_dated(day, known.today)}: what came of it?"


def _dated(day: date | None, today: date) -> str:
    return f" ({day_said(day, today).removeprefix('on ')})" if day else ""


def _is_quoted(known: Known) -> bool:
    """Whether the words of the last talk are nothing but a promise that is asked about already."""
    return any(words == known.last for words, _day in (*known.said, *known.theirs))


def since_words(what: str, since: str) -> str:
    """Such as "Head of mills at Kiln, since March 2026"; `since` is in words or empty."""
    return sentence(f"{what}, since {since}" if since else what)
