"""Who of the book the guests of a list are: the have-we-met scoring, for many at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from accounts.models import User
from contacts.models import Identity, Spelling
from domain.guests.read import GuestSaid
from domain.met import SURE, Candidate, find, identities_of
from domain.names import Rank, fold
from domain.shortnames import other_forms
from domain.sought import Sought
from interactions.models import Guest
from network.queries.known import commonness, contact_cards
from network.queries.likely import likely
from network.queries.requests import SHOWN_FROM
from network.queries.taken import AHEAD

CANDIDATES = 3
ASKED_AT_ONCE = 30
"""So many guests who may be somebody are asked about on one page."""
LOOKED_AT = 60
NAMESAKES = 8
HONOURS = frozenset(
    ("dr", "prof", "mr", "mrs", "ms", "herr", "frau", "dipl", "ing", "phd", "mba", "msc", "jr")
)
NAMED, NAME_ALONE = 0.8, "the name alone"
"""So likely is who has the same name, which is no common one."""
IDENTITY = ("the same e-mail address", "the same page")


@dataclass(frozen=True, slots=True)
class Asked:
    """A guest who may be somebody of the book, the likeliest first."""

    guest: Guest
    candidates: tuple[Candidate, ...]


def match_guests(user: User, guests: Sequence[GuestSaid]) -> list[tuple[Candidate, ...]]:
    """The people of the book that each of these guests may be by an address or by the name, its short forms included.

    Best first; eight queries for them all. Misspelt names are found by `guests_alike`.
    """
    asked = [sought_of(one) for one in guests]
    return _weighed(user, asked, _called_so(user, asked))


def _called_so(user: User, asked: Sequence[Sought]) -> list[set[int]]:
    """Who has the address or the name of each; two queries."""
    found: list[set[int]] = [set() for _ in asked]
    _by_identity(user, asked, found)
    _by_name(user, asked, found)
    return found


def guests_alike(user: User, guests: Sequence[GuestSaid]) -> list[tuple[Candidate, ...]]:
    """The same by likely misspellings too, which takes far longer."""
    asked = [sought_of(one) for one in guests]
    return _weighed(
        user, asked, [one.contacts for one in likely(user, [replace(one, company="") for one in asked])]
    )


def _weighed(user: User, asked: Sequence[Sought], found: Sequence[set[int]]) -> list[tuple[Candidate, ...]]:
    cards = contact_cards(user, set().union(*found))
    book = commonness(user, cards.values())
    return [
        find(sought, [cards[pk] for pk in sorted(some) if pk in cards], book, limit=CANDIDATES)
        if some
        else ()
        for sought, some in zip(asked, found, strict=True)
    ]


def _by_identity(user: User, asked: Sequence[Sought], found: Sequence[set[int]]) -> None:
    wanted = defaultdict[str, list[int]](list)
    for at, sought in enumerate(asked):
        for _kind, _network, key in identities_of(sought) if sought.email or sought.url else ():
            wanted[key].append(at)
    rows = Identity.objects.owned_by(user).filter(key__in=list(wanted), kind__in=("email", "profile"))
    for key, contact_id in rows.values_list("key", "contact_id") if wanted else ():
        for at in wanted[key]:
            found[at].add(contact_id)


def _by_name(user: User, asked: Sequence[Sought], found: Sequence[set[int]]) -> None:
    wanted = defaultdict[str, list[int]](list)
    for at, sought in enumerate(asked):
        for text in set(_spelt(sought.name)):
            wanted[text].append(at)
    rows = Spelling.objects.owned_by(user).filter(text__in=list(wanted), rank__lte=Rank.ALIAS)
    for text, contact_id in rows.values_list("text", "contact_id") if wanted else ():
        for at in wanted[text]:
            if len(found[at]) < NAMESAKES:
                found[at].add(contact_id)


def _spelt(name: str) -> Iterator[str]:
    """The folded ways in which the book may spell a whole name; taken apart in full are only those that it has."""
    words = [word for word in fold(name).split() if word not in HONOURS]
    if len(words) > 1:
        yield " ".join(words)
        yield " ".join((words[-1], *words[:-1]))
        yield from (" ".join((form, *words[1:])) for form in other_forms(words[0]))


def sought_of(guest: GuestSaid) -> Sought:
    """What a list says of a guest."""
    return Sought(
        name=guest.name,
        url=guest.address,
        email=guest.email,
        company=guest.company,
        headline=guest.title,
    )


def sure_one(candidates: Sequence[Candidate]) -> int | None:
    """The id of who it surely is: by an address, or by a rare name that nobody else has; else None.

    A name alone is enough where nothing speaks against it: being taken for a guest costs nobody anything.
    """
    if not candidates:
        return None
    best, others = candidates[0], [one.confidence for one in candidates[1:]]
    if any(one.startswith(IDENTITY) for one in best.evidence_for):
        return best.ref
    is_ahead = best.confidence - max(others, default=0.0) >= AHEAD
    is_plain = best.confidence >= NAMED and set(best.evidence_against) <= {NAME_ALONE}
    return best.ref if is_ahead and (best.confidence >= SURE or is_plain) else None


def said_of(guest: Guest) -> GuestSaid:
    """A guest as the list told it."""
    return GuestSaid(1, guest.name, guest.title, guest.company, guest.email, guest.address)


def guests_to_ask(user: User, strangers: Iterable[Guest], taken: Iterable[int]) -> list[Asked]:
    """Of guests who are nobody of the book so far, those who may be somebody, the likeliest first, 30 at most.

    `taken` are the contacts who are on the list already. Looked at are the first 60 with a name of the book, and for
    misspellings the first 60 of the others.
    """
    rows, known = list(strangers), set(taken)
    told = [said_of(row) for row in rows]
    called = _called_so(user, [sought_of(one) for one in told])
    hit = [at for at, some in enumerate(called) if some - known][:LOOKED_AT]
    missed = [at for at, some in enumerate(called) if not some][:LOOKED_AT]
    found = dict(zip(hit, match_guests(user, [told[at] for at in hit]), strict=True))
    found |= zip(missed, guests_alike(user, [told[at] for at in missed]), strict=True)
    asked = [
        Asked(rows[at], some)
        for at, candidates in found.items()
        if (some := tuple(one for one in candidates if one.confidence >= SHOWN_FROM and one.ref not in known))
    ]
    return sorted(asked, key=lambda one: -one.candidates[0].confidence)[:ASKED_AT_ONCE]
