"""Have we met? Contacts and traces that may be the one who is sought."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from accounts.models import User
from contacts.models import Trace
from domain.keys import phone_key
from domain.met import Search, find
from domain.sought import Card, Commonness, Sought
from domain.tellingwords import telling_words
from network.queries.known import commonness, contact_cards, trace_cards, with_happened
from network.queries.likely import Likely, likely

OUTSIDE = {
    Trace.Source.MESSAGE: "messages",
    Trace.Source.UPLOAD: "address books",
    Trace.Source.REQUEST: "earlier requests",
    Trace.Source.CALENDAR: "calendars",
    Trace.Source.EMAIL: "e-mails",
    Trace.Source.CHAT: "chats",
    Trace.Source.GUEST: "guest lists",
}
"""Where people outside the book are seen; an earlier request is a memory, no evidence of an acquaintance."""
FIRST_LOOK = 20
"""How many candidates are weighed again with what was noted of them."""


def have_we_met(user: User, sought: Sought, limit: int = 10) -> Search:
    """Who of the owner's contacts and traces this may be, best first, and what was looked through."""
    return have_we_met_each(user, [sought], limit)[0]


def have_we_met_each(
    user: User,
    asked: Sequence[Sought],
    limit: int = 10,
    sources: Collection[str] = tuple(Trace.Source.values),
) -> list[Search]:
    """The same for many at once, in their order: as many queries as for one. `sources` are the traces' that count."""
    asked = [_with_region(user, sought) for sought in asked]
    found = likely(user, asked)
    contacts = contact_cards(user, {pk for one in found for pk in one.contacts})
    traces = trace_cards(user, {pk for one in found for pk in one.traces}, sources)
    book = commonness(user, [*contacts.values(), *traces.values()])
    first = [
        _first_look(sought, _cards(one, contacts, traces), book)
        for sought, one in zip(asked, found, strict=True)
    ]
    noted = _noted(
        user, [card for sought, cards in zip(asked, first, strict=True) if _tells(sought) for card in cards]
    )
    return [
        Search(
            find(sought, [noted.get((card.ref, card.is_trace), card) for card in cards], book, limit=limit),
            _searched(sought, book, sources),
        )
        for sought, cards in zip(asked, first, strict=True)
    ]


def _with_region(user: User, sought: Sought) -> Sought:
    """Its phone number with the country code that the owner leaves out."""
    number = phone_key(sought.phone, user.phone_region or None) if sought.phone else None
    return replace(sought, phone=number) if number else sought


def _cards(one: Likely, contacts: dict[int, Card], traces: dict[int, Card]) -> list[Card]:
    known = [contacts[pk] for pk in one.contacts if pk in contacts]
    return known + [traces[pk] for pk in one.traces if pk in traces]


def _first_look(sought: Sought, cards: Sequence[Card], book: Commonness) -> list[Card]:
    """The cards that can matter: all in a short list, else the best of them."""
    if len(cards) <= FIRST_LOOK:
        return list(cards)
    best = find(sought, cards, book, limit=FIRST_LOOK)
    by_ref = {(card.ref, card.is_trace): card for card in cards}
    return [by_ref[one.ref, one.is_trace] for one in best]


def _tells(sought: Sought) -> bool:
    return bool(telling_words(f"{sought.note} {sought.headline} {sought.place}"))


def _noted(user: User, cards: Sequence[Card]) -> dict[tuple[int, bool], Card]:
    return {(card.ref, card.is_trace): card for card in with_happened(user, cards)} if cards else {}


def _searched(sought: Sought, book: Commonness, sources: Collection[str]) -> str:
    by = {
        "name and its other spellings": sought.name,
        "address": sought.url or sought.handle or sought.email or sought.phone,
        "company": sought.company or sought.school,
        "place": sought.place,
        "words of your notes": sought.note or sought.headline,
    }
    ways = [words for words, said in by.items() if said.strip()]
    seen = " or ".join(words for source, words in OUTSIDE.items() if source in sources)
    people = (
        f"{book.size:,} {'person' if book.size == 1 else 'people'} in your book and those only seen in {seen}"
    )
    return f"{people}, by {', '.join(ways)}" if ways else "nothing: say a name, a company or a place"
