"""What the book knows of a few people, as plain cards to compare; and how common their names are."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Q

from accounts.models import User
from contacts.models import Contact, Identity, Note, Post, Spelling, Trace
from domain.fullnames import FullName, as_name, first_words, read_names
from domain.names import fold
from domain.search import search_words
from domain.sought import Card, Commonness, Happened, Key, Worked
from interactions.models import Guest, Kind, Participation

TALKS_READ = 1_000
LARGE, MINUTE = 5_000, 60
NAMED = ("pk", "given", "family", "display", "nickname", "place", "met_where", "met_how")
SEEN = {
    Trace.Source.MESSAGE: "wrote messages",
    Trace.Source.REQUEST: "asked to be linked",
    Trace.Source.CALENDAR: "was in your calendar",
    Trace.Source.EMAIL: "wrote or got e-mails",
    Trace.Source.CHAT: "wrote in a chat",
    Trace.Source.GUEST: "was on a guest list",
}
IN_A_BOOK = "in your address book"


def contact_cards(user: User, ids: Collection[int]) -> dict[int, Card]:
    """The cards of these contacts without what happened, by id: three queries."""
    if not ids:
        return {}
    identities: dict[int, set[Key]] = defaultdict(set)
    aliases: dict[int, list[str]] = defaultdict(list)
    rows = Identity.objects.owned_by(user).filter(contact__in=ids)
    for contact_id, kind, network, key, shown in rows.values_list(
        "contact_id", "kind", "network", "key", "shown"
    ):
        identities[contact_id].add((kind, network, key))
        if kind == Identity.Kind.ALIAS:
            aliases[contact_id].append(shown)
    worked: dict[int, list[Worked]] = defaultdict(list)
    for contact_id, *post in (
        Post.objects.owned_by(user)
        .filter(contact__in=ids)
        .values_list("contact_id", "organisation", "title", "since", "until")
    ):
        worked[contact_id].append(Worked(*post))
    people = Contact.objects.owned_by(user).filter(pk__in=ids)
    return {
        one.pk: Card(
            one.pk,
            _names(one, aliases[one.pk]),
            one.display,
            frozenset(identities[one.pk]),
            tuple(worked[one.pk]),
            tuple(place for place in (one.place, one.met_where) if place),
            _how_met(one),
        )
        for one in people.values_list(*NAMED, named=True)
    }


def _names(one: Any, aliases: Iterable[str]) -> tuple[FullName, ...]:
    found = {as_name(one.given, one.family): None}
    if one.nickname:
        found[as_name(one.nickname, one.family)] = None
    others = [*aliases, one.display]
    for text in others:
        if fold(text) != fold(f"{one.given} {one.family}"):
            found |= dict.fromkeys(read_names(text))
    return tuple(name for name in found if name.words)


def _how_met(one: Any) -> tuple[Happened, ...]:
    words = search_words(f"{one.met_how} {one.met_where}")
    return (Happened(words, "how you met"),) if words else ()


def trace_cards(user: User, ids: Collection[int], sources: Collection[str]) -> dict[int, Card]:
    """The cards of these people outside the book, by id: one query, and one where guest lists have some of them."""
    rows = list(Trace.objects.owned_by(user).filter(pk__in=ids, source__in=sources)) if ids else []
    lists = _guest_lists(user, [one for one in rows if one.source == Trace.Source.GUEST])
    return {
        one.pk: Card(
            one.pk,
            read_names(one.name),
            one.name or one.key,
            frozenset({("profile", one.network, one.key)} if one.key else ()),
            is_trace=True,
            seen=lists.get(one.pk) or _seen(one),
        )
        for one in rows
    }


def _guest_lists(user: User, rows: Sequence[Trace]) -> dict[int, str]:
    """On whose guest list these traces were last, in words, by trace id."""
    if not rows:
        return {}
    called = Q(name__in=[row.name for row in rows if row.name]) | Q(
        email__in=[row.key for row in rows if row.key]
    )
    found = Guest.objects.owned_by(user).filter(called, contact=None, event__deleted_at=None)
    last: dict[str, str] = {}
    columns = ("name", "email", "event__name", "event__day")
    for name, email, event, day in found.order_by("event__day", "pk").values_list(*columns):
        last[name] = last[email] = f"was on the guest list of {event}, {day.day} {day:%B %Y}"
    return {row.pk: words for row in rows if (words := last.get(row.key or row.name) or last.get(row.name))}


def _seen(one: Trace) -> str:
    if one.source == Trace.Source.UPLOAD:
        return f"{IN_A_BOOK} of {one.last_on.day} {one.last_on:%B %Y}"
    times = f"{one.times} times, last" if one.times > 1 else "once,"
    where = f" on {one.network}" if one.network else ""
    return f"{SEEN[Trace.Source(one.source)]}{where} {times} on {one.last_on.day} {one.last_on:%B %Y}"


def with_happened(user: User, cards: Iterable[Card]) -> list[Card]:
    """The same cards, the contacts' with what was noted of them: two queries."""
    some = list(cards)
    noted: dict[int, list[Happened]] = defaultdict(list)
    ids = [card.ref for card in some if not card.is_trace]
    talks = Participation.objects.owned_by(user).filter(contact__in=ids, interaction__deleted_at=None)
    rows = talks.order_by("-interaction__day").values_list(
        "contact_id", "interaction__words", "side_note", "interaction__kind", "interaction__day"
    )
    for contact_id, words, aside, kind, day in rows[:TALKS_READ]:
        shown = f"{Kind(kind).label}, {day.day} {day:%B %Y}:"
        noted[contact_id].append(Happened(search_words(f"{words} {aside}"), shown, kind == Kind.EVENT))
    for contact_id, text in (
        Note.objects.owned_by(user).filter(contact__in=ids).values_list("contact_id", "text")
    ):
        noted[contact_id].append(Happened(search_words(text[:5_000]), "your note"))
    return [
        card if card.is_trace else replace(card, happened=card.happened + tuple(noted[card.ref]))
        for card in some
    ]


def commonness(user: User, cards: Iterable[Card]) -> Commonness:
    """How many people there are, and how many bear the names of these cards: two queries."""
    words = set(first_words(name for card in cards for name in card.names))
    rows = Spelling.objects.owned_by(user).filter(text__in=words).values_list("text").order_by()
    bearers = dict(rows.annotate(bearers=Count("*"))) if words else {}
    return Commonness(_size(user), bearers)


def _size(user: User) -> int:
    """How many people there are; in a large book as it was up to a minute ago: a few more or less change nothing."""
    key = f"book:{user.pk}"
    kept: int | None = cache.get(key)
    if kept is not None:
        return kept
    size = Contact.objects.owned_by(user).count()
    if size >= LARGE:
        cache.set(key, size, MINUTE)
    return size
