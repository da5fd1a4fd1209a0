"""The owner's own rating, and whom it holds up: family and pinned people."""

from datetime import date, datetime

from django.db import transaction

from accounts.services import hold_book
from contacts.models import Contact
from domain.state import SURE_HALF_LIVES
from interactions.queries import touches_with
from interactions.services.words import Change, change_words
from relationships.services import UNSAID, delta_of


@transaction.atomic
def rate_contact(*, contact: Contact, value: float, half_life: int, day: date, now: datetime) -> Change:
    """ "We are at 8": the strength is `value` (0.5 to 9.5) on `day`, and half of what that adds is left after
    `half_life` days (90, 365 or 730, by how sure the owner is).

    Worked out once, after the touches of its day. An own rating said before is replaced. Returns what
    `take_back` needs. Raises ValueError for another value or half-life, and for a day still to come.
    """
    if half_life not in SURE_HALF_LIVES:
        raise ValueError("Say how sure you are: 90, 365 or 730 days.")
    if day > now.date():
        raise ValueError("That day is still to come.")
    hold_book(owner=contact.owner)
    delta = delta_of(contact=contact, value=value, touches=touches_with(contact), day=day)
    return change_words(
        contact=contact,
        now=now,
        rating_day=day.toordinal(),
        rating_delta=delta,
        rated_value=value,
        rated_half_life=int(half_life),
    )


def unrate_contact(*, contact: Contact, now: datetime) -> Change:
    """Forget the own rating; family and pinned people keep their floor of 7. Returns what `take_back` needs."""
    return change_words(
        contact=contact,
        now=now,
        rating_day=UNSAID.day,
        rating_delta=UNSAID.delta,
        rated_value=UNSAID.value,
        rated_half_life=UNSAID.half_life,
    )


def hold_contact(
    *, contact: Contact, now: datetime, is_pinned: bool | None = None, is_family: bool | None = None
) -> Change:
    """Pin somebody or call them family, or no longer; None leaves that as it is. Returns what `take_back` needs."""
    return change_words(
        contact=contact,
        now=now,
        is_pinned=contact.is_pinned if is_pinned is None else is_pinned,
        is_family=contact.is_family if is_family is None else is_family,
    )
