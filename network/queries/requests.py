"""Who asks to be linked, and what the book knows of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, QuerySet

from accounts.models import User
from contacts.models import Contact, Identity
from contacts.queries import contact_by_identity, people_called
from domain.identity import profile_key
from domain.names import Named, Rank, fold
from network.models import Link, LinkRequest
from network.queries.links import unlink_memories

NAMESAKES_SHOWN = 5
SAME_PROFILE = "same profile"


@dataclass(frozen=True, slots=True)
class Known:
    """Someone in the book who may be the one who asks, and by what."""

    contact_id: int
    display: str
    by: str

    @property
    def is_sure(self) -> bool:
        return self.by == SAME_PROFILE


@dataclass(frozen=True, slots=True)
class RequestCard:
    """A request with its evidence; `memory` tells of an earlier unlinking."""

    request: LinkRequest
    known: Sequence[Known]
    memory: str


def waiting_requests(user: User) -> QuerySet[LinkRequest]:
    """Incoming requests that wait for an answer, newest first; those linked meanwhile are left out."""
    linked = Link.objects.filter(contact=OuterRef("contact"), network=OuterRef("network"), until=None)
    return _open(user, incoming=True).exclude(Exists(linked))


def waiting_count(user: User) -> int:
    """How many incoming requests wait."""
    return waiting_requests(user).count()


def sent_requests(user: User) -> QuerySet[LinkRequest]:
    """The owner's own invitations that are still open, newest first."""
    return _open(user, incoming=False)


def _open(user: User, *, incoming: bool) -> QuerySet[LinkRequest]:
    found = LinkRequest.objects.owned_by(user).filter(incoming=incoming, state=LinkRequest.State.OPEN)
    return found.order_by(F("sent_at").desc(nulls_last=True), "-pk")


def request_cards(user: User, requests: Iterable[LinkRequest]) -> list[RequestCard]:
    """These requests with their evidence, in their order: at most four queries, however many they are."""
    rows = list(requests)
    same = _same_profile(user, rows)
    called = people_called(user, {name for name in (fold(row.name) for row in rows) if name})
    known = {row.pk: _known(row, same.get(row.pk), called) for row in rows}
    memories = unlink_memories(user, {one.contact_id for found in known.values() for one in found})
    return [RequestCard(row, known[row.pk], _memory(known[row.pk], memories)) for row in rows]


def _same_profile(user: User, rows: Sequence[LinkRequest]) -> dict[int, Known]:
    slugs = contact_by_identity(user, [key for key in map(_profile, rows) if key[2]])
    ids = {row.pk: slugs.get(_profile(row)) or row.contact_id or 0 for row in rows}
    people = Contact.objects.owned_by(user).filter(pk__in=set(ids.values()))
    displays = dict(people.values_list("pk", "display"))
    return {pk: Known(who, displays[who], SAME_PROFILE) for pk, who in ids.items() if who in displays}


def _known(request: LinkRequest, same: Known | None, called: Mapping[str, Sequence[Named]]) -> list[Known]:
    namesakes = [
        Known(person.contact, person.display, "same name")
        for person in called.get(fold(request.name), [])
        if person.rank <= Rank.ALIAS and (same is None or person.contact != same.contact_id)
    ]
    return ([same] if same else []) + namesakes[:NAMESAKES_SHOWN]


def _memory(known: Sequence[Known], memories: Mapping[int, str]) -> str:
    """Only of those who surely are the ones that ask; a namesake's past is not theirs."""
    return next((memories[one.contact_id] for one in known if one.is_sure and one.contact_id in memories), "")


def _profile(request: LinkRequest) -> tuple[str, str, str]:
    read = profile_key(request.address) if request.address else None
    return (Identity.Kind.PROFILE.value, request.network, request.key or (read.slug if read else ""))
