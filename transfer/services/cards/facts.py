"""What a card says, made fit for the book: keys normalised, texts cut to what the columns hold, nonsense told."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import models

from accounts.models import User
from contacts.models import Address, Circle, Identity, ImportantDate, Post, Tag
from domain import partial
from domain.names import fold
from domain.reach import read_reach
from network.models import Network
from transfer.formats.faults import shown
from transfer.formats.values import AddressSaid, Card, DateSaid, LinkSaid, NoteSaid, PostSaid
from transfer.queries.everyone import EMAIL, HANDLE, PHONE, PROFILE, Key

Names = tuple[str, str, str, str]
"""Given, family, display ("" where it follows from the others) and nickname."""
ALIAS = Identity.Kind.ALIAS.value
NAME, TEXT, LABEL, NOTE, LINES, LINE = 200, 200, 100, 100_000, 500, 10_000
NETWORK, ADDRESS = 20, 500
NO_YEAR = (0, 1604)
"""Written by programs that cannot leave the year out."""
FIELDS = ("place", "met_how", "met_on", "met_where", "circle")
FLAGS = ("is_pinned", "is_family", "is_deceased")
MOST = 500
"""Values of one kind that one person may have; more are left out."""
_PARTS = ("label", *Address.PARTS)


def _longest(model: type[models.Model], name: str) -> int:
    column: Any = model._meta.get_field(name)
    return int(column.max_length)


_LENGTHS = {name: _longest(Address, name) for name in _PARTS}
_TITLE, _TAG = _longest(Post, "title"), _longest(Tag, "name")


@dataclass(slots=True)
class Facts:
    """One card, fit for the book. Rows are tuples in the order of their columns, days of links and notes as they are.

    `identities` gives what is shown of each key. `faults` are the parts that were left out, and why.
    """

    names: Names = ("", "", "", "")
    identities: dict[Key, str] = field(default_factory=dict)
    posts: list[tuple[str, str, str, str]] = field(default_factory=list)
    dates: list[tuple[str, str, int, int, int | None]] = field(default_factory=list)
    addresses: list[tuple[str, ...]] = field(default_factory=list)
    links: list[tuple[str, date | None, date | None, str]] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    notes: list[tuple[str, datetime | None]] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    flags: list[str] = field(default_factory=list)
    photo: bytes = b""
    uid: str = ""
    kept: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The whole name, in one order."""
        given, family, display, nickname = self.names
        return display or f"{given} {family}".strip() or nickname

    @property
    def full_names(self) -> set[str]:
        """The folded full names, in both orders."""
        given, family, display, _nickname = self.names
        return {fold(text) for text in (display, f"{given} {family}", f"{family} {given}")} - {""}

    @property
    def sure_keys(self) -> list[Key]:
        return [key for key in self.identities if key[0] != ALIAS]


def facts_of(owner: User, card: Card) -> Facts:
    """A card as the book may hold it. Never raises: what cannot be held is told in `faults`."""
    facts = Facts(photo=card.photo, uid=card.uid[:300])
    facts.names = _names(card, facts.faults)
    for kind, network, text in _reaches(card):
        _add_identity(facts, kind, network, text, owner.phone_region or None)
    facts.posts = _unique(_post(post, facts.faults) for post in card.posts[:MOST] if _says(post))
    facts.dates = _unique(_date(one, facts.faults) for one in card.dates[:MOST])
    facts.addresses = _unique(row for one in card.addresses[:MOST] if any((row := _address(one))[1:]))
    facts.links = _unique(_link(one, facts.faults) for one in card.links[:MOST])
    facts.tags = _tags(card.tags[:MOST])
    facts.notes = _unique(_note(note) for note in card.notes[:MOST] if note.text.strip())
    facts.fields = dict(_fields(card, facts.faults))
    facts.flags = [name for name in FLAGS if getattr(card, name)]
    facts.kept = [line[:LINE] for line in card.kept[:LINES]]
    return facts


def _unique(rows: Iterable[Any]) -> list[Any]:
    """Each row once, without those that are nothing."""
    return [row for row in dict.fromkeys(rows) if row]


def _names(card: Card, faults: list[str]) -> Names:
    given, family, nickname = card.given.strip(), card.family.strip(), card.nickname.strip()
    display = card.display.strip()
    if not (given or family or display or nickname):
        display = card.shown
    if display == f"{given} {family}".strip():
        display = ""
    if max(map(len, (given, family, display, nickname))) > NAME:
        faults.append(f"has a name of more than {NAME} characters, which was cut")
    return given[:NAME], family[:NAME], display[:NAME], nickname[:NAME]


def _reaches(card: Card) -> Iterator[tuple[str, str, str]]:
    """Kind, network and text of everything by which one reaches or calls the person."""
    yield from ((EMAIL, "", text) for text in card.emails[:MOST])
    yield from ((PHONE, "", text) for text in card.phones[:MOST])
    yield from ((PROFILE, "", text) for text in card.profiles[:MOST])
    yield from ((HANDLE, network, text) for network, text in card.handles[:MOST])
    yield from ((ALIAS, "", text) for text in card.aliases[:MOST])


def _add_identity(facts: Facts, kind: str, network: str, text: str, region: str | None) -> None:
    if not text.strip():
        return
    try:
        found = read_reach(kind, text[:2_000], region)
    except ValueError as error:
        facts.faults.append(shown(str(error), 200))
        return
    place = (network.strip().lower() or found.network)[:NETWORK] if kind == HANDLE else found.network
    facts.identities.setdefault((kind, place[:NETWORK], found.key), found.shown)


def _says(post: PostSaid) -> bool:
    return bool(post.organisation.strip() or post.title.strip())


def _post(post: PostSaid, faults: list[str]) -> tuple[str, str, str, str]:
    since, until = _partial(post.since, faults), _partial(post.until, faults)
    return post.organisation.strip()[:_TITLE], post.title.strip()[:_TITLE], since, until


def _partial(text: str, faults: list[str]) -> str:
    try:
        return partial.parse(text) if text.strip() else ""
    except (ValueError, OverflowError) as error:
        faults.append(shown(str(error), 200))
        return ""


def _date(one: DateSaid, faults: list[str]) -> tuple[str, str, int, int, int | None] | None:
    kind = one.kind if one.kind in ImportantDate.Kind.values else ImportantDate.Kind.OTHER.value
    try:
        date(2000, one.month, one.day)
    except (ValueError, OverflowError):
        faults.append(f"{one.month}-{one.day} is no day of the year")
        return None
    year = None if one.year in NO_YEAR else one.year
    if year is not None and not (1850 <= year <= 2200 and _is_day(year, one.month, one.day)):
        faults.append(f"the year {year} of a date cannot be meant; the day was kept")
        year = None
    return kind, one.label.strip()[:LABEL], one.month, one.day, year


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _address(one: AddressSaid) -> tuple[str, ...]:
    return tuple(getattr(one, name).strip()[: _LENGTHS[name]] for name in _PARTS)


def _link(one: LinkSaid, faults: list[str]) -> tuple[str, date | None, date | None, str] | None:
    if one.network not in Network.values:
        faults.append(f"“{shown(one.network, 40)}” is no network that links are kept for")
        return None
    return one.network, one.since, one.until, one.address if len(one.address) <= ADDRESS else ""


def _tags(texts: Iterable[str]) -> list[str]:
    """Each tag once, however it is written."""
    found: dict[str, str] = {}
    for text in texts:
        if name := " ".join(text.split())[:_TAG].strip():
            found.setdefault(name.lower(), name)
    return list(found.values())


def _note(note: NoteSaid) -> tuple[str, datetime | None]:
    return note.text.strip()[:NOTE], note.at


def _fields(card: Card, faults: list[str]) -> Iterator[tuple[str, str]]:
    met_on = _partial(card.met_on, faults)
    circle = card.circle if card.circle in Circle.values else ""
    if card.circle and not circle:
        faults.append(f"“{shown(card.circle, 40)}” is no circle")
    values = (card.place[:TEXT], card.met_how[:TEXT], met_on, card.met_where[:TEXT], circle)
    yield from ((name, value.strip()) for name, value in zip(FIELDS, values, strict=True) if value.strip())


def telling(facts: Facts) -> dict[str, Any]:
    """What is kept of a card to compare the next one with: as JSON holds it, without what is empty."""
    found: dict[str, Any] = {
        "names": list(facts.names) if any(facts.names) else [],
        "ids": [list(key) for key in facts.identities],
        "posts": [list(row) for row in facts.posts],
        "dates": [list(row) for row in facts.dates],
        "addresses": [list(row) for row in facts.addresses],
        "links": [[network, _iso(since), _iso(until), at] for network, since, until, at in facts.links],
        "tags": [name.lower() for name in facts.tags],
        "notes": [note_mark(text) for text, _at in facts.notes],
        "fields": facts.fields,
        "flags": facts.flags,
        "photo": hashlib.sha256(facts.photo).hexdigest() if facts.photo else "",
        "kept": _mark("\n".join([facts.uid, *facts.kept])) if facts.kept or facts.uid else "",
    }
    return {name: value for name, value in found.items() if value}


def note_mark(text: str) -> str:
    """By which a note is known without keeping it twice."""
    return _mark(" ".join(text.split()))


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()[:16]


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


LISTS = ("ids", "dates", "addresses", "links", "tags", "notes", "flags", "also")


def joined(before: dict[str, Any], now: dict[str, Any], *, is_more: bool = False) -> dict[str, Any]:
    """All that a source has told by now. `is_more` for a second card of one file, which takes nothing back."""
    found = before | {name: value for name, value in now.items() if not (is_more and name in before)}
    for name in LISTS if not is_more else (*LISTS, "posts"):
        if name in before or name in now:
            rows = [*before.get(name, ()), *now.get(name, ())]
            found[name] = [row for at, row in enumerate(rows) if row not in rows[:at]]
    if "fields" in before and "fields" in now:
        found["fields"] = now["fields"] | before["fields"] if is_more else before["fields"] | now["fields"]
    return found
