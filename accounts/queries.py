"""Reading owners."""

from typing import Any

from allauth.account.models import EmailAddress

from accounts.models import User


def owner_by_email(email: str) -> User | None:
    """The active owner with this address in any case, or None."""
    return User.objects.filter(email__iexact=email.strip(), is_active=True).first()


def verified_address(user: User) -> str | None:
    """The owner's primary address if it is verified: the only one that mail with data goes to."""
    rows: Any = EmailAddress.objects.filter(user=user, email__iexact=user.email, verified=True)
    address = rows.first()
    return str(address.email) if address else None
