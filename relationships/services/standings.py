"""The interactions hand touches down, and the model's state is written back."""

from collections.abc import Iterable
from datetime import date

from contacts.models import Contact, State
from domain import strength as model
from domain.health import TurningDays, turning_days
from relationships.models import Standing
from relationships.services.anchors import write_anchor

GONE = (State.LEFT, State.DECEASED)
FIELDS = tuple(
    field.attname
    for field in Standing._meta.concrete_fields
    if field.attname not in ("contact_id", "owner_id")
)
"""The columns of a standing that the model derives."""
SUMS = (
    "e7", "e90", "long", "short", "as_of", "last_on", "first_on", "days", "last_weight", "log_gap", "peak",
    "rated_days", "frozen_on",
)  # fmt: skip


def absorb(*, contact: Contact, touch: model.Touch, today: date) -> Standing:
    """Take one touch in, in constant time. Raises ValueError when it is older than the state: then rescore."""
    standing = standing_of(contact)
    write_state(standing, model.absorb(standing.state, touch), contact, today)
    standing.save()
    return standing


def rescore(*, contact: Contact, touches: Iterable[model.Touch], today: date) -> Standing:
    """Replay one contact from all its touches; the rating and the freezing stay."""
    standing = standing_of(contact)
    before = standing.state
    after = model.replay(touches, rating=before.rating, frozen_on=before.frozen_on)
    write_state(standing, after, contact, today)
    standing.save()
    return standing


def retime(*, contact: Contact, today: date) -> Standing:
    """Recompute the turning days after the circle, the cadence or the state of a contact changed."""
    standing = standing_of(contact)
    write_state(standing, standing.state, contact, today)
    standing.save()
    return standing


def freeze(*, contact: Contact, today: date) -> Standing:
    """Stop the score of someone who left or died at today's value; nothing is due any more."""
    standing = standing_of(contact)
    standing.frozen_on = standing.frozen_on or today.toordinal()
    write_state(standing, standing.state, contact, today)
    standing.save()
    return standing


def thaw(*, contact: Contact, today: date) -> Standing:
    """Let a frozen score run again."""
    standing = standing_of(contact)
    standing.frozen_on = None
    write_state(standing, standing.state, contact, today)
    standing.save()
    return standing


def standing_of(contact: Contact) -> Standing:
    """The contact's row, or an unsaved one for somebody new."""
    found = Standing.objects.owned_by(contact.owner).filter(contact=contact).first()
    return found or Standing(contact=contact, owner=contact.owner)


def write_state(standing: Standing, state: model.State, contact: Contact, today: date) -> None:
    """Put a state, its turning days and its anchor into an unsaved row."""
    for name in SUMS:
        setattr(standing, name, getattr(state, name))
    turns = turning_days(state, contact.wished_days, _circle_day(contact))
    if contact.state != State.ACTIVE:
        turns = TurningDays(turns.cooling_on, turns.dormant_on, turns.never_on, None)
    standing.cooling_on, standing.dormant_on = turns.cooling_on, turns.dormant_on
    standing.never_on, standing.due_on = turns.never_on, turns.due_on
    write_anchor(standing, state, contact, today)


def _circle_day(contact: Contact) -> int | None:
    return contact.circle_since.toordinal() if contact.circle_since else None
