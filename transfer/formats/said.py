"""What a row or an entry says about somebody, by field and label, and the card that it makes.

("email", "work"), ("street", "home"), ("profile", "github"), ("extra", "Spouse"): an extra is what has no place of
its own and becomes a line of a note, so that nothing is lost.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Any

from domain import partial
from domain.identity import email_key, handle_key, profile_key
from transfer.formats.faults import Fault, shown
from transfer.formats.names import MAX_NAME, clean, turned
from transfer.formats.values import AddressSaid, Card, DateSaid, NoteSaid, PostSaid
from transfer.formats.yearly import Yearly, parse_yearly, says_no_day

Said = defaultdict[tuple[str, str], list[str]]
MOST_VALUES = 50
"""E-mails, numbers, tags and the like that one person may have; more are left out."""
MAX_TEXT = 100_000
MAX_SHORT = 200
MAX_TAG = 60
MAX_LABEL = 60
MAX_ADDRESS = 500
PARTS = {
    "street": 300, "extended": 200, "po_box": 100, "postal_code": 30, "city": 120, "region": 120, "country": 120,
}  # fmt: skip
DAYS = {"birthday": "birthday", "anniversary": "anniversary", "date": "other"}
SALUTATION_WORDS = """
    mr mrs ms miss mx herr frau hr fr m mme mlle madame monsieur sr sra srta sig dhr mevr
"""
SALUTATIONS = frozenset(SALUTATION_WORDS.split())
"""Titles that say nothing about a person."""
CIRCLES = ("inner", "close", "friends", "network")
_VALUES = re.compile(r"\s*(?: ::: |[;,\n|])\s*")
_EMAILS = re.compile(r"(?: ::: |[;,\s|])+")
_DIGIT = re.compile(r"\d")
_WITH_NETWORK = re.compile(r"([a-z]{1,20}): (\S+)")
_ADDRESS_BEHIND = re.compile(r" \([^()]*@[^()]*\)$")
_ANGLES = re.compile(r"<([^<>\s]+@[^<>\s]+)>")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a card is read with: the file, the day, and how days are written in the file."""

    file: str
    today: date
    day_first: bool


def say() -> Said:
    """Nothing said yet."""
    return defaultdict(list)


def card_items(said: Said, line: int, reading: Reading) -> Iterator[Card | Fault]:
    """The card that a row makes and what is wrong with it; only a Fault where it names nobody."""
    faults: list[str] = []
    try:
        card = _card(said, line, reading, faults)
    except ValueError as error:
        yield Fault(reading.file, line, str(error))
        return
    yield card
    for reason in faults:
        yield Fault(reading.file, line, reason, kept=True)


def lines_of(text: str) -> str:
    """A longer text with its lines, without control characters, cut to MAX_TEXT."""
    plain = unicodedata.normalize("NFC", text[:MAX_TEXT]) if not text.isascii() else text[:MAX_TEXT]
    lines = plain.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(
        "".join(letter for letter in line if letter.isprintable() or letter == "\t").rstrip()
        for line in lines
    ).strip()


def values_in(text: str) -> list[str]:
    """Several values in one cell."""
    return _VALUES.split(text[:MAX_TEXT])


def unique(texts: Iterable[str], most: int = MOST_VALUES) -> tuple[str, ...]:
    """The texts in their order, without blanks and without repetitions in whatever case."""
    found: dict[str, str] = {}
    for text in texts:
        if text and len(found) < most:
            found.setdefault(text.casefold(), text)
    return tuple(found.values())


class _Told(dict[str, list[tuple[str, str]]]):
    """What is said of each field, with its labels."""

    def __init__(self, said: Said) -> None:
        super().__init__()
        for (field, label), texts in said.items():
            if texts:
                self.setdefault(field, []).extend([(label, text) for text in texts])

    def all(self, field: str) -> list[str]:
        return [text for _, text in self.get(field, ())]

    def first(self, field: str) -> str:
        """All in one line, cut to a short text."""
        return clean(", ".join(self.all(field)))[:MAX_SHORT] if field in self else ""

    def add(self, label: str, text: str) -> None:
        """What has no place of its own."""
        self.setdefault("extra", []).append((label, text))


@dataclass(frozen=True, slots=True)
class _Row:
    """One row as it becomes a card: what it tells, how it is read, and what is found to be wrong with it."""

    told: _Told
    reading: Reading
    faults: list[str]


def _card(said: Said, line: int, reading: Reading, faults: list[str]) -> Card:
    """Only what is told of is made, since most rows fill few of many columns."""
    row = _Row(_Told(said), reading, faults)
    parts: dict[str, Any] = {}
    for fields, part, make in PARTS_OF_A_CARD:
        if not fields.isdisjoint(row.told):
            parts[part] = make(row)
    if "profile" in row.told or "website" in row.told or "handle" in row.told:
        parts["profiles"], parts["handles"] = _pages(row)
    if "extra" in row.told or "note" in row.told:
        parts["notes"] = tuple(_notes(row))
    if not NAMES.isdisjoint(row.told):
        parts.update(_names(row.told))
    if not (parts.get("given") or parts.get("family") or parts.get("nickname") or parts.get("display")):
        parts["display"] = _instead(parts)
    return Card(line, reading.file, **parts)


def _instead(parts: Mapping[str, Any]) -> str:
    """What stands for a missing name: a company; nothing where an address or a number is there."""
    company: str = next((post.organisation for post in parts.get("posts", ())), "")
    if not company and not any(parts.get(part) for part in ("emails", "phones", "profiles", "handles")):
        raise ValueError("has no name, e-mail address or number")
    return company


def _names(told: _Told) -> dict[str, str]:
    """The names of a card. Middle names, titles and suffixes are in the name that is shown."""
    parts = {field: _name(told, field) for field in ("prefix", "given", "middle", "family", "suffix")}
    if parts["prefix"].rstrip(".").lower() in SALUTATIONS:
        parts["prefix"] = ""
    given, family = parts["given"], parts["family"]
    display = _name(told, "name")
    if not display and not (given or family or parts["middle"]):
        display = _whole(told)
    elif not display:
        display = " ".join(part for part in parts.values() if part)[:MAX_NAME]
    if not (given or family or parts["middle"]):
        given, family = turned(display)
        display = "" if given else display
    plain = f"{given} {family}".strip()
    shown_as = "" if display == plain else display
    return {"given": given, "family": family, "display": shown_as, "nickname": _name(told, "nickname")}


def _whole(told: _Told) -> str:
    """A name in one piece, for whom there is no other; an address is none."""
    names = (clean(_ADDRESS_BEHIND.sub("", text)).strip("'\"")[:MAX_NAME] for text in told.all("whole"))
    return next((name for name in names if name and not email_key(name)), "")


def _name(told: _Told, field: str) -> str:
    if field not in told:
        return ""
    name = clean(" ".join(told.all(field)))
    if len(name) > MAX_NAME:
        raise ValueError(f"has a name of more than {MAX_NAME} characters")
    return name


def _emails(row: _Row) -> tuple[str, ...]:
    """Addresses; what an office calls its colleagues inside (`/o=…`) is none and no fault."""
    found: list[str] = []
    for text in row.told.all("email"):
        for part in _ANGLES.findall(text) if "<" in text else _EMAILS.split(text):
            if email_key(part):
                found.append(clean(part))
            elif part and not part.startswith("/") and len(row.faults) < MOST_VALUES:
                row.faults.append(f"“{shown(part, 60)}” is no e-mail address")
    return unique(found)


def _phones(row: _Row) -> tuple[str, ...]:
    numbers = (clean(part)[:MAX_LABEL] for text in row.told.all("phone") for part in values_in(text))
    return unique(number for number in numbers if _DIGIT.search(number))


def _pages(row: _Row) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Profiles and handles; a page that is neither becomes an extra."""
    profiles: list[str] = []
    handles: dict[tuple[str, str], None] = {}
    for field in ("profile", "website", "handle"):
        for network, text in row.told.get(field, ()):
            address = clean(text)[:MAX_ADDRESS]
            if field == "handle" and (pair := _WITH_NETWORK.fullmatch(address)):
                network, address = pair[1], pair[2]
            if profile_key(address):
                profiles.append(address)
            elif field != "website" and network and (handle := handle_key(address)):
                handles[(network[:20], handle)] = None
            else:
                row.told.add(network.capitalize() or ("Handle" if field == "handle" else "Website"), address)
    return unique(profiles), tuple(handles)[:MOST_VALUES]


def _posts(row: _Row) -> tuple[PostSaid, ...]:
    pairs = zip_longest(row.told.all("organisation"), row.told.all("title"), fillvalue="")
    posts = (PostSaid(clean(name)[:MAX_SHORT], clean(title)[:MAX_SHORT]) for name, title in pairs)
    return tuple(dict.fromkeys(post for post in posts if post.organisation or post.title))[:MOST_VALUES]


def _dates(row: _Row) -> tuple[DateSaid, ...]:
    """Yearly days. What cannot be read is a fault, and what it said an extra."""
    found: list[DateSaid] = []
    for field, kind in DAYS.items():
        for label, text in row.told.get(field, ()):
            if says_no_day(text):
                continue
            day = _day(text, row.reading)
            if day:
                named = clean(label)[:100] if kind == "other" else ""
                found.append(DateSaid(kind, day.month, day.day, day.year, named))
            else:
                row.faults.append(f"“{shown(text, 60)}” is no day that can be meant")
                row.told.add(label or field.capitalize(), clean(text)[:MAX_SHORT])
    birth = _parts_of_birth(row.told) if "birth_day" in row.told else None
    return (*found, birth) if birth else tuple(found)


def _day(text: str, reading: Reading) -> Yearly | None:
    return parse_yearly(text, day_first=reading.day_first, today=reading.today)


def _parts_of_birth(told: _Told) -> DateSaid | None:
    """A birthday in three columns, of which the year may be missing."""
    year, month, day = (told.first(field) for field in ("birth_year", "birth_month", "birth_day"))
    if not (month.isdecimal() and day.isdecimal()) or len(month + day) > 4:
        return None
    try:
        date(2000, int(month), int(day))
    except ValueError:
        return None
    is_known = year.isdecimal() and len(year) == 4 and 1850 <= int(year) <= 2200
    return DateSaid("birthday", int(month), int(day), int(year) if is_known else None)


def _addresses(row: _Row) -> tuple[AddressSaid, ...]:
    """One address for each label, of the parts that are there."""
    found: dict[str, dict[str, str]] = {}
    for field, most in PARTS.items():
        for label, text in row.told.get(field, ()):
            parts = found.setdefault(label, {})
            line = clean(text.replace("\n", ", "))
            parts[field] = (f"{parts[field]}, {line}" if field in parts else line)[:most]
    told = (
        AddressSaid(clean(label)[:MAX_LABEL], **parts)
        for label, parts in found.items()
        if any(parts.values())
    )
    return tuple(told)


def _met_on(row: _Row) -> str:
    text = row.told.first("met_on")
    try:
        return partial.parse(text)
    except ValueError:
        day = _day(text, row.reading)
    if day and day.year:
        return date(day.year, day.month, day.day).isoformat()
    row.faults.append(f"“{shown(text, 60)}” is no day that can be meant")
    return ""


def _circle(row: _Row) -> str:
    circle = row.told.first("circle").lower()
    if circle not in CIRCLES:
        row.faults.append(f"“{shown(circle, 60)}” is no circle; they are {', '.join(CIRCLES)}")
        return ""
    return circle


def _notes(row: _Row) -> Iterator[NoteSaid]:
    """What was noted, and the extras as the lines of one more note."""
    for text in row.told.all("note"):
        if note := lines_of(text):
            yield NoteSaid(note)
    extras = [
        f"{label}: {text}" if label else text for label, text in row.told.get("extra", ()) if text.strip()
    ]
    if note := lines_of("\n".join(dict.fromkeys(clean(extra) for extra in extras))):
        yield NoteSaid(note)


def _one(field: str) -> Callable[[_Row], str]:
    return lambda row: row.told.first(field)


def _is_said(field: str) -> Callable[[_Row], bool]:
    return lambda row: field in row.told


NAMES = frozenset(("name", "given", "middle", "family", "prefix", "suffix", "nickname", "whole"))
PARTS_OF_A_CARD: tuple[tuple[frozenset[str], str, Callable[[_Row], Any]], ...] = (
    (frozenset(("email",)), "emails", _emails),
    (frozenset(("phone",)), "phones", _phones),
    (frozenset(("organisation", "title")), "posts", _posts),
    (frozenset((*DAYS, "birth_day")), "dates", _dates),
    (frozenset(PARTS), "addresses", _addresses),
    (
        frozenset(("alias",)),
        "aliases",
        lambda row: unique(clean(text)[:MAX_NAME] for text in row.told.all("alias")),
    ),
    (frozenset(("tag",)), "tags", lambda row: unique(clean(text)[:MAX_TAG] for text in row.told.all("tag"))),
    (frozenset(("place",)), "place", _one("place")),
    (frozenset(("met_how",)), "met_how", _one("met_how")),
    (frozenset(("met_where",)), "met_where", _one("met_where")),
    (frozenset(("met_on",)), "met_on", _met_on),
    (frozenset(("circle",)), "circle", _circle),
    (frozenset(("pinned",)), "is_pinned", _is_said("pinned")),
    (frozenset(("is_family",)), "is_family", _is_said("is_family")),
)
"""By which fields each part of a card is made, and how."""
