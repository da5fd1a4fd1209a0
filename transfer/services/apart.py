"""Two people whom the owner knows to be two."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from contacts.models import Contact
from transfer.models import NotSame


@transaction.atomic
def hold_apart(*, owner: User, one: Contact, other: Contact, now: datetime) -> NotSame:
    """Remember that two contacts are not one person; said twice it is said once. ValueError for the same card twice."""
    if one.pk == other.pk:
        raise ValueError("That is one and the same card.")
    first, second = sorted((one, other), key=lambda contact: contact.pk)
    found, _made = NotSame.objects.get_or_create(
        owner=owner, first=first, second=second, defaults={"said_at": now}
    )
    return found


def forget_apart(*, owner: User, one: Contact, other: Contact) -> None:
    """Take that back."""
    first, second = sorted((one.pk, other.pk))
    NotSame.objects.owned_by(owner).filter(first=first, second=second).delete()
