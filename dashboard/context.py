"""What every page of a signed-in owner shows: the counts in the navigation."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from accounts import clock
from accounts.models import User
from network.queries import review_count, waiting_count
from relationships.queries import Listing
from reminders.queries import open_count
from transfer.queries.matches import waiting_matches

MANY = 5_000
"""Beyond it, how many people there are is not counted on every page."""
KEPT_SECONDS = 30
"""For so long the counts may miss what the worker does; what the owner does is counted at once."""
READING = ("GET", "HEAD", "OPTIONS")


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Counts beside the links, read only when a template shows them."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {}
    return {"many": MANY, "nav_counts": SimpleLazyObject(lambda: _kept_counts(user))}


class CountAgainMiddleware:
    """Whatever an owner changes is counted anew on the next page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method not in READING and isinstance(request.user, User):
            cache.delete(_key(request.user, clock.today(request.user)))
        return response


def _kept_counts(user: User) -> dict[str, int]:
    today = clock.today(user)
    found: Any = cache.get_or_set(_key(user, today), lambda: _counts(user, today), KEPT_SECONDS)
    return dict(found)


def _key(user: User, today: date) -> str:
    return f"counts:{user.pk}:{today.isoformat()}"


def _counts(user: User, today: date) -> dict[str, int]:
    return {
        "today": open_count(user, today),
        "people": Listing(user, today).count(MANY),
        "review": review_count(user, today),
        "requests": waiting_count(user, today),
        "matches": waiting_matches(user).count(),
    }
