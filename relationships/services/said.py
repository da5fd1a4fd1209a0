"""Keeping an own rating, and taking it back."""

from collections.abc import Iterable
from datetime import date

from contacts.models import Contact
from domain import strength as model
from relationships.models import Standing
from relationships.services.ratings import Said, write_rating, write_said
from relationships.services.standings import standing_of, write_state


def keep_said(*, contact: Contact, said: Said, touches: Iterable[model.Touch], today: date) -> Standing:
    """Write down what the owner said now, or said before; the evidence stays as it is."""
    standing = standing_of(contact)
    write_said(standing, said)
    write_rating(standing, contact, today)
    state = standing.state
    standing.rated_days = model.replay(touches, state.rating, state.frozen_on).rated_days
    write_state(standing, standing.state, contact, today)
    standing.save()
    return standing


def delta_of(*, contact: Contact, value: float, touches: Iterable[model.Touch], day: date) -> float:
    """What an own rating of `value` on a day adds to the evidence there is by the end of that day.

    Raises ValueError for a value outside 0.5 to 9.5.
    """
    if not 0.5 <= value <= 9.5:
        raise ValueError("An own rating is from 0.5 to 9.5.")
    last = day.toordinal()
    by_then = [touch for touch in touches if touch.day <= last]
    state = model.replay(by_then, frozen_on=standing_of(contact).frozen_on)
    return model.rate(state, last, value).delta
