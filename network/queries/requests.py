"""Who asks to be linked, and what the book knows of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import Http404

from accounts.models import User
from contacts.models import Contact, Trace
from domain.alphabets import mixes_alphabets
from domain.identity import Candidate, Search, Sought
from domain.keys import profile_address
from domain.met import CERTAIN
from network.models import LinkRequest
from network.queries.links import active_links, unlink_memories
from network.queries.met import have_we_met_each

CANDIDATES_SHOWN = 5
SHOWN_FROM = 0.36
IMITATED_FROM = 0.1
"""A name in letters of two alphabets looks like somebody's: whose is shown, however unlikely they are the same."""
SAME_PROFILE = "the same profile"
SEEN_ELSEWHERE = tuple(one.value for one in Trace.Source if one != Trace.Source.REQUEST)
"""The traces that count: a request is itself no evidence of an acquaintance."""
AS_GOOD_AS_SURE = 0.97
"""From here on, what is remembered of a candidate is remembered of the one who asks."""


@dataclass(frozen=True, slots=True)
class Known:
    """Someone in the book, or with `is_trace` seen outside it, who may be the one who asks."""

    candidate: Candidate

    @property
    def contact_id(self) -> int | None:
        return None if self.candidate.is_trace else self.candidate.ref

    @property
    def display(self) -> str:
        return self.candidate.shown

    @property
    def by(self) -> str:
        return ", ".join(self.candidate.evidence_for)

    @property
    def is_sure(self) -> bool:
        return self.candidate.confidence >= AS_GOOD_AS_SURE and not self.candidate.is_trace


@dataclass(frozen=True, slots=True)
class RequestCard:
    """A request with its evidence; `memory` tells of an earlier unlinking."""

    request: LinkRequest
    known: Sequence[Known]
    memory: str


def waiting_requests(user: User, today: date, back: Iterable[int] = ()) -> QuerySet[LinkRequest]:
    """Incoming requests that wait for an answer, newest first; those linked meanwhile are left out.

    Beside the open ones, those put off until today or earlier, and `back`: ids of those at rest that came back.
    """
    linked = active_links(user).filter(contact=OuterRef("contact"), network=OuterRef("network"))
    is_due = Q(state=LinkRequest.State.LATER, again_on__lte=today)
    waits = Q(state=LinkRequest.State.OPEN) | is_due | Q(pk__in=list(back))
    found = LinkRequest.objects.owned_by(user).filter(waits, incoming=True).exclude(Exists(linked))
    return found.order_by(F("sent_at").desc(nulls_last=True), "-pk")


def incoming_or_404(user: User, pk: int) -> LinkRequest:
    """One request to this owner; their own invitations and anything else raise Http404."""
    found: LinkRequest | None = LinkRequest.objects.owned_by(user).filter(pk=pk, incoming=True).first()
    if found is None:
        raise Http404
    return found


def request_cards(
    user: User, requests: Iterable[LinkRequest], answers: Mapping[int, str] | None = None
) -> list[RequestCard]:
    """These requests with their evidence, in their order: as many queries for many as for one.

    `answers` are what senders answered later, by request.
    """
    rows, said = list(requests), answers or {}
    matched = _matched(user, rows)
    asked = [sought_of(row, said.get(row.pk, "")) for row in rows]
    searches = have_we_met_each(user, asked, CANDIDATES_SHOWN, SEEN_ELSEWHERE)
    known = {row.pk: _known(row, matched, search) for row, search in zip(rows, searches, strict=True)}
    ids = {one.contact_id for found in known.values() for one in found if one.contact_id}
    memories = unlink_memories(user, ids)
    return [RequestCard(row, known[row.pk], _memory(known[row.pk], memories)) for row in rows]


def sought_of(request: LinkRequest, answer: str = "") -> Sought:
    """What a request, and an answer to the owner's reply, says of the one who sent it."""
    return Sought(
        name=request.name,
        url=request.address or profile_address(request.network, request.key),
        headline=request.title,
        company=request.company,
        place=request.place,
        note=f"{request.message} {answer}".strip(),
    )


def _matched(user: User, rows: Sequence[LinkRequest]) -> dict[int, str]:
    """The contacts that requests were matched with already, by id, as they are shown."""
    ids = {row.contact_id for row in rows if row.contact_id}
    return dict(Contact.objects.owned_by(user).filter(pk__in=ids).values_list("pk", "display")) if ids else {}


def _known(request: LinkRequest, matched: Mapping[int, str], search: Search) -> list[Known]:
    least = IMITATED_FROM if mixes_alphabets(request.name) else SHOWN_FROM
    found = [Known(one) for one in search.candidates if one.confidence >= least]
    who = request.contact_id
    if who is None or who not in matched:
        return found
    sure = Candidate(who, matched[who], CERTAIN, (SAME_PROFILE,), ())
    return [Known(sure), *(one for one in found if one.contact_id != who)]


def _memory(known: Sequence[Known], memories: Mapping[int, str]) -> str:
    """Only of those who surely are the ones that ask; a namesake's past is not theirs."""
    sure = [one.contact_id for one in known if one.is_sure and one.contact_id is not None]
    return next((memories[contact_id] for contact_id in sure if contact_id in memories), "")
