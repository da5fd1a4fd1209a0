"""What was heard before of those who ask: their earlier requests, the owner's decisions, claims, conduct."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from accounts.models import User
from domain.names import fold
from network.models import ClaimedMutual, Conduct, Decision, LinkRequest


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard of one sender before; each newest first. `requests` are their other ones, on any network."""

    requests: Sequence[LinkRequest] = ()
    decisions: Sequence[Decision] = ()
    claims: Sequence[ClaimedMutual] = ()
    conduct: Sequence[Conduct] = ()


def heard_of(user: User, requests: Sequence[LinkRequest], taken: Mapping[int, int]) -> dict[int, Heard]:
    """What was heard of the senders of these requests, by the id of the request: four queries.

    `taken` are the contacts that they surely are, by request. One sender is told from another by contact, by
    address, and by the name where there is no address.
    """
    rows = _theirs(user, requests, taken)
    same = {one.pk: _same(one, taken.get(one.pk), rows) for one in requests}
    ids = {pk for each in same.values() for pk in each}
    decisions = _by_request(
        Decision.objects.owned_by(user).filter(undone_at=None, request__in=ids).select_related("policy")
    )
    about = Q(request__in=ids) | Q(contact__in=set(taken.values()))
    claims = list(ClaimedMutual.objects.owned_by(user).filter(about).select_related("friend"))
    conduct = list(Conduct.objects.owned_by(user).filter(about))
    return {
        one.pk: Heard(
            tuple(rows[pk] for pk in same[one.pk] if pk != one.pk),
            _newest(row for pk in same[one.pk] for row in decisions[pk]),
            tuple(row for row in claims if _is_of(row, same[one.pk], taken.get(one.pk))),
            tuple(row for row in conduct if _is_of(row, same[one.pk], taken.get(one.pk))),
        )
        for one in requests
    }


def _theirs(user: User, requests: Sequence[LinkRequest], taken: Mapping[int, int]) -> dict[int, LinkRequest]:
    keys = {one.key for one in requests if one.key}
    names = {one.name for one in requests if one.name}
    asked = Q(key__in=keys) | Q(name__in=names, key="") | Q(contact__in=set(taken.values()))
    asked |= Q(pk__in=[one.pk for one in requests])
    found = LinkRequest.objects.owned_by(user).filter(asked, incoming=True)
    return {row.pk: row for row in found}


def _same(request: LinkRequest, contact: int | None, rows: Mapping[int, LinkRequest]) -> list[int]:
    """The ids of all requests of the one who sent this."""
    return [pk for pk, row in rows.items() if pk == request.pk or _is_same(request, contact, row)]


def _is_same(request: LinkRequest, contact: int | None, other: LinkRequest) -> bool:
    if contact is not None and other.contact_id == contact:
        return True
    if request.key and other.key:
        return (request.network, request.key) == (other.network, other.key)
    return not (request.key or other.key) and bool(request.name) and fold(request.name) == fold(other.name)


def _by_request(rows: Iterable[Decision]) -> defaultdict[int, list[Decision]]:
    found: defaultdict[int, list[Decision]] = defaultdict(list)
    for row in rows:
        found[row.request_id].append(row)
    return found


def _newest(rows: Iterable[Decision]) -> tuple[Decision, ...]:
    return tuple(sorted(rows, key=lambda row: (row.made_at, row.pk), reverse=True))


def _is_of(row: Any, requests: Sequence[int], contact: int | None) -> bool:
    return row.request_id in requests or (contact is not None and row.contact_id == contact)
