"""From what the owner says about a relationship ("we are at 8", family, pinned) to what the model reads."""

from dataclasses import dataclass
from datetime import date

from contacts.models import Contact
from domain.state import PINNED_FLOOR
from relationships.models import Standing


@dataclass(frozen=True, slots=True)
class Said:
    """An own rating as it was said: the day (an ordinal), the value (0.5 to 9.5), and its half-life in days.

    `delta` is what it adds to the evidence, found once. Without a value, `day` tells since when somebody is
    held only for being family or pinned.
    """

    day: int | None = None
    delta: float = 0.0
    value: float | None = None
    half_life: int | None = None


UNSAID = Said()


def said_of(standing: Standing) -> Said:
    """What the owner said, as the row keeps it."""
    return Said(standing.rating_day, standing.rating_delta, standing.rated_value, standing.rated_half_life)


def write_said(standing: Standing, said: Said) -> None:
    """Put what the owner said into an unsaved row; `write_rating` follows."""
    standing.rating_day, standing.rating_delta = said.day, said.delta
    standing.rated_value, standing.rated_half_life = said.value, said.half_life


def write_rating(standing: Standing, contact: Contact, today: date) -> None:
    """Derive the rating that the model reads from what was said and from the pins, in an unsaved row.

    Family and pinned people: it never fades and is a floor; without an own rating the floor is 7. The delta
    stays what it was when it was said. A pin alone dates from today or from the last touch if that is later.
    """
    is_held = contact.is_family or contact.is_pinned
    if standing.rated_value is not None:
        standing.rating_half_life = None if is_held else standing.rated_half_life
        standing.rating_floor = standing.rated_value if is_held else None
        return
    if not is_held or standing.rating_day is None:
        standing.rating_day = max(today.toordinal(), standing.as_of or 0) if is_held else None
        standing.rated_days = 0
    standing.rating_floor = PINNED_FLOOR if is_held else None
    standing.rating_delta, standing.rating_half_life, standing.rated_half_life = 0.0, None, None
