"""What a broker answers: how well they know somebody."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from accounts.services import hold_book
from contacts.models import Contact, Tie
from contacts.queries import contact_called
from contacts.services import add_tie
from domain.ties import TieFacts
from reminders.services import add_person

HIGHEST = 10


@transaction.atomic
def note_answer(
    *, owner: User, broker: Contact, target: Contact | None, name: str, estimate: int, now: datetime
) -> Tie:
    """Keep that the broker knows the target so well, 1 to 10, confirmed today; by name where there is no target yet.

    Somebody new comes into the book with it, unless one of the book is called just so. Raises ValueError, with a word
    for the owner, for an estimate out of the scale, an empty name, and for the broker themselves.
    """
    hold_book(owner=owner)  # the same answer may come twice at the same moment
    known = target or contact_called(owner, name) or add_person(owner=owner, name=name, now=now)
    facts = TieFacts(estimate=estimate)
    return add_tie(owner=owner, one=broker, other=known, role="knows", now=now, facts=facts)


def keep_line(*, owner: User, line: int) -> None:
    """From now on ask only people whose strength is at least `line`, 0 to 10. Raises ValueError out of that."""
    if not 0 <= line <= HIGHEST:
        raise ValueError("The line goes from 0 to 10.")
    owner.introducer_line = line
    owner.save(update_fields=["introducer_line"])
