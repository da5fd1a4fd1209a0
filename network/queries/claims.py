"""Whom requesters name as friends of mine."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.http import Http404

from accounts.models import User
from contacts.models import Contact
from contacts.queries import people_called
from domain.names import Named, fold
from network.models import ClaimedMutual

OFFERED = 8


def _claims(user: User) -> QuerySet[ClaimedMutual]:
    rows = ClaimedMutual.objects.owned_by(user).filter(Q(contact=None) | Q(contact__deleted_at=None))
    found: QuerySet[ClaimedMutual] = rows.select_related("friend", "contact", "request")
    return found


def claims_of(user: User, contact: Contact) -> Sequence[ClaimedMutual]:
    """What a person of the book claimed, the newest first."""
    return list(_claims(user).filter(contact=contact))


def claim_or_404(user: User, pk: int) -> ClaimedMutual:
    """One claim of this owner; anything else raises Http404."""
    found = _claims(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def friends_called(user: User, name: str, claimant: Contact | None) -> list[Named]:
    """Who in the book can be meant by a name, at most a few; never the claimant."""
    called = people_called(user, [fold(name)]).get(fold(name), [])
    own = claimant.pk if claimant else None
    people = {named.contact: named for named in called if named.contact != own}
    return list(people.values())[:OFFERED]
