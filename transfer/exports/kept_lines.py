"""The lines that came with an imported card, on their way back.

A line that says what the book holds, with more beside it (home or work, a label), stands for it. One that says what
the book no longer holds is left out, for its owner changed that; but whom somebody knows may be nobody of the book,
and is said as it came. The others go along as they came.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from domain.cards import Property
from domain.identity import email_key, profile_key
from domain.names import fold
from transfer.formats.values import AddressSaid
from transfer.formats.vcard.drafts import Draft
from transfer.formats.vcard.people import labels, take

Key = tuple[object, ...]
BESIDE = ("X-ABLABEL", "X-ABADR")
AS_THEY_ARE = ("N", "ROLE", "DEATHDATE", "X-ABSHOWAS")
"""What says something to the reader that the book holds elsewhere, or not at all."""
ONCE = ("BDAY", "ANNIVERSARY", "PHOTO", "N", "UID")


RELATED = "related"


class Kept:
    """The kept lines of one card, given out one by one for what they stand for."""

    def __init__(self, properties: Sequence[Property]) -> None:
        named = labels(list(properties))
        self.dresses: dict[Key, Property] = {}
        self.rest: list[Property] = []
        self.beside = [prop for prop in properties if prop.name in BESIDE]
        self.groups: set[str] = set()
        for prop in properties:
            keys = [] if prop.name in (*AS_THEY_ARE, *BESIDE) else list(_keys(prop, named))
            for key in keys:
                self.dresses.setdefault(key, prop)
            if prop.name not in BESIDE and all(key[0] == RELATED for key in keys):
                self.rest.append(prop)

    def dressed(self, key: Key, plain: Property) -> Property:
        """The kept line that says this, or the plain one."""
        prop = self.dresses.get(key)
        if prop is None:
            return plain
        self.rest = [other for other in self.rest if other is not prop]
        self.groups.add(prop.group)
        return prop

    def parts_of(self, name: str, count: int) -> list[str]:
        """The parts of the one line with this name; empty texts where there is none."""
        found = next((prop.parts for prop in self.rest if prop.name == name), [])
        return (found + [""] * count)[:count]

    def others(self, written: Iterable[str]) -> list[Property]:
        """All lines that stand for nothing in the book, and what belongs beside the lines that were given out.

        Of names that a card has but once, those already `written` are left out.
        """
        spent = {name for name in written if name in ONCE}
        rest = [prop for prop in self.rest if prop.name not in spent]
        groups = self.groups | {prop.group for prop in rest}
        return [*rest, *(prop for prop in self.beside if prop.group in groups)]


def identity_key(kind: str, network: str, text: str) -> Key:
    """By what an identity and a line of a card are known to say the same."""
    if kind == "email":
        return kind, email_key(text) or text
    if kind == "phone":
        return kind, "".join(letter for letter in text if letter.isalnum() or letter == "+")
    if kind == "profile":
        return kind, profile_key(text) or text
    return kind, network, text.removeprefix("@").lower()


def address_key(said: AddressSaid) -> Key:
    """The same for a postal address."""
    return "address", said


def organisation_key(name: str) -> Key:
    """The same for an organisation."""
    return "organisation", name


def related_key(name: str, role: str) -> Key:
    """The same for somebody they know."""
    return RELATED, fold(name), role


def _keys(prop: Property, named: dict[str, str]) -> Iterator[Key]:
    draft = Draft(date.max, named=named)
    take(draft, prop)
    yield from (identity_key("email", "", text) for text in draft.emails)
    yield from (identity_key("phone", "", text) for text in draft.phones)
    yield from (identity_key("profile", "", text) for text in draft.profiles)
    yield from (identity_key("handle", network, text) for network, text in draft.handles)
    yield from (address_key(said) for said in draft.addresses)
    yield from (organisation_key(said.text) for said in draft.organisations)
    yield from (related_key(one.party.name, one.role) for one in draft.related if one.party)
