"""Keeping standings: the interactions hand touches down, and the model's state is written back."""

from collections.abc import Iterable
from datetime import date

from contacts.models import Contact, State
from domain import strength as model
from domain.health import TurningDays, turning_days
from relationships.models import Standing

GONE = (State.LEFT, State.DECEASED)
FIELDS = tuple(
    field.attname
    for field in Standing._meta.concrete_fields
    if field.attname not in ("contact_id", "owner_id")
)
"""The columns of a standing that the model derives."""


def absorb(*, contact: Contact, touch: model.Touch) -> Standing:
    """Take one touch in, in constant time. Raises ValueError when it is older than the state: then rescore."""
    standing = Standing.objects.owned_by(contact.owner).filter(contact=contact).first()
    standing = standing or Standing(contact=contact, owner=contact.owner)
    write_state(standing, model.absorb(standing.state, touch), contact)
    standing.save()
    return standing


def rescore(*, contact: Contact, touches: Iterable[model.Touch]) -> Standing:
    """Replay one contact from all its touches; the rating and the freezing stay."""
    standing = Standing.objects.owned_by(contact.owner).filter(contact=contact).first()
    standing = standing or Standing(contact=contact, owner=contact.owner)
    before = standing.state
    write_state(standing, model.replay(touches, rating=before.rating, frozen_on=before.frozen_on), contact)
    standing.save()
    return standing


def retime(*, contact: Contact) -> Standing:
    """Recompute the turning days after the circle, the cadence or the state of a contact changed."""
    standing = Standing.objects.owned_by(contact.owner).filter(contact=contact).first()
    standing = standing or Standing(contact=contact, owner=contact.owner)
    write_state(standing, standing.state, contact)
    standing.save()
    return standing


def freeze(*, contact: Contact, today: date) -> Standing:
    """Stop the score of someone who left or died at today's value; nothing is due any more."""
    standing = retime(contact=contact)
    standing.frozen_on = standing.frozen_on or today.toordinal()
    write_state(standing, standing.state, contact)
    standing.save()
    return standing


def thaw(*, contact: Contact) -> Standing:
    """Let a frozen score run again."""
    standing = retime(contact=contact)
    standing.frozen_on = None
    write_state(standing, standing.state, contact)
    standing.save()
    return standing


def write_state(standing: Standing, state: model.State, contact: Contact) -> None:
    """Put a state and its turning days into an unsaved row."""
    for name in ("e7", "e90", "long", "short", "as_of", "last_on", "first_on", "days"):
        setattr(standing, name, getattr(state, name))
    for name in ("last_weight", "log_gap", "peak", "rated_days", "frozen_on"):
        setattr(standing, name, getattr(state, name))
    turns = turning_days(state, contact.wished_days, _circle_day(contact))
    if contact.state != State.ACTIVE:
        turns = TurningDays(turns.cooling_on, turns.dormant_on, turns.never_on, None)
    standing.cooling_on, standing.dormant_on = turns.cooling_on, turns.dormant_on
    standing.never_on, standing.due_on = turns.never_on, turns.due_on


def _circle_day(contact: Contact) -> int | None:
    return contact.circle_since.toordinal() if contact.circle_since else None
