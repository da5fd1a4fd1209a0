"""The door: where a stranger to the house is sent first."""

from allauth.account.views import LoginView
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from accounts.models import User


def login(request: HttpRequest) -> HttpResponseBase:
    """Sign in; in a new house, where nobody lives yet, make the owner's account instead."""
    if request.method == "GET" and not User.objects.exists():
        return redirect("account_signup")
    response: HttpResponseBase = LoginView.as_view()(request)
    return response
