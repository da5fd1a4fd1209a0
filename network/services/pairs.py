"""Which two the owner does not mean to bring together."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from contacts.models import Contact
from network.models import NotIntroduced


@transaction.atomic
def dismiss_pair(*, owner: User, one: Contact, other: Contact, now: datetime) -> NotIntroduced:
    """Do not suggest again that these two should meet. Raises ValueError for one person twice."""
    if one.pk == other.pk:
        raise ValueError("Choose two different people.")
    first, second = sorted((one.pk, other.pk))
    row, _made = NotIntroduced.objects.get_or_create(
        owner=owner, first_id=first, second_id=second, defaults={"said_at": now}
    )
    return row


def undo_dismissed_pair(*, row: NotIntroduced) -> None:
    """They may be suggested again."""
    row.delete()
