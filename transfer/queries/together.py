"""What comes together when two people are made one."""

from typing import Any, NamedTuple

from accounts.models import User
from contacts.models import Address, Contact, Identity, ImportantDate, Note
from interactions.models import Participation
from network.models import Link, LinkRequest
from reminders.models import Reminder

COUNTED: tuple[tuple[str, Any], ...] = (
    ("Interactions", Participation),
    ("Notes", Note),
    ("Dates", ImportantDate),
    ("Ways to reach them", Identity),
    ("Addresses", Address),
    ("Links", Link),
    ("Requests", LinkRequest),
    ("Reminders", Reminder),
)


class Together(NamedTuple):
    """How many rows of a kind hang on the one who stays, and on the one who goes."""

    label: str
    kept: int
    gone: int


def what_comes_together(user: User, kept: Contact, gone: Contact) -> list[Together]:
    """By kind, how many rows each of the two has; kinds of which there are none are left out."""
    found = []
    for label, model in COUNTED:
        rows = model.objects.owned_by(user)
        if model is Participation:
            rows = rows.filter(interaction__deleted_at=None)
        elif model is Reminder:
            rows = rows.exclude(kind__in=(Reminder.Kind.KEEP_IN_TOUCH, Reminder.Kind.DATE)).filter(
                finished_at=None
            )
        counts = Together(label, rows.filter(contact=kept).count(), rows.filter(contact=gone).count())
        if counts.kept or counts.gone:
            found.append(counts)
    return found
