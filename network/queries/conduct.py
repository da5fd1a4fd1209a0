"""How people behaved, as it was put on record."""

from collections.abc import Mapping, Sequence

from django.db.models import Q
from django.http import Http404

from accounts.models import User
from contacts.models import Contact
from network.models import Conduct, LinkRequest
from network.queries.senders import heard_of


def conduct_of(
    user: User, requests: Sequence[LinkRequest], contact_ids: Mapping[int, int]
) -> dict[int, Sequence[Conduct]]:
    """What is on record of the senders of these requests, by the id of the request, the newest first.

    `contact_ids` are the contacts that they surely are, by request. A sender in no book is known again by network
    and key, or where there is no key by the folded name; what was recorded before an unlinking counts too.
    """
    return {pk: heard.conduct for pk, heard in heard_of(user, requests, contact_ids).items()}


def conduct_of_contact(user: User, contact: Contact) -> Sequence[Conduct]:
    """What is on record of a person, the newest first."""
    return list(Conduct.objects.owned_by(user).filter(contact=contact))


def conduct_or_404(user: User, pk: int) -> Conduct:
    """One record of this owner; anything else raises Http404."""
    rows = Conduct.objects.owned_by(user).filter(Q(contact=None) | Q(contact__deleted_at=None))
    found: Conduct | None = rows.filter(pk=pk).select_related("contact", "request").first()
    if found is None:
        raise Http404
    return found
