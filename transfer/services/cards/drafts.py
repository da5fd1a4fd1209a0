"""Newcomers as they will be written, with everything that follows from their cards; and pictures, drawn."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from accounts.models import User
from contacts.models import Contact, State
from domain.namekeys import card_keys
from domain.names import Rank, spellings
from domain.search import search_words
from transfer.queries.book import Person
from transfer.services.cards.compare import Plan
from transfer.services.cards.facts import ALIAS
from transfer.services.standings import NEW, UNRATED, WISHES, Scorer

CARD = (
    *("given", "family", "display", "nickname", "sort_name", "place", "met_how", "met_on", "met_where"),
    *("circle", "circle_since", "is_family", "is_pinned", "state"),
)
"""The columns of a new contact that a card may fill."""
BLANK = {name: getattr(Contact(), name) for name in (*CARD, *WISHES)}
_PARTS = {"city": 5, "country": 7}


@dataclass(slots=True)
class Draft:
    """Somebody to be written; ids come later."""

    plan: Plan
    card: Sequence[Any]
    spellings: Mapping[str, Rank]
    keys: Collection[str]
    words: str
    standing: Sequence[Any]

    @property
    def person(self) -> Person:
        return self.plan.person

    @property
    def is_held(self) -> bool:
        """Whether the standing rests on more than the wishes: a pin, or a death."""
        columns = self.plan.columns
        return bool(columns.get("is_pinned") or columns.get("is_family")) or columns.get("state") == (
            State.DECEASED
        )


def drafts_of(owner: User, plans: Iterable[Plan], today: date) -> list[Draft]:
    """What is to be written about everybody new, as indexing the finished cards would find it."""
    scratch = Contact(owner=owner)
    return [_draft(scratch, plan, today) for plan in plans if plan.is_new]


def _draft(contact: Contact, plan: Plan, today: date) -> Draft:
    for name, empty in BLANK.items():
        setattr(contact, name, plan.columns.get(name, empty))
    contact.tidy_names()
    aliases = [shown for kind, _network, _key, shown in plan.identities if kind == ALIAS]
    return Draft(
        plan,
        [getattr(contact, name) for name in CARD],
        spellings(
            given=contact.given,
            family=contact.family,
            display=contact.display,
            nickname=contact.nickname,
            aliases=aliases,
        ),
        card_keys(given=contact.given, family=contact.family, others=[contact.display, *aliases]),
        _words(contact, plan),
        _standing(tuple(getattr(contact, name) for name in WISHES), today),
    )


@lru_cache(maxsize=1_000)
def _standing(wishes: tuple[Any, ...], today: date) -> Sequence[Any]:
    """The first standing of somebody with these wishes; most have none."""
    return Scorer(User(), today).values([], wishes or NEW, UNRATED)


def _words(contact: Contact, plan: Plan) -> str:
    """The same words as `contacts.services.card_words` finds for the finished card."""
    parts = [contact.display, contact.given, contact.family, contact.nickname]
    parts += [contact.place, contact.met_where, contact.met_how]
    parts += [f"{shown} {key}" for _kind, _network, key, shown in plan.identities]
    parts += [f"{organisation} {title}" for organisation, title, _since, _until in plan.posts]
    parts += [f"{row[_PARTS['city']]} {row[_PARTS['country']]}" for row in plan.addresses]
    parts += plan.tags
    folded = [search_words(part) for part in parts if part]
    return " | ".join([*folded, *(search_words(text) for text, _at in plan.notes)])
