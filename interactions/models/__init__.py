"""What happened, what is to come, and what people did for each other."""

from interactions.models.favours import FAVOUR_KINDS, Favour
from interactions.models.happened import (
    ICONS,
    Attendee,
    Began,
    Interaction,
    Kind,
    Participation,
    Precision,
    Reweighing,
)
from interactions.models.planned import Event, Guest

__all__ = [
    "FAVOUR_KINDS",
    "ICONS",
    "Attendee",
    "Began",
    "Event",
    "Favour",
    "Guest",
    "Interaction",
    "Kind",
    "Participation",
    "Precision",
    "Reweighing",
]
