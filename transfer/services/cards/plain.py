"""A card as plain JSON and back, for those that wait until their owner says who they are."""

from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

from transfer.formats.values import AddressSaid, Card, DateSaid, LinkSaid, NoteSaid, PostSaid

NAMES = frozenset(one.name for one in fields(Card))
LARGEST_PHOTO = 200_000
"""Bytes; a larger picture is not kept until the owner answers."""


def card_to_plain(card: Card) -> dict[str, Any]:
    """Everything on the card as JSON holds it, without what is empty; a large photo is left out."""
    plain = _plain(card)
    if len(card.photo) > LARGEST_PHOTO:
        del plain["photo"]
    return plain


def card_from_plain(plain: Mapping[str, Any]) -> Card:
    """The card that `card_to_plain` wrote down; what else was noted beside it is passed over."""
    return Card(**{name: READERS.get(name, _same)(value) for name, value in plain.items() if name in NAMES})


def _plain(row: Any) -> dict[str, Any]:
    """The fields of a dataclass that are not as they would be anyway."""
    values = {one.name: (getattr(row, one.name), one.default) for one in fields(row)}
    return {name: _value(value) for name, (value, default) in values.items() if value != default}


def _value(value: Any) -> Any:
    if isinstance(value, bytes):
        return b64encode(value).decode()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_value(one) for one in value]
    return _plain(value) if is_dataclass(value) else value


def _same(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _note(plain: Mapping[str, Any]) -> NoteSaid:
    at = plain.get("at")
    return NoteSaid(plain.get("text", ""), datetime.fromisoformat(at) if at else None)


def _link(plain: Mapping[str, Any]) -> LinkSaid:
    days = {name: date.fromisoformat(plain[name]) for name in ("since", "until") if name in plain}
    return LinkSaid(**{**plain, **days})


READERS: dict[str, Callable[[Any], Any]] = {
    "photo": b64decode,
    "handles": lambda rows: tuple((network, handle) for network, handle in rows),
    "posts": lambda rows: tuple(PostSaid(**row) for row in rows),
    "dates": lambda rows: tuple(DateSaid(**row) for row in rows),
    "addresses": lambda rows: tuple(AddressSaid(**row) for row in rows),
    "links": lambda rows: tuple(_link(row) for row in rows),
    "notes": lambda rows: tuple(_note(row) for row in rows),
}
