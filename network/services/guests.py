"""Taking a guest list in: whom of the book its guests surely are, and who was seen."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.guests.read import GuestSaid
from domain.keys import email_key
from interactions.models import Event
from interactions.services.guests import Expected, add_guests, new_guests
from network.queries.guests import match_guests, sure_one

AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class TakenIn:
    """How many guests came onto the list, and how many of them are in the book."""

    added: int
    known: int


def take_in_guests(*, event: Event, said: Sequence[GuestSaid]) -> TakenIn:
    """Put the guests of a list on that of an event, 200 in a transaction; those on it, and the owner, are left out.

    Who surely is in the book is set. Raises ValueError for more than a list holds; then nothing is taken in.
    """
    mine = email_key(event.owner.email)
    fresh = [one for one in new_guests(event=event, said=said) if not one.email or one.email != mine]
    added = known = 0
    for start in range(0, len(fresh), AT_ONCE):
        some = fresh[start : start + AT_ONCE]
        matched = [sure_one(found) for found in match_guests(event.owner, some)]
        made = add_guests(
            event=event, guests=[Expected(one, pk) for one, pk in zip(some, matched, strict=True)]
        )
        added += len(made)
        known += sum(row.contact_id is not None for row in made)
    return TakenIn(added, known)
