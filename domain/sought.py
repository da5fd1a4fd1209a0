"""Who is sought, and the people that it may be: plain values."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from domain.alphabets import one_alphabet
from domain.fullnames import FullName, glued_name, read_names
from domain.keys import profile_key

Key = tuple[str, str, str]
"""An identity: kind, network and normalised key, such as ("profile", "linkedin", "anna-bell")."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What a request, a card or the owner says of somebody; every field may be empty.

    `handle` is of an unknown network. `phone` is read with its country code, or in the owner's region by the caller.
    """

    name: str = ""
    url: str = ""
    handle: str = ""
    email: str = ""
    phone: str = ""
    headline: str = ""
    company: str = ""
    school: str = ""
    place: str = ""
    note: str = ""

    @property
    def names(self) -> tuple[FullName, ...]:
        """The names to compare by; a family name that was written apart is tried as one word too."""
        name = one_alphabet(self.name)
        found = read_names(name) or _of_page(self.url)
        found += glued_name(name, found[0]) if found else ()
        apart = [one for one in found if len(one.given) > 1 and one.family]
        return found + tuple(FullName(one.given[:-1], (one.given[-1] + one.family[0],)) for one in apart)


def _of_page(url: str) -> tuple[FullName, ...]:
    """The name that a profile's address is made of, such as anna-bell-4a1b; nothing where it is one word."""
    page = profile_key(url) if url else None
    words = [word for word in re.split(r"[-._]", page.slug) if word.isalpha()] if page else []
    return read_names(" ".join(words)) if len(words) > 1 else ()


class Worked(NamedTuple):
    """Where somebody worked or learned; days are partial ("2019", "2019-05"), an empty `until` means until now."""

    organisation: str
    title: str = ""
    since: str = ""
    until: str = ""


class Happened(NamedTuple):
    """Something noted of somebody: folded `words`, and when and what it was, for showing ("an event, 3 June 2025")."""

    words: str
    shown: str
    is_event: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A contact, or with `is_trace` a person outside the book: `ref` is the id of either.

    `names` are all it can be called. `seen` says where a trace comes from.
    """

    ref: int
    names: tuple[FullName, ...]
    shown: str = ""
    identities: frozenset[Key] = frozenset()
    worked: tuple[Worked, ...] = ()
    places: tuple[str, ...] = ()
    happened: tuple[Happened, ...] = ()
    is_trace: bool = False
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Commonness:
    """How many people there are in the book, and how many of them bear each folded given or family name."""

    size: int = 0
    bearers: Mapping[str, int] = field(default_factory=dict)
