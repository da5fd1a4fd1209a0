"""Facts as plain JSON values, so that an old verdict stays explainable."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from typing import Any

from domain.linkfacts import (
    NOTHING_KNOWN,
    Behaviour,
    Claim,
    LinkFacts,
    Meeting,
    Mutual,
    NoteKind,
    Reason,
    Trait,
)


def facts_to_plain(facts: LinkFacts) -> dict[str, Any]:
    """What is known, without the defaults."""
    plain = asdict(facts)
    return {name: _plain(value) for name, value in plain.items() if value != getattr(NOTHING_KNOWN, name)}


def facts_from_plain(plain: Mapping[str, Any]) -> LinkFacts:
    """The facts that facts_to_plain() told; names that are no facts any more are left out."""
    known = {field.name for field in fields(LinkFacts)} & plain.keys()
    return LinkFacts(**{name: _READ.get(name, _same)(plain[name]) for name in known})


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _same(value: Any) -> Any:
    return value


def _mutual(plain: Mapping[str, Any]) -> Mutual:
    return Mutual(plain["name"], Claim(plain["state"]), plain["strength"], plain.get("is_told", True))


_READ: dict[str, Callable[[Any], Any]] = {
    "meetings": lambda rows: tuple(Meeting(**row) for row in rows),
    "claimed": _mutual,
    "mutuals": lambda rows: tuple(_mutual(row) for row in rows),
    "note_kind": NoteKind,
    "note_traits": lambda names: tuple(Trait(name) for name in names),
    "guessed_reason": Reason,
    "earlier_decisions": tuple,
    "behaviour": lambda names: tuple(Behaviour(name) for name in names),
}
