"""The interactions hand touches down, and the model's state is written back."""

from collections.abc import Iterable
from datetime import date

from accounts import bulk
from accounts.services import hold_book
from contacts.models import Contact, State
from domain import strength as model
from relationships.models import Standing
from relationships.services.derive import DERIVED, derive, wishes_of
from relationships.services.ratings import write_rating

GONE = (State.LEFT, State.DECEASED)
FIELDS = tuple(
    field.attname
    for field in Standing._meta.concrete_fields
    if field.attname not in ("contact_id", "owner_id")
)
"""The columns of a standing that the model derives."""


def absorb(*, contact: Contact, touch: model.Touch, today: date) -> Standing:
    """Take one touch in, in constant time. Raises ValueError when it is older than the state: then rescore."""
    standing = standing_of(contact)
    write_state(standing, model.absorb(standing.state, touch), contact, today)
    return _save_derived(standing)


def rescore(*, contact: Contact, touches: Iterable[model.Touch], today: date) -> Standing:
    """Replay one contact from all its touches; the rating and the freezing stay."""
    standing = standing_of(contact)
    before = standing.state
    after = model.replay(touches, rating=before.rating, frozen_on=before.frozen_on)
    write_state(standing, after, contact, today)
    return _save_derived(standing)


def retime(*, contact: Contact, today: date) -> Standing:
    """Recompute the turning days after the circle, the cadence, the pins or the state of a contact changed."""
    standing = standing_of(contact)
    write_rating(standing, contact, today)
    write_state(standing, standing.state, contact, today)
    standing.save()
    return standing


def freeze(*, contact: Contact, today: date, on: date | None = None) -> Standing:
    """Stop the score of someone who left or died at today's value; nothing is due any more.

    On another day than today when `on` says so: then touches may have come after it, and rescore follows.
    """
    standing = standing_of(contact)
    write_rating(standing, contact, today)
    if on is not None:
        standing.frozen_on = on.toordinal()
    elif standing.frozen_on is None:
        standing.frozen_on = max(today.toordinal(), standing.as_of or 0)
    write_state(standing, standing.state, contact, today)
    standing.save()
    return standing


def thaw(*, contact: Contact, today: date) -> Standing:
    """Let a frozen score run again; rescore follows, for touches that came meanwhile."""
    standing = standing_of(contact)
    write_rating(standing, contact, today)
    standing.frozen_on = None
    write_state(standing, standing.state, contact, today)
    standing.save()
    return standing


def standing_of(contact: Contact) -> Standing:
    """The contact's row as it is to be written back, or an unsaved one for somebody new; inside a transaction."""
    hold_book(owner=contact.owner)
    for found in Standing.objects.owned_by(contact.owner).filter(pk=contact.pk)[:1]:
        return found
    return Standing(contact=contact, owner=contact.owner)


def _save_derived(standing: Standing) -> Standing:
    """Save a row of which nothing but the derived columns changed; the short way, since every log takes it."""
    if standing._state.adding:
        standing.save()
    else:
        bulk.update(Standing, DERIVED, [(*(getattr(standing, name) for name in DERIVED), standing.pk)])
    return standing


def write_state(standing: Standing, state: model.State, contact: Contact, today: date) -> None:
    """Put a state, its turning days and its anchor into an unsaved row."""
    for name, value in zip(DERIVED, derive(state, wishes_of(contact), today.toordinal()), strict=True):
        setattr(standing, name, value)
