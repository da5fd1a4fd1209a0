"""Whoever moved away, changed jobs or died: the score stands still, and nothing is due any more."""

from datetime import date, datetime

from contacts.models import DIED, WAYS_TO_LEAVE, Contact, State
from interactions.services.words import Change, change_words
from relationships.services import GONE


def leave(*, contact: Contact, how: str, on: date, now: datetime) -> Change:
    """Let a score stand still from a day on that may be long past; what happened after it does not count.

    Dates and nudges fall silent. Returns what `take_back` needs. Raises ValueError for a day still to come,
    and for a way to leave that there is none.
    """
    if on > now.date():
        raise ValueError("That day is still to come.")
    if how not in dict(WAYS_TO_LEAVE):
        raise ValueError("Say how they left.")
    return change_words(
        contact=contact,
        now=now,
        state=State.DECEASED.value if how == DIED else State.LEFT.value,
        left_how="" if how == DIED else how,
        frozen_on=on.toordinal(),
    )


def come_back(*, contact: Contact, now: datetime) -> Change:
    """Let the score of somebody who left run again, with all that happened meanwhile; nothing for others.

    Returns what `take_back` needs.
    """
    if contact.state not in GONE:
        return {}
    return change_words(contact=contact, now=now, state=State.ACTIVE.value, left_how="", frozen_on=None)
