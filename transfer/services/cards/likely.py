"""Who of the book a card may be about, where no address tells: the have-we-met scoring, for many cards at once."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count
from rapidfuzz.distance import JaroWinkler

from accounts import bulk
from accounts.models import User
from contacts.models import NameKey
from domain.fullnames import FullName, as_name, read_names
from domain.met import Candidate, find
from domain.namekeys import sought_keys
from domain.sought import Card as Known
from domain.sought import Sought
from network.queries.known import commonness, contact_cards
from transfer.queries.everyone import EMAIL, PHONE, PROFILE, Everyone
from transfer.services.cards.facts import Facts

ratio = JaroWinkler.similarity
TOO_COMMON = 400
"""A key that more people share tells nothing."""
LOOKED_AT, COMPARED = 40, 8
"""How many likely ones of one card are read, and how many of those are weighed."""
ALIKE = 0.8
"""Whose name is less like the card's, with no word in common, is not weighed."""


@dataclass(slots=True)
class Scored:
    """The candidates of each card, best first, and the cards of the book that were looked at."""

    candidates: list[tuple[Candidate, ...]]
    known: Mapping[int, Known]


def names_of(facts: Facts) -> tuple[FullName, ...]:
    """All that a card calls a person, to compare by; an address that stands for the name is none."""
    given, family, display, nickname = facts.names
    found = [as_name(given, family)] if given or family else []
    found += read_names(display) if display and "@" not in display else ()
    found += [as_name(nickname, family)] if nickname else []
    return tuple(name for name in found if name.words)


def score(
    owner: User, everyone: Everyone, asked: Sequence[Facts], bearers: Sequence[Sequence[int]]
) -> Scored:
    """Compare each card with those of a like name and with `bearers`, who have an address of it.

    Six queries for all of them. Only people who are written already are looked at.
    """
    sure = [_near(everyone, facts, pks) for facts, pks in zip(asked, bearers, strict=True)]
    alike = _alike(owner, asked)
    ids = {pk for some in sure for pk in some} | {pk for some in alike for pk in some}
    known = contact_cards(owner, ids)
    nearest = [
        [*some, *_nearest(facts, [known[pk] for pk in like if pk in known and pk not in some])]
        for facts, some, like in zip(asked, sure, alike, strict=True)
    ]
    book = commonness(owner, [known[pk] for some in nearest for pk in some if pk in known])
    found = []
    for facts, some in zip(asked, nearest, strict=True):
        cards = [known[pk] for pk in some if pk in known]
        found.append(find(sought_of(facts), cards, book) if cards else ())
    return Scored(found, known)


def _nearest(facts: Facts, cards: Sequence[Known]) -> list[int]:
    """Of those with a like name, the few whose names are worth weighing."""
    mine = [name.words for name in names_of(facts)]
    words = {word for some in mine for word in some}
    texts = [" ".join(some) for some in mine]
    near: dict[int, float] = {}
    for card in cards:
        theirs = [name.words for name in card.names]
        likeness = max((ratio(one, " ".join(some)) for one in texts for some in theirs), default=0.0)
        if likeness >= ALIKE or any(words & set(some) for some in theirs):
            near[card.ref] = likeness
    return sorted(near, key=lambda pk: -near[pk])[:COMPARED]


def sought_of(facts: Facts) -> Sought:
    """A card as somebody sought: the first address of each kind, and where they work now."""
    first = {kind: shown for (kind, _network, _key), shown in reversed(facts.identities.items())}
    now = next((row[0] for row in facts.posts if row[0] and not row[3]), "")
    city = next((row[5] for row in facts.addresses if row[5]), "")
    return Sought(
        name=facts.name,
        url=first.get(PROFILE, ""),
        email=first.get(EMAIL, ""),
        phone=next((key for kind, _network, key in facts.identities if kind == PHONE), ""),
        company=now,
        place=facts.fields.get("place", "") or city,
    )


def _near(everyone: Everyone, facts: Facts, bearers: Sequence[int]) -> list[int]:
    """Who has an address of the card or is called exactly so."""
    called = [one.pk for name in facts.full_names for one in everyone.called(name) if one.pk]
    return list(dict.fromkeys([*bearers, *called]))[:LOOKED_AT]


def _alike(owner: User, asked: Sequence[Facts]) -> list[list[int]]:
    """For each card, who shares keys of the name: those who share the most."""
    cards: dict[str, list[int]] = defaultdict(list)
    for at, facts in enumerate(asked):
        for key in sought_keys(names_of(facts)):
            cards[key].append(at)
    found = [Counter[int]() for _ in asked]
    rows = NameKey.objects.owned_by(owner).filter(key__in=cards, contact__deleted_at=None)
    telling = rows.order_by().values("key").annotate(bearers=Count("pk")).filter(bearers__lte=TOO_COMMON)
    common = rows.filter(key__in=telling.values("key"), contact__isnull=False)
    for key, pk in bulk.read(common.values_list("key", "contact_id")) if cards else ():
        for at in cards[key]:
            found[at][pk] += 1
    return [[pk for pk, _times in some.most_common(LOOKED_AT)] for some in found]
