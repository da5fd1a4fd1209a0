"""How allauth makes accounts here: the first visitor claims the house, then sign-up closes."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.shortcuts import redirect

from accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return bool(settings.SIGNUP_OPEN) or not User.objects.exists()

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """Make the account; the first one is the founder's, and the unique column decides who is first."""
        if not User.objects.exists():
            user.founder = True
        try:
            with transaction.atomic():
                return super().save_user(request, user, form, commit=commit)  # type: ignore[no-any-return]  # untyped base
        except IntegrityError:
            messages.error(request, "Someone else has just made the first account here. Sign in instead.")
            raise ImmediateHttpResponse(redirect("account_login")) from None

    def is_email_verified(self, request: HttpRequest, email: str) -> bool:
        """The founder owns the machine: the first address needs no proof by mail."""
        if User.objects.filter(email__iexact=email, founder=True).exists():
            return True
        return bool(super().is_email_verified(request, email))
