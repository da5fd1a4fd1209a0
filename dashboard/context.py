"""What every page of a signed-in owner shows: the counts in the navigation."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts import clock
from accounts.models import User
from contacts.models import Contact
from network.queries import review_count, waiting_count
from reminders.queries import open_count


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Counts beside the links, read only when a template shows them."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {}
    return {"nav_counts": SimpleLazyObject(lambda: _counts(user))}


def _counts(user: User) -> dict[str, int]:
    today = clock.today(user)
    return {
        "today": open_count(user, today),
        "people": Contact.objects.owned_by(user).active().count(),
        "review": review_count(user, today),
        "requests": waiting_count(user),
    }
