"""Who is sought: people of the book, or somebody outside it, and the mutual acquaintances that were named."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from contacts.models import Address, Contact, Post, SearchText, Spelling, State
from contacts.queries import contact_or_404
from domain.introductions.mutuals import mutual_names
from domain.names import Named, Rank, fold
from domain.organisations import bare_words, same_organisation
from domain.partial import is_past
from domain.search import search_words
from domain.wording import counted, sentence

OUTSIDE = 0
"""Stands for the one who is sought and not in the book, where contacts have ids."""
MOST_TARGETS = 500
"""Of how many at one company, in one place or with one tag the ways are looked for: those known best."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the owner asks: a person by id or name, or anyone at a company, in a place, with a tag."""

    name: str = ""
    contact: int | None = None
    company: str = ""
    place: str = ""
    tag: str = ""
    mutuals: str = ""

    @property
    def is_of_one(self) -> bool:
        return bool(self.contact or self.name)


@dataclass(frozen=True, slots=True)
class Sought:
    """`targets` are contacts; `outside` the name of one who is in no book. `mutuals` are contacts who know that one,
    else the only target: names from a profile tell nothing of a whole company.

    `told` says of names why they could not be used; `namesakes` are those to choose from.
    """

    words: str
    targets: tuple[int, ...] = ()
    outside: str = ""
    mutuals: tuple[int, ...] = ()
    told: tuple[tuple[str, str], ...] = ()
    namesakes: tuple[Named, ...] = ()
    remark: str = ""


def sought_by(user: User, asked: Asked, today: date) -> Sought:
    """Who is sought. Raises Http404 for a contact that is not this owner's."""
    names = mutual_names(asked.mutuals)
    called = _called(user, [asked.name, *names])
    found = _one(user, asked, called) if asked.is_of_one else _anyone(user, asked, today)
    known: list[int] = []
    told: list[tuple[str, str]] = list(found.told)
    for name in names:
        people = called.get(fold(name), [])
        if len(people) != 1:
            told.append((name, _unclear(name, people)))
        elif people[0].contact not in (*known, *found.targets):
            known.append(people[0].contact)
    outside = found.outside or (_somebody(asked) if known else "")
    return Sought(
        found.words, found.targets, outside, tuple(known), tuple(told), found.namesakes, found.remark
    )


def _somebody(asked: Asked) -> str:
    return "" if asked.is_of_one else sentence(_kind(asked).replace("anyone", "somebody"))


def _kind(asked: Asked) -> str:
    parts = (("at", asked.company), ("in", asked.place), ("with the tag", asked.tag))
    return " ".join(("anyone", *(f"{word} {said}" for word, said in parts if said)))


def _one(user: User, asked: Asked, called: dict[str, list[Named]]) -> Sought:
    if asked.contact:
        contact = contact_or_404(user, asked.contact)
        return Sought(contact.display, (contact.pk,))
    people = called.get(fold(asked.name), [])
    if len(people) == 1:
        return Sought(people[0].display, (people[0].contact,))
    if people:
        told = ((asked.name, _unclear(asked.name, people)),)
        return Sought(asked.name, told=told, namesakes=tuple(people))
    return Sought(asked.name, outside=asked.name, remark=f"{asked.name} is not in your book.")


def _unclear(name: str, people: Sequence[Named]) -> str:
    if not people:
        return f"{name} is not in your book."
    return f"{sentence(counted(len(people), 'person', 'people'))} are called {name}: choose."


def _called(user: User, names: Iterable[str]) -> dict[str, list[Named]]:
    """Who is called by each of these names, by the folded name; only those who are so most surely. One query."""
    wanted = {fold(name) for name in names} - {""}
    found: dict[str, list[Named]] = defaultdict(list)
    if not wanted:
        return found
    rows = Spelling.objects.owned_by(user).filter(text__in=wanted, contact__deleted_at=None)
    for text, pk, display, rank in rows.order_by("rank", "contact__sort_name", "contact").values_list(
        "text", "contact", "contact__display", "rank"
    ):
        if not found[text] or rank == found[text][0].rank:
            found[text].append(Named(pk, display, Rank(rank)))
    return found


def _anyone(user: User, asked: Asked, today: date) -> Sought:
    """Everybody who is at the company, in the place and with the tag, as far as they are asked for."""
    words, remark = _kind(asked), ""
    people = Contact.objects.owned_by(user).exclude(state=State.DECEASED)
    if asked.tag:
        people = people.filter(tags__name__iexact=asked.tag)
    ids = None
    if asked.company:
        current, former = _at_company(user, asked.company, today)
        ids = current or former
        if former and not current:
            remark = f"Nobody whom you know is at {asked.company} now; these were there before."
    if asked.place:
        there = _in_place(user, asked.place)
        ids = there if ids is None else ids & there
    if ids is not None:
        people = people.filter(pk__in=ids)
    known_best = people.order_by("-standing__bound", "pk").values_list("pk", flat=True)
    targets = tuple(known_best[: MOST_TARGETS + 1])
    if len(targets) > MOST_TARGETS:
        remark = (
            f"There are many: ways to the {MOST_TARGETS} whom you know best are looked for. {remark}".strip()
        )
    return Sought(words, targets[:MOST_TARGETS], remark=remark or _nobody(targets, words))


def _nobody(targets: Sequence[int], words: str) -> str:
    return "" if targets else f"Your book knows nobody {words.removeprefix('anyone ')}."


def _at_company(user: User, company: str, today: date) -> tuple[set[int], set[int]]:
    """The contacts who are at a company now, and those who were."""
    posts = Post.objects.owned_by(user).filter(contact__in=_worded(user, " ".join(bare_words(company))))
    current: set[int] = set()
    former: set[int] = set()
    for pk, organisation, until in posts.values_list("contact", "organisation", "until"):
        if same_organisation(organisation, company):
            (former if is_past(until, today) else current).add(pk)
    return current, former - current


def _in_place(user: User, place: str) -> set[int]:
    """The contacts whose place, or the town or country of an address, holds all words of this one."""
    worded = _worded(user, place)
    contacts = Contact.objects.owned_by(user).filter(pk__in=worded).values_list("pk", "place")
    addresses = Address.objects.owned_by(user).filter(contact__in=worded)
    towns = [
        (pk, f"{city} {region} {country}")
        for pk, city, region, country in addresses.values_list("contact", "city", "region", "country")
    ]
    wanted = set(search_words(place).split())
    return {pk for pk, there in (*contacts, *towns) if wanted <= set(search_words(there).split())}


def _worded(user: User, text: str) -> list[int]:
    """The contacts whose card holds all of these words."""
    rows = SearchText.objects.owned_by(user)
    words = search_words(text[:200]).split()[:8]
    for word in words:
        rows = rows.filter(words__contains=word)
    return list(rows.values_list("pk", flat=True)) if words else []
