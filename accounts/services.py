"""Making accounts outside the sign-up page."""

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import connection, transaction

from accounts.models import User


@transaction.atomic
def create_owner(*, email: str, password: str) -> User:
    """Make an account with a verified address; the first one on this instance is the founder's.

    Raises ValidationError for a bad address, a weak password or an address that is taken.
    """
    email = email.strip().lower()
    validate_email(email)
    if User.objects.filter(email__iexact=email).exists():
        raise ValidationError(f"There is already an account for {email}.")
    validate_password(password, User(email=email))
    founder = True if not User.objects.exists() else None
    user = User.objects.create_user(email, password, founder=founder)
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
    return user


def hold_book(*, owner: User) -> None:
    """Wait for whoever else is writing standings of this owner, and let others wait until the transaction ends.

    To be called before reading what is to be written back. One lock for a whole book, and always the first one,
    so that no two transactions wait for each other. SQLite's transactions hold the only write lock anyway.
    """
    if connection.features.has_select_for_update:
        User.objects.filter(pk=owner.pk).select_for_update(no_key=True).values_list("pk").first()
