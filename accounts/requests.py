"""The request of a signed-in owner, as views behind login_required see it, and the ids that it names."""

from django.http import HttpRequest

from accounts.models import User

MOST_DIGITS = 18
"""No id of a row has more; Python refuses to read thousands of them, and a database any more than these."""


class SignedIn(HttpRequest):
    """A request whose user is an owner. Only a type: login_required makes it true."""

    user: User


def id_in(text: str) -> int | None:
    """The id of a row as a page sends it; None for whatever else somebody writes."""
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else None
