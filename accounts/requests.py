"""The request of a signed-in owner, as views behind login_required see it."""

from django.http import HttpRequest

from accounts.models import User


class SignedIn(HttpRequest):
    """A request whose user is an owner. Only a type: login_required makes it true."""

    user: User
