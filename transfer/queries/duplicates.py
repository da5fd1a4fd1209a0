"""Who may stand in an owner's book twice."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.core.cache import cache
from django.db.models import Max, QuerySet

from accounts import bulk
from accounts.models import User
from contacts.models import Contact, Identity, ImportantDate, Post
from domain.duplicates import Birthday, Pair, Person, find_pairs
from domain.fullnames import FullName, as_name, read_names
from domain.sought import Key
from transfer.models import NotSame

ALIAS = Identity.Kind.ALIAS
LARGE, KEPT_SECONDS = 5_000, 600
"""In a book of more people looking takes more than a moment."""


def duplicates(user: User, *, limit: int | None = None, among: Collection[int] | None = None) -> list[Pair]:
    """Pairs of people who may be one, best first; those that the owner called two, and deleted people, left out.

    With `among` only pairs with one of these ids. Reads the whole book in five queries.
    """
    rejected = set(NotSame.objects.owned_by(user).values_list("first", "second"))
    return find_pairs(people_of(user), rejected, among=among)[:limit]


def people_of(user: User) -> Iterable[Person]:
    """Everybody in the book, as they are compared."""
    identities, aliases = _identities(user)
    works, born = _works(user), _born(user)
    rows = Contact.objects.owned_by(user).order_by("pk")
    for pk, given, family, display, nickname, place in bulk.read(
        rows.values_list("pk", "given", "family", "display", "nickname", "place")
    ):
        yield Person(
            pk,
            _names(given, family, (*aliases.get(pk, ()), display), nickname),
            tuple(identities.get(pk, ())),
            tuple(works.get(pk, ())),
            (place,) if place else (),
            tuple(born.get(pk, ())),
        )


def _names(given: str, family: str, others: Iterable[str], nickname: str) -> tuple[FullName, ...]:
    known = as_name(given, family)
    whole = f"{given} {family}"
    news = [text for text in others if text != whole]
    if not news and not nickname and known.words:
        return (known,)
    found = {known: None} | {name: None for text in news for name in read_names(text)}
    if nickname:
        found[as_name(nickname, family)] = None
    return tuple(name for name in found if name.words)


def _identities(user: User) -> tuple[dict[int, list[Key]], dict[int, list[str]]]:
    """Addresses and other names, by contact."""
    keys: dict[int, list[Key]] = defaultdict(list)
    aliases: dict[int, list[str]] = defaultdict(list)
    columns = ("contact_id", "kind", "network", "key", "shown")
    for pk, kind, network, key, shown in bulk.read(_of_the_living(Identity.objects.owned_by(user), *columns)):
        if kind == ALIAS:
            aliases[pk].append(shown)
        else:
            keys[pk].append((kind, network, key))
    return keys, aliases


def _works(user: User) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = Post.objects.owned_by(user).exclude(organisation="")
    for pk, organisation in bulk.read(_of_the_living(rows, "contact_id", "organisation")):
        found[pk].append(organisation)
    return found


def _born(user: User) -> dict[int, list[Birthday]]:
    found: dict[int, list[Birthday]] = defaultdict(list)
    rows = ImportantDate.objects.owned_by(user).filter(kind=ImportantDate.Kind.BIRTHDAY)
    for pk, month, day, year in bulk.read(_of_the_living(rows, "contact_id", "month", "day", "year")):
        found[pk].append((month, day, year or 0))
    return found


def _of_the_living(rows: "QuerySet[Any]", *columns: str) -> "QuerySet[Any, Any]":
    return rows.filter(contact__deleted_at=None).order_by("pk").values_list(*columns)


def is_quick(user: User) -> bool:
    """Whether the pairs of this book are at hand, or found in a moment."""
    return cache.get(_key(user)) is not None or not Contact.objects.owned_by(user)[LARGE : LARGE + 1].exists()


def likely_pairs(user: User) -> list[Pair]:
    """`duplicates`, found anew every ten minutes and after a card was edited; whoever was merged, deleted or called
    two people since is left out at once.
    """
    pairs: list[Pair] | None = cache.get(_key(user))
    if pairs is None:
        pairs = [Pair(*pair) for pair in duplicates(user)]
        cache.set(_key(user), pairs, KEPT_SECONDS)
    if not pairs:
        return []
    rejected = set(NotSame.objects.owned_by(user).values_list("first", "second"))
    ids = {pk for pair in pairs for pk in pair[:2]}
    there = set(Contact.objects.owned_by(user).filter(pk__in=ids).values_list("pk", flat=True))
    return [pair for pair in pairs if pair[:2] not in rejected and pair.a in there and pair.b in there]


def _key(user: User) -> str:
    latest = Contact.objects.owned_by(user).aggregate(Max("updated_at"), Max("pk"))
    return f"duplicates:{user.pk}:" + ":".join(str(value) for value in latest.values()).replace(" ", "T")
