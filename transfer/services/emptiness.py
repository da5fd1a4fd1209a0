"""Whether an account has nothing in it yet, as one that an archive is restored into must."""

from accounts.models import User
from reminders.models import Occurrence, Reminder
from transfer.exports.plan import Table, tables
from transfer.models import ImportRun

OF_EVERY_ACCOUNT = (Reminder.Kind.DIGEST, Reminder.Kind.REVIEW)
"""The rules that come by themselves with an account."""


class NotEmpty(ValueError):
    """The account has something in it; `str()` says what, in words for its owner."""


def is_empty(owner: User) -> bool:
    """Whether nothing but what every new account has is there."""
    return not any(_count(table, owner) for table in tables())


def make_room(*, owner: User) -> None:
    """Let go of what every new account has by itself. Raises NotEmpty when there is more, and says what.

    To be called in a transaction that holds the book.
    """
    if ImportRun.objects.owned_by(owner).filter(state__in=ImportRun.MOVING).exists():
        raise NotEmpty("An import is under way. Wait until it is done, or restore into a new account.")
    found = [(count, table.name.replace("-", " ")) for table in tables() if (count := _count(table, owner))]
    if found:
        words = ", ".join(f"{count:,} in {name}" for count, name in found[:5])
        raise NotEmpty(
            f"This account is not empty: {words}. An archive is restored into a new account only; "
            "import it to add its people to this one."
        )
    Reminder.objects.filter(owner=owner).delete()


def _count(table: Table, owner: User) -> int:
    rows = table.model._default_manager.filter(owner=owner)
    if table.model in (Reminder, Occurrence):
        rows = rows.exclude(kind__in=OF_EVERY_ACCOUNT)
    return rows.count()
