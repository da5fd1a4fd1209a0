"""Writing people who are new, from whatever file, with all that is derived of them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from accounts import bulk
from contacts.models import NAME_LENGTH, Contact, NameKey, SearchText, Spelling
from domain.names import Rank
from relationships.models import Standing
from transfer.queries.book import Person
from transfer.services.journal import Journal
from transfer.services.standings import SCORED


class Newcomer(Protocol):
    """Somebody to be written: the card's columns, spellings, name keys, search words, and the values of SCORED."""

    @property
    def person(self) -> Person: ...
    @property
    def card(self) -> Sequence[Any]: ...
    @property
    def spellings(self) -> Mapping[str, Rank]: ...
    @property
    def keys(self) -> Collection[str]: ...
    @property
    def words(self) -> str: ...
    @property
    def standing(self) -> Sequence[object]: ...


def write_newcomers(
    journal: Journal, columns: Sequence[str], new: Sequence[Newcomer], now: datetime
) -> list[int]:
    """Insert the contacts, whose persons get their ids; `columns` are those of `card`. The ids, in order."""
    owner = {"owner_id": journal.run.owner_id}
    ids = journal.insert(Contact, columns, [one.card for one in new], created_at=now, updated_at=now)
    called, keys, texts, standings = [], [], [], []
    for one, pk in zip(new, ids, strict=True):
        one.person.pk = pk
        called += [(pk, text[:NAME_LENGTH], int(rank)) for text, rank in one.spellings.items()]
        keys += [(pk, key) for key in one.keys]
        texts.append((pk, one.words))
        standings.append((pk, *one.standing))
    bulk.insert(Spelling, ("contact_id", "text", "rank"), called, owner)
    bulk.insert(NameKey, ("contact_id", "key"), keys, owner)
    bulk.insert(SearchText, ("contact_id", "words"), texts, owner)
    bulk.insert(Standing, ("contact_id", *SCORED), standings, owner)
    return ids
