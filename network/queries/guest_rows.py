"""The guests of an event as its pages show them: who they are to the owner, and what they asked."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from accounts.models import User
from contacts.models import Contact
from contacts.queries import shows_strength
from domain.health import Health
from domain.keys import profile_key
from domain.linkfacts import Behaviour
from domain.names import fold
from domain.state import EMPTY, strength
from interactions.models import Event, Guest, Interaction
from interactions.queries import last_talks
from interactions.queries.events import guests_of
from network.models import Conduct, LinkRequest
from network.queries.links import active_links
from network.queries.standings import standing_of

MOST_READ = 5_000
WAITING = (LinkRequest.State.OPEN, LinkRequest.State.LATER)
MEMORY = {
    LinkRequest.State.DECLINED: "you declined their request",
    LinkRequest.State.IGNORED: "you left their request without an answer",
    LinkRequest.State.ANSWERED: "you answered their request",
}


@dataclass(frozen=True, slots=True)
class GuestRow:
    """A guest; `contact` is who that is in the book. `score` is the strength from 0 to 10, `shown` is it unless hidden.

    `asks` is their request that waits. `memory` tells in words what else was, `behaviour` is what is on record.
    """

    guest: Guest
    contact: Contact | None = None
    score: float = 0.0
    shown: float | None = None
    health: Health = Health.UNKNOWN
    talk: Interaction | None = None
    is_linked: bool = False
    asks: LinkRequest | None = None
    memory: tuple[str, ...] = ()
    behaviour: tuple[Behaviour, ...] = ()

    @property
    def name(self) -> str:
        guest = self.guest
        return self.contact.display if self.contact else guest.name or guest.email or guest.address


def guests_in_order(event: Event, today: date, text: str = "") -> list[GuestRow]:
    """Everybody on the list, those of the book first, the strongest before the others; two queries.

    With `text` only those whose name, company or title has it. What they asked is not read, see `told`.
    """
    rows = guests_of(event).select_related("contact__standing", "contact__owner").order_by("place", "pk")
    wanted = fold(text)
    found = [_standing(row, today) for row in rows[:MOST_READ] if not wanted or wanted in _words(row)]
    return sorted(found, key=lambda one: (one.contact is None, -one.score, one.guest.place))


def _words(row: Guest) -> str:
    called = row.contact.display if row.contact else ""
    return fold(f"{row.name} {called} {row.company} {row.title} {row.email}")


def _standing(guest: Guest, today: date) -> GuestRow:
    contact = guest.contact
    if contact is None or contact.deleted_at is not None:
        return GuestRow(guest)
    standing = standing_of(contact)
    score = standing.strength_on(today) if standing else strength(EMPTY, today.toordinal())
    health = standing.health_on(today) if standing else Health.UNKNOWN
    shown = score if shows_strength(contact.owner, contact) else None
    return GuestRow(guest, contact, score, shown, health)


def told(user: User, rows: Sequence[GuestRow]) -> list[GuestRow]:
    """The same rows with the last talk, the link, and what they asked and did: five queries."""
    ids = [row.contact.pk for row in rows if row.contact]
    talks = last_talks(user, ids) if ids else {}
    linked = (
        set(active_links(user).filter(contact__in=ids).values_list("contact_id", flat=True)) if ids else set()
    )
    asked = requests_of(user, [row.guest for row in rows])
    behaved = _conduct(user, ids, asked.values())
    found = []
    for row in rows:
        request, pk = asked.get(row.guest.pk), row.contact.pk if row.contact else 0
        waits = request is not None and request.state in WAITING
        conduct = behaved.get(("contact", pk)) or behaved.get(("request", request.pk if request else 0), ())
        found.append(
            GuestRow(
                row.guest,
                row.contact,
                row.score,
                row.shown,
                row.health,
                talk=talks.get(pk),
                is_linked=pk in linked,
                asks=request if waits else None,
                memory=_memory(request, conduct),
                behaviour=tuple(dict.fromkeys(Behaviour(one.behaviour) for one in conduct)),
            )
        )
    return found


def _memory(request: LinkRequest | None, conduct: Sequence[Conduct]) -> tuple[str, ...]:
    words = []
    if request is not None and (said := MEMORY.get(LinkRequest.State(request.state))):
        words.append(f"{said} in {request.sent_at.year}" if request.sent_at else said)
    return (*words, *(f"{one.get_behaviour_display().lower()} in {one.on.year}" for one in conduct[-1:]))


def requests_of(user: User, guests: Sequence[Guest]) -> dict[int, LinkRequest]:
    """The newest request of each of these guests, by guest id: by who they are, their page, or the very same name."""
    ids = {row.contact_id for row in guests if row.contact_id}
    names = {row.name for row in guests if row.name}
    slugs = {page.slug for row in guests if row.address and (page := profile_key(row.address))}
    same = Q(contact__in=ids) | Q(name__in=names) | Q(key__in=slugs)
    rows = LinkRequest.objects.owned_by(user).filter(same, incoming=True)
    by_key: dict[tuple[str, str | int], LinkRequest] = {}
    for row in rows.order_by("sent_at", "pk"):
        by_key["contact", row.contact_id or 0] = row
        by_key["name", row.name] = row
        by_key["key", row.key] = row
    found = {}
    for guest in guests:
        page = profile_key(guest.address) if guest.address else None
        keys = (
            ("contact", guest.contact_id or -1),
            ("key", page.slug if page else "-"),
            ("name", guest.name or "-"),
        )
        request = next((by_key[key] for key in keys if key in by_key), None)
        if request is not None:
            found[guest.pk] = request
    return found


def _conduct(
    user: User, ids: Iterable[int], requests: Iterable[LinkRequest]
) -> Mapping[tuple[str, int], Sequence[Conduct]]:
    """What is on record, the oldest first: by contact, and by request."""
    rows = Conduct.objects.owned_by(user).filter(
        Q(contact__in=list(ids)) | Q(request__in=[row.pk for row in requests])
    )
    found = defaultdict[tuple[str, int], list[Conduct]](list)
    for row in rows.order_by("on", "pk"):
        found["contact", row.contact_id or -1].append(row)
        found["request", row.request_id or -1].append(row)
    return found
