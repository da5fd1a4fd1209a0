"""What the owner decided about requests."""

from django.http import Http404

from accounts.models import User
from network.models import Decision


def decision_or_404(user: User, pk: int) -> Decision:
    """One decision of this owner; anything else raises Http404."""
    rows = Decision.objects.owned_by(user).filter(pk=pk)
    related = rows.select_related("owner", "request__contact", "link", "reminder", "contact_before", "policy")
    found: Decision | None = related.first()
    if found is None:
        raise Http404
    return found
